"""A matter's road in words: what happened, when, and what came with it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _

from portal.domain.policy import RuleBook
from portal.domain.stages import STAGE_OF, Action, Stage
from portal.domain.terms import Urgency
from portal.queries.public_matter import Agreed, PublicMatter, Step
from portal.web import labels
from portal.web.called import called_words, happened_words
from portal.web.filters import near_day
from portal.web.gallery import Shown
from portal.web.handling_words import handling_words
from portal.web.late import late_words
from portal.web.road import Seal, days_of, seals_of


class Milestone(NamedTuple):
    """One thing that happened. ``detail`` is ours, ``words`` are those of whoever did it.

    ``number`` is the matter it is about, where that is another one; ``meeting_id`` the meeting it was put
    down for or debated at; ``photos`` came with it; ``hidden`` says what
    of all this is not public, and why.
    """

    id: int
    at: datetime
    title: str
    detail: str
    words: str
    number: str
    meeting_id: int | None
    photos: Sequence[Shown]
    hidden: Sequence[str]


def milestones(
    matter: PublicMatter,
    road: Iterable[Step],
    book: RuleBook,
    photos: Mapping[int, Sequence[Shown]],
    hidden: Mapping[int | None, Sequence[str]],
) -> list[Milestone]:
    """The road, the newest first; ``photos`` and what is ``hidden`` by the id of the step they came with."""
    first, *later = [_milestone(matter, step, book) for step in road]
    passed = [each._replace(photos=photos.get(each.id, ()), hidden=hidden.get(each.id, ())) for each in later]
    return [*passed[::-1], first]


def _milestone(matter: PublicMatter, step: Step, book: RuleBook) -> Milestone:
    title, told = happened_words(step.action, step.facts), _TOLD.get(step.action)
    detail = told(step.facts) if told else ""
    if step.action in (Action.RAISE, Action.ENTER_FOR):
        title = _("%(what)s（%(channel)s）", what=title, channel=labels.CHANNELS[matter.channel])
    if step.action is Action.REFUSE:
        detail = admission_entry(step.facts, book)
    detail = detail or _beside(step)
    number = str(step.facts.get("into") or step.facts.get("from") or "")
    return Milestone(step.id, step.at, title, detail, step.text, number, step.facts.get("meeting"), (), ())


def _beside(step: Step) -> str:
    """What the handling, the clock or a call has to say of a step."""
    late = late_words(step.action, step.facts, step.at)
    return handling_words(step.action, step.facts) or late or called_words(step.action, step.facts)


def _ordered(facts: dict[str, Any]) -> str:
    """Who is to do it by when."""
    if not facts.get("organisation"):
        return ""
    return _(
        "%(who)s主办（负责人：%(person)s），%(day)s前办好",
        who=facts["organisation"],
        person=facts.get("person", ""),
        day=near_day(date.fromisoformat(facts["due_on"])),
    )


def _listed(facts: dict[str, Any]) -> str:
    return _("%(day)s上会商量", day=near_day(date.fromisoformat(facts["day"]))) if "day" in facts else ""


def _moved(facts: dict[str, Any]) -> str:
    day, was = (near_day(date.fromisoformat(facts[name])) for name in ("day", "was"))
    return _("原定%(was)s，改到%(day)s上会商量", was=was, day=day) if day != was else ""


def _deferred(facts: dict[str, Any]) -> str:
    return _("那次议事会取消了") if facts.get("called_off") else ""


def _asked(facts: dict[str, Any]) -> str:
    return _("想多要%(days)s个工作日", days=facts["working_days"]) if "working_days" in facts else ""


def _decided(facts: dict[str, Any]) -> str:
    if facts.get("granted") and "due_on" not in facts:
        return _("同意，补充以后多%(days)s个工作日", days=facts["working_days"])
    if facts.get("granted"):
        return _("同意，延到%(day)s", day=near_day(date.fromisoformat(facts["due_on"])))
    return _("不同意，仍按原来的期限")


def _visited(facts: dict[str, Any]) -> str:
    return _("提出人表示满意") if facts.get("satisfied") else _("提出人表示还不满意")


def _marked(facts: dict[str, Any]) -> str:
    return "" if facts.get("marked", True) else _("不再算金点子")


def _graded(facts: dict[str, Any]) -> str:
    """In the words of the place's table on that day."""
    if "urgency" not in facts:
        return ""
    word = labels.URGENCIES[Urgency(facts["urgency"])]
    return _(
        "%(urgency)s：%(tier)s，%(days)s个工作日", urgency=word, tier=facts["tier"], days=facts["within"]
    )


def _prepared(facts: dict[str, Any]) -> str:
    if "option" in facts:
        return _("摆上第%(number)s个办法", number=facts["option"])
    return _("收回第%(number)s个办法", number=facts["withdrawn"]) if "withdrawn" in facts else ""


_TOLD = {
    Action.GRADE: _graded,
    Action.PREPARE: _prepared,
    Action.MARK_IDEA: _marked,
    Action.LIST: _listed,
    Action.CHANGE_MEETING: _moved,
    Action.DEFER: _deferred,
    Action.ASSIGN: _ordered,
    Action.RESOLVE: _ordered,
    Action.RECTIFY: _ordered,
    Action.ASK_EXTENSION: _asked,
    Action.DECIDE_EXTENSION: _decided,
    Action.VISIT: _visited,
}


def admission_entry(facts: dict[str, Any], book: RuleBook) -> str:
    """The line of the admission list that a refusal cites, in the words of that day."""
    text = facts.get("entry_text") or _text_today(facts, book)
    return _("依据%(list)s：%(text)s", list=book.admission_title, text=text) if text else ""


def _text_today(facts: dict[str, Any], book: RuleBook) -> str:
    """For refusals of the time before their words were kept."""
    return next((entry.text for entry in book.admission if entry.key == facts.get("entry")), "")


def is_good_idea(road: Iterable[Step]) -> bool:
    """Whether it is marked as 金点子: the last word on that holds."""
    marks = [step.facts.get("marked", True) for step in road if step.action is Action.MARK_IDEA]
    return bool(marks and marks[-1])


def seals(matter: PublicMatter, road: Iterable[Step], agreed: Agreed | None, standing: str) -> list[Seal]:
    """The five seals, each with its day and a word."""
    days = days_of(road) | {Stage.SAY: matter.raised_at.date()}
    if agreed:
        days[Stage.DELIBERATE] = agreed.day
    return seals_of(matter.state, days, _words(matter, agreed, standing), matter.outcome)


def _words(matter: PublicMatter, agreed: Agreed | None, standing: str) -> dict[Stage, str]:
    words: dict[Stage, str] = {}
    if matter.supports:
        words[Stage.SAY] = _("%(count)s人附议", count=matter.supports)
    if agreed:
        words[Stage.DELIBERATE] = _("形成决议")
    return words | {STAGE_OF[matter.state]: standing}
