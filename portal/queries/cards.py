"""Cards as the office lists them, and as their holders see them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from portal.domain.cards import PIN_TRIES
from portal.domain.permissions import MAY, Actor
from portal.domain.stages import Action
from portal.models import Area, Card, CardHolder, Person
from portal.queries.rows import Condition, rows

#: As many as a page shows; who looks for an older one looks by its serial.
LONGEST = 200


class Listed(NamedTuple):
    """A card with its holders' names."""

    id: int
    serial: str
    community: str
    holders: list[str]
    household: str
    issued_at: datetime
    printed_at: datetime | None
    revoked_at: datetime | None
    has_pin: bool
    is_locked: bool


class CardHeld(NamedTuple):
    """One of the cards that sign somebody in."""

    serial: str
    issued_at: datetime


def cards_of(actor: Actor, serial: str = "", card_ids: Iterable[int] | None = None) -> list[Listed]:
    """The cards within the actor's reach, newest first: all, those with a part of a serial, or just these."""
    query = Card.select(Card, Area.name).join(Area).where(_within(actor))
    if serial:
        query = query.where(Card.serial.contains(serial))
    if card_ids is not None:
        query = query.where(Card.id.in_(list(card_ids)))
    found = list(query.order_by(Card.id.desc()).limit(LONGEST))
    names = holders_of([card.id for card in found])
    return [_listed(card, [name for _, name in names.get(card.id, [])]) for card in found]


def _listed(card: Card, holders: list[str]) -> Listed:
    return Listed(
        card.id,
        card.serial,
        card.community.name,
        holders,
        card.household,
        card.issued_at,
        card.printed_at,
        card.revoked_at,
        bool(card.pin_hash),
        card.wrong_pins >= PIN_TRIES,
    )


def card_within_reach(actor: Actor, card_id: int) -> Card | None:
    """The card, if it is of a community for which the actor issues cards."""
    found: Card | None = Card.select().join(Area).where(_within(actor), Card.id == card_id).first()
    return found


def holders_of(card_ids: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Id and name of each card's holders, in the order in which they were written down."""
    query = CardHolder.select(CardHolder.card, Person.id, Person.name).join(Person)
    found: dict[int, list[tuple[int, str]]] = {}
    for card_id, person_id, name in rows(
        query.where(CardHolder.card.in_(list(card_ids))).order_by(Person.id)
    ):
        found.setdefault(card_id, []).append((person_id, name))
    return found


def cards_held_by(person_id: int) -> list[CardHeld]:
    """The cards that sign this person in."""
    query = Card.select(Card.serial, Card.issued_at).join(CardHolder, on=CardHolder.card == Card.id)
    valid = (CardHolder.person == person_id) & Card.revoked_at.is_null()
    return [CardHeld(*row) for row in rows(query.where(valid).order_by(Card.id))]


def _within(actor: Actor) -> Condition:
    """Areas in which the actor may issue cards."""
    paths = [grant.area_path for grant in actor.grants if grant.role in MAY[Action.ISSUE_CARD]]
    condition: Condition = Area.id.in_(())
    for path in paths:
        condition = condition | Area.path.startswith(path)
    return condition
