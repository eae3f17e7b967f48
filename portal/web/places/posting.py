"""Posters for the wall: scan, and say something about this place. A4, black and white too."""

from typing import NamedTuple

from flask import Response, abort, request, url_for
from flask_babel import gettext as _

from portal.models import Area
from portal.models.places import AreaKind
from portal.queries.meetings import card_of
from portal.queries.places import CommunityCard, communities, community_of
from portal.queries.venues import venue_by_code
from portal.web.access import public
from portal.web.addresses import whole_address
from portal.web.filters import short_day
from portal.web.place import help_desk
from portal.web.places.routes import posters
from portal.web.qr import qr_svg
from portal.web.render import render

_POSTED = (AreaKind.COMMUNITY, AreaKind.GRID, AreaKind.BUILDING)
_LONGEST = 60  # characters of an address of ours that a poster leads to


class Poster(NamedTuple):
    """What a poster says: the place, what to scan for, where that leads, whom to call without a phone."""

    title: str
    where: str
    call: str
    path: str
    picture: str
    telephone: str
    hall: str


@posters.get("/places/<code>/poster")
@public
def of_venue(code: str) -> Response:
    """The poster of a venue."""
    venue = venue_by_code(code)
    if venue is None or not venue.active:
        abort(404)
    desk = _desk(venue.community_id)
    return _page(
        venue.name,
        f"{venue.community} · {venue.address}",
        url_for("suggest.say", venue=venue.code),
        venue.telephone or (desk.telephone if desk else ""),
        f"{venue.name}（{venue.opening_hours}）",
    )


@posters.get("/areas/<int:area_id>/poster")
@public
def of_area(area_id: int) -> Response:
    """The poster of a building, a grid or a community."""
    area = Area.get_or_none(Area.id == area_id, Area.kind.in_(_POSTED))
    if area is None:
        abort(404)
    community = community_of(area)
    desk = _desk(community.id)
    around = "" if area.id == community.id else community.name
    return _page(
        area.name,
        around,
        url_for("suggest.say", area=area.id),
        desk.telephone if desk else "",
        f"{desk.venue}（{desk.opening_hours}）" if desk else "",
    )


@posters.get("/meetings/<int:meeting_id>/poster")
@public
def of_meeting(meeting_id: int) -> Response:
    """The poster of a meeting, which leads to its agenda."""
    card = card_of(meeting_id)
    if card is None:
        abort(404)
    desk = _desk(card.community_id)
    title = _("%(community)s%(day)s议事会", community=card.community, day=short_day(card.day))
    where = f"{card.starts_at.strftime('%H:%M')} · {card.venue}"
    path = url_for("board.meeting", meeting_id=card.id)
    return _page(title, where, path, desk.telephone if desk else "", card.venue)


@posters.get("/posters/code.svg")
@public
def code() -> Response:
    """The code to scan, for an address of this house alone."""
    path = request.args.get("path", "")
    if not path.startswith(("/say?", "/meetings/")) or not path.isascii() or len(path) > _LONGEST:
        abort(404)
    response = Response(qr_svg(whole_address(path)), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _page(title: str, where: str, path: str, telephone: str, hall: str) -> Response:
    leads_to_meeting = path.startswith("/meetings/")
    call = _("扫一扫，看这次议什么，也说一件事") if leads_to_meeting else _("扫一扫，说一件事")
    picture = url_for("posters.code", path=path)
    poster = Poster(title, where, call, path, picture, telephone, hall)
    return render("places/poster.html", poster=poster, address=whole_address(path))


def _desk(community_id: int) -> CommunityCard | None:
    own = next((card for card in communities() if card.area_id == community_id), None)
    return own or help_desk()
