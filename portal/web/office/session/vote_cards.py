"""表决 by card on the tablet that goes round: one shows the card, chooses, and hands it on."""

from typing import Any

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.queries.votes import voters_at
from portal.web import ballot_box
from portal.web.access import staff
from portal.web.ballot_box import BallotForm, ReadForm
from portal.web.office.meetings import load_meeting
from portal.web.office.routes import blueprint
from portal.web.office.session.items import to_session
from portal.web.office.session.votes import load_vote
from portal.web.render import render
from portal.web.security import row_id


@blueprint.route("/meetings/<int:meeting_id>/votes/<int:vote_id>/cards", methods=["GET", "POST"])
@staff(Action.HOLD_MEETING)
def vote_by_card(meeting_id: int, vote_id: int) -> Response | Redirection:
    """The next one shows the card."""
    this, form = load_meeting(meeting_id), ReadForm()
    held = load_vote(this, vote_id)
    if held.closed_at is not None:
        return to_session(this, item=held.item_id)
    if form.validate_on_submit():
        try:
            ballot_box.take_card(held, form.read.data or "")
            return redirect(url_for("office.cast_vote", meeting_id=this.id, vote_id=held.id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    else:
        ballot_box.forget_card()
    back = url_for("office.meeting_session", meeting_id=this.id, item=held.item_id)
    waiting = [voter for voter in voters_at(held) if not voter.voted]
    return _page("card", form, vote_id=held.id, back=back, waiting=waiting, meeting_id=this.id)


@blueprint.post("/meetings/<int:meeting_id>/votes/<int:vote_id>/name")
@staff(Action.HOLD_MEETING)
def vote_by_name(meeting_id: int, vote_id: int) -> Redirection:
    """The next one has no card: the chair taps the name and hands over the tablet."""
    this = load_meeting(meeting_id)
    held = load_vote(this, vote_id)
    ballot_box.take_name(held, request.form.get("attendance", 0, type=row_id))
    return redirect(url_for("office.cast_vote", meeting_id=this.id, vote_id=held.id), code=303)


@blueprint.route("/meetings/<int:meeting_id>/votes/<int:vote_id>/cast", methods=["GET", "POST"])
@staff(Action.HOLD_MEETING)
def cast_vote(meeting_id: int, vote_id: int) -> Response | Redirection:
    """What the one whose card was shown chooses."""
    this, form = load_meeting(meeting_id), BallotForm()
    held = load_vote(this, vote_id)
    voters = ballot_box.voters_shown(held)
    next_one = url_for("office.vote_by_card", meeting_id=this.id, vote_id=held.id)
    if not form.offer(ballot_box.row_of(held.id), voters):
        return redirect(next_one, code=303)
    if form.validate_on_submit():
        try:
            ballot_box.put_in(held, form, voters, ballot_box.way_shown())
            tell(_("投好了，请下一位刷卡"))
            return redirect(next_one, code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page("cast", form, vote_id=held.id, back=next_one)


def _page(name: str, form: ReadForm | BallotForm, vote_id: int, back: str, **context: Any) -> Response:
    status = 422 if form.errors else 200
    held = ballot_box.row_of(vote_id)
    return render(f"voting/{name}.html", status=status, form=form, held=held, back=back, **context)
