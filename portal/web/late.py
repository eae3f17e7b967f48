"""What the road says of reminders, escalations and deadlines that were counted anew."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _

from portal.domain.stages import Action
from portal.domain.terms import Level
from portal.web import labels
from portal.web.filters import near_day
from portal.web.words import lazy_gettext

_PARTS: Mapping[str, LazyString] = MappingProxyType(
    {
        "accept": lazy_gettext("还没有接收"),
        "site_visit": lazy_gettext("还没有到现场"),
        "step": lazy_gettext("有一步没按时做完"),
        "begin": lazy_gettext("是急事，还没有人动手办"),
    }
)


def late_words(action: Action, facts: Mapping[str, Any], at: datetime) -> str:
    """A line below the event; empty for anything else.

    When the portal came to it on another day than it was due to happen, it says on which.
    """
    told = _TOLD.get(action)
    if told is None:
        return ""
    lines = [told(facts)]
    fell_on = date.fromisoformat(facts["fell_on"]) if "fell_on" in facts else at.date()
    if fell_on != at.date():
        lines.append(_should_have(action, fell_on))
    return _("，").join(line for line in lines if line)


def _should_have(action: Action, fell_on: date) -> str:
    if action is Action.ESCALATE:
        return _("按%(day)s应提级", day=near_day(fell_on))
    return _("按%(day)s应催办", day=near_day(fell_on))


def _reminded(facts: Mapping[str, Any]) -> str:
    if facts.get("what") in _PARTS:
        words = str(_PARTS[facts["what"]])
        return _("%(what)s：%(step)s", what=words, step=facts["words"]) if facts.get("words") else words
    return _("期限是%(day)s", day=near_day(date.fromisoformat(facts["due_on"])))


def _escalated(facts: Mapping[str, Any]) -> str:
    return _("提到%(level)s", level=labels.LEVELS[Level(facts["level"])])


def _recounted(facts: Mapping[str, Any]) -> str:
    was, now = (near_day(date.fromisoformat(facts[name])) for name in ("was", "due_on"))
    return _("%(name)s：期限从%(was)s改到%(now)s", name=facts["name"], was=was, now=now)


_TOLD = {Action.REMIND: _reminded, Action.ESCALATE: _escalated, Action.RECOUNT: _recounted}
