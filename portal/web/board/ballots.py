"""表决 on one's own phone: over the seat of an invitation, or signed in, for whoever is marked present."""

from flask import Response, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.voting import VoteMethod
from portal.models import Meeting, Vote
from portal.models.deliberating import BallotWay
from portal.queries.sessions import taken_item_of
from portal.queries.votes import Voter, open_vote_of, voter_of
from portal.services.seats import seat_of
from portal.web import ballot_box
from portal.web.access import acting, public, resident
from portal.web.ballot_box import BallotForm
from portal.web.board.routes import blueprint
from portal.web.render import render


@blueprint.route("/seats/<token>/vote", methods=["GET", "POST"])
@public
def seat_vote(token: str) -> Response | Redirection:
    """The vote of somebody invited who has come."""
    invitation = seat_of(token)
    held = _going_on(invitation.meeting_id)
    voter = voter_of(invitation.meeting_id, held.id if held else 0, invitation_id=invitation.id)
    return _ballot(held, voter, url_for(".seat", token=token))


@blueprint.route("/meetings/<int:meeting_id>/vote", methods=["GET", "POST"])
@resident
def meeting_vote(meeting_id: int) -> Response | Redirection:
    """The vote of somebody signed in who is marked present."""
    if Meeting.get_or_none(Meeting.id == meeting_id) is None:
        raise Refusal(Rule.NOT_FOUND)
    held = _going_on(meeting_id)
    voter = voter_of(meeting_id, held.id if held else 0, person_id=acting().person_id or 0)
    return _ballot(held, voter, url_for(".meeting", meeting_id=meeting_id))


def _going_on(meeting_id: int) -> Vote | None:
    """What is voted one by one about the item that is being taken."""
    item_id = taken_item_of(meeting_id)
    held = open_vote_of(item_id) if item_id else None
    return held if held and held.method is VoteMethod.EACH else None


def _ballot(held: Vote | None, voter: Voter | None, back: str) -> Response | Redirection:
    form, voters = BallotForm(), [voter] if voter else []
    if held is None or not form.offer(ballot_box.row_of(held.id), voters):
        return _private(render("voting/none.html", going_on=held is not None, voter=voter, back=back))
    if form.validate_on_submit():
        try:
            ballot_box.put_in(held, form, voters, BallotWay.PHONE)
            flash(_("投好了，谢谢。一人只投一票，结果等主持人宣布。"))
            return redirect(back, code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    row = ballot_box.row_of(held.id)
    return _private(render("voting/cast.html", status=status, form=form, held=row, back=back))


def _private(response: Response) -> Response:
    """Who votes is known here: nothing of the page is kept anywhere."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
