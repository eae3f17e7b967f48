"""Taking out one person's data, at that person's wish (PIPL, article 47) or when its time is over.

The row of the person stays, empty, so that supports, ratings and figures still count one person once; and
the public road of every matter stays as everybody read it. What was written by or about the person there is
kept only as far as it was fit for the public.
"""

from collections.abc import Iterator
from typing import Any

from peewee import Model

from portal.db import forget_traces, transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, can_anywhere, require
from portal.domain.privacy import mask_name, mask_text
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import required
from portal.models import (
    Account,
    AgendaItem,
    Area,
    Assignment,
    CallReport,
    CampaignAnswer,
    CampaignReply,
    Card,
    CardHolder,
    Erasure,
    Extension,
    Forwarding,
    Matter,
    MatterEvent,
    Membership,
    Notice,
    NoticeWish,
    OneTimeCode,
    Passage,
    Pause,
    Person,
    Photo,
    Preparation,
    Rating,
    Resolution,
    ReturnVisit,
    RoleHolding,
    SignIn,
    Step,
    TopicOption,
    VerifiedContact,
    Whistle,
    WhistleCall,
)
from portal.queries.rows import Condition
from portal.services import search
from portal.services.erase_handling import take_out_of_handling
from portal.services.erase_meetings import take_out_of_items, take_out_of_meetings
from portal.services.masking import mask_rows, masked

_REASON_CHARS = 300
#: What stands in the place of a family's matter, of which nothing was ever public.
_TAKEN_OUT = "（已应本人要求删除）"

#: What belongs to the person alone.
_OWN = (Account, SignIn, VerifiedContact, NoticeWish, Membership, Notice)


def erase(occasion: Occasion, person: Person, reason: str) -> Erasure:
    """Takes out name, contacts, cards, sign-ins, wishes and notices, and masks what was written.

    Raises:
        Refusal: NOT_ALLOWED, EMPTY_TEXT for the reason, STILL_IN_OFFICE for somebody who holds a role, and
            NOT_FOUND for who was erased before.
    """
    done = _erase(occasion, person, required(reason, _REASON_CHARS, "reason"))
    forget_traces()
    return done


@transaction
def _erase(occasion: Occasion, person: Person, reason: str) -> Erasure:
    require_over(occasion, Action.ERASE_PERSON, person)
    _require_known(occasion, person)
    name = person.name
    for matter in Matter.select().where(Matter.proposer == person):
        _mask_matter(matter, name)
    take_out_of_meetings(person, name, occasion.today)
    if name:
        take_out_of_handling(person, name)
    _mask_what_was_said(person, name)
    _drop_cards(occasion, person)
    marks = [each for each in (person.phone_mark, person.email_mark) if each]
    OneTimeCode.delete().where(OneTimeCode.mark.in_(marks)).execute()
    for model in _OWN:
        model.delete().where(model.person == person).execute()
    _empty(occasion, person)
    for matter in Matter.select().where(Matter.proposer == person):
        search.index(matter)
    hidden = mask_text(reason, names=(name,)).text
    by = occasion.actor.person_id
    return Erasure.create(person=person, erased_by=by, erased_at=occasion.now, reason=hidden)


def require_over(occasion: Occasion, action: Action, person: Person) -> None:
    """A person belongs to no area: asked is a role somewhere, and over all that the person raised.

    Raises:
        Refusal: NOT_ALLOWED.
    """
    if not can_anywhere(occasion.actor, action):
        raise Refusal(Rule.NOT_ALLOWED, action=action)
    raised = Area.select(Area.path).join(Matter, on=Matter.area == Area.id).where(Matter.proposer == person)
    for area in raised.distinct():
        require(occasion.actor, action, Subject(area.path))


def _require_known(occasion: Occasion, person: Person) -> None:
    if person.erased_at is not None:
        raise Refusal(Rule.NOT_FOUND)
    still = RoleHolding.until.is_null() | (RoleHolding.until > occasion.now)
    if RoleHolding.select().where((RoleHolding.person == person) & still).exists():
        raise Refusal(Rule.STILL_IN_OFFICE)


def _empty(occasion: Occasion, person: Person) -> None:
    nothing: dict[str, Any] = dict.fromkeys(
        ("name", "phone", "phone_mark", "email", "email_mark", "language"), ""
    )
    Person.update(**nothing, erased_at=occasion.now).where(Person.id == person.id).execute()
    for column, value in nothing.items():
        setattr(person, column, value)
    person.erased_at = occasion.now


