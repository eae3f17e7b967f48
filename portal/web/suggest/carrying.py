"""From the kiosk's receipt to one's own phone: a QR code that is good once and for minutes."""

from flask import Response, abort, redirect, session
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.refusal import Refusal
from portal.services.hand_over import can_be_taken_up, carry_by_phone, take_up
from portal.web import opened
from portal.web.access import occasion, public
from portal.web.addresses import whole_address
from portal.web.door import as_neighbour, keep_receipt
from portal.web.fields import Form
from portal.web.kiosk_device import device
from portal.web.qr import qr_svg
from portal.web.render import face, render
from portal.web.suggest.routes import blueprint

#: In the session: the token of the receipt that stands on the screen.
_CARRIED = "carried"


def offer_by_phone(number: str, code: str) -> None:
    """At the kiosk, what was just received can be taken along; on one's own phone it is there already."""
    if face() != "kiosk":
        return
    this = device()
    begun = {"number": number, "code": code}
    session[_CARRIED] = carry_by_phone(as_neighbour(), this.id if this else None, begun).token


@blueprint.app_template_global()
def can_be_carried() -> bool:
    """Whether a QR code still stands for the receipt on this screen."""
    token = session.get(_CARRIED, "")
    return bool(token) and can_be_taken_up(occasion(), token)


@blueprint.get("/say/code.svg")
@public
def qr_code() -> Response:
    """The address for the phone, to be scanned. It holds the token, and nothing about anybody."""
    token = session.get(_CARRIED)
    if not token:
        abort(404)
    response = Response(qr_svg(whole_address(f"/carry/{token}")), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/carry/<token>", methods=["GET", "POST"])
@public
def carry(token: str) -> AnyResponse:
    """On the phone. It takes a tap to open it: many a scanner looks at an address before its owner does."""
    form = Form()
    if not form.validate_on_submit():
        is_open = can_be_taken_up(occasion(), token)
        return render("suggest/carry.html", status=200 if is_open else 410, form=form, is_open=is_open)
    try:
        begun = take_up(as_neighbour(), token)
    except Refusal:
        return render("suggest/carry.html", status=410, form=form, is_open=False)
    keep_receipt(begun["number"], begun["code"])
    opened.open_matter(begun["number"])
    return redirect(f"/track/{begun['number']}", code=303)
