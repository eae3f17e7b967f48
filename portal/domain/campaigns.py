"""问计于民: what a call for suggestions is made of, who answers until when, and what becomes of suggestions.

Source: Chenghua's 人民建议征集 (questionnaires, draft regulations, planning proposals; online and paper
counted together; invited advisers and three observer groups).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from portal.domain.refusal import Refusal, Rule
from portal.domain.wording import clean, required

SCALE = range(1, 6)
MOST_PARTS = 200
_MOST_OPTIONS, _OPTION_CHARS = 20, 100
_BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n")


class CampaignForm(StrEnum):
    """What people are asked: questions of a questionnaire, or remarks on a draft, paragraph by paragraph."""

    QUESTIONNAIRE = "questionnaire"
    DRAFT = "draft"


class PartKind(StrEnum):
    """One question, or one paragraph of a draft."""

    CHOICE = "choice"  # one of several
    CHOICES = "choices"  # any of several
    SCALE = "scale"  # 1 to 5
    TEXT = "text"
    PARAGRAPH = "paragraph"


#: To these one answers in words, and each answer is a suggestion of which something becomes.
IN_WORDS = frozenset({PartKind.TEXT, PartKind.PARAGRAPH})
WITH_OPTIONS = frozenset({PartKind.CHOICE, PartKind.CHOICES})


class AnswerWay(StrEnum):
    """How an answer came in; all are counted in one result."""

    ONLINE = "online"
    KIOSK = "kiosk"
    PAPER = "paper"  # a sheet that staff entered


class Fate(StrEnum):
    """What became of a suggestion: 采纳, 部分采纳, 未采纳; each with its reason."""

    TAKEN_UP = "taken_up"
    PARTLY = "partly"
    NOT = "not"


class Standing(StrEnum):
    """Where a call stands on a day."""

    DRAFT = "draft"  # staff are still writing it
    PLANNED = "planned"  # public, but not yet open
    OPEN = "open"
    CLOSED = "closed"  # the suggestions are being weighed
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"


#: Nobody has answered yet, so it may still be changed.
CHANGEABLE = frozenset({Standing.DRAFT, Standing.PLANNED})
#: Sheets come in from the letter boxes after the last day, too.
TAKES_PAPER = frozenset({Standing.OPEN, Standing.CLOSED})


@dataclass(frozen=True)
class Course:
    """The dates of a call, of which its standing follows. ``closes_on`` is the last day, inclusive."""

    opens_on: date
    closes_on: date
    published_at: datetime | None = None
    concluded_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def on(self, day: date) -> Standing:
        """Where it stands on that day."""
        if self.withdrawn_at is not None:
            return Standing.WITHDRAWN
        if self.concluded_at is not None:
            return Standing.CONCLUDED
        if self.published_at is None:
            return Standing.DRAFT
        if day < self.opens_on:
            return Standing.PLANNED
        return Standing.OPEN if day <= self.closes_on else Standing.CLOSED


class Question(NamedTuple):
    """A part as the rules see it; ``options`` is how many there are."""

    id: int
    kind: PartKind
    options: int
    required: bool

    @property
    def field(self) -> str:
        """By what a form and a refusal name it."""
        return f"part_{self.id}"


class Said(NamedTuple):
    """What is said to one part: positions of options from 0 on, or the one figure of a scale; or words."""

    chosen: tuple[int, ...] = ()
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.chosen or self.words)


def checked(question: Question, said: Said, most_chars: int) -> Said:
    """What was said, fit to keep.

    Raises:
        Refusal: EMPTY_TEXT for a required part without an answer, UNKNOWN_CHOICE for what cannot be chosen,
            TEXT_TOO_LONG, CONTROL_CHARACTERS.
    """
    said = _in_words(question, said, most_chars) if question.kind in IN_WORDS else _chosen(question, said)
    if question.required and said.is_empty:
        raise Refusal(Rule.EMPTY_TEXT, field=question.field)
    return said


def _in_words(question: Question, said: Said, most_chars: int) -> Said:
    if said.chosen:
        raise Refusal(Rule.UNKNOWN_CHOICE, field=question.field)
    return Said(words=clean(said.words, most_chars, question.field))


def _chosen(question: Question, said: Said) -> Said:
    known = SCALE if question.kind is PartKind.SCALE else range(question.options)
    chosen = tuple(sorted(set(said.chosen)))
    several = question.kind is PartKind.CHOICES
    if said.words or any(each not in known for each in chosen) or (len(chosen) > 1 and not several):
        raise Refusal(Rule.UNKNOWN_CHOICE, field=question.field)
    return Said(chosen)


def fit_options(kind: PartKind, options: Sequence[str]) -> list[str]:
    """The options of a question, trimmed, each once; none where the kind has none.

    Raises:
        Refusal: OPTIONS_MISSING for fewer than two, TEXT_TOO_LONG, CONTROL_CHARACTERS.
    """
    if kind not in WITH_OPTIONS:
        return []
    fit = dict.fromkeys(clean(option, _OPTION_CHARS, "options") for option in options if option.strip())
    if not 2 <= len(fit) <= _MOST_OPTIONS:
        raise Refusal(Rule.OPTIONS_MISSING, field="options", limit=_MOST_OPTIONS)
    return list(fit)


def paragraphs_of(text: str, most_chars: int) -> list[str]:
    """A draft text in its paragraphs, which blank lines part.

    Raises:
        Refusal: EMPTY_TEXT, TEXT_TOO_LONG for all of it, TOO_MANY_PARTS, CONTROL_CHARACTERS.
    """
    whole = required(text, most_chars, "text")
    paragraphs = [part.strip() for part in _BLANK_LINE.split(whole) if part.strip()]
    if len(paragraphs) > MOST_PARTS:
        raise Refusal(Rule.TOO_MANY_PARTS, field="text", limit=MOST_PARTS)
    return paragraphs
