"""表决 at a kiosk in the hall: show the card, choose, and the next person begins anew."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.refusal import Refusal, Rule
from portal.models import Vote
from portal.models.deliberating import BallotWay
from portal.queries.kiosks import Device
from portal.queries.votes import VoteRow, open_votes_in
from portal.web import ballot_box
from portal.web.access import public
from portal.web.ballot_box import BallotForm, ReadForm
from portal.web.kiosk.routes import blueprint
from portal.web.kiosk_device import device
from portal.web.render import render


@blueprint.get("/votes")
@public
def votes() -> AnyResponse:
    """What is being voted in this kiosk's community; straight to the card where it is one."""
    going_on = open_votes_in(_here().community_id)
    if len(going_on) == 1:
        return redirect(url_for("kiosk.vote_by_card", vote_id=going_on[0].id), code=303)
    return render("voting/list.html", going_on=going_on)


@blueprint.route("/votes/<int:vote_id>", methods=["GET", "POST"])
@public
def vote_by_card(vote_id: int) -> AnyResponse:
    """One shows the card."""
    form, held = ReadForm(), _open_here(vote_id)
    if form.validate_on_submit():
        try:
            ballot_box.take_card(held, form.read.data or "")
            return redirect(url_for("kiosk.cast_vote", vote_id=held.id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    else:
        ballot_box.forget_card()
    return _page("card", form, held.id, back=url_for("kiosk.doors"))


@blueprint.route("/votes/<int:vote_id>/cast", methods=["GET", "POST"])
@public
def cast_vote(vote_id: int) -> AnyResponse:
    """What the one whose card was shown chooses."""
    form, held = BallotForm(), _open_here(vote_id)
    voters = ballot_box.voters_shown(held)
    next_one = url_for("kiosk.vote_by_card", vote_id=held.id)
    if not form.offer(ballot_box.row_of(held.id), voters):
        return redirect(next_one, code=303)
    if form.validate_on_submit():
        try:
            ballot_box.put_in(held, form, voters, BallotWay.CARD)
            tell(_("投好了，请下一位刷卡"))
            return redirect(next_one, code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page("cast", form, held.id, back=next_one)


@blueprint.context_processor
def _votes_here() -> dict[str, object]:
    """So that the doors can say that people vote."""
    return {"votes_here": _going_on}


def _going_on() -> list[VoteRow]:
    this = device()
    return open_votes_in(this.community_id) if this else []


def _here() -> Device:
    """The kiosk in the hall. Raises Refusal KIOSK_ONLY for any other browser, whoever holds a card there."""
    this = device()
    if this is None:
        raise Refusal(Rule.KIOSK_ONLY)
    return this


def _open_here(vote_id: int) -> Vote:
    """A vote of this kiosk's community. Raises Refusal KIOSK_ONLY, NOT_FOUND, VOTE_CLOSED."""
    here, held = _here(), ballot_box.open_vote(vote_id)
    if held.item.meeting.community_id != here.community_id:
        raise Refusal(Rule.NOT_FOUND)
    return held


def _page(name: str, form: ReadForm | BallotForm, vote_id: int, back: str) -> Response:
    status = 422 if form.errors else 200
    return render(f"voting/{name}.html", status=status, form=form, held=ballot_box.row_of(vote_id), back=back)
