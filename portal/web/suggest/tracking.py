"""查进度: number and code open the proposer's own view; taking a matter back; leaving."""

from flask import flash, redirect, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.lights import Reading, read_light
from portal.domain.refusal import Refusal
from portal.domain.stages import Action, State, possible
from portal.models import Matter
from portal.queries.following import matter_numbered, photos_of, rated_at, steps_of
from portal.services import say
from portal.services.codes import open_with_code
from portal.services.rate import PROPOSER
from portal.web import door, opened
from portal.web.access import occasion, public
from portal.web.fields import Form, Line
from portal.web.gallery import album
from portal.web.render import face, render, room_url
from portal.web.road import days_of, seals_of
from portal.web.suggest.routes import blueprint

_AWAITED = (State.RECEIVED, State.HANDLING, State.RECTIFYING, State.RATING)


class TrackForm(Form):
    """What stands on the receipt."""

    number = Line(
        _("编号"), needed=_("请写编号，比如 AZ-2026-0217"), hint=_("回执上的编号，比如 AZ-2026-0217。")
    )
    code = Line(_("查询码"), needed=_("请写查询码，就在编号下面"), hint=_("回执上的12位查询码，不分大小写。"))


@blueprint.route("/track", methods=["GET", "POST"])
@public
def track() -> AnyResponse:
    form = TrackForm(number=request.args.get("number", ""))
    matter = _opened(form) if form.validate_on_submit() else None
    if matter is not None:
        opened.open_matter(matter.number)
        onward = "suggest.rate" if _comes_to_rate() else "suggest.followed"
        return redirect(room_url(onward, number=matter.number), code=303)
    return render(
        "suggest/track.html",
        status=422 if form.errors else 200,
        form=form,
        to_rate=_comes_to_rate(),
        numbers=opened.opened_numbers(),
        plain=Form(),
    )


@blueprint.get("/track/<number>")
@public
def followed(number: str) -> AnyResponse:
    """The proposer's own view. Without the code, or the account it was raised by, one is asked for it."""
    matter = matter_numbered(number)
    if matter is None or not opened.is_own(matter):
        return ask_for_code(number)
    steps = steps_of(matter)
    return render(
        "suggest/followed.html",
        matter=matter,
        steps=steps,
        seals=seals_of(matter.state, days_of(steps), outcome=matter.outcome),
        reading=_reading(matter),
        album=album(photos_of(matter), steps, matter.title),
        may_withdraw=say.can_withdraw(occasion(), matter),
        may_rate=possible(Action.RATE, matter.state),
        rated_at=rated_at(matter, PROPOSER),
        receipt=door.kept_receipt(),
        form=Form(),
    )


@blueprint.route("/track/<number>/withdraw", methods=["GET", "POST"])
@public
def withdraw(number: str) -> AnyResponse:
    """Asks once more; what was taken back does not come again."""
    matter = matter_numbered(number)
    if matter is None or not opened.is_own(matter):
        return ask_for_code(number)
    if request.method == "GET":
        return render("suggest/withdraw.html", matter=matter, form=Form())
    say.withdraw(door.as_neighbour(), matter, opened.was_opened(matter))
    flash(gettext("已经撤回，不再办理，也不再公开。"))
    return redirect(room_url("suggest.followed", number=matter.number), code=303)


@blueprint.post("/track/leave")
@public
def leave() -> AnyResponse:
    """离开: what this browser was shown is shown no more."""
    door.leave()
    return redirect(door.home(), code=303)


def ask_for_code(number: str, **onward: str) -> AnyResponse:
    """To the page that asks for number and code.

    At the kiosk the number is asked for too: who comes there by the back button is the next person.
    """
    known = {} if face() == "kiosk" else {"number": number}
    return redirect(room_url("suggest.track", **known, **onward), code=303)


def _comes_to_rate() -> bool:
    return request.args.get("then") == "rate"


def _opened(form: TrackForm) -> Matter | None:
    try:
        return open_with_code(occasion(), form.number.data or "", form.code.data or "", door.address())
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def _reading(matter: Matter) -> Reading | None:
    """How long is left of the time that somebody set himself for the proposer; None when no clock runs."""
    if matter.due_on is None or matter.state not in _AWAITED:
        return None
    now = occasion()
    return read_light(matter.due_on, now.today, now.calendar, now.book.lights)
