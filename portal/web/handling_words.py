"""What a hand-over, a step or a wait says beside its heading, on the public road as in the office."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.domain.stages import Action
from portal.web.filters import near_day

Facts = Mapping[str, Any]


def forwarded(facts: Facts) -> str:
    """From whom to whom; the deadline that stays."""
    told = _("%(source)s转给%(target)s", source=facts["from_organisation"], target=facts["organisation"])
    if "due_on" not in facts:
        return told
    return told + _("，期限不变：%(day)s前办好", day=_day(facts["due_on"]))


def accepted(facts: Facts) -> str:
    return str(facts["organisation"])


def stepped(facts: Facts) -> str:
    """Which step, whose, and by when or that it is done."""
    told = _("第%(number)s步，%(who)s", number=facts["step"], who=facts["organisation"])
    if "due_on" in facts:
        return told + _("，%(day)s前做完", day=_day(facts["due_on"]))
    return told + (_("，做完了") if facts.get("done") else "")


def waited(facts: Facts) -> str:
    """Until when it waits at the latest, and what is left then."""
    return _("还剩%(days)s个工作日；最晚%(day)s接着算", days=facts["working_days"], day=_day(facts["day"]))


def went_on(facts: Facts) -> str:
    """From when it counts again; without an answer it went on by itself."""
    told = "" if facts["answered"] else _("没有等到补充，")
    return told + _("从%(since)s起接着算，%(day)s前办好", since=_day(facts["day"]), day=_day(facts["due_on"]))


_TOLD = {
    Action.FORWARD: forwarded,
    Action.ACCEPT: accepted,
    Action.TAKE_STEP: stepped,
    Action.PAUSE: waited,
    Action.RESUME: went_on,
}


def handling_words(action: Action, facts: Facts) -> str:
    """The words for an event of the handling; empty for every other."""
    told = _TOLD.get(action)
    return told(facts) if told else ""


def _day(written: str) -> str:
    return near_day(date.fromisoformat(written))
