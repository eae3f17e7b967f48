"""Who is asked to a meeting, and what they say: come, cannot come, send somebody else."""

from dataclasses import dataclass

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Capacity
from portal.domain.wording import clean, required
from portal.models import AgendaItem, Attendance, Invitation, Meeting, Person, StandingMember
from portal.models.meetings import MeetingState, ReplyState, ReplyWay
from portal.queries.concerned import concerned_by
from portal.queries.invitations import in_force
from portal.services.invited_told import News, drop_news, tell_invited
from portal.services.standing import NAME_CHARS, known_by

#: A few words with the reply; who has more to say writes an opinion on the item.
WORDS_CHARS = 200

#: The meeting has not begun, so that a reply still means something.
AHEAD = (MeetingState.PLANNED, MeetingState.PUBLISHED)


@dataclass(frozen=True)
class Guest:
    """Whom to ask besides the standing members.

    Attributes:
        person_id: where it is known who it is; else ``phone`` with the name says so.
        counts: whether the quorum is reckoned with this one.
    """

    name: str
    capacity: Capacity
    phone: str = ""
    person_id: int | None = None
    organisation_id: int | None = None
    counts: bool = False


@transaction
def invite_standing(occasion: Occasion, meeting: Meeting) -> int:
    """Asks the standing members in whose capacity the meeting's type invites, and gives how many were new.

    Asking again changes nothing for whoever was asked. Nobody is asked to a meeting that has nothing on its
    agenda, or that has begun. Called wherever an agenda becomes public, so that the clock does it too.

    Raises:
        Refusal: NOT_ALLOWED.
    """
    require(occasion.actor, Action.INVITE, Subject(area_path=meeting.community.path))
    has_topics = AgendaItem.select().where(AgendaItem.meeting == meeting).exists()
    if not has_topics or _now(meeting).state not in AHEAD:
        return 0
    asked = {(each.name, each.capacity) for each in Invitation.select().where(Invitation.meeting == meeting)}
    members = [each for each in _standing(occasion, meeting) if (each.name, each.capacity) not in asked]
    invitations = [_write_down(occasion, meeting, each.name, _as_guest(each)) for each in members]
    tell_invited(occasion, invitations, News.INVITED)
    return len(invitations)


@transaction
def invite(occasion: Occasion, meeting: Meeting, guest: Guest) -> Invitation:
    """Asks somebody for this meeting alone: an expert, a lawyer, the party concerned.

    Raises:
        Refusal: NOT_ALLOWED, MEETING_OVER, ALREADY_INVITED, and as ``wording.required``.
    """
    _require(occasion, meeting)
    if _now(meeting).state not in (*AHEAD, MeetingState.OPEN):
        raise Refusal(Rule.MEETING_OVER)
    name = required(guest.name, NAME_CHARS, "name")
    if Invitation.get_or_none(meeting=meeting, name=name, capacity=guest.capacity):
        raise Refusal(Rule.ALREADY_INVITED, field="name")
    invitation = _write_down(occasion, meeting, name, guest)
    tell_invited(occasion, [invitation], News.INVITED)
    return invitation


@transaction
def invite_concerned(occasion: Occasion, meeting: Meeting) -> int:
    """Asks everybody who raised or supports what is on the agenda and is not asked yet; gives how many. They
    do not count for the quorum. Raises as ``invite``."""
    new = concerned_by(meeting.id)
    for each in new:
        invite(occasion, meeting, Guest(each.name, Capacity.CONCERNED, person_id=each.person_id))
    return len(new)


@transaction
def take_back(occasion: Occasion, invitation: Invitation) -> None:
    """Undoes an invitation: its link leads nowhere from now on, and news on their way are not sent.

    Raises:
        Refusal: NOT_ALLOWED, ALREADY_THERE for who has come.
    """
    _require(occasion, invitation.meeting)
    if Attendance.select().where(Attendance.invitation == invitation).exists():
        raise Refusal(Rule.ALREADY_THERE)
    drop_news(invitation.id)
    invitation.delete_instance()


