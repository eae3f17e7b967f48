"""Votes under pressure: at the same moment, and in any sequence, no vote is lost and none counted twice."""

from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.db import database
from portal.domain.refusal import Refusal, Rule
from portal.domain.terms import Capacity
from portal.domain.voting import VoteMethod
from portal.models import Attendance, Ballot, Vote, VoteChoice
from portal.models.deliberating import BallotWay
from portal.queries import votes
from portal.services import vote
from portal.services.attend import Attendee
from tests.services.conftest import EVENING

NAMES = ("林小雨", "何大勇", "钱多", "马兰")


@pytest.fixture
def attendees():
    return [Attendee(name, Capacity.RESIDENT) for name in NAMES]


def at_once(*deeds):
    """Each deed in a thread of its own, all let go together; what each was told, a rule or nothing."""
    start, told = Barrier(len(deeds)), [None] * len(deeds)

    def do(place, verb, args):
        start.wait()
        try:
            verb(*args)
        except Refusal as refusal:
            told[place] = refusal.rule
        database.close()

    threads = [Thread(target=do, args=(place, *deed)) for place, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def ballots_and_counts(held):
    counted = sum(choice.votes for choice in votes.vote_row(held.id).choices)
    return Ballot.select().where(Ballot.vote == held).count(), counted


@pytest.mark.parametrize("secret", [False, True])
def test_a_vote_cast_while_the_vote_is_closed_is_counted_or_refused_but_never_lost(chair, item, secret):
    here = list(Attendance.select().order_by(Attendance.id))
    for _ in range(5):
        held = vote.open_vote(chair, item, VoteMethod.EACH, secret=secret)
        yes = VoteChoice.get(VoteChoice.vote == held)
        vote.cast(chair, held, here[0], yes, BallotWay.CARD)
        casting = [
            (vote.cast, (chair, Vote.get_by_id(held.id), who, yes, BallotWay.PHONE)) for who in here[1:]
        ]
        closed, *told = at_once((vote.close_vote, (chair, Vote.get_by_id(held.id))), *casting)
        assert closed is None
        assert set(told) <= {None, Rule.VOTE_CLOSED}
        expected = 1 + told.count(None)
        assert ballots_and_counts(held) == (expected, expected)
        assert Vote.get_by_id(held.id).closed_at == EVENING
        vote.void_vote(chair, held, "再来一次。")


def test_one_person_by_card_and_phone_at_once_has_one_vote(chair, item):
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    yes, no, _abstain = VoteChoice.select().order_by(VoteChoice.position)
    who = Attendance.get()
    told = at_once(
        (vote.cast, (chair, held, who, yes, BallotWay.CARD)),
        (vote.cast, (chair, held, who, no, BallotWay.PHONE)),
    )
    assert sorted(told, key=str) == [None, Rule.ALREADY_VOTED]
    assert ballots_and_counts(held) == (1, 1)


def test_two_chairs_open_one_vote(chair, item, occasion):
    other = occasion("worker", at=EVENING)
    told = at_once(
        (vote.open_vote, (chair, item, VoteMethod.EACH)), (vote.open_vote, (other, item, VoteMethod.HANDS))
    )
    assert sorted(told, key=str) == [None, Rule.VOTE_OPEN]
    assert Vote.select().count() == 1


_DEEDS = st.one_of(
    st.tuples(st.just("cast"), st.integers(0, 3), st.integers(0, 2)),
    st.sampled_from([("open",), ("open_secret",), ("close",), ("void",)]),
)
_FEW_BUT_LONG = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_FEW_BUT_LONG
@given(st.lists(_DEEDS, min_size=1, max_size=14))
def test_whatever_the_sequence_counts_equal_ballots_and_a_closed_vote_stays_as_it_was(chair, item, deeds):
    here = list(Attendance.select().order_by(Attendance.id))
    with database.atomic() as tried:
        final = {}
        for deed, *args in deeds:
            _try(chair, item, here, deed, args)
            for held in Vote.select():
                ballots, counted = ballots_and_counts(held)
                assert ballots == counted <= len(here)
                now = votes.vote_row(held.id)
                if held.closed_at:
                    assert final.setdefault(held.id, now.choices) == now.choices
                if held.secret:
                    assert votes.voices_of(held.id) == []
        assert Vote.select().where(Vote.closed_at.is_null()).count() <= 1
        tried.rollback()


def _try(chair, item, here, deed, args):
    """One deed upon the vote opened last; a refusal is an answer."""
    held = Vote.select().order_by(Vote.id.desc()).first()
    try:
        if deed.startswith("open"):
            vote.open_vote(chair, item, VoteMethod.EACH, secret=deed == "open_secret")
        elif held is not None and deed == "cast":
            who, which = args
            choices = list(held.choices.order_by(VoteChoice.position))
            vote.cast(chair, held, here[who], choices[which], BallotWay.CARD)
        elif held is not None and deed == "close":
            vote.close_vote(chair, held)
        elif held is not None:
            vote.void_vote(chair, held, "重来。")
    except Refusal:
        pass
