"""One person's vote on a screen: which card was shown, who of its holders is there, and what can be chosen.

Shared by the chair's tablet, the kiosk in the hall, and one's own phone. What was read of a card is forgotten
at once; whom it stands for waits in the session as long as one looks for one's choice, and for one vote.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import session
from flask_babel import lazy_gettext as _

from portal.domain.cards import half_names
from portal.domain.refusal import Refusal, Rule
from portal.models import Attendance, Vote, VoteChoice
from portal.models.deliberating import BallotWay
from portal.queries.votes import Voter, VoteRow, vote_row, voters_at, voters_of
from portal.services import vote
from portal.services.cards import show
from portal.web import door
from portal.web.access import occasion
from portal.web.fields import Choice, Form, Secret
from portal.web.labels import STANCES

_SHOWN = "ballot"
_SHOWN_FOR = timedelta(minutes=2)


class ReadForm(Form):
    """What a scanner types: neither shown nor offered again."""

    read = Secret(_("刷联心卡"), needed=_("请把卡上的码对着扫码口"), autocomplete="off")


class BallotForm(Form):
    """What somebody votes for; who it is only where a card stands for several who are here."""

    holder = Choice(_("您是哪一位？"), coerce=int)
    choice = Choice(_("您选哪一个？"), coerce=int, needed=_("请选一个再投"))

    def offer(self, held: VoteRow, voters: Sequence[Voter]) -> bool:
        """Those who may vote with this ballot and have not yet, and what there is to choose.

        Returns whether anybody is left who may.
        """
        free = [voter for voter in voters if not voter.voted]
        names = half_names([voter.name for voter in free])
        self.holder.choices = [(str(who.attendance_id), name) for who, name in zip(free, names, strict=True)]
        if len(free) == 1:
            del self.holder
        self.choice.choices = [(str(each.id), each.text or STANCES[each.stance]) for each in held.choices]
        return bool(free)


def open_vote(vote_id: int) -> Vote:
    """The vote. Raises Refusal NOT_FOUND for none, VOTE_CLOSED when it is over."""
    found: Vote | None = Vote.get_or_none(Vote.id == vote_id)
    if found is None:
        raise Refusal(Rule.NOT_FOUND)
    if found.closed_at is not None:
        raise Refusal(Rule.VOTE_CLOSED)
    return found


def row_of(vote_id: int) -> VoteRow:
    """The vote with its choices. Raises Refusal NOT_FOUND."""
    row = vote_row(vote_id)
    if row is None:
        raise Refusal(Rule.NOT_FOUND)
    return row


def take_card(held: Vote, read: str) -> None:
    """Remembers the card of which this was read, for this vote.

    Raises:
        Refusal: as ``cards.show``; NOT_PRESENT when none of its holders is here, ALREADY_VOTED when all of
            them who are have voted.
    """
    _hand_out(held, voters_of(show(occasion(), read, door.address()), held), BallotWay.CARD)


def take_name(held: Vote, attendance_id: int) -> None:
    """The same by name, for somebody without a card who is handed the tablet. Raises as ``take_card``."""
    _hand_out(held, voters_at(held, [attendance_id]), BallotWay.LIST)


def _hand_out(held: Vote, voters: Sequence[Voter], way: BallotWay) -> None:
    if not voters:
        raise Refusal(Rule.NOT_PRESENT, field="read")
    if all(voter.voted for voter in voters):
        raise Refusal(Rule.ALREADY_VOTED, field="read")
    until = (occasion().now + _SHOWN_FOR).isoformat()
    session[_SHOWN] = [held.id, [voter.attendance_id for voter in voters], until, way.value]


def voters_shown(held: Vote) -> list[Voter]:
    """Who may vote by the card that was shown for this vote; nobody once it took too long."""
    vote_id, attendance_ids, until, _way = session.get(_SHOWN, (0, (), "", ""))
    if vote_id != held.id or occasion().now > datetime.fromisoformat(until):
        return []
    return voters_at(held, attendance_ids)


def way_shown() -> BallotWay:
    """By what the one who looks for a choice was known: the card, or the name that the chair tapped."""
    return BallotWay(session[_SHOWN][3])


def put_in(held: Vote, form: BallotForm, voters: Sequence[Voter], way: BallotWay) -> None:
    """Casts what the form says and forgets the card. Raises Refusal as ``vote.cast``, HOLDER_MISSING."""
    free = [voter.attendance_id for voter in voters if not voter.voted]
    who = form.holder.data if "holder" in form else next(iter(free), None)
    if who not in free:
        raise Refusal(Rule.HOLDER_MISSING, field="holder")
    vote.cast(occasion(), held, Attendance.get_by_id(who), VoteChoice.get_by_id(form.choice.data), way)
    forget_card()


def forget_card() -> None:
    """The next person begins anew."""
    session.pop(_SHOWN, None)
