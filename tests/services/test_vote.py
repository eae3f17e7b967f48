"""Votes: hands counted, or one vote each; nobody twice, nothing after the close, and secret ones stay so."""

from dataclasses import replace
from pathlib import Path

import pytest

from portal.db import database, is_sqlite
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Capacity
from portal.domain.voting import Stance, VoteMethod
from portal.models import (
    Attendance,
    Ballot,
    Invitation,
    MatterEvent,
    TopicOption,
    Vote,
    VoteChoice,
)
from portal.models.deliberating import BallotWay
from portal.queries import votes
from portal.queries.votes import Voice
from portal.services import deliberate, prepare, vote
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from tests.refusals import rule_of
from tests.services.conftest import EVENING

HANDS, EACH = VoteMethod.HANDS, VoteMethod.EACH
CARD, PHONE = BallotWay.CARD, BallotWay.PHONE
FOUR = [Attendee(name, Capacity.RESIDENT) for name in ("林小雨", "何大勇", "钱多", "马兰")]


@pytest.fixture
def attendees():
    return FOUR


@pytest.fixture
def options(chair, item):
    """Three ways to mend it, on the table."""
    return [prepare.add_option(chair, item.matter, text).id for text in ("换灯泡", "换感应灯", "装两盏灯")]


@pytest.fixture
def draft(town):
    return ResolutionDraft("换成感应灯。", Order(town.property_manager.id, "钱多", 15))


def present(name):
    return Attendance.get(Attendance.name == name)


def choice(held, stance):
    return VoteChoice.get(VoteChoice.vote == held, VoteChoice.stance == stance)


def counts(held):
    return [each.votes for each in votes.vote_row(held.id).choices]


def all_cast(chair, held, *stances):
    for who, stance in zip(FOUR, stances, strict=False):
        vote.cast(chair, held, present(who.name), choice(held, stance), CARD)


def test_hands_are_counted_and_counted_again_until_the_vote_is_closed(chair, item):
    held = vote.open_vote(chair, item, HANDS)
    yes, no, abstain = (each.id for each in votes.vote_row(held.id).choices)
    vote.count_hands(chair, held, {yes: 4, no: 0, abstain: 0})
    vote.count_hands(chair, held, {yes: 2, no: 1, abstain: 1})
    vote.close_vote(chair, held)
    assert counts(held) == [2, 1, 1]
    assert votes.deciding_vote_of(item.id).tally == (2, 1, 1)
    assert rule_of(vote.count_hands, chair, held, {yes: 4}) is Rule.VOTE_CLOSED


def test_no_more_hands_are_counted_than_people_are_there(chair, item):
    held = vote.open_vote(chair, item, HANDS)
    yes, no, _ = (each.id for each in votes.vote_row(held.id).choices)
    assert rule_of(vote.count_hands, chair, held, {yes: 4, no: 1}) is Rule.COUNTS_EXCEED_ATTENDANCE
    assert rule_of(vote.count_hands, chair, held, {yes: -1, no: 2}) is Rule.COUNTS_MISSING
    assert rule_of(vote.count_hands, chair, held, {yes: 0}) is Rule.COUNTS_MISSING
    assert rule_of(vote.count_hands, chair, held, {0: 1}) is Rule.UNKNOWN_CHOICE
    assert counts(held) == [0, 0, 0]


def test_each_present_has_one_vote(chair, item):
    held = vote.open_vote(chair, item, EACH)
    all_cast(chair, held, Stance.IN_FAVOUR, Stance.AGAINST, Stance.IN_FAVOUR)
    again = present("林小雨"), choice(held, Stance.AGAINST), PHONE
    assert rule_of(vote.cast, chair, held, *again) is Rule.ALREADY_VOTED
    assert counts(held) == [2, 1, 0]
    assert votes.voices_of(held.id) == [
        Voice("林小雨", Stance.IN_FAVOUR, ""),
        Voice("何大勇", Stance.AGAINST, ""),
        Voice("钱多", Stance.IN_FAVOUR, ""),
    ]


def test_a_vote_after_the_close_is_refused(chair, item):
    held = vote.open_vote(chair, item, EACH)
    all_cast(chair, held, Stance.IN_FAVOUR)
    as_seen = Vote.get_by_id(held.id)
    vote.close_vote(chair, held)
    late = present("马兰"), choice(held, Stance.AGAINST), PHONE
    assert rule_of(vote.cast, chair, as_seen, *late) is Rule.VOTE_CLOSED
    assert rule_of(vote.close_vote, chair, as_seen) is Rule.VOTE_CLOSED
    assert counts(held) == [1, 0, 0]


