"""会前说两句: what anybody thinks of an agenda item, from its publication until the meeting opens."""

from typing import Any

from flask import Response, abort, flash, redirect, request
from flask_babel import gettext
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal
from portal.models import AgendaItem
from portal.models.meetings import ItemState, MeetingState
from portal.queries.opinions import own_opinion
from portal.services import opine
from portal.web import door
from portal.web.access import public
from portal.web.board.routes import blueprint
from portal.web.board.seat_forms import OpinionForm
from portal.web.fields import Form
from portal.web.render import render, room_url


@blueprint.route("/meetings/<int:meeting_id>/items/<int:item_id>/opinion", methods=["GET", "POST"])
@public
def opinion(meeting_id: int, item_id: int) -> Response | Redirection:
    """One voice on one item; who said something in this browser finds it here, to mend or take back."""
    item = public_item(meeting_id, item_id)
    before = own_opinion(item.id, door.supporter()) if door.knows_browser() else None
    form = OpinionForm(data={"words": before.words, "name": before.name} if before else None)
    if "take_back" in request.form:
        opine.take_back_opinion(door.as_neighbour(), item, door.supporter())
        return back_to_meeting(item, gettext("收回了，您的话已经不在这里。"))
    if form.validate_on_submit():
        try:
            _give(item, form)
            return back_to_meeting(item, gettext("记下了，会上会念给大家听。开会之前都可以改。"))
        except Refusal as refusal:
            form.refuse(refusal)
    return opinion_page("opinion", item, form, before=before)


def _give(item: AgendaItem, form: OpinionForm) -> None:
    words, name = form.words.data or "", form.name.data or ""
    voice, visitor = door.supporter(), door.visitor()
    opine.give_opinion_at_the_door(door.as_neighbour(), item, voice, words, name, visitor)


def opinion_page(name: str, item: AgendaItem, form: Form, **more: Any) -> Response:
    """One of the two pages on which an opinion is written, at the door or from a seat. What came too late
    stays in its form, beside why."""
    status, is_open = 422 if form.errors else 200, bool(form.errors) or takes_opinions(item)
    return render(f"board/meetings/{name}.html", status=status, item=item, form=form, is_open=is_open, **more)


def public_item(meeting_id: int, item_id: int) -> AgendaItem:
    """An item of a public agenda that everybody may read; others are as unknown as a forged one."""
    item = AgendaItem.get_or_none(id=item_id, meeting=meeting_id)
    if item is None or item.meeting.published_at is None or item.matter.private:
        abort(404)
    return item


def takes_opinions(item: AgendaItem) -> bool:
    """Whether there is still something to be said before the meeting."""
    return item.meeting.state is MeetingState.PUBLISHED and item.state is ItemState.LISTED


def back_to_meeting(item: AgendaItem, told: str) -> Redirection:
    flash(told)
    return redirect(room_url("board.meeting", meeting_id=item.meeting_id), code=303)
