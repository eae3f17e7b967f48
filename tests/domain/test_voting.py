"""What votes come to, and what changed between two wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.differences import Kind, Piece, differences
from portal.domain.voting import (
    Counted,
    Majority,
    Stance,
    Tally,
    VoteMethod,
    in_words,
    into_run_off,
    leaders,
    tally,
)

YES, NO, ABSTAIN, OPTION = Stance.IN_FAVOUR, Stance.AGAINST, Stance.ABSTAIN, Stance.OPTION


def options(*votes, abstained=0):
    named = [Counted(OPTION, name, number) for name, number in zip("甲乙丙", votes, strict=False)]
    return [*named, Counted(ABSTAIN, "", abstained)]


def test_a_motion_counts_as_it_was_voted():
    choices = [Counted(YES, "", 5), Counted(NO, "", 3), Counted(ABSTAIN, "", 2)]
    assert tally(choices) == Tally(5, 3, 2)
    assert tally(choices).counted == 10


@pytest.mark.parametrize(
    ("votes", "carried"), [((6, 3, 2), True), ((5, 3, 2), False), ((4, 4, 0), False), ((1, 0, 0), True)]
)
def test_an_option_is_carried_by_more_than_all_others_together(votes, carried):
    assert tally(options(*votes)).carried(Majority.VOTES_CAST, 20) is carried


@pytest.mark.parametrize(
    ("counts", "by_votes", "by_presence"),
    [((2, 1, 0), True, False), ((5, 0, 0), True, False), ((6, 0, 4), True, True), ((4, 5, 0), False, False)],
)
def test_of_ten_who_are_there_more_than_half_carry_where_presence_counts(counts, by_votes, by_presence):
    assert Tally(*counts).carried(Majority.VOTES_CAST, 10) is by_votes
    assert Tally(*counts).carried(Majority.PRESENT, 10) is by_presence


@pytest.mark.parametrize(
    ("votes", "again"),
    [
        ((1, 3, 2), [1, 2]),
        ((2, 3, 2), [0, 1, 2]),
        ((3, 1, 3), [0, 2]),
        ((2, 2), [0, 1]),
        ((3, 0, 0), [0, 1, 2]),
    ],
)
def test_into_a_run_off_go_the_two_strongest_and_whoever_is_equal_to_the_second(votes, again):
    assert into_run_off(votes) == again


def test_equal_options_lead_together_and_where_nobody_chose_none_leads():
    assert [each.text for each in leaders(options(4, 4, 1))] == ["甲", "乙"]
    assert leaders(options(0, 0, abstained=3)) == []


def test_the_minutes_say_how_it_was_voted():
    assert in_words(VoteMethod.HANDS, False, options(2, 1)) == "举手表决：甲2人，乙1人，弃权0人。"
    assert in_words(VoteMethod.EACH, True, [Counted(YES, "", 3)]) == "一人一票，不记名：同意3人。"
    assert in_words(VoteMethod.EACH, False, [Counted(NO, "", 3)]) == "一人一票，记名：不同意3人。"


def test_a_difference_is_a_character_or_a_whole_number():
    assert differences("到会12人。\n同意10人。", "到会12人。\n同意9人。") == [
        [
            Piece(Kind.SAME, "同意"),
            Piece(Kind.GONE, "10"),
            Piece(Kind.NEW, "9"),
            Piece(Kind.SAME, "人。"),
        ]
    ]


def test_a_line_that_came_or_went_is_one_piece():
    assert differences("甲", "甲\n乙") == [[Piece(Kind.NEW, "乙")]]
    assert differences("甲\n乙", "甲") == [[Piece(Kind.GONE, "乙")]]


lines = st.lists(st.text("甲乙丙12a ", max_size=8), max_size=6)


@given(lines, lines)
def test_both_wordings_of_a_changed_line_can_be_read_from_its_pieces(before, after):
    changed = differences("\n".join(before), "\n".join(after))
    for line in changed:
        old = "".join(piece.text for piece in line if piece.kind is not Kind.NEW)
        new = "".join(piece.text for piece in line if piece.kind is not Kind.GONE)
        assert old != new
        assert old in [*before, ""]
        assert new in [*after, ""]