@transaction
def reply(
    occasion: Occasion,
    invitation: Invitation,
    state: ReplyState,
    comes_instead: str = "",
    words: str = "",
) -> Invitation:
    """What somebody answers over the link; until the meeting opens it can be answered otherwise.

    Raises:
        Refusal: REPLY_TOO_LATE, EMPTY_TEXT where another is sent and not named, UNKNOWN_CHOICE for no
            answer at all, and as ``wording.clean``.
    """
    return _keep(occasion, invitation, state, comes_instead, words, reply_way=ReplyWay.LINK, entered_by=None)


@transaction
def enter_reply(
    occasion: Occasion,
    invitation: Invitation,
    state: ReplyState,
    comes_instead: str = "",
    words: str = "",
) -> Invitation:
    """What somebody said by telephone, entered by staff and by whom. Raises as ``reply``, and NOT_ALLOWED."""
    _require(occasion, invitation.meeting)
    by = occasion.actor.person_id
    return _keep(occasion, invitation, state, comes_instead, words, reply_way=ReplyWay.PHONE, entered_by=by)


@transaction
def ask_anew(occasion: Occasion, meeting: Meeting, news: News) -> int:
    """Part of changing a meeting. Where it was moved nobody has answered for the new time, so all are asked
    again; that it is held elsewhere or called off they are only told. Gives how many are told."""
    asked = Invitation.select(Invitation, Meeting).join(Meeting).where(Invitation.meeting == meeting)
    invitations = list(asked.order_by(Invitation.id))
    if news is News.MOVED:
        unsaid = {"state": ReplyState.WAITING, "replied_at": None, "reply_way": None, "entered_by": None}
        Invitation.update(**unsaid).where(Invitation.meeting == meeting).execute()
    return tell_invited(occasion, invitations, news)


def _require(occasion: Occasion, meeting: Meeting) -> None:
    require(occasion.actor, Action.INVITE, Subject(area_path=meeting.community.path))


def _now(meeting: Meeting) -> Meeting:
    """As it stands in this transaction, whatever the object in hand says."""
    return Meeting.get_by_id(meeting.id)


def _standing(occasion: Occasion, meeting: Meeting) -> list[StandingMember]:
    """Who is a member on the day of the meeting."""
    invites = occasion.book.meeting.type_of(meeting.kind).invites
    here = (StandingMember.community == meeting.community_id) & StandingMember.capacity.in_(invites)
    return list(StandingMember.select().where(here & in_force(meeting.day)).order_by(StandingMember.id))


def _as_guest(member: StandingMember) -> Guest:
    return Guest(
        member.name,
        member.capacity,
        person_id=member.person_id,
        organisation_id=member.organisation_id,
        counts=True,
    )


def _write_down(occasion: Occasion, meeting: Meeting, name: str, guest: Guest) -> Invitation:
    known: Person | None = known_by(occasion, name, guest.phone)
    return Invitation.create(
        meeting=meeting,
        name=name,
        capacity=guest.capacity,
        person=guest.person_id or known,
        organisation=guest.organisation_id,
        counts=guest.counts,
        invited_at=occasion.now,
    )


def _keep(
    occasion: Occasion,
    invitation: Invitation,
    state: ReplyState,
    comes_instead: str,
    words: str,
    **how: object,
) -> Invitation:
    if _now(invitation.meeting).state not in AHEAD:
        raise Refusal(Rule.REPLY_TOO_LATE)
    if state is ReplyState.WAITING:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="state")
    sends = state is ReplyState.SENDS_ANOTHER
    columns = {
        "state": state,
        "comes_instead": required(comes_instead, NAME_CHARS, "comes_instead") if sends else "",
        "words": clean(words, WORDS_CHARS, "words"),
        "replied_at": occasion.now,
        **how,
    }
    if not Invitation.update(**columns).where(Invitation.id == invitation.id).execute():
        raise Refusal(Rule.NOT_FOUND)  # taken back meanwhile
    return Invitation.get_by_id(invitation.id)
