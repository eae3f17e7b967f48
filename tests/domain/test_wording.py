"""What was written becomes a title, and is refused where it cannot be kept."""

import pytest

from portal.domain.refusal import Refusal, Rule
from portal.domain.wording import clean, given_reason, headline, required


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("路灯坏了。晚上看不清。", "路灯坏了"),
        ("\n\n想在楼下加两个长椅\n老人走累了好坐", "想在楼下加两个长椅"),
        (
            "7号楼前面的路灯坏了好几天，晚上老人出门看不清台阶，上周就有人摔了",
            "7号楼前面的路灯坏了好几天，晚上老人出门看不清台阶",
        ),
        ("啊" * 40, "啊" * 29 + "…"),
        ("您好，" + "啊" * 40, "您好，" + "啊" * 26 + "…"),
        ("？！", "？！"),
    ],
)
def test_a_title_is_the_first_sentence_or_what_of_it_has_room(words: str, title: str) -> None:
    assert headline(words, 60) == title


@pytest.mark.parametrize("char", ["\0", "\x1b", "\u202e", "\ud800"])
def test_control_characters_are_refused_with_their_field(char: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean(f"路灯{char}坏了", 100, "words")
    assert refused.value.rule is Rule.CONTROL_CHARACTERS
    assert refused.value.facts["field"] == "words"


def test_a_text_of_exactly_the_limit_is_kept() -> None:
    assert clean("坏" * 100, 100, "words") == "坏" * 100


def test_one_character_more_is_refused_with_the_limit() -> None:
    with pytest.raises(Refusal) as refused:
        clean("坏" * 101, 100, "words")
    assert refused.value.facts == {"field": "words", "limit": 100, "length": 101}


def test_blanks_alone_are_no_text() -> None:
    with pytest.raises(Refusal) as refused:
        required(" \r\n\t ", 100, "words")
    assert refused.value.rule is Rule.EMPTY_TEXT


def test_blanks_alone_are_no_reason() -> None:
    with pytest.raises(Refusal) as refused:
        given_reason(" \n", 100, "why")
    assert (refused.value.rule, refused.value.facts) == (Rule.REASON_MISSING, {"field": "why"})


def test_a_reason_is_kept_without_the_blanks_around_it() -> None:
    assert given_reason(" 场地不够\r\n", 4) == "场地不够"
