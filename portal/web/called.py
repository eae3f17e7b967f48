"""What whistles and warnings left on a matter's road, in words; for the public's road and the office's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from portal.domain.early_warning import RiskEnd
from portal.domain.stages import Action
from portal.web import labels
from portal.web.filters import moment
from portal.web.labels.handling import RISK_ENDS, WARNED

Facts = Mapping[str, Any]


def called_words(action: Action, facts: Facts) -> str:
    """What goes with such an event; empty for any other."""
    told = _TOLD.get(action)
    return told(facts) if told else ""


def happened_words(action: Action, facts: Facts) -> str:
    """What happened, by its own name: a check-in that was rejected is none, and progress is progress."""
    if action is Action.CHECK_IN and facts.get("progress"):
        return str(labels.HAPPENED[Action.NOTE])
    if action is Action.CONFIRM_CHECK_IN and not facts.get("came", True):
        return _("社区没有见到人来，部门还要来")
    return str(labels.HAPPENED[action])


def _whistled(facts: Facts) -> str:
    who = _("、").join(facts["departments"])
    due = moment(datetime.fromisoformat(facts["due_at"]))
    said = _("请%(who)s在%(due)s前到场", who=who, due=due)
    return _("紧急：%(what)s", what=said) if facts["urgent"] else said


def _called_off(facts: Facts) -> str:
    return _("、").join(facts["departments"])


def _checked_in(facts: Facts) -> str:
    department = str(facts["department"])
    if facts.get("progress"):
        return department
    return _("%(who)s，比要求的晚", who=department) if facts["late"] else _("%(who)s，按时", who=department)


def _confirmed(facts: Facts) -> str:
    if "rating" not in facts:
        return str(facts["department"])
    return _("%(who)s：%(rating)s分（满分5分）", who=facts["department"], rating=facts["rating"])


def _warned(facts: Facts) -> str:
    offices = [str(WARNED[role]) for role in facts["roles"] if role != "department"]
    return _("马上告诉了：%(who)s", who=_("、").join([*offices, *facts["departments"]]))


def _acknowledged(facts: Facts) -> str:
    return _("%(who)s已收到", who=facts["department"] or WARNED[facts["role"]])


def _settled(facts: Facts) -> str:
    return str(RISK_ENDS[RiskEnd(facts["end"])])


_TOLD = {
    Action.WHISTLE: _whistled,
    Action.CALL_OFF_WHISTLE: _called_off,
    Action.CHECK_IN: _checked_in,
    Action.CONFIRM_CHECK_IN: _confirmed,
    Action.WARN: _warned,
    Action.ACKNOWLEDGE: _acknowledged,
    Action.SETTLE_WARNING: _settled,
}
