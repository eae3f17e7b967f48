"""What the papers of meetings hold of one person, for that person to read."""

from typing import Any, NamedTuple

from peewee import JOIN

from portal.models import (
    AgendaItem,
    Area,
    Attendance,
    Ballot,
    Invitation,
    Matter,
    Meeting,
    Opinion,
    Remark,
    StandingMember,
    TopicOption,
    Vote,
    VoteChoice,
)
from portal.queries.rows import Query, rows

Told = list[dict[str, Any]]


class MeetingPapers(NamedTuple):
    """By what they are; moments in ISO 8601, China time."""

    memberships: Told
    invitations: Told
    attendance: Told
    opinions: Told
    remarks: Told
    votes: Told


def meeting_papers_of(person_id: int) -> MeetingPapers:
    """Of a secret vote it is known that the person voted, and nothing else; so that alone is told."""
    return MeetingPapers(
        _told(_memberships(person_id), "community", "name", "capacity", "since", "until"),
        _told(_invitations(person_id), "day", "name", "capacity", "reply", "comes_instead", "words", "at"),
        _told(_attendance(person_id), "day", "name", "capacity", "way", "at"),
        _told(_opinions(person_id), "matter", "name", "words", "at", "read_out_at"),
        _told(_remarks(person_id), "matter", "text", "at"),
        _told(_votes(person_id), "matter", "secret", "way", "at", "stance", "option"),
    )


def _told(query: Query, *names: str) -> Told:
    return [dict(zip(names, map(_plain, row), strict=True)) for row in rows(query)]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _memberships(person_id: int) -> Query:
    member = StandingMember
    query = member.select(Area.name, member.name, member.capacity, member.since, member.until)
    return query.join(Area).where(member.person == person_id).order_by(member.id)


def _invitations(person_id: int) -> Query:
    asked = Invitation
    said = (asked.state, asked.comes_instead, asked.words, asked.replied_at)
    query = asked.select(Meeting.day, asked.name, asked.capacity, *said)
    return query.join(Meeting).where(asked.person == person_id).order_by(asked.id)


def _attendance(person_id: int) -> Query:
    came = Attendance
    query = came.select(Meeting.day, came.name, came.capacity, came.way, came.arrived_at)
    return query.join(Meeting).where(came.person == person_id).order_by(came.id)


def _opinions(person_id: int) -> Query:
    said = Opinion
    query = said.select(Matter.number, said.name, said.words, said.at, said.read_out_at)
    own = (said.person == person_id) | (said.voice == f"p:{person_id}")
    return query.join(AgendaItem).join(Matter).where(own).order_by(said.id)


def _remarks(person_id: int) -> Query:
    query = Remark.select(Matter.number, Remark.text, Remark.at).join(AgendaItem).join(Matter)
    return query.join_from(Remark, Attendance).where(Attendance.person == person_id).order_by(Remark.id)


def _votes(person_id: int) -> Query:
    query = Ballot.select(
        Matter.number, Vote.secret, Ballot.way, Ballot.cast_at, VoteChoice.stance, TopicOption.text
    )
    query = query.join(Vote).join(AgendaItem).join(Matter).join_from(Ballot, Attendance)
    query = query.join_from(Ballot, VoteChoice, JOIN.LEFT_OUTER, on=Ballot.choice == VoteChoice.id)
    query = query.join_from(VoteChoice, TopicOption, JOIN.LEFT_OUTER)
    return query.where(Attendance.person == person_id).order_by(Ballot.id)
