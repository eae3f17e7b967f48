"""联心卡 at the kiosk: shown to a scanner or the camera, then who it is, then a PIN where one is wanted."""

from datetime import datetime, timedelta
from typing import NamedTuple

from flask import Response, jsonify, make_response, redirect, request, session, url_for
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.cards import half_names
from portal.domain.refusal import Refusal
from portal.models import Card
from portal.queries.cards import holders_of
from portal.queries.following import raised_by
from portal.services import cards, sign_ins
from portal.services.card_pictures import read_card
from portal.web import door
from portal.web.access import acting, current_token, enter, occasion, public, resident
from portal.web.fields import Choice, Form, Secret
from portal.web.kiosk.routes import blueprint
from portal.web.kiosk_device import patience
from portal.web.refusals import explain, note_refused
from portal.web.render import render

_SHOWN = "card"
#: As long as one looks for one's name and PIN.
_SHOWN_FOR = timedelta(minutes=3)


class ReadForm(Form):
    """What a scanner types: taken as a password is, so that it is neither shown nor offered again."""

    read = Secret(_("卡上的码"), needed=_("请把卡上的码对着扫码口"), autocomplete="off")


class HolderForm(Form):
    holder = Choice(_("您是哪一位？"), needed=_("请点一下您是哪一位"))


class PinForm(Form):
    pin = Secret(_("卡的密码"), needed=_("请输入卡的密码"), autocomplete="off")

    def __init__(self) -> None:
        super().__init__()
        self.pin.render_kw = {"autocomplete": "off", "inputmode": "numeric", "maxlength": "6"}


class Shown(NamedTuple):
    """The card that was shown at this kiosk, and the holder who was chosen."""

    card: Card
    holder_id: int | None


@blueprint.route("/card", methods=["GET", "POST"])
@public
def show_card() -> AnyResponse:
    """One shows the card. Whoever is in already goes to what is theirs; the next person begins at 首页."""
    if acting().person_id is not None:
        return redirect(url_for("kiosk.mine"), code=303)
    form = ReadForm()
    if form.validate_on_submit():
        try:
            return redirect(_shown(form.read.data or ""), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    session.pop(_SHOWN, None)
    return render("kiosk/card.html", status=422 if form.errors else 200, form=form)


@blueprint.post("/card/scan")
@public
def scan_card() -> AnyResponse:
    """What the camera sees: where to go when it is a card, and otherwise only why not. No picture is kept."""
    file = request.files.get("picture")
    read = read_card(file.stream) if file else ""
    if not read:
        return Response(status=204)
    try:
        return jsonify(there=_shown(read))
    except Refusal as refusal:
        note_refused(refusal.rule)
        return make_response(jsonify(why=explain(refusal)), 422)


@blueprint.route("/card/who", methods=["GET", "POST"])
@public
def choose_holder() -> AnyResponse:
    shown = _still_shown()
    if shown is None:
        return redirect(url_for("kiosk.show_card"), code=303)
    form = HolderForm()
    people = holders_of([shown.card.id])[shown.card.id]
    names = half_names([name for _, name in people])
    form.holder.choices = [(str(number), name) for (number, _), name in zip(people, names, strict=True)]
    if form.validate_on_submit():
        return redirect(_next_step(shown.card, int(form.holder.data)), code=303)
    return render("kiosk/card_who.html", status=422 if form.errors else 200, form=form)


@blueprint.route("/card/pin", methods=["GET", "POST"])
@public
def give_pin() -> AnyResponse:
    shown = _still_shown()
    if shown is None:
        return redirect(url_for("kiosk.show_card"), code=303)
    form = PinForm()
    if form.validate_on_submit():
        try:
            return redirect(_come_in(shown, form.pin.data or ""), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render("kiosk/card_pin.html", status=422 if form.errors else 200, form=form)


@blueprint.get("/mine")
@resident
def mine() -> Response:
    """我说过的事, and what else one may do now that one is known."""
    person_id = acting().person_id
    raised = raised_by(person_id) if person_id is not None else []
    return render("kiosk/mine.html", called=half_names([acting().name])[0], raised=raised)


@blueprint.before_request
def _stay() -> None:
    """Whoever still touches the kiosk stays signed in."""
    if acting().person_id is not None:
        sign_ins.stay(occasion(), current_token(), occasion().now + patience())


def _shown(read: str) -> str:
    """Where to go on with the card of which this was read. Raises Refusal as ``cards.show``."""
    shown = cards.show(occasion(), read, door.address())
    several = len(holders_of([shown.id]).get(shown.id, [])) > 1
    if several:
        _remember(shown, None)
        return url_for("kiosk.choose_holder")
    return _next_step(shown, None)


def _next_step(card: Card, holder_id: int | None) -> str:
    if card.pin_hash:
        _remember(card, holder_id)
        return url_for("kiosk.give_pin")
    return _come_in(Shown(card, holder_id), "")


def _come_in(shown: Shown, pin: str) -> str:
    ends_at = occasion().now + patience()
    browser = door.browser()
    enter(cards.sign_in_with_card(occasion(), shown.card, pin, shown.holder_id, ends_at, browser))
    return url_for("kiosk.mine")


def _remember(card: Card, holder_id: int | None) -> None:
    """Never what was read: with it one could print the card."""
    until = occasion().now + _SHOWN_FOR
    session[_SHOWN] = [card.id, card.secret_hash[:16], holder_id, until.isoformat()]


def _still_shown() -> Shown | None:
    """The card, unless it took too long or was printed anew meanwhile."""
    if _SHOWN not in session:
        return None
    card_id, secret, holder_id, until = session[_SHOWN]
    same = Card.secret_hash.startswith(secret) & Card.revoked_at.is_null()
    card: Card | None = Card.get_or_none((Card.id == card_id) & same)
    return Shown(card, holder_id) if card and occasion().now <= datetime.fromisoformat(until) else None
