"""The meeting in full: moved, called off, convened, opinions, invitations, votes."""

from datetime import time, timedelta
from random import Random

from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Capacity
from portal.domain.voting import VoteMethod
from portal.models import Attendance, Invitation, Matter, Opinion, Vote, VoteChoice
from portal.models.deliberating import BallotWay
from portal.models.meetings import ReplyState
from portal.services import invite, meeting_days, opine, remark, vote
from portal.services.invite import Guest
from tests.services.deeds.kept import any_of, item_of, meeting_for, suits


def _vote(chance: Random) -> Vote:
    """One that goes on, or the last that did."""
    return any_of(chance, Vote.select().order_by(Vote.closed_at.is_null().desc(), Vote.id.desc()).limit(1))


@suits(Action.DEFER)
def move_the_meeting(now: Occasion, matter: Matter, chance: Random) -> object:
    meeting = meeting_for(now, matter, chance)
    day = meeting.day + timedelta(days=chance.randint(-3, 3))
    return meeting_days.move_meeting(now, meeting, day, time(19), meeting.venue, "礼堂要修")


@suits(Action.DEFER)
def call_the_meeting_off(now: Occasion, matter: Matter, chance: Random) -> object:
    if chance.random() < 0.7:  # or there would hardly be any
        raise Refusal(Rule.NOT_FOUND)
    return meeting_days.call_off(now, meeting_for(now, matter, chance), "停电")


@suits(Action.POOL)
def convene_another(now: Occasion, matter: Matter, chance: Random) -> object:
    kind = chance.choice(now.book.meeting.types).key
    day = now.today + timedelta(days=chance.randint(0, 9))
    return meeting_days.convene(now, matter.community, kind, day, time(19), "有几件事要商量")


@suits(Action.LIST)
def convene_at_once(now: Occasion, matter: Matter, chance: Random) -> object:
    day = now.today + timedelta(days=chance.randint(0, 3))
    return meeting_days.convene_urgent(now, matter, day, time(22), "等不到下一次")


@suits(Action.DEFER)
def give_an_opinion(now: Occasion, matter: Matter, chance: Random) -> object:
    return opine.give_opinion(now, item_of(matter, chance), f"b:{chance.randint(1, 3)}", "我看可以")


@suits(Action.DEFER)
def read_an_opinion_out(now: Occasion, matter: Matter, chance: Random) -> object:
    return opine.read_out(now, any_of(chance, Opinion.select()))


@suits(Action.DEFER)
def invite_somebody(now: Occasion, matter: Matter, chance: Random) -> object:
    guest = Guest(chance.choice(("丁", "戊")), Capacity.EXPERT, counts=chance.random() < 0.3)
    return invite.invite(now, meeting_for(now, matter, chance), guest)


@suits(Action.DEFER)
def reply_to_an_invitation(now: Occasion, matter: Matter, chance: Random) -> object:
    return invite.reply(now, any_of(chance, Invitation.select()), chance.choice(list(ReplyState)), "己")


@suits(Action.RESOLVE)
def call_it_up(now: Occasion, matter: Matter, chance: Random) -> object:
    return remark.call_up(now, item_of(matter, chance))


@suits(Action.RESOLVE)
def note_what_is_said(now: Occasion, matter: Matter, chance: Random) -> object:
    return remark.note_remark(now, item_of(matter, chance), None, "我同意", f"t{chance.randint(1, 9)}")


@suits(Action.RESOLVE)
def open_a_vote(now: Occasion, matter: Matter, chance: Random) -> object:
    return vote.open_vote(
        now, item_of(matter, chance), chance.choice(list(VoteMethod)), secret=chance.random() < 0.3
    )


@suits(Action.RESOLVE)
def raise_hands(now: Occasion, matter: Matter, chance: Random) -> object:
    going_on = _vote(chance)
    choices = VoteChoice.select().where(VoteChoice.vote == going_on)
    return vote.count_hands(now, going_on, {choice.id: chance.randint(0, 2) for choice in choices})


@suits(Action.RESOLVE)
def cast_a_vote(now: Occasion, matter: Matter, chance: Random) -> object:
    going_on = _vote(chance)
    choice = any_of(chance, VoteChoice.select().where(VoteChoice.vote == going_on))
    return vote.cast(
        now,
        going_on,
        any_of(chance, Attendance.select().where(Attendance.meeting == going_on.item.meeting_id)),
        choice,
        BallotWay.CARD,
    )


@suits(Action.RESOLVE)
def close_a_vote(now: Occasion, matter: Matter, chance: Random) -> object:
    return vote.close_vote(now, _vote(chance))


@suits(Action.RESOLVE)
def call_a_vote_off(now: Occasion, matter: Matter, chance: Random) -> object:
    return vote.void_vote(now, _vote(chance), "数错了")
