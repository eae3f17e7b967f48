"""Bigrams for search and for finding what was said before."""

import pytest

from portal.domain.similarity import likeness, search_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("路灯坏了", ["路灯", "灯坏", "坏了"]),
        ("井", ["井"]),
        ("3栋WiFi，坏", ["3", "栋", "wifi", "坏"]),
        ("ＡＢＣ１２３", ["abc", "123"]),
        ("和龙 화룡시", ["和龙", "화룡시"]),
        ("路灯！路灯", ["路灯", "路灯"]),
        ("，。 ——_", []),
    ],
)
def test_a_text_is_cut_into_bigrams_words_and_figures(text: str, tokens: list[str]) -> None:
    assert search_tokens(text) == tokens


def test_the_same_words_are_wholly_alike() -> None:
    assert likeness(["路灯", "灯坏"], ["灯坏", "路灯"]) == 1.0


def test_texts_without_a_shared_word_are_not_alike() -> None:
    assert likeness(["路灯"], ["井盖"]) == 0.0


def test_empty_texts_are_not_alike() -> None:
    assert likeness([], []) == 0.0


def test_shared_occurrences_count_against_all_occurrences() -> None:
    assert likeness(["路灯", "路灯", "灯坏"], ["路灯", "井盖"]) == 0.25


def test_a_second_report_of_the_lamp_is_more_alike_than_one_of_the_lid() -> None:
    lamp = search_tokens("清华园小区门口路灯坏了三天")
    again = search_tokens("清华园小区大门口的路灯坏了")
    lid = search_tokens("府城街井盖松动有响声")
    assert likeness(lamp, again) == 0.5
    assert likeness(lamp, lid) == 0.0