def test_nobody_votes_for_what_another_vote_asks(chair, item):
    first = vote.open_vote(chair, item, EACH)
    vote.void_vote(chair, first, "问法不清楚。")
    second = vote.open_vote(chair, item, EACH)
    wrong = present("马兰"), choice(first, Stance.IN_FAVOUR), CARD
    assert rule_of(vote.cast, chair, second, *wrong) is Rule.UNKNOWN_CHOICE


def test_raised_hands_and_single_votes_do_not_mix(chair, item):
    held = vote.open_vote(chair, item, HANDS)
    yes = choice(held, Stance.IN_FAVOUR)
    assert rule_of(vote.cast, chair, held, present("马兰"), yes, CARD) is Rule.VOTED_OTHERWISE
    vote.void_vote(chair, held, "改为一人一票。")
    held = vote.open_vote(chair, item, EACH)
    yes = choice(held, Stance.IN_FAVOUR)
    assert rule_of(vote.count_hands, chair, held, {yes.id: 4}) is Rule.VOTED_OTHERWISE


def test_a_secret_ballot_keeps_neither_choice_nor_time(chair, item):
    held = vote.open_vote(chair, item, EACH, secret=True)
    all_cast(chair, held, Stance.IN_FAVOUR, Stance.AGAINST)
    ballots = list(Ballot.select().where(Ballot.vote == held))
    assert [(each.choice_id, each.cast_at) for each in ballots] == [(None, None), (None, None)]
    assert counts(held) == [1, 1, 0]
    assert votes.voices_of(held.id) == []
    assert not MatterEvent.select().where(MatterEvent.action == Action.VOTE).exists()


def test_the_database_cannot_tell_which_count_a_secret_ballot_changed(chair, item, opened):
    held = vote.open_vote(chair, item, EACH, secret=True)
    all_cast(chair, held, Stance.IN_FAVOUR, Stance.AGAINST)
    if not is_sqlite():
        written = database.execute_sql("SELECT DISTINCT xmin::text FROM vote_choice").fetchall()
        assert len(written) == 1


def test_the_rule_book_makes_single_votes_secret_and_raised_hands_are_not(chair, item):
    book = replace(chair.book, meeting=replace(chair.book.meeting, secret_ballot=True))
    secretive = replace(chair, book=book)
    held = vote.open_vote(secretive, item, EACH)
    assert held.secret
    vote.void_vote(chair, held, "改为举手。")
    assert not vote.open_vote(secretive, item, HANDS).secret


def test_an_item_has_one_open_vote(chair, item):
    vote.open_vote(chair, item, HANDS)
    assert rule_of(vote.open_vote, chair, item, EACH) is Rule.VOTE_OPEN


def test_nothing_is_settled_while_people_vote(chair, item, draft):
    vote.open_vote(chair, item, HANDS)
    assert rule_of(deliberate.resolve, chair, item, draft) is Rule.VOTE_OPEN
    assert rule_of(deliberate.defer, chair, item, "再想想。") is Rule.VOTE_OPEN


def test_an_empty_vote_is_not_closed_but_called_off(chair, item):
    held = vote.open_vote(chair, item, EACH)
    assert rule_of(vote.close_vote, chair, held) is Rule.VOTE_EMPTY
    assert rule_of(vote.void_vote, chair, held, " ") is Rule.REASON_MISSING
    vote.void_vote(chair, held, "问法不清楚。")
    row = votes.votes_of([item.id])[item.id][0]
    assert (row.void, row.void_reason, row.closed_at) == (True, "问法不清楚。", EVENING)
    assert rule_of(vote.void_vote, chair, held, "再来。") is Rule.VOTE_CLOSED


def test_a_vote_called_off_counts_for_nothing_even_after_its_close(chair, item):
    held = vote.open_vote(chair, item, EACH)
    all_cast(chair, held, Stance.IN_FAVOUR)
    vote.close_vote(chair, held)
    vote.void_vote(chair, held, "有人没听清。")
    assert votes.deciding_vote_of(item.id) is None
    assert [event.text for event in MatterEvent.select().where(MatterEvent.action == Action.VOTE)] == [
        "一人一票，记名：同意1人，不同意0人，弃权0人。",
        "表决作废：有人没听清。",
    ]


def test_of_a_secret_vote_called_off_the_journal_keeps_no_order_either(chair, item):
    held = vote.open_vote(chair, item, EACH, secret=True)
    all_cast(chair, held, Stance.IN_FAVOUR, Stance.AGAINST)
    vote.void_vote(chair, held, "有人没听清。")
    assert counts(held) == [1, 1, 0]
    if is_sqlite():
        journal = Path(f"{database.obj.database}-wal")
        assert journal.stat().st_size == 0


