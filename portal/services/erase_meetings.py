"""Taking one person out of the papers of meetings: lists, replies, opinions, what was said, minutes.

The places on the lists stay, by half a name: votes and quorum were reckoned with them.
"""

from datetime import date
from typing import Any

from portal.domain.privacy import mask_name
from portal.models import (
    AgendaItem,
    Attendance,
    Invitation,
    Matter,
    Meeting,
    MinutesCorrection,
    Opinion,
    Passage,
    Person,
    Remark,
    StandingMember,
)
from portal.queries.rows import Condition
from portal.services import search
from portal.services.masking import halve_names, mask_rows

_MINUTES = ("minutes", "public_minutes")


def take_out_of_meetings(person: Person, name: str, today: date) -> None:
    """Of a person of this name; nothing was promised by whoever was erased, so a membership ends."""
    theirs = _meetings_of(person)
    _mask_opinions((Opinion.person == person) | (Opinion.voice == f"p:{person.id}"), name)
    _end_memberships(person, name, today)
    _mask_invitations(person, name, theirs)
    halve_names(Attendance, Attendance.person == person)
    items = AgendaItem.select(AgendaItem.id).where(AgendaItem.meeting.in_(theirs))
    mask_rows(Remark, Remark.item.in_(items), ("speaker", "text", "public_text"), name)
    _mask_minutes(theirs, name)
    corrected = MinutesCorrection.made_by == person
    MinutesCorrection.update(made_by_name=mask_name(name)).where(corrected).execute()


def take_out_of_items(matter: Matter, name: str) -> None:
    """Whoever raised a matter, in what others wrote and said about it at its meetings."""
    items = AgendaItem.select(AgendaItem.id).where(AgendaItem.matter == matter)
    mask_rows(Opinion, Opinion.item.in_(items), ("words", "public_words"), name)
    mask_rows(Remark, Remark.item.in_(items), ("text", "public_text"), name)
    meetings = AgendaItem.select(AgendaItem.meeting).where(AgendaItem.matter == matter)
    halve_names(Attendance, Attendance.meeting.in_(meetings) & (Attendance.name == name))
    halve_names(Invitation, Invitation.meeting.in_(meetings) & (Invitation.name == name))
    _mask_minutes(meetings, name)


def _meetings_of(person: Person) -> Any:
    """The ids of those to which the person was asked or came."""
    asked = Invitation.select(Invitation.meeting).where(Invitation.person == person)
    came = Attendance.select(Attendance.meeting).where(Attendance.person == person)
    return [row.meeting_id for row in [*asked, *came]]


def _mask_opinions(theirs: Condition, name: str) -> None:
    ids = Opinion.select(Opinion.id).where(theirs)
    mask_rows(Passage, Passage.opinion.in_(ids), ("text", "reason"), name)
    mask_rows(Opinion, theirs, ("words", "public_words"), name)
    for opinion in Opinion.select().where(theirs):
        opinion.name = mask_name(opinion.name)
        opinion.save(only=[Opinion.name])


def _end_memberships(person: Person, name: str, today: date) -> None:
    own = StandingMember.person == person
    running = StandingMember.until.is_null() | (StandingMember.until > today)
    StandingMember.update(until=today).where(own & running).execute()
    StandingMember.update(name=mask_name(name)).where(own).execute()


def _mask_invitations(person: Person, name: str, meetings: Any) -> None:
    """Words with a reply were never for the public, so nothing of them is kept."""
    own = Invitation.person == person
    for sent in Invitation.select().where(own & (Invitation.comes_instead != "")):
        sent.comes_instead = mask_name(sent.comes_instead)
        sent.save(only=[Invitation.comes_instead])
    Invitation.update(words="").where(own).execute()
    halve_names(Invitation, own)
    came_for_another = Invitation.meeting.in_(meetings) & (Invitation.comes_instead == name)
    Invitation.update(comes_instead=mask_name(name)).where(came_for_another).execute()


def _mask_minutes(meetings: Any, name: str) -> None:
    mask_rows(Meeting, Meeting.id.in_(meetings), _MINUTES, name)
    corrections = MinutesCorrection.meeting.in_(meetings)
    mask_rows(MinutesCorrection, corrections, ("before", "after", "reason"), name)
    for meeting in Meeting.select().where(Meeting.id.in_(meetings)):
        search.index_meeting(meeting)
