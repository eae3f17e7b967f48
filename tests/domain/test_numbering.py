"""Matter numbers and follow-up codes, as printed and as people type them."""

from itertools import cycle
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.numbering import (
    ALPHABET,
    CODE_LENGTH,
    MatterNumber,
    matter_number,
    new_code,
    normalise_code,
    parse,
    spell_code,
)


def test_a_number_says_place_year_and_sequence() -> None:
    assert matter_number("AZ", 2026, 217) == "AZ-2026-0217"


def test_the_ten_thousandth_matter_of_a_year_has_a_number_too() -> None:
    assert parse(matter_number("AZ", 2026, 12345)) == MatterNumber("AZ", 2026, 12345)


@pytest.mark.parametrize(
    "typed", ["AZ-2026-0217", " az-2026-0217 ", "ＡＺ－２０２６－０２１７", "az20260217", "AZ 2026 0217"]
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert parse(typed) == MatterNumber("AZ", 2026, 217)


@pytest.mark.parametrize("typed", ["", "AZ", "AZ-26-0217", "AZ-2026-17", "AZ-2026-0217'; --", "2026-0217"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert parse(typed) is None


def test_a_code_is_worth_more_than_fifty_bits() -> None:
    assert CODE_LENGTH * log2(len(ALPHABET)) > 50


def test_the_alphabet_has_nothing_that_looks_like_something_else() -> None:
    assert set(ALPHABET).isdisjoint("0O1IL2Z5S8B6GUV")
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_a_code_is_made_of_what_was_chosen() -> None:
    chosen = cycle("AC3")
    assert new_code(lambda _: next(chosen)) == "AC3AC3AC3AC3"


def test_two_codes_differ() -> None:
    assert new_code() != new_code()


@given(st.text(ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_survives_being_printed_and_typed_in_small_letters(code: str) -> None:
    assert normalise_code(spell_code(code).lower()) == code


@pytest.mark.parametrize(
    "typed", ["ac3a c3ac 3ac3", "AC3A－C3AC－3AC3", "ＡＣ３ＡＣ３ＡＣ３ＡＣ３", "ac3a–c3ac—3ac3\n"]
)
def test_blanks_dashes_and_full_width_letters_do_not_matter(typed: str) -> None:
    assert normalise_code(typed) == "AC3AC3AC3AC3"