def test_only_an_open_item_of_an_open_meeting_is_put_to_the_vote(chair, item, draft):
    deliberate.defer(chair, item, "等报价。")
    assert rule_of(vote.open_vote, chair, item, HANDS) is Rule.ITEM_SETTLED
    deliberate.close_meeting(chair, item.meeting)
    assert rule_of(vote.open_vote, chair, item, HANDS) is Rule.MEETING_NOT_OPEN


def test_only_the_chair_opens_closes_and_counts(item, chair, occasion):
    stranger = occasion("stranger", at=EVENING)
    assert rule_of(vote.open_vote, stranger, item, HANDS) is Rule.NOT_ALLOWED
    held = vote.open_vote(chair, item, HANDS)
    yes = choice(held, Stance.IN_FAVOUR)
    assert rule_of(vote.count_hands, stranger, held, {yes.id: 4}) is Rule.NOT_ALLOWED
    assert rule_of(vote.close_vote, stranger, held) is Rule.NOT_ALLOWED
    assert rule_of(vote.void_vote, stranger, held, "不行。") is Rule.NOT_ALLOWED


def test_without_a_quorum_nothing_is_voted_and_nothing_resolved(chair, item, draft):
    for number in range(8):
        Invitation.create(
            meeting=item.meeting_id,
            name=f"代表{number}",
            capacity=Capacity.REPRESENTATIVE,
            invited_at=EVENING,
        )
    needed = 4  # half, as Anze's rule book has it
    for verb, *rest in ((vote.open_vote, HANDS), (deliberate.resolve, replace(draft, in_favour=4))):
        with pytest.raises(Refusal) as refused:
            verb(chair, item, *rest)
        assert refused.value.rule is Rule.NO_QUORUM
        assert refused.value.facts == {"needed": needed, "present": 0}


def test_a_resolution_takes_its_counts_from_the_last_vote_and_not_from_what_was_typed(chair, item, draft):
    held = vote.open_vote(chair, item, EACH)
    all_cast(chair, held, Stance.IN_FAVOUR, Stance.IN_FAVOUR, Stance.IN_FAVOUR, Stance.AGAINST)
    vote.close_vote(chair, held)
    made = deliberate.resolve(chair, item, replace(draft, in_favour=1, against=0, abstained=3))
    assert (made.in_favour, made.against, made.abstained) == (3, 1, 0)


def test_what_most_did_not_want_is_not_resolved(chair, item, draft):
    held = vote.open_vote(chair, item, EACH)
    all_cast(chair, held, Stance.IN_FAVOUR, Stance.AGAINST)
    vote.close_vote(chair, held)
    assert rule_of(deliberate.resolve, chair, item, replace(draft, in_favour=4)) is Rule.NOT_CARRIED


def test_an_option_needs_more_than_all_others_and_a_run_off_gives_it(chair, item, options, draft):
    first = vote.open_vote(chair, item, HANDS, options)
    bulb, sensor, two, abstain = (each.id for each in votes.vote_row(first.id).choices)
    vote.count_hands(chair, first, {bulb: 1, sensor: 2, two: 1})
    vote.close_vote(chair, first)
    with pytest.raises(Refusal) as refused:
        deliberate.resolve(chair, item, draft)
    assert refused.value.rule is Rule.NOT_CARRIED
    assert (refused.value.facts["leader"], refused.value.facts["against"]) == ("换感应灯", 2)
    second = vote.open_vote(chair, item, HANDS, options[:2])
    bulb, sensor, abstain = (each.id for each in votes.vote_row(second.id).choices)
    vote.count_hands(chair, second, {bulb: 1, sensor: 2, abstain: 1})
    vote.close_vote(chair, second)
    made = deliberate.resolve(chair, item, draft)
    assert (made.in_favour, made.against, made.abstained) == (2, 1, 1)


def test_only_options_on_this_topics_table_are_put_to_the_vote(chair, item, options):
    assert rule_of(vote.open_vote, chair, item, HANDS, options[:1]) is Rule.OPTIONS_TOO_FEW
    assert rule_of(vote.open_vote, chair, item, HANDS, [options[0], 0]) is Rule.UNKNOWN_CHOICE
    TopicOption.update(withdrawn_at=EVENING).where(TopicOption.id == options[1]).execute()
    assert rule_of(vote.open_vote, chair, item, HANDS, options[:2]) is Rule.UNKNOWN_CHOICE
