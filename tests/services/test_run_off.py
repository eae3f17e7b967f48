"""What a vote must outweigh; and where none of several options does, the strongest are voted on again."""

from dataclasses import replace

import pytest

from portal.domain.refusal import Rule
from portal.domain.terms import Capacity
from portal.domain.voting import Majority, VoteMethod
from portal.models import Attendance, TopicOption, VoteChoice
from portal.models.deliberating import BallotWay
from portal.queries import votes
from portal.queries.meetings import items_of
from portal.queries.public_matter import agreed_on
from portal.services import deliberate, prepare, vote
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from portal.services.minutes import draft_minutes
from tests.refusals import rule_of
from tests.services.conftest import EVENING

HANDS, EACH = VoteMethod.HANDS, VoteMethod.EACH
SEVEN = [Attendee(name, Capacity.RESIDENT) for name in "赵钱孙李周吴郑"]
BULB, SENSOR, TWO, NONE = "换灯泡", "换感应灯", "装两盏灯", ""


@pytest.fixture
def attendees():
    return SEVEN


@pytest.fixture
def item(item, chair):
    """Three ways to mend the lamp are on the table."""
    for text in (BULB, SENSOR, TWO):
        prepare.add_option(chair, item.matter, text)
    return item


@pytest.fixture
def draft(town):
    return ResolutionDraft("换成感应灯。", Order(town.property_manager.id, "钱多", 15))


def voted(chair, item, counts, method=HANDS, secret=False):
    """A vote among all options that ended so; of a vote one by one each count is cast."""
    held = vote.open_vote(chair, item, method, [each.id for each in TopicOption.select()], secret)
    chosen = {each.text: each for each in votes.vote_row(held.id).choices}
    if method is HANDS:
        vote.count_hands(chair, held, {chosen[text].id: number for text, number in counts.items()})
    else:
        wanted = [text for text, number in counts.items() for _ in range(number)]
        for who, text in zip(Attendance.select().order_by(Attendance.id), wanted, strict=False):
            vote.cast(chair, held, who, VoteChoice.get_by_id(chosen[text].id), BallotWay.CARD)
    return vote.close_vote(chair, held)


def among(held):
    return [each.text for each in votes.vote_row(held.id).choices if each.text]


@pytest.mark.parametrize(
    ("counts", "again"),
    [
        ({BULB: 1, SENSOR: 3, TWO: 2}, [SENSOR, TWO]),
        ({BULB: 2, SENSOR: 3, TWO: 2}, [BULB, SENSOR, TWO]),
        ({BULB: 3, SENSOR: 1, TWO: 3}, [BULB, TWO]),
    ],
)
def test_the_two_strongest_are_voted_on_again_and_whoever_is_equal_to_the_second(chair, item, counts, again):
    second = vote.run_off(chair, voted(chair, item, counts))
    assert (among(second), second.closed_at, second.method) == (again, None, HANDS)


def test_it_is_voted_again_in_the_same_way_and_as_secretly(chair, item):
    first = voted(chair, item, {BULB: 2, SENSOR: 3, TWO: 1}, EACH, secret=True)
    second = vote.run_off(chair, first)
    assert (second.method, second.secret, among(second)) == (EACH, True, [BULB, SENSOR])


def test_what_the_run_off_carries_is_resolved(chair, item, draft):
    second = vote.run_off(chair, voted(chair, item, {BULB: 2, SENSOR: 3, TWO: 1}))
    bulb, sensor, _ = (each.id for each in votes.vote_row(second.id).choices)
    vote.count_hands(chair, second, {bulb: 2, sensor: 5})
    vote.close_vote(chair, second)
    made = deliberate.resolve(chair, item, draft)
    assert (made.in_favour, made.against, made.abstained) == (5, 2, 0)
    (shown,) = items_of(item.meeting_id, names_public=True)
    assert (shown.in_favour, shown.against, shown.among_options) == (5, 2, True)
    assert agreed_on(item.matter_id).among_options
    drafted = draft_minutes(chair, item.meeting)
    assert drafted.count("没有一个办法过半。") == 1