def _mask_matter(matter: Matter, name: str) -> None:
    """Its words become what the public reads of them; photos that nobody was to see are gone."""
    hidden = Photo.select(Photo.id).where((Photo.matter == matter) & ~Photo.public)
    Passage.delete().where(Passage.photo.in_(hidden)).execute()
    Photo.delete().where((Photo.matter == matter) & ~Photo.public).execute()
    Matter.update(**_words_left(matter, name)).where(Matter.id == matter.id).execute()
    for model, rows, columns in _said_about(matter):
        mask_rows(model, rows, columns, name)
    take_out_of_items(matter, name)
    for event in MatterEvent.select().where(MatterEvent.matter == matter):
        event.data = {fact: _masked_fact(value, name) for fact, value in event.data.items()}
        event.save(only=[MatterEvent.data])


def _words_left(matter: Matter, name: str) -> dict[str, str]:
    if matter.private:
        words = {"title": _TAKEN_OUT, "body": _TAKEN_OUT, "place": ""}
        return words | {f"public_{column}": text for column, text in words.items()}
    left = {}
    for column in ("title", "body", "place"):
        public = getattr(matter, f"public_{column}")
        left[column] = masked(public or getattr(matter, column), name)
        left[f"public_{column}"] = masked(public, name)
    return left


def _said_about(matter: Matter) -> Iterator[tuple[type[Model], Condition, tuple[str, ...]]]:
    """Where else it was written down what was said about the matter."""
    items = AgendaItem.select(AgendaItem.id).where(AgendaItem.matter == matter)
    rounds = Assignment.select(Assignment.id).where(Assignment.matter == matter)
    calls = WhistleCall.select(WhistleCall.id).join(Whistle).where(Whistle.matter == matter)
    yield MatterEvent, MatterEvent.matter == matter, ("text", "public_text")
    yield Preparation, Preparation.matter == matter, ("asked", "public_asked")
    yield TopicOption, TopicOption.matter == matter, ("text", "public_text")
    yield AgendaItem, AgendaItem.matter == matter, ("result_text", "urgent_reason")
    yield Resolution, Resolution.item.in_(items), ("text", "public_text")
    yield Extension, Extension.assignment.in_(rounds), ("reason",)
    yield Forwarding, Forwarding.assignment.in_(rounds), ("reason",)
    yield Pause, Pause.matter == matter, ("question", "answer")
    yield Step, Step.assignment.in_(rounds), ("text", "public_text")
    yield Whistle, Whistle.matter == matter, ("text", "place", "called_off_because")
    yield CallReport, CallReport.call.in_(calls), ("text",)
    yield ReturnVisit, ReturnVisit.matter == matter, ("words",)
    yield Rating, Rating.matter == matter, ("words",)
    yield Passage, Passage.matter == matter, ("title", "text", "place", "reason")


def _mask_what_was_said(person: Person, name: str) -> None:
    """What the person wrote elsewhere, and the name beside what the person did."""
    by_me = f"p:{person.id}"
    answers = CampaignAnswer.select(CampaignAnswer.id).where(CampaignAnswer.answerer == by_me)
    mask_rows(Rating, Rating.rater == by_me, ("words",), name)
    replies = CampaignReply.answer.in_(answers)
    unread = Passage.reply.in_(CampaignReply.select(CampaignReply.id).where(replies))
    mask_rows(Passage, unread, ("text", "reason"), name)
    mask_rows(CampaignReply, replies, ("words", "public_words"), name)
    acted = MatterEvent.actor == person
    MatterEvent.update(actor_name=mask_name(name)).where(acted).execute()


def _masked_fact(value: Any, name: str) -> Any:
    return masked(value, name) if isinstance(value, str) and name and name in value else value


def _drop_cards(occasion: Occasion, person: Person) -> None:
    """A card of nobody else is revoked and says no household any more."""
    held = [row.card_id for row in CardHolder.select().where(CardHolder.person == person)]
    CardHolder.delete().where(CardHolder.person == person).execute()
    others = CardHolder.select(CardHolder.card)
    alone = Card.id.in_(held) & Card.id.not_in(others)
    Card.update(household="", revoked_at=occasion.now, revoked_by=occasion.actor.person_id).where(
        alone
    ).execute()
