"""The seat of somebody invited: answer now, and on the day follow the meeting and vote. No sign-in."""

from typing import NamedTuple

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.models import AgendaItem, Attendance, Invitation
from portal.models.meetings import MeetingState, ReplyState
from portal.queries.opinions import own_opinion
from portal.queries.sessions import taken_item_of
from portal.queries.votes import has_voted, open_vote_of
from portal.services import invite, opine
from portal.services.seats import seat_of
from portal.web.access import occasion, public
from portal.web.board.meetings import items_of
from portal.web.board.opinions import opinion_page
from portal.web.board.routes import blueprint
from portal.web.board.seat_forms import ReplyForm, SeatOpinionForm
from portal.web.render import render


class Standing(NamedTuple):
    """How the meeting stands as seen from a seat."""

    state: MeetingState
    attendance_id: int | None
    item_id: int | None
    vote_id: int | None
    has_voted: bool

    @property
    def mark(self) -> str:
        """What the page asks with every few seconds: while it stays the same, nothing is put anew."""
        return "-".join(str(each or 0) for each in self)


@blueprint.route("/seats/<token>", methods=["GET", "POST"])
@public
def seat(token: str) -> Response | Redirection:
    """Who is invited, to what, when and where; while the meeting is open, what is being taken."""
    invitation = seat_of(token)
    form = _reply_form(invitation)
    if form.validate_on_submit():
        try:
            _reply(invitation, form)
            return redirect(url_for(".seat", token=token), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    now = _standing(invitation)
    if request.args.get("seen") == now.mark:
        return Response(status=204)
    return _private(_page(token, invitation, form, now))


@blueprint.route("/seats/<token>/items/<int:item_id>", methods=["GET", "POST"])
@public
def seat_opinion(token: str, item_id: int) -> Response | Redirection:
    """A written opinion of somebody invited, who perhaps cannot come."""
    invitation = seat_of(token)
    item = AgendaItem.get_or_none(id=item_id, meeting=invitation.meeting_id)
    if item is None or item.matter.private or item.meeting.published_at is None:
        raise Refusal(Rule.NOT_FOUND)
    before = own_opinion(item.id, opine.voice_of(invitation))
    form = SeatOpinionForm(data={"words": before.words} if before else None)
    if form.validate_on_submit():
        try:
            opine.write_from_seat(occasion(), invitation, item, form.words.data or "")
            flash(gettext("记下了，会上会念给大家听。开会之前都可以改。"))
            return redirect(url_for(".seat", token=token), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return _private(opinion_page("seat_opinion", item, form, token=token, before=before))


def _page(token: str, invitation: Invitation, form: ReplyForm, now: Standing) -> Response:
    meeting = invitation.meeting
    items = items_of(meeting.id) if meeting.published_at else []
    return render(
        "board/meetings/seat.html",
        "now",
        status=422 if form.errors else 200,
        token=token,
        invitation=invitation,
        meeting=meeting,
        kind=occasion().book.meeting.type_of(meeting.kind),
        form=form,
        items=items,
        standing=now,
        taken=next((item for item in items if item.id == now.item_id), None),
        may_reply=meeting.state in invite.AHEAD or bool(form.errors),  # what came too late stays, and why
    )


def _reply_form(invitation: Invitation) -> ReplyForm:
    said = {"comes_instead": invitation.comes_instead, "words": invitation.words}
    waits = invitation.state is ReplyState.WAITING
    return ReplyForm(data=said | {"state": None if waits else invitation.state})


def _reply(invitation: Invitation, form: ReplyForm) -> None:
    said = form.comes_instead.data or "", form.words.data or ""
    invite.reply(occasion(), invitation, form.state.data, *said)
    flash(gettext("记下了，谢谢。开会之前都可以改。"))


def _standing(invitation: Invitation) -> Standing:
    there = Attendance.get_or_none(Attendance.invitation == invitation)
    state = invitation.meeting.state
    item_id = taken_item_of(invitation.meeting_id) if state is MeetingState.OPEN else None
    vote = open_vote_of(item_id) if item_id else None
    voted = bool(vote and there and has_voted(vote.id, there.id))
    return Standing(state, there.id if there else None, item_id, vote.id if vote else None, voted)


def _private(response: Response) -> Response:
    """Whoever holds the link is that person: nothing of the page is kept anywhere."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
