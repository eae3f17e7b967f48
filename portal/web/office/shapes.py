"""Shapes of areas from a GeoJSON file: shown first with what they belong to, then kept; and given out."""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from flask import Response, jsonify, redirect, url_for
from flask import flash as tell
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _
from shapely.geometry import mapping
from werkzeug.wrappers import Response as Redirection
from wtforms import HiddenField

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.services.shapes import (
    MOST_BYTES,
    Match,
    Miss,
    keep_shapes,
    match_shapes,
    read_shapes,
    shapes_as_geojson,
)
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form, Tick, Upload
from portal.web.office.routes import blueprint
from portal.web.render import render

#: What a hidden field may hold; a file with more is for the command.
_MOST_KEPT = 240_000
#: More holds more points than the field; whether a tangle of them crosses itself takes seconds to find out.
_MOST_BYTES_HERE = 2_000_000

MISSES: Mapping[Miss, LazyString] = MappingProxyType(
    {
        Miss.UNKNOWN: _("没有叫这个名字的地方"),
        Miss.MANY: _("不止一个地方叫这个名字，请在文件里写上社区（within）"),
        Miss.OTHER_NAME: _("编号是另一个地方的，名字对不上"),
        Miss.TWICE: _("文件里前面已经有一片是这个地方"),
        Miss.NOT_YOURS: _("这个地方不归您管"),
    }
)


class ShapesForm(Form):
    """The file, and by which coordinates it was drawn."""

    file = Upload(
        _("边界文件"), accept=".geojson,.json,application/geo+json", needed=_("请选一个 GeoJSON 文件")
    )
    gcj02 = Tick(_("坐标是高德、腾讯地图上的（GCJ-02），请换算成 WGS84"))


class KeepForm(Form):
    """The shapes that were shown, as they are to be kept."""

    kept = HiddenField()
    source = HiddenField()


@blueprint.route("/shapes", methods=["GET", "POST"])
@staff(Action.MANAGE_PLACE)
def shapes() -> Response:
    """The form; of a file that was sent, what it holds and to which areas it belongs. Nothing is kept yet."""
    form = ShapesForm()
    if form.validate_on_submit():
        try:
            return _preview(form)
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/places/shapes.html", status=422 if form.errors else 200, form=form)


@blueprint.post("/shapes/keep")
@staff(Action.MANAGE_PLACE)
def keep() -> Redirection:
    """Keeps what was shown."""
    form = KeepForm()
    found = read_shapes(_unpacked(form.kept.data or ""), gcj02=False)
    count = keep_shapes(occasion(), match_shapes(acting(), found), form.source.data or "")
    tell(gettext("存好了%(count)s片边界", count=count))
    return redirect(url_for("office.shapes"), code=303)


@blueprint.get("/shapes.geojson")
@staff(Action.MANAGE_PLACE)
def export_shapes() -> Response:
    """All shapes there are, to be drawn on elsewhere and read in again."""
    response = jsonify(shapes_as_geojson())
    response.mimetype = "application/geo+json"
    response.headers["Content-Disposition"] = 'attachment; filename="shapes.geojson"'
    return response


def _preview(form: ShapesForm) -> Response:
    upload = form.file.data[0]
    converted = bool(form.gcj02.data)
    data = upload.stream.read(_MOST_BYTES_HERE + 1)
    if len(data) > _MOST_BYTES_HERE:
        raise Refusal(Rule.SHAPES_TOO_MANY, field="file")
    matches = match_shapes(acting(), read_shapes(data, converted))
    keep_form = KeepForm(formdata=None)
    keep_form.kept.data = _packed(matches)
    said = gettext("（由 GCJ-02 换算）") if converted else ""
    keep_form.source.data = f"{(upload.filename or '')[:120]}{said}"
    return render(
        "office/places/preview.html",
        form=keep_form,
        matches=matches,
        fitting=sum(match.area is not None for match in matches),
        converted=converted,
        misses=MISSES,
    )


def _packed(matches: Iterable[Match]) -> str:
    """Those that fit, small enough for a field of the page. Raises Refusal SHAPES_TOO_MANY."""
    features = [
        {"type": "Feature", "id": match.area.id, "geometry": mapping(match.shape.geometry)}
        for match in matches
        if match.area is not None
    ]
    table: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    packed = base64.urlsafe_b64encode(zlib.compress(json.dumps(table).encode(), 9)).decode()
    if len(packed) > _MOST_KEPT:
        raise Refusal(Rule.SHAPES_TOO_MANY, field="file")
    return packed


def _unpacked(packed: str) -> bytes:
    try:
        return zlib.decompressobj().decompress(base64.urlsafe_b64decode(packed), MOST_BYTES)
    except (ValueError, zlib.error) as odd:
        raise Refusal(Rule.SHAPES_UNREADABLE) from odd
