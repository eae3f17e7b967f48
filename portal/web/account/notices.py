"""What one wants to be told: of each kind how often, by which way; and the link that stops a kind."""

from collections.abc import Mapping

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.contacts import half_email, half_number
from portal.domain.notices import FOR_PERSONS, NoticeKind, NoticeWay, Often, Wish
from portal.domain.refusal import Refusal, Rule
from portal.models import Person
from portal.queries.notices import ways_to, wishes_of
from portal.services import notice_wishes
from portal.web.access import acting, public, resident
from portal.web.account.routes import blueprint
from portal.web.fields import Choice, Form
from portal.web.labels import NOTICE_WAYS, NOTICES, OFTEN
from portal.web.notices import read_stop_token
from portal.web.render import render

_OFTEN = [(often.value, OFTEN[often]) for often in Often]


class WishForm(Form):
    """One question a kind, and one for all: by which way."""

    way = Choice(
        _("怎么告诉您？"),
        needed=_("请选一个"),
        hint=_("打电话只告诉答复、上会、决定、办好和整改，别的请到“我的”里看。"),
    )
    receipt = Choice(NOTICES[NoticeKind.RECEIPT], choices=_OFTEN, needed=_("请选一个"))
    agenda = Choice(NOTICES[NoticeKind.AGENDA], choices=_OFTEN, needed=_("请选一个"))
    resolution = Choice(NOTICES[NoticeKind.RESOLUTION], choices=_OFTEN, needed=_("请选一个"))
    check_in = Choice(NOTICES[NoticeKind.CHECK_IN], choices=_OFTEN, needed=_("请选一个"))
    question = Choice(NOTICES[NoticeKind.QUESTION], choices=_OFTEN, needed=_("请选一个"))
    answer = Choice(NOTICES[NoticeKind.ANSWER], choices=_OFTEN, needed=_("请选一个"))
    done = Choice(NOTICES[NoticeKind.DONE], choices=_OFTEN, needed=_("请选一个"))
    please_rate = Choice(NOTICES[NoticeKind.PLEASE_RATE], choices=_OFTEN, needed=_("请选一个"))
    dissatisfaction_answered = Choice(
        NOTICES[NoticeKind.DISSATISFACTION_ANSWERED], choices=_OFTEN, needed=_("请选一个")
    )
    visit = Choice(NOTICES[NoticeKind.VISIT], choices=_OFTEN, needed=_("请选一个"))
    escalated = Choice(NOTICES[NoticeKind.ESCALATED], choices=_OFTEN, needed=_("请选一个"))
    invitation = Choice(NOTICES[NoticeKind.INVITATION], choices=_OFTEN, needed=_("请选一个"))

    def to_wishes(self) -> dict[NoticeKind, Wish]:
        way = NoticeWay(self.way.data)
        return {kind: Wish(way, Often(self[kind.value].data)) for kind in FOR_PERSONS}


@blueprint.route("/me/notices", methods=["GET", "POST"])
@resident
def choose_notices() -> Response | Redirection:
    """Without a number or an address there is nothing to choose, and the page says where to give one."""
    person = Person.get_by_id(acting().person_id)
    ways = _ways(person)
    form = WishForm(data=_chosen(person.id, ways))
    form.way.choices = [(way.value, words) for way, words in ways.items()]
    if ways and form.validate_on_submit():
        notice_wishes.choose(person.id, form.to_wishes())
        flash(gettext("记下了，以后就这样告诉您。"))
        return redirect(url_for("account.choose_notices"), code=303)
    return render("account/notices.html", status=422 if form.errors else 200, form=form, ways=ways)


def _ways(person: Person) -> Mapping[NoticeWay, str]:
    """By what this person can be reached, with enough of the number to know it."""
    shown = {
        NoticeWay.SMS: half_number(person.phone),
        NoticeWay.EMAIL: half_email(person.email),
        NoticeWay.CALL: half_number(person.phone),
    }
    reachable = ways_to(person.phone, person.email)
    return {way: f"{NOTICE_WAYS[way]} {half}" for way, half in shown.items() if way in reachable}


def _chosen(person_id: int, ways: Mapping[NoticeWay, str]) -> dict[str, str]:
    """What was chosen; where nothing was, what one is asked to confirm."""
    wishes = wishes_of(person_id)
    kept = {kind.value: wishes[kind].often.value for kind in FOR_PERSONS if kind in wishes}
    way = next((wish.way for wish in wishes.values() if wish.way in ways), next(iter(ways), ""))
    return {kind.value: Often.AT_ONCE.value for kind in FOR_PERSONS} | kept | {"way": way}


@blueprint.route("/stop/<token>", methods=["GET", "POST"])
@public
def stop_notices(token: str) -> Response | Redirection:
    """From a message, without signing in. Opening it changes nothing: mail programs open links unasked."""
    whom = read_stop_token(token)
    if whom is None:
        raise Refusal(Rule.NOT_FOUND)
    person_id, kind = whom
    form = Form()
    if not form.validate_on_submit():
        return render("account/stop.html", form=form, kind=kind, token=token)
    if request.form.get("what") not in ("this", "all"):
        abort(400)
    notice_wishes.stop(person_id, FOR_PERSONS if request.form["what"] == "all" else [kind])
    return redirect(url_for("account.stopped"), code=303)


@blueprint.get("/stopped")
@public
def stopped() -> Response:
    return render("account/stopped.html")
