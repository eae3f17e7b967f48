"""A call for suggestions as the street, the kiosk and the office show it, and how its questions are asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal.domain.campaigns import IN_WORDS, SCALE, PartKind, Said, Standing
from portal.domain.occasion import Occasion
from portal.domain.policy import RuleBook
from portal.queries.campaigns import CallCard, Counts, Part, Tallies
from portal.web.fields import Choice, Choices, Form, Text

#: Only who has an account can be invited, so a call to a group is answered by those who have signed in.
_TEXT_ROWS = {"rows": "4"}


class Call(NamedTuple):
    """What is shown of a call on one day. ``group`` is the title of those asked, empty for everybody."""

    card: CallCard
    standing: Standing
    days_left: int
    group: str

    @property
    def is_open(self) -> bool:
        return self.standing is Standing.OPEN

    @property
    def has_results(self) -> bool:
        """Whether figures can be read: not before the last day is over, so that nobody follows the crowd."""
        return self.standing in (Standing.CLOSED, Standing.CONCLUDED)


def call_on(card: CallCard, now: Occasion) -> Call:
    """The call as of the occasion's day; of its days left the last one counts."""
    left = (card.closes_on - now.today).days + 1
    return Call(card, card.course.on(now.today), left, group_title(now.book, card.group))


def group_title(book: RuleBook, key: str) -> str:
    """What the place calls those in a group; empty for everybody."""
    return next((group.title for group in book.groups if group.key == key), key)


class Line(NamedTuple):
    """One line of a result: an option or a figure of the scale, and how often it was chosen in which way."""

    words: str
    counts: Counts


class Result(NamedTuple):
    """What was answered to one part. ``most`` is the longest bar; ``mean`` that of a scale."""

    part: Part
    lines: list[Line]
    most: int
    mean: str


def results_of(parts: Iterable[Part], tallies: Tallies) -> list[Result]:
    """The figures of every part, in their order; of what was answered in words, how many wrote."""
    return [_result(part, tallies) for part in parts]


def _result(part: Part, tallies: Tallies) -> Result:
    lines = [Line(words, tallies.get((part.id, at), Counts())) for at, words in _options(part)]
    most = max((line.counts.total for line in lines), default=0)
    return Result(part, lines, most, _mean(part, tallies))


def _options(part: Part) -> list[tuple[int, str]]:
    if part.kind in IN_WORDS:
        return [(0, gettext("写了意见的"))]
    if part.kind is PartKind.SCALE:
        return [(figure, gettext("%(figure)s分", figure=figure)) for figure in reversed(SCALE)]
    return list(enumerate(part.options))


def _mean(part: Part, tallies: Tallies) -> str:
    if part.kind is not PartKind.SCALE:
        return ""
    given = [(figure, tallies.get((part.id, figure), Counts()).total) for figure in SCALE]
    number = sum(times for _figure, times in given)
    return f"{sum(figure * times for figure, times in given) / number:.1f}" if number else ""


def questions_form(parts: Sequence[Part]) -> type[Form]:
    """A form with one field a part, named as refusals name it."""
    return type("QuestionsForm", (Form,), {part.question.field: _field(part) for part in parts})


def _field(part: Part) -> Any:
    needed = _("请答这一题") if part.required else None
    if part.kind in IN_WORDS:
        hint = "" if part.required else _("可以不写。")
        return Text(part.words, needed=needed, hint=hint, attributes=_TEXT_ROWS)
    if part.kind is PartKind.CHOICES:
        hint = _("可以选几个。")
        return Choices(part.words, needed=needed, hint=hint, choices=_numbered(part))
    if part.kind is PartKind.SCALE:
        hint = _("1分最低，5分最高。")
        figures = [(str(figure), str(figure)) for figure in SCALE]
        return Choice(part.words, needed=needed, hint=hint, choices=figures)
    return Choice(part.words, needed=needed, choices=_numbered(part))


def _numbered(part: Part) -> list[tuple[str, str]]:
    return [(str(at), words) for at, words in enumerate(part.options)]


def said_in(form: Form, parts: Iterable[Part]) -> dict[int, Said]:
    """What was answered, by part."""
    return {part.id: _said(part, form[part.question.field].data) for part in parts}


def _said(part: Part, given: Any) -> Said:
    if part.kind in IN_WORDS:
        return Said(words=given or "")
    values = given if isinstance(given, list) else [given]
    return Said(tuple(int(value) for value in values if value))


def fields_of(parts: Iterable[Part], said: Mapping[int, Said]) -> dict[str, Any]:
    """What stands in the form's fields when somebody comes back who has answered before."""
    return {part.question.field: _given(part, said[part.id]) for part in parts if part.id in said}


def _given(part: Part, said: Said) -> Any:
    if part.kind in IN_WORDS:
        return said.words
    chosen = [str(each) for each in said.chosen]
    return chosen if part.kind is PartKind.CHOICES else next(iter(chosen), None)


def told_back(part: Part, said: Said) -> str:
    """What somebody answered, in words."""
    if part.kind in IN_WORDS:
        return said.words
    if part.kind is PartKind.SCALE:
        return "".join(gettext("%(figure)s分", figure=figure) for figure in said.chosen)
    return gettext("、").join(part.options[each] for each in said.chosen)
