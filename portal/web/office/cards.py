"""联心卡: issuing, printing, a new PIN, revoking."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.models import Area, Card
from portal.queries.cards import Listed, card_within_reach, cards_of
from portal.queries.places import communities
from portal.services import cards as services
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form
from portal.web.office.card_forms import CardForm, ListForm, PinForm
from portal.web.office.routes import blueprint
from portal.web.qr import qr_in_page
from portal.web.render import render
from portal.web.security import row_id

_A_SHEET = 10

T = TypeVar("T")


class Face(NamedTuple):
    """What is printed of one card."""

    card: Listed
    code: str
    telephone: str


@blueprint.get("/cards")
@staff(Action.ISSUE_CARD)
def cards() -> Response:
    """All cards one looks after, newest first; ticked ones are printed together."""
    serial = request.args.get("q", "").strip().upper()[:24]
    to_print = request.args.get("which") == "unprinted"
    listed = cards_of(acting(), serial)
    shown = [card for card in listed if not to_print or not (card.printed_at or card.revoked_at)]
    return render("office/cards/list.html", cards=shown, serial=serial, to_print=to_print, plain=Form())


@blueprint.route("/cards/issue", methods=["GET", "POST"])
@staff(Action.ISSUE_CARD)
def issue_card() -> Response | Redirection:
    form = CardForm()
    if form.validate_on_submit():
        household, pin = form.household.data or "", form.pin.data or ""
        issued = _accepted(
            form,
            lambda: services.issue(occasion(), _community(form.community.data), form.holders, household, pin),
        )
        if issued is not None:
            flash(gettext("办好了一张，打印出来就能用。"))
            return redirect(url_for("office.card", card_id=issued.id), code=303)
    return render("office/cards/issue.html", status=422 if form.errors else 200, form=form)


@blueprint.route("/cards/many", methods=["GET", "POST"])
@staff(Action.ISSUE_CARD)
def issue_cards() -> Response | Redirection:
    """First it is shown what was understood; the button below that issues."""
    form = ListForm()
    looked = form.validate_on_submit()
    if looked and "issue" in request.form:
        issued = _accepted(
            form,
            lambda: services.issue_many(occasion(), _community(form.community.data), form.holders),
        )
        if issued is not None:
            flash(gettext("办好了%(count)s张，请勾上打印。", count=len(issued)))
            return redirect(url_for("office.cards", which="unprinted"), code=303)
    status = 422 if form.errors else 200
    return render("office/cards/many.html", status=status, form=form, looked=looked)


@blueprint.get("/cards/<int:card_id>")
@staff(Action.ISSUE_CARD)
def card(card_id: int) -> Response:
    return _page_of(_card(card_id), PinForm())


@blueprint.post("/cards/<int:card_id>/pin")
@staff(Action.ISSUE_CARD)
def renew_card_pin(card_id: int) -> Response | Redirection:
    this, form = _card(card_id), PinForm()
    if form.validate_on_submit():
        try:
            services.renew_pin(occasion(), this, form.pin.data or "")
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("密码改好了，锁着的卡也打开了。"))
            return redirect(url_for("office.card", card_id=card_id), code=303)
    return _page_of(this, form)


@blueprint.route("/cards/<int:card_id>/revoke", methods=["GET", "POST"])
@staff(Action.ISSUE_CARD)
def revoke_card(card_id: int) -> Response | Redirection:
    """Asks once more."""
    this, form = _card(card_id), Form()
    if not form.validate_on_submit():
        return render("office/cards/revoke.html", card=_listed(this), form=form)
    services.revoke(occasion(), this)
    flash(gettext("%(serial)s停用了，谁拿着都用不了。", serial=this.serial))
    return redirect(url_for("office.cards"), code=303)


@blueprint.post("/cards/print")
@staff(Action.ISSUE_CARD)
def print_cards() -> Response | Redirection:
    """The sheets themselves: what their codes hold stands in this answer and nowhere else."""
    chosen = request.form.getlist("card", type=row_id)
    found = {listed.id: listed for listed in cards_of(acting(), card_ids=chosen)}
    printed = services.print_cards(occasion(), [_card(number) for number in sorted(found)])
    if not printed:
        flash(gettext("请先勾上要打印的卡。"))
        return redirect(url_for("office.cards"), code=303)
    telephones = {each.area_id: each.telephone for each in communities()}
    faces = [
        Face(found[each.card.id], qr_in_page(each.secret), telephones.get(each.card.community_id, ""))
        for each in printed
    ]
    sheets = [faces[start : start + _A_SHEET] for start in range(0, len(faces), _A_SHEET)]
    return render("office/cards/sheets.html", sheets=sheets)


def _accepted(form: Form, verb: Callable[[], T]) -> T | None:
    """What the verb gave; None where it refused, and then the form says why."""
    try:
        return verb()
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def _card(card_id: int) -> Card:
    return card_within_reach(acting(), card_id) or abort(404)


def _listed(card: Card) -> Listed:
    return cards_of(acting(), card_ids=[card.id])[0]


def _page_of(card: Card, form: PinForm) -> Response:
    status = 422 if form.errors else 200
    return render("office/cards/card.html", status=status, card=_listed(card), form=form, plain=Form())


def _community(number: str) -> Area:
    return Area.get_by_id(int(number))
