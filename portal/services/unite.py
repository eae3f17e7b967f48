"""Two records of one person become one, when the person has proved the number and says so."""

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.models import (
    Attendance,
    CardHolder,
    ContactLook,
    Invitation,
    Matter,
    Notice,
    Opinion,
    Person,
    StandingMember,
)
from portal.queries.own_account import offered_to
from portal.queries.rows import rows
from portal.services.one_voice import count_as_one


@transaction
def take_over(occasion: Occasion, other_id: int) -> None:
    """What was written down for somebody of the actor's own, proved number is the actor's from now on.

    Matters, cards, supports, ratings and seats in meetings go along, and so do notices on their way and who
    looked at the number; the name where the actor has none. Of the other nothing is left that would have to
    be taken out.
    Staff wrote down a number that nobody had proved, and families share one: so it is offered, and done only
    when confirmed.

    Raises:
        Refusal: NOT_FOUND for a record that is not offered: another number, or somebody who signs in.
    """
    person_id = occasion.actor.person_id
    if person_id is None or other_id not in {other.person_id for other in offered_to(person_id)}:
        raise Refusal(Rule.NOT_FOUND)
    _take_cards(person_id, other_id)
    _take_rows(person_id, other_id)
    count_as_one(f"p:{other_id}", f"p:{person_id}")
    _keep_name(person_id, other_id)
    nothing = dict.fromkeys(("name", "phone", "phone_mark", "email", "email_mark"), "")
    Person.update(nothing).where(Person.id == other_id).execute()


def _take_cards(person_id: int, other_id: int) -> None:
    """A card that both held stays with the one; a holder stands on it once."""
    theirs = rows(CardHolder.select(CardHolder.card).where(CardHolder.person == other_id))
    for (card_id,) in theirs:
        CardHolder.insert(card=card_id, person=person_id).on_conflict_ignore().execute()
    CardHolder.delete().where(CardHolder.person == other_id).execute()


def _take_rows(person_id: int, other_id: int) -> None:
    Matter.update(proposer=person_id).where(Matter.proposer == other_id).execute()
    Notice.update(person=person_id).where(Notice.person == other_id).execute()
    ContactLook.update(person=person_id).where(ContactLook.person == other_id).execute()
    for model in (StandingMember, Invitation, Opinion):
        model.update(person=person_id).where(model.person == other_id).execute()
    _take_attendance(person_id, other_id)


def _take_attendance(person_id: int, other_id: int) -> None:
    """Nobody is in one meeting twice; where both were entered, the other stays there as a name."""
    mine = Attendance.alias()
    there = mine.select(mine.meeting).where(mine.person == person_id)
    theirs = Attendance.person == other_id
    Attendance.update(person=person_id).where(theirs & Attendance.meeting.not_in(there)).execute()
    Attendance.update(person=None).where(theirs).execute()


def _keep_name(person_id: int, other_id: int) -> None:
    name = Person.get_by_id(other_id).name
    Person.update(name=name).where((Person.id == person_id) & (Person.name == "")).execute()