def test_who_voted_against_a_motion_chose_nothing_else(chair, item, draft):
    voted(chair, item, {BULB: 2, SENSOR: 3, TWO: 2})
    motion = vote.open_vote(chair, item, HANDS)
    yes, no, _ = (each.id for each in votes.vote_row(motion.id).choices)
    vote.count_hands(chair, motion, {yes: 5, no: 2})
    vote.close_vote(chair, motion)
    deliberate.resolve(chair, item, draft)
    assert [each.among_options for each in items_of(item.meeting_id, names_public=True)] == [False]
    assert not agreed_on(item.matter_id).among_options


def test_there_is_no_run_off_of_what_was_carried_or_called_off_or_is_no_vote_among_options(chair, item):
    carried = voted(chair, item, {BULB: 1, SENSOR: 5, TWO: 1})
    assert rule_of(vote.run_off, chair, carried) is Rule.NO_RUN_OFF
    void = voted(chair, item, {BULB: 2, SENSOR: 3, TWO: 1})
    vote.void_vote(chair, void, "数错了。")
    assert rule_of(vote.run_off, chair, void) is Rule.NO_RUN_OFF
    nobody_chose = voted(chair, item, {NONE: 7})
    assert rule_of(vote.run_off, chair, nobody_chose) is Rule.NO_RUN_OFF
    motion = vote.open_vote(chair, item, HANDS)
    vote.count_hands(chair, motion, {votes.vote_row(motion.id).choices[1].id: 4})
    vote.close_vote(chair, motion)
    assert rule_of(vote.run_off, chair, motion) is Rule.NO_RUN_OFF


def test_a_run_off_is_opened_once_by_the_chair_and_while_the_item_waits(chair, item, occasion):
    first = voted(chair, item, {BULB: 2, SENSOR: 3, TWO: 1})
    assert rule_of(vote.run_off, occasion("resident", at=EVENING), first) is Rule.NOT_ALLOWED
    TopicOption.update(withdrawn_at=EVENING).where(TopicOption.text == BULB).execute()
    assert rule_of(vote.run_off, chair, first) is Rule.UNKNOWN_CHOICE
    TopicOption.update(withdrawn_at=None).execute()
    vote.run_off(chair, first)
    assert rule_of(vote.run_off, chair, first) is Rule.VOTE_OPEN
    assert rule_of(deliberate.defer, chair, item, "等报价。") is Rule.VOTE_OPEN


def test_what_is_settled_is_not_voted_on_again(chair, item):
    first = voted(chair, item, {BULB: 2, SENSOR: 3, TWO: 1})
    deliberate.defer(chair, item, "等报价。")
    assert rule_of(vote.run_off, chair, first) is Rule.ITEM_SETTLED


@pytest.mark.parametrize(("in_favour", "carries"), [(3, False), (4, True)])
def test_where_the_rule_book_says_so_more_than_half_of_those_present_carry(
    chair, item, draft, in_favour, carries
):
    rules = replace(chair.book.meeting, carries_by=Majority.PRESENT)
    strict = replace(chair, book=replace(chair.book, meeting=rules))
    typed = replace(draft, in_favour=in_favour, abstained=1)
    if carries:
        assert deliberate.resolve(strict, item, typed).in_favour == in_favour
    else:
        assert rule_of(deliberate.resolve, strict, item, typed) is Rule.NOT_CARRIED
        assert deliberate.resolve(chair, item, typed).in_favour == in_favour


def test_an_option_that_half_of_those_present_did_not_choose_goes_into_a_run_off(chair, item):
    rules = replace(chair.book.meeting, carries_by=Majority.PRESENT)
    strict = replace(chair, book=replace(chair.book, meeting=rules))
    first = voted(strict, item, {BULB: 1, SENSOR: 3, NONE: 2})
    assert rule_of(vote.run_off, chair, first) is Rule.NO_RUN_OFF
    assert among(vote.run_off(strict, first)) == [BULB, SENSOR]
