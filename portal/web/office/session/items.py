"""The item being taken: large, with its time, what lies on the table, what is said, and its ways to end."""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Redirection

from portal.domain.deadlines import due_on
from portal.domain.grading import suggested
from portal.domain.stages import Action
from portal.models import AgendaItem, Meeting
from portal.models.meetings import ItemState, MeetingState
from portal.queries import meetings as queries
from portal.queries.earlier import earlier_of
from portal.queries.opinions import to_read_out
from portal.queries.preparations import options_of, prepared_for
from portal.queries.sessions import benches_of, here_among, remarks_of, taken_item_of
from portal.services import remark
from portal.services.minutes import draft_minutes
from portal.web.access import acting, occasion, staff
from portal.web.office.meetings import back_to, load_item, load_meeting, rights
from portal.web.office.routes import blueprint
from portal.web.office.session.attendance import quorum_now
from portal.web.office.session.forms import (
    DeferralForm,
    ExplanationForm,
    HandOnForm,
    ItemRefusalForm,
    MinutesForm,
    RemarkForm,
    ResolutionForm,
)
from portal.web.office.session.keeping import owner_of
from portal.web.render import render
from portal.web.security import row_id

#: Terms that a chair says aloud; the day each leads to stands beside the field.
_USUAL_TERMS = (5, 10, 15, 20, 30)
_TERMS_ALLOWED = range(1, 251)

#: What htmx may ask of the page.
_PARTS = ("session", "remarks")

Forms = dict[str, Any]  # by the last word of the address to which each is sent


@blueprint.get("/meetings/<int:meeting_id>/session")
@staff(Action.HOLD_MEETING)
def meeting_session(meeting_id: int) -> Response | Redirection:
    """The item that is being taken, or the next one; when none is left the minutes."""
    this = load_meeting(meeting_id)
    if this.state is not MeetingState.OPEN:
        return back_to(this)
    wished = request.args.get("item", type=row_id) or taken_item_of(this.id)
    item = load_item(this, wished) if wished else _first_listed(this)
    return session_page(this, item, forms_of(this, item))


@blueprint.post("/meetings/<int:meeting_id>/items/<int:item_id>/call")
@staff(Action.HOLD_MEETING)
def call_up(meeting_id: int, item_id: int) -> Redirection:
    """The meeting turns to this item."""
    this = load_meeting(meeting_id)
    remark.call_up(occasion(), load_item(this, item_id))
    return to_session(this)


@blueprint.get("/meetings/due")
@staff(Action.HOLD_MEETING)
def due_day() -> Response:
    """A piece of the item's page: the day to which a number of working days leads."""
    return render("office/session/due.html", **_terms(request.args.get("working_days", type=int)))


def forms_of(meeting: Meeting, item: AgendaItem | None, sent: str = "") -> Forms:
    """The forms of an item; only the one that was sent takes what was typed."""
    now = occasion()
    resolves = now.book.meeting.type_of(meeting.kind).resolves
    kinds = {
        "remark": RemarkForm,
        "resolve" if resolves else "hand_on": ResolutionForm if resolves else HandOnForm,
        "defer": DeferralForm,
        "refuse": ItemRefusalForm,
        "explain": ExplanationForm,
    }
    forms: Forms = {name: kind() if name == sent else kind(formdata=None) for name, kind in kinds.items()}
    if item is not None:
        usual = suggested(now.book, item.matter)
        order = forms["resolve" if resolves else "hand_on"]
        order.offer(now, meeting.community, usual.working_days, usual.mode)
    forms["refuse"].offer(now)
    return forms


def session_page(meeting: Meeting, item: AgendaItem | None, forms: Forms, status: int = 200) -> Response:
    """The page, or its part ``session`` or ``remarks`` for htmx."""
    benches = benches_of(meeting.id)
    here = here_among(benches)
    forms["remark"].offer(here)
    if item is None and "minutes" not in forms:
        forms["minutes"] = MinutesForm(formdata=None, data={"minutes": draft_minutes(occasion(), meeting)})
    items = queries.items_of(meeting.id, names_public=True)
    order = forms.get("resolve") or forms.get("hand_on")
    return render(
        "office/session/session.html",
        next((part for part in _PARTS if part == request.headers.get("HX-Target")), "session"),
        status=status,
        card=queries.card_of(meeting.id),
        may=rights(acting(), meeting.community),
        items=items,
        item=next((row for row in items if item is not None and row.id == item.id), None),
        taken_id=taken_item_of(meeting.id),
        here=here,
        head_count=len(here),
        quorum=quorum_now(meeting.id),
        earlier=earlier_of(meeting),
        today=occasion().today,
        owner=owner_of(acting(), meeting.id),
        forms=forms,
        form=next((form for form in forms.values() if form.errors), None),
        **_on_the_table(item),
        **_terms(order.working_days.data if order else None),
    )


def to_session(meeting: Meeting, **query: Any) -> Redirection:
    return redirect(url_for("office.meeting_session", meeting_id=meeting.id, **query), code=303)


def _first_listed(meeting: Meeting) -> AgendaItem | None:
    listed = (AgendaItem.meeting == meeting) & (AgendaItem.state == ItemState.LISTED)
    first: AgendaItem | None = AgendaItem.select().where(listed).order_by(AgendaItem.position).first()
    return first


def _on_the_table(item: AgendaItem | None) -> dict[str, Any]:
    """What the meeting looks at while it talks."""
    if item is None:
        return {"body": "", "options": [], "notes": [], "opinions": [], "remarks": [], "taken_at": None}
    return {
        "body": item.matter.public_body,
        "options": options_of(item.matter_id),
        "notes": prepared_for([item.matter_id]).get(item.matter_id, []),
        "opinions": to_read_out(item.id),
        "remarks": remarks_of(item.id),
        "taken_at": item.taken_at,
    }


def _terms(wished: int | None) -> dict[str, Any]:
    """The day to which the wished number of working days leads, and the usual ones beside it."""
    now = occasion()
    days = wished if wished and wished in _TERMS_ALLOWED else now.book.handling.working_days
    term, *usual = (due_on(now.now, each, now.calendar) for each in (days, *_USUAL_TERMS))
    return {"term": term, "terms": usual}
