"""The venues one looks after: added, set right, closed; and the posters that hang in them."""

from typing import Any

from flask import Response, current_app, redirect, url_for
from flask import flash as tell
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection
from wtforms.validators import StopValidation

from portal.domain.geo import Position, from_gcj02, read_position
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import VenueKind
from portal.models import Area, Venue
from portal.queries.meetings import upcoming
from portal.queries.venues import managed_areas, managed_communities, managed_venues
from portal.services import venues as services
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form, Line, Pick, Tick
from portal.web.labels import VENUES
from portal.web.office.routes import blueprint
from portal.web.render import render


class VenueForm(Form):
    """What a venue says of itself."""

    community = Pick(_("在哪个社区？"), needed=_("请选一个社区"))
    kind = Pick(_("是什么地方？"), needed=_("请选一选是什么地方"))
    name = Line(_("叫什么？"), needed=_("请写名称，比如“清华园议事厅”"), limit=120)
    address = Line(_("在哪里？"), needed=_("请写地址，让人找得到"), limit=200)
    opening_hours = Line(
        _("什么时候有人？"),
        needed=_("请写开放时间，比如“周一至周五 9:00—17:00”"),
        hint=_("写成“周一至周五 9:00—12:00，14:00—17:00”这样，网页上就会显示现在有没有人。"),
        limit=120,
    )
    telephone = Line(_("电话"), hint=_("可以不写，就显示社区的电话。"), limit=40)
    position = Line(_("经度和纬度"), hint=_("可以不写。比如“112.2502, 36.1478”，地图上就有它。"))
    gcj02 = Tick(_("是从高德、腾讯这些地图上抄来的（会自动换算）"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.kind.choices = [("", str(_("请选一个")))] + [
            (kind.value, VENUES[kind]) for kind in current_app.config["BOOK"].venues
        ]
        self.community.choices = [(str(area_id), name) for area_id, name in managed_communities(acting())]

    def validate_position(self, field: Line) -> None:
        if field.data and self.point() is None:
            raise StopValidation(gettext("请先写经度，再写纬度，中间用逗号，比如 112.2502, 36.1478"))

    def point(self) -> Position | None:
        """The position in WGS84; None where none was written, or none of the country."""
        longitude, _comma, latitude = (self.position.data or "").replace("，", ",").partition(",")
        at = read_position(longitude, latitude)
        if at is None or not self.gcj02.data:
            return at
        return Position(*from_gcj02(at.longitude, at.latitude))

    def to_words(self) -> services.VenueWords:
        return services.VenueWords(
            VenueKind(self.kind.data),
            self.name.data or "",
            self.address.data or "",
            self.opening_hours.data or "",
            self.telephone.data or "",
            self.point(),
        )


@blueprint.get("/places")
@staff(Action.MANAGE_PLACE)
def venues() -> Response:
    """All venues of one's communities, closed ones too, and everything there is a poster for."""
    actor = acting()
    return render(
        "office/places/list.html",
        venues=managed_venues(actor),
        areas=managed_areas(actor),
        meetings=upcoming([area_id for area_id, _name in managed_communities(actor)], occasion().today),
    )


@blueprint.route("/places/add", methods=["GET", "POST"])
@staff(Action.MANAGE_PLACE)
def add_venue() -> Response | Redirection:
    """A new venue."""
    form = VenueForm()
    if form.validate_on_submit():
        try:
            services.add_venue(occasion(), Area.get_by_id(form.community.data), form.to_words())
            return _back(gettext("加好了，可以印海报了"))
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/places/venue.html", status=422 if form.errors else 200, form=form, venue=None)


@blueprint.route("/places/<code>", methods=["GET", "POST"])
@staff(Action.MANAGE_PLACE)
def change_venue(code: str) -> Response | Redirection:
    """What a venue says of itself; its code, and so what hangs on its wall, stays."""
    venue = _venue(code)
    form = VenueForm(obj=_Words(venue))
    del form.community
    if form.validate_on_submit():
        try:
            services.change_venue(occasion(), venue, form.to_words())
            return _back(gettext("改好了"))
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/places/venue.html", status=422 if form.errors else 200, form=form, venue=venue)


@blueprint.post("/places/<code>/close")
@staff(Action.MANAGE_PLACE)
def close_venue(code: str) -> Redirection:
    services.close_venue(occasion(), _venue(code))
    return _back(gettext("停用了，网页上不再显示"))


@blueprint.post("/places/<code>/reopen")
@staff(Action.MANAGE_PLACE)
def reopen_venue(code: str) -> Redirection:
    services.reopen_venue(occasion(), _venue(code))
    return _back(gettext("重新开放了，原来的海报还能用"))


class _Words:
    """A venue as its form shows it."""

    def __init__(self, venue: Venue) -> None:
        self.kind, self.name, self.address = venue.kind, venue.name, venue.address
        self.opening_hours, self.telephone = venue.opening_hours, venue.telephone
        known = venue.longitude is not None
        self.position = f"{venue.longitude:.6f}, {venue.latitude:.6f}" if known else ""


def _venue(code: str) -> Venue:
    known = {card.code for card in managed_venues(acting())}
    if code not in known:
        raise Refusal(Rule.NOT_FOUND)
    venue: Venue = Venue.get(Venue.code == code)
    return venue


def _back(said: str) -> Redirection:
    tell(said)
    return redirect(url_for("office.venues"), code=303)
