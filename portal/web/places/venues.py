"""Venues for everybody: where to go, whether somebody is there now, whom to call."""

from itertools import groupby

from flask import Response, abort, request

from portal.domain.occasion import Occasion
from portal.domain.opening_hours import Door, door_at
from portal.domain.permissions import can_anywhere
from portal.domain.stages import Action
from portal.domain.terms import CHANNEL_OF_VENUE
from portal.queries.ground import grounds
from portal.queries.places import communities
from portal.queries.venues import VenueCard, open_venues, venue_by_code
from portal.web.access import occasion, public
from portal.web.map_drawing import draw_grounds
from portal.web.places.routes import blueprint
from portal.web.render import render


@blueprint.get("/places")
@public
def venues() -> Response:
    """All venues, by community; of one community where the address names it."""
    now, halls = occasion(), communities()
    chosen = next((hall for hall in halls if str(hall.area_id) == request.args.get("community")), None)
    cards = [card for card in open_venues() if chosen is None or card.community_id == chosen.area_id]
    return render(
        "places/venues.html",
        halls=halls,
        chosen=chosen,
        doors={card.code: _door(now, card) for card in cards},
        by_community=[(name, list(group)) for name, group in groupby(cards, lambda card: card.community)],
    )


@blueprint.get("/places/<code>")
@public
def venue(code: str) -> Response:
    """One venue. One that is closed, or was never there, is not found."""
    card = venue_by_code(code)
    if card is None or not card.active:
        abort(404)
    now, here = occasion(), [ground for ground in grounds() if ground.geometry]
    around = next((ground.path for ground in here if ground.area_id == card.community_id), None)
    drawing = draw_grounds(ground for ground in here if around and ground.path.startswith(around))
    own = CHANNEL_OF_VENUE.get(card.kind)
    return render(
        "places/venue.html",
        venue=card,
        door_now=_door(now, card),
        drawing=drawing,
        dot=drawing.place_of(card.position) if drawing else None,
        channel=own if own in now.book.channels else None,
        may_check_in=can_anywhere(now.actor, Action.CHECK_IN),
        known=now.actor.person_id is not None,
    )


def _door(now: Occasion, card: VenueCard) -> Door:
    return door_at(card.opening_hours, now.now, now.calendar)
