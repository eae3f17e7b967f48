"""What the one who raised a matter sees of it, and what a person has raised and supported."""

from datetime import date, datetime
from typing import NamedTuple

from peewee import fn

from portal.domain.numbering import matter_number, parse
from portal.domain.stages import Action, State
from portal.models import Assignment, Matter, MatterEvent, Photo, Rating, SignIn, Support
from portal.models.people import SignInWay
from portal.queries.rows import rows
from portal.queries.sign_ins import is_open

#: The longest list on one's own page; what is older is found by its number.
_SHOWN = 100

_TOLD_THE_PROPOSER = MatterEvent.public | MatterEvent.action.in_((Action.WITHDRAW,))


class Step(NamedTuple):
    """Something that happened, in the words that were written to the proposer."""

    id: int
    at: datetime
    action: Action
    state: State
    text: str


class Followed(NamedTuple):
    """A line of one's own page."""

    number: str
    title: str
    state: State
    raised_at: datetime
    due_on: date | None


class OwnPhoto(NamedTuple):
    """A photo of a matter, by the name in its address, and the event it came with."""

    name: str
    width: int
    height: int
    event_id: int | None


class OpenSignIn(NamedTuple):
    """A browser in which one is signed in, and by what one showed who it is."""

    id: int
    created_at: datetime
    token_hash: str
    way: SignInWay


def matter_numbered(number: str) -> Matter | None:
    """The matter with this number as people type it; None for a forged or unknown one."""
    parts = parse(number)
    return Matter.get_or_none(Matter.number == matter_number(*parts)) if parts else None


def steps_of(matter: Matter) -> list[Step]:
    """The matter's road as its proposer may know it, first things first: replies whole, house notes not."""
    query = MatterEvent.select(
        MatterEvent.id, MatterEvent.at, MatterEvent.action, MatterEvent.state, MatterEvent.text
    )
    told = query.where((MatterEvent.matter == matter) & _TOLD_THE_PROPOSER).order_by(MatterEvent.id)
    return [Step(*row) for row in rows(told)]


def photos_of(matter: Matter) -> list[OwnPhoto]:
    """The matter's photos in the order in which they came."""
    query = Photo.select(Photo.name, Photo.width, Photo.height, Photo.event).where(Photo.matter == matter)
    return [OwnPhoto(*row) for row in rows(query.order_by(Photo.id))]


def raised_by(person_id: int) -> list[Followed]:
    """What this person raised, newest first."""
    query = Matter.select(Matter.number, Matter.title, Matter.state, Matter.raised_at, Matter.due_on)
    own = query.where(Matter.proposer == person_id).order_by(Matter.id.desc()).limit(_SHOWN)
    return [Followed(*row) for row in rows(own)]


def supported_by(person_id: int) -> list[Followed]:
    """What this person supports, last supported first; in public words."""
    query = Matter.select(Matter.number, Matter.public_title, Matter.state, Matter.raised_at, Matter.due_on)
    supported = query.join(Support, on=Support.matter).where(
        (Support.supporter == f"p:{person_id}") & ~Matter.private
    )
    return [Followed(*row) for row in rows(supported.order_by(Support.id.desc()).limit(_SHOWN))]


def is_supported_by(matter: Matter, supporter: str) -> bool:
    """Whether this one supports the matter already."""
    return bool(
        Support.select().where((Support.matter == matter) & (Support.supporter == supporter)).exists()
    )


def rated_at(matter: Matter, rater: str) -> datetime | None:
    """When this one rated the last round of handling; None while it waits for that rating."""
    rounds = Assignment.select(fn.COUNT(Assignment.id)).where(Assignment.matter == matter)
    own = (Rating.matter == matter) & (Rating.rater == rater) & (Rating.round == rounds)
    at: datetime | None = Rating.select(Rating.at).where(own).scalar()
    return at


def open_sign_ins(person_id: int, now: datetime) -> list[OpenSignIn]:
    """The browsers in which this person is signed in, last first."""
    query = SignIn.select(SignIn.id, SignIn.created_at, SignIn.token_hash, SignIn.way)
    own = query.where((SignIn.person == person_id) & is_open(now))
    return [OpenSignIn(*row) for row in rows(own.order_by(SignIn.id.desc()))]
