"""在哪里: by the poster that was scanned, the phone, the photo or a tap on the map."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice

from portal.domain.geo import Position, read_position
from portal.domain.refusal import Refusal
from portal.domain.terms import Located
from portal.models import Area
from portal.models.places import AreaKind
from portal.queries.ground import Ground, grounds
from portal.queries.venues import VenueCard, venue_by_code
from portal.services.locating import area_at
from portal.services.photos import Picture
from portal.web.fields import Form, Tick
from portal.web.map_drawing import Drawing, draw_grounds
from portal.web.render import face
from portal.web.security import row_id
from portal.web.suggest.routes import blueprint

#: Pixels of the map on a screen, so that a tap means the same everywhere; at the kiosk the whole width.
_WIDTH, _KIOSK_WIDTH = 280, 900
_PLACES = (AreaKind.COMMUNITY, AreaKind.GRID, AreaKind.BUILDING)


class WhereFields:
    """What the form of saying knows of the place besides words. ``area`` and ``place`` are the form's own."""

    longitude = HiddenField()
    latitude = HiddenField()
    located = HiddenField()
    venue = HiddenField()
    hide_photo_place = Tick(
        _("也不要用里面的拍摄位置"),
        hint=_("照片里有拍摄位置的，用来派到网格，不公开，存下的照片里也没有。"),
    )


class Whereabouts(NamedTuple):
    """As in a ``Draft``."""

    position: Position | None
    located: Located | None
    venue_id: int | None


class PickMap(NamedTuple):
    """The map to tap on: what is drawn, of which community, the grid that was chosen, and how wide."""

    drawing: Drawing
    community: int | None
    chosen: int | None
    width: int
    missed: bool


def whereabouts(form: Any, pictures: Iterable[Picture]) -> Whereabouts:
    """What is known of the place: by the phone if it was allowed, else by the first photo that tells."""
    venue = scanned(form)
    venue_id = venue.id if venue else None
    at = read_position(form.longitude.data or "", form.latitude.data or "")
    if at is not None:
        return Whereabouts(at, Located.PHONE, venue_id)
    seen = next((picture.position for picture in pictures if picture.position), None)
    if seen is not None and not form.hide_photo_place.data:
        return Whereabouts(seen, Located.PHOTO, venue_id)
    return Whereabouts(None, Located.MAP if form.located.data == Located.MAP else None, venue_id)


def scanned(form: Any) -> VenueCard | None:
    """The venue whose poster led here; None where none did, or where it is closed by now."""
    venue = venue_by_code(form.venue.data) if form.venue.data else None
    return venue if venue and venue.active else None


def fill_in_where(form: Any) -> None:
    """Fills in what the poster's address says, and the area by the phone's position where none was chosen."""
    if not form.is_submitted():
        form.venue.data = request.args.get("venue", "")[:12]
        _fill_in_by_poster(form)
        return
    chosen = _area(form.area.data)
    if chosen is not None:
        offer(form, chosen)
        return
    at = read_position(form.longitude.data or "", form.latitude.data or "")
    found = area_at(at) if at else None
    if found is not None and not form.area.data:
        offer(form, found, choose=True)


def _fill_in_by_poster(form: Any) -> None:
    venue, area = scanned(form), _area(request.args.get("area", ""))
    if venue is not None:
        form.place.data = form.place.data or venue.name
        area = Area.get_by_id(venue.community_id)
    elif area is not None and area.kind is AreaKind.BUILDING:
        form.place.data = form.place.data or area.name
    if area is not None:
        offer(form, area, choose=True)


def _area(text: str | None) -> Area | None:
    try:
        area: Area | None = Area.get_or_none(Area.id == row_id(text or ""), Area.kind.in_(_PLACES))
    except ValueError:
        return None
    return area


def offer(form: Any, area: Area, choose: bool = False) -> None:
    """Sees to it that the area stands among the choices, and chooses it if told."""
    if str(area.id) not in {str(choice.value) for choice in form.area.choices}:
        form.area.choices.append(SelectChoice(str(area.id), _full_name(area)))
    if choose:
        form.area.data = str(area.id)


def _full_name(area: Area) -> str:
    names = []
    node: Area | None = area
    while node is not None and node.kind in _PLACES:
        names.append(node.name)
        node = node.parent
    return " · ".join(reversed(names))


@blueprint.app_template_global()
def pick_map(form: Any, missed: bool = False) -> PickMap | None:
    """The map of the community that is chosen, or of all; None where nobody has drawn one."""
    chosen = _area(form.area.data)
    everywhere = grounds()
    around = _community_of(chosen, everywhere) if chosen else None
    drawing = draw_grounds(
        ground for ground in everywhere if around is None or ground.path.startswith(around.path)
    )
    if drawing is None:
        return None
    width = _KIOSK_WIDTH if face() == "kiosk" else _WIDTH
    return PickMap(drawing, around.area_id if around else None, chosen.id if chosen else None, width, missed)


def _community_of(chosen: Area, everywhere: Iterable[Ground]) -> Ground | None:
    """The community around what is chosen, where its ground is drawn."""
    return next(
        (
            ground
            for ground in everywhere
            if ground.kind is AreaKind.COMMUNITY and ground.geometry and chosen.path.startswith(ground.path)
        ),
        None,
    )


def take_spot(form: Form) -> bool:
    """Chooses the grid that was tapped on the map; whether there was one."""
    shown = pick_map(form)
    try:
        x, y = row_id(request.form.get("spot.x", "")), row_id(request.form.get("spot.y", ""))
        found = area_at(Position(*shown.drawing.position_at(x, y, shown.width))) if shown else None
    except (ValueError, Refusal):
        return False
    if found is None or found.kind not in _PLACES:
        return False
    grid = found.parent if found.kind is AreaKind.BUILDING else found
    offer(form, grid, choose=True)
    form.located.data = Located.MAP.value  # type: ignore[attr-defined]  # of WhereFields
    return True
