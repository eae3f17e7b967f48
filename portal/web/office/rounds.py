"""走访: short entries from the way, one after the other, each saved as it is written.

With the page's script an entry leaves the form at once, waits in the page until it has arrived, and is sent
again by a tap. Without it the form is sent as every form, and the browser's back button keeps what was typed.
"""

import hmac
import secrets
from typing import Any

from flask import Response, current_app, redirect, url_for
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection
from wtforms import HiddenField

from portal.domain.permissions import can_anywhere
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import MatterKind
from portal.queries.office_lists import places_of
from portal.queries.rounds import Stop, round_of
from portal.services.codes import chooser
from portal.services.rounds import Heard, note_down
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form, Line, Pick, Text
from portal.web.labels import KINDS
from portal.web.office.routes import blueprint
from portal.web.render import render


class RoundForm(Form):
    """One entry. Where it is and what it is stay as they were in the last one."""

    ticket = HiddenField()
    words = Text(
        _("听到什么？"),
        needed=_("请写一写听到了什么，一句话也行"),
        autocomplete="on",  # else a browser going back to the form empties it
        attributes={"rows": "3"},
    )
    area = Pick(_("哪一片？"), needed=_("请选一个地方"))
    place = Line(_("具体在哪里？"), hint=_("比如“7号楼前”，下一条还在这里就不用再写。"))
    kind = Pick(_("哪一类？"), default=MatterKind.REQUEST.value)
    duty = Pick(_("算哪一项职责？"))
    how = Line(_("当场解决了？写一句怎么解决的"), hint=_("没有当场解决就不写。"))

    def __init__(self, last: Stop | None = None) -> None:
        remembered = {"area": str(last.area_id), "place": last.place, "kind": last.kind.value} if last else {}
        super().__init__(data=remembered)
        book, actor = current_app.config["BOOK"], acting()
        self.area.choices = self._areas()
        self.kind.choices = [(kind.value, str(KINDS[kind])) for kind in book.kinds]
        self.duty.choices = [("", str(_("不算"))), *((duty, duty) for duty in book.duties)]
        if not book.duties:
            del self.duty
        if not can_anywhere(actor, Action.ANSWER):
            del self.how
        self.ticket.data = self.ticket.data or secrets.token_urlsafe(16)

    @staticmethod
    def _areas() -> list[tuple[str, str]]:
        """Where one is responsible for one area only, nothing has to be chosen."""
        places = [(str(number), name) for number, name in places_of(acting())]
        return places if len(places) == 1 else [("", str(_("请选一个地方"))), *places]

    def to_entry(self) -> Heard:
        return Heard(
            words=self.words.data or "",
            area_id=int(self.area.data),
            place=self.place.data or "",
            kind=MatterKind(self.kind.data),
            how=(self.how.data or "") if self.how else "",
            duty=(self.duty.data or "") if self.duty else "",
        )

    def sealed(self) -> tuple[str, ...]:
        """What makes this entry this entry: sent again with the same words, it is the same matter."""
        return tuple(str(field.data or "") for field in (self.ticket, self.words, self.area))


@blueprint.route("/round", methods=["GET", "POST"])
@staff(Action.ENTER_FOR)
def visit_round() -> Response | Redirection:
    """The form, and today's entries below it; after saving the same again, empty."""
    now = occasion()
    stops = round_of(now)
    form = RoundForm(stops[0] if stops else None)
    if form.validate_on_submit() and _noted_down(form):
        return redirect(url_for("office.visit_round"), code=303)
    status = 422 if form.errors else 200
    return render("office/round.html", "round", status, form=form, stops=stops, owner=_owner())


def _noted_down(form: RoundForm) -> bool:
    """Whether it was taken in; if not, the form says why. Sent twice, it was taken in the first time."""
    secret: Any = current_app.config["SECRET_KEY"]
    try:
        note_down(occasion(), form.to_entry(), chooser(str(secret), *form.sealed()))
    except Refusal as refusal:
        if refusal.rule is Rule.ALREADY_RAISED:
            return True
        form.refuse(refusal)
        return False
    return True


def _owner() -> str:
    """By what a page knows whose words wait in a browser tab, and tells nobody else."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(secret, f"round {acting().person_id}".encode(), "sha256").hex()[:16]
