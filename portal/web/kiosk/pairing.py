"""Opened on the device itself: the code from the office makes its browser the kiosk."""

import re

from flask import Response, abort, make_response, redirect
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.refusal import Refusal
from portal.services.kiosks import pair
from portal.web import door
from portal.web.access import occasion, public
from portal.web.fields import Form, Line, Measure
from portal.web.kiosk.routes import blueprint
from portal.web.kiosk_device import become
from portal.web.render import render

_FIGURE = re.compile(r"[1-9]\.[0-9]")
_A_YEAR = 365 * 24 * 3600


#: How long the line on the page is, in CSS pixels; the style sheet draws it.
_RULER_PX = 600


class PairForm(Form):
    """What the office shows once, and how long a line of known pixels is on this glass."""

    code = Line(_("配对码"), needed=_("请写配对码，办公室登记终端时会显示"), hint=_("12位，不分大小写。"))
    length = Measure(
        _("上面这条线有几毫米长？"),
        hint=_("用尺子贴着屏幕量，比如 200。可以不量，就用登记时写的数。"),
        least=60,
        most=500,
    )

    @property
    def px_per_mm(self) -> float | None:
        return _RULER_PX / float(self.length.data) if self.length.data else None


@blueprint.route("/pair", methods=["GET", "POST"])
@public
def paired() -> AnyResponse:
    form = PairForm()
    if form.validate_on_submit():
        try:
            token = pair(occasion(), form.code.data or "", door.address(), form.px_per_mm)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return become(redirect("/kiosk/", code=303), token)
    return render("kiosk/pair.html", status=422 if form.errors else 200, form=form)


@blueprint.get("/size-<figure>.css")
@public
def sizes(figure: str) -> Response:
    """The millimetre of a glass, in CSS pixels; every size of the kiosk's pages is reckoned from it."""
    if not _FIGURE.fullmatch(figure):
        abort(404)
    response = make_response(f':root[data-face="kiosk"] {{ --mm: {figure}px; }}\n')
    response.mimetype = "text/css"
    response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    return response
