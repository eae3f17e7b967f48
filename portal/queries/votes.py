"""Votes on agenda items: the one that is open, the one that decides, and all that stay in the record."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.domain.voting import Counted, Majority, Stance, Tally, VoteMethod, into_run_off, leaders, tally
from portal.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Card,
    CardHolder,
    Matter,
    Meeting,
    Person,
    TopicOption,
    Vote,
    VoteChoice,
)
from portal.queries.rows import Condition, rows


class Choice(NamedTuple):
    """What one can vote for, and how many did."""

    id: int
    stance: Stance
    text: str
    votes: int
    option_id: int | None

    @property
    def counted(self) -> Counted:
        return Counted(self.stance, self.text, self.votes)


class VoteRow(NamedTuple):
    """A vote with its choices, and the public title of what it is about.

    ``cast`` is how many voted one by one, of the ``present``; of hands it says nothing.
    """

    id: int
    item_id: int
    method: VoteMethod
    secret: bool
    opened_at: datetime
    closed_at: datetime | None
    void: bool
    void_reason: str
    cast: int
    present: int
    title: str
    choices: list[Choice]

    @property
    def tally(self) -> Tally:
        return tally(each.counted for each in self.choices)

    def carried(self, by: Majority) -> bool:
        """Whether it carries what it is about, or its strongest option, with those who are there now."""
        return self.tally.carried(by, self.present)

    @property
    def among_options(self) -> bool:
        return any(each.stance is Stance.OPTION for each in self.choices)

    @property
    def leaders(self) -> list[str]:
        """The options with the most votes."""
        return [each.text for each in leaders([each.counted for each in self.choices])]

    @property
    def run_off(self) -> list[Choice]:
        """The options to be voted on once more where none was carried; none where nobody chose any."""
        options = [each for each in self.choices if each.option_id is not None]
        chosen = any(each.votes for each in options)
        return [options[place] for place in into_run_off([each.votes for each in options])] if chosen else []

    @property
    def counts(self) -> bool:
        """Whether it decides: closed and not called off."""
        return self.closed_at is not None and not self.void


class Voter(NamedTuple):
    """Somebody present whom a card stands for, and whether their vote is cast already."""

    attendance_id: int
    name: str
    voted: bool


class Voice(NamedTuple):
    """Who voted what, in a vote that is not secret."""

    name: str
    stance: Stance
    text: str


def open_vote_of(item_id: int) -> Vote | None:
    """The vote that is going on about an item."""
    going_on = (Vote.item == item_id) & Vote.closed_at.is_null()
    found: Vote | None = Vote.select().where(going_on).first()
    return found


def deciding_vote_of(item_id: int) -> VoteRow | None:
    """The last vote on an item that was closed and not called off."""
    return next((vote for vote in reversed(votes_of([item_id]).get(item_id, [])) if vote.counts), None)


def decided_among_options(item: Any) -> Condition:
    """Whether that vote chose among options: a column for a select that has the items."""
    held = Vote.alias()
    counting = (held.item == item) & held.closed_at.is_null(False) & ~held.void
    last = held.select(fn.MAX(held.id)).where(counting)
    option = VoteChoice.select(VoteChoice.id).where(VoteChoice.vote == last)
    return fn.EXISTS(option.where(VoteChoice.stance == Stance.OPTION))


def vote_row(vote_id: int) -> VoteRow | None:
    """One vote; None when there is none of this number."""
    return next(iter(_read(Vote.id == vote_id)), None)


def open_votes_in(community_id: int) -> list[VoteRow]:
    """The votes that are cast one by one at this moment in a community."""
    here = AgendaItem.select(AgendaItem.id).join(Meeting).where(Meeting.community == community_id)
    return _read(Vote.closed_at.is_null() & (Vote.method == VoteMethod.EACH) & Vote.item.in_(here))


def votes_of(item_ids: Collection[int]) -> dict[int, list[VoteRow]]:
    """The votes on each item in the order in which they were held, those called off among them."""
    found: dict[int, list[VoteRow]] = defaultdict(list)
    for vote in _read(Vote.item.in_(list(item_ids))):
        found[vote.item_id].append(vote)
    return found


def voices_of(vote_id: int) -> list[Voice]:
    """Who voted what, in the order of the attendance list; nobody where the vote is secret."""
    columns = (Attendance.name, VoteChoice.stance, TopicOption.public_text, TopicOption.position)
    chosen = Ballot.select(*columns).join(Attendance).switch(Ballot).join(VoteChoice)
    chosen = chosen.join(TopicOption, JOIN.LEFT_OUTER).where(Ballot.vote == vote_id)
    return [
        Voice(name, Stance(stance), _called(*option))
        for name, stance, *option in rows(chosen.order_by(Attendance.id))
    ]


def has_voted(vote_id: int, attendance_id: int) -> bool:
    """Whether somebody present has cast a vote."""
    return Ballot.select().where((Ballot.vote == vote_id) & (Ballot.attendance == attendance_id)).exists()


def voter_of(meeting_id: int, vote_id: int, *, person_id: int = 0, invitation_id: int = 0) -> Voter | None:
    """Somebody present who is known by a sign-in or by the link of an invitation."""
    query = Attendance.select(Attendance.id, Attendance.name, Ballot.id).join(
        Ballot, JOIN.LEFT_OUTER, on=(Ballot.attendance == Attendance.id) & (Ballot.vote == vote_id)
    )
    who = (Attendance.person == person_id) | (Attendance.invitation == invitation_id)
    found = rows(query.where(Attendance.meeting == meeting_id, who).limit(1))
    return next((Voter(number, name, ballot is not None) for number, name, ballot in found), None)


def voters_of(card: Card, vote: Vote) -> list[Voter]:
    """Those of a card's holders who are present where the vote is held: one for a card that is one's own."""
    here = Attendance.select(Attendance.id).join(CardHolder, on=CardHolder.person == Attendance.person)
    of_this = (CardHolder.card == card.id) & (Attendance.meeting == vote.item.meeting_id)
    found = [number for (number,) in rows(here.where(of_this))]
    return voters_at(vote, found)


def voters_at(vote: Vote, attendance_ids: Collection[int] | None = None) -> list[Voter]:
    """Those present where the vote is held, or those of them who are named, in the order of the list."""
    query = (
        Attendance.select(Attendance.id, Attendance.name, Ballot.id)
        .join(Ballot, JOIN.LEFT_OUTER, on=(Ballot.attendance == Attendance.id) & (Ballot.vote == vote.id))
        .where(Attendance.meeting == vote.item.meeting_id)
    )
    if attendance_ids is not None:
        query = query.where(Attendance.id.in_(list(attendance_ids)))
    return [
        Voter(number, name, ballot is not None)
        for number, name, ballot in rows(query.order_by(Attendance.id))
    ]


def is_present(attendance_id: int, meeting_id: int) -> bool:
    """Whether somebody is on the list of this meeting, and was not erased since."""
    query = Attendance.select().join(Person, JOIN.LEFT_OUTER)
    here = (Attendance.id == attendance_id) & (Attendance.meeting == meeting_id)
    return query.where(here & Person.erased_at.is_null()).exists()


def _read(which: Condition) -> list[VoteRow]:
    voted = Ballot.select(fn.COUNT(Ballot.id)).where(Ballot.vote == Vote.id)
    when = Vote.opened_at, Vote.closed_at
    here = Attendance.select(fn.COUNT(Attendance.id)).where(Attendance.meeting == AgendaItem.meeting)
    columns = (Vote.id, Vote.item, Vote.method, Vote.secret, *when, Vote.void, Vote.void_reason, voted, here)
    chosen = Vote.select(*columns, Matter.public_title).join(AgendaItem).join(Matter)
    found = rows(chosen.where(which).order_by(Vote.id))
    choices = _choices([vote_id for vote_id, *_ in found])
    return [VoteRow(*(*row, choices[row[0]])) for row in found]


def _choices(vote_ids: Collection[int]) -> dict[int, list[Choice]]:
    found: dict[int, list[Choice]] = defaultdict(list)
    columns = (VoteChoice.vote, VoteChoice.id, VoteChoice.stance, VoteChoice.count, VoteChoice.option)
    chosen = VoteChoice.select(*columns, TopicOption.public_text, TopicOption.position)
    chosen = chosen.join(TopicOption, JOIN.LEFT_OUTER).where(VoteChoice.vote.in_(list(vote_ids)))
    for vote_id, number, stance, counted, option_id, *option in rows(
        chosen.order_by(VoteChoice.vote, VoteChoice.position)
    ):
        found[vote_id].append(Choice(number, stance, _called(*option), counted, option_id))
    return found


def _called(public_text: str | None, position: int | None) -> str:
    """An option by its words, or by its number while nobody has read them or after they were withheld."""
    return public_text or (f"办法{position}" if position else "")
