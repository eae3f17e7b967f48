"""A call for suggestions: its days, its questions, what may be answered."""

from datetime import date, datetime

import pytest

from portal.domain.campaigns import (
    Course,
    PartKind,
    Question,
    Said,
    Standing,
    checked,
    fit_options,
    paragraphs_of,
)
from portal.domain.refusal import Refusal, Rule

AT = datetime(2026, 11, 1, 9)
HANGS = Course(date(2026, 11, 3), date(2026, 11, 20), published_at=AT)
MANY = Question(7, PartKind.CHOICES, 3, required=False)
ONE = Question(8, PartKind.CHOICE, 3, required=True)
SCALE = Question(9, PartKind.SCALE, 0, required=False)
WORDS = Question(10, PartKind.TEXT, 0, required=True)


def refused(verb, *args):
    with pytest.raises(Refusal) as caught:
        verb(*args)
    return caught.value.rule, caught.value.facts.get("field")


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2026, 11, 2), Standing.PLANNED),
        (date(2026, 11, 3), Standing.OPEN),
        (date(2026, 11, 20), Standing.OPEN),
        (date(2026, 11, 21), Standing.CLOSED),
    ],
)
def test_a_call_is_open_from_its_first_to_its_last_day_inclusive(day, standing):
    assert HANGS.on(day) is standing


def test_nobody_sees_a_call_before_it_is_published_whatever_the_day():
    assert Course(HANGS.opens_on, HANGS.closes_on).on(date(2026, 11, 10)) is Standing.DRAFT


def test_a_conclusion_and_a_withdrawal_end_a_call():
    concluded = Course(HANGS.opens_on, HANGS.closes_on, AT, concluded_at=AT)
    withdrawn = Course(HANGS.opens_on, HANGS.closes_on, AT, withdrawn_at=AT)
    assert concluded.on(date(2026, 12, 1)) is Standing.CONCLUDED
    assert withdrawn.on(date(2026, 11, 10)) is Standing.WITHDRAWN


def test_options_are_kept_once_each_and_in_their_order():
    assert checked(MANY, Said((2, 0, 2)), 100) == Said((0, 2))


def test_one_question_takes_one_option_that_there_is():
    assert checked(ONE, Said((2,)), 100) == Said((2,))
    assert refused(checked, ONE, Said((3,)), 100) == (Rule.UNKNOWN_CHOICE, "part_8")
    assert refused(checked, ONE, Said((0, 1)), 100) == (Rule.UNKNOWN_CHOICE, "part_8")
    assert refused(checked, ONE, Said(), 100) == (Rule.EMPTY_TEXT, "part_8")


def test_a_scale_goes_from_one_to_five():
    assert checked(SCALE, Said((1,)), 100) == Said((1,))
    assert checked(SCALE, Said((5,)), 100) == Said((5,))
    assert refused(checked, SCALE, Said((0,)), 100) == (Rule.UNKNOWN_CHOICE, "part_9")
    assert refused(checked, SCALE, Said((6,)), 100) == (Rule.UNKNOWN_CHOICE, "part_9")


def test_words_are_trimmed_and_bounded():
    assert checked(WORDS, Said(words="  多种树。 "), 5) == Said(words="多种树。")
    assert refused(checked, WORDS, Said(words="多种一些树。"), 5) == (Rule.TEXT_TOO_LONG, "part_10")
    assert refused(checked, WORDS, Said(words="  "), 5) == (Rule.EMPTY_TEXT, "part_10")
    assert refused(checked, WORDS, Said((0,), "多种树。"), 5) == (Rule.UNKNOWN_CHOICE, "part_10")


def test_a_question_with_options_has_at_least_two_of_them():
    assert fit_options(PartKind.CHOICE, [" 南门 ", "", "北门", "南门"]) == ["南门", "北门"]
    assert fit_options(PartKind.SCALE, ["南门", "北门"]) == []
    assert refused(fit_options, PartKind.CHOICES, ["南门", "南门"]) == (Rule.OPTIONS_MISSING, "options")


def test_blank_lines_part_a_draft_into_paragraphs():
    assert paragraphs_of("第一条\r\n一、停车。\r\n\r\n　\n第二条\n\n\n第三条", 100) == [
        "第一条\n一、停车。",
        "第二条",
        "第三条",
    ]
    assert refused(paragraphs_of, "\n\n".join("条" * 201), 1000) == (Rule.TOO_MANY_PARTS, "text")
