"""Kiosks: which one a browser is, and those that the office looks after."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import NamedTuple

from portal.domain.permissions import MAY, Actor
from portal.domain.stages import Action
from portal.models import Area, Kiosk
from portal.queries.rows import Query, prepared, rows
from portal.queries.sign_ins import token_hash


class Device(NamedTuple):
    """The registered kiosk of a browser, as its pages need it."""

    id: int
    name: str
    community_id: int
    place: str
    px_per_mm: float
    has_printer: bool
    seen_at: datetime | None


class KioskLine(NamedTuple):
    """A kiosk as the office lists it. ``pair_by`` is set while it waits to be paired."""

    id: int
    name: str
    community: str
    place: str
    px_per_mm: float
    has_printer: bool
    pair_by: datetime | None
    seen_at: datetime | None
    retired_at: datetime | None


def device_of(token: str) -> Device | None:
    """The kiosk whose browser holds this token; None when it was retired or is to be paired anew."""
    return next((Device(*row) for row in _device_of(token_hash(token))), None)


@prepared
def _device_of(hashed: str) -> Query:
    return Kiosk.select(
        Kiosk.id,
        Kiosk.name,
        Kiosk.community,
        Kiosk.place,
        Kiosk.px_per_mm,
        Kiosk.has_printer,
        Kiosk.seen_at,
    ).where(Kiosk.token_hash == hashed, Kiosk.pair_by.is_null(), Kiosk.retired_at.is_null())


def kiosks_of(actor: Actor) -> list[KioskLine]:
    """The kiosks of the communities whose devices the actor looks after; retired ones come last."""
    paths = [grant.area_path for grant in actor.grants if grant.role in MAY[Action.MANAGE_KIOSKS]]
    here = reduce(or_, (Area.path.startswith(path) for path in paths), Area.id.is_null())
    query = Kiosk.select(
        Kiosk.id,
        Kiosk.name,
        Area.name,
        Kiosk.place,
        Kiosk.px_per_mm,
        Kiosk.has_printer,
        Kiosk.pair_by,
        Kiosk.seen_at,
        Kiosk.retired_at,
    ).join(Area)
    ordered = query.where(here).order_by(Kiosk.retired_at.is_null(False), Kiosk.id)
    return [KioskLine(*row) for row in rows(ordered)]
