"""议 before the meeting, for staff: the list, the topic pool beside the agenda, publishing, urgent topics."""

from datetime import timedelta
from typing import NamedTuple

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.permissions import Actor, Subject, can, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State
from portal.models import AgendaItem, Area, Matter, Meeting
from portal.models.meetings import MeetingState
from portal.queries import meetings as queries
from portal.queries.meeting_days import changes_of
from portal.queries.preparations import tables_of
from portal.queries.topics import POOL_SHOWN, communities_for, pool_of
from portal.services import agenda
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form
from portal.web.office.meeting_forms import PlanForm, UrgentForm
from portal.web.office.routes import blueprint
from portal.web.render import render

#: A year ahead is what people look up; the rule book's days go on for ever.
_DAYS_AHEAD = timedelta(days=365)


class Rights(NamedTuple):
    """What the one who looks may do about a meeting: decides which buttons stand there."""

    arrange: bool
    publish: bool
    hold: bool
    change: bool
    read_topics: bool


def rights(actor: Actor, community: Area) -> Rights:
    """The same question that the services ask."""
    place, topic = Subject(area_path=community.path), Subject(area_path=community.path, state=State.POOLED)
    return Rights(
        arrange=can(actor, Action.PLAN_MEETING, place),
        publish=can(actor, Action.CLOSE_AGENDA, place),
        hold=can(actor, Action.HOLD_MEETING, place),
        change=can(actor, Action.CHANGE_MEETING, place),
        read_topics=can(actor, Action.READ_ORIGINAL, topic),
    )


def load_meeting(meeting_id: int) -> Meeting:
    """The meeting, for somebody who may read its community's papers. Raises Refusal otherwise."""
    meeting = Meeting.get_or_none(Meeting.id == meeting_id)
    if meeting is None:
        raise Refusal(Rule.NOT_FOUND)
    require(acting(), Action.READ_OFFICE, Subject(area_path=meeting.community.path))
    return meeting


def load_item(meeting: Meeting, item_id: int) -> AgendaItem:
    """An item of this very meeting. Raises Refusal NOT_FOUND otherwise."""
    item = AgendaItem.get_or_none(id=item_id, meeting=meeting)
    if item is None:
        raise Refusal(Rule.NOT_FOUND)
    return item


def back_to(meeting: Meeting) -> Redirection:
    """303 to the meeting's paper; to the item being taken while it is in session."""
    endpoint = "office.meeting_session" if meeting.state is MeetingState.OPEN else "office.meeting"
    return redirect(url_for(endpoint, meeting_id=meeting.id), code=303)


@blueprint.get("/meetings")
@staff(Action.READ_OFFICE)
def meetings() -> Response:
    """All meetings of the communities one looks after."""
    here, today = dict(communities_for(acting(), Action.READ_OFFICE)), occasion().today
    years = queries.years_held(here)
    wished = request.args.get("year", type=int)
    year = wished if wished in years else next(iter(years), None)
    return render(
        "office/meetings/list.html",
        communities=here,
        may_plan=bool(communities_for(acting(), Action.PLAN_MEETING)),
        may_convene=bool(communities_for(acting(), Action.CONVENE)),
        waiting=queries.waiting(here, today),
        upcoming=queries.upcoming(here, today, limit=40),
        years=years,
        year=year,
        held=queries.held_in(here, year) if year else [],
    )


@blueprint.route("/meetings/plan", methods=["GET", "POST"])
@staff(Action.PLAN_MEETING)
def plan_meetings() -> Response | Redirection:
    """Sets the deliberation days of a community ahead of time."""
    form, now = PlanForm(), occasion()
    form.community.choices = communities_for(now.actor, Action.PLAN_MEETING)
    if not form.is_submitted():
        form.until.data = now.today + _DAYS_AHEAD
    if form.validate_on_submit():
        added = agenda.add_meetings(now, [Area.get_by_id(form.community.data)], form.until.data)
        tell(_("新排了%(count)s次议事会", count=added) if added else _("这些日子早就排好了，没有要新排的"))
        return redirect(url_for("office.meetings"), code=303)
    return render("office/meetings/plan.html", status=422 if form.errors else 200, form=form)


@blueprint.get("/meetings/<int:meeting_id>")
@staff(Action.READ_OFFICE)
def meeting(meeting_id: int) -> Response:
    """A meeting's paper: the agenda, beside it the topic pool while the agenda is open."""
    this = load_meeting(meeting_id)
    may, pool = rights(acting(), this.community), pool_of(this.community_id)
    return render(
        "office/meetings/meeting.html",
        "paper",
        card=queries.card_of(meeting_id),
        meeting=this,
        today=occasion().today,
        may=may,
        items=queries.items_of(meeting_id, names_public=True),
        pool=pool[:POOL_SHOWN],
        more_waits=len(pool) > POOL_SHOWN,
        tables=tables_of(meeting_id),
        present=queries.present_at(meeting_id),
        changes=changes_of([meeting_id]).get(meeting_id, []),
    )


@blueprint.post("/meetings/<int:meeting_id>/topics/<number>")
@staff(Action.LIST)
def list_topic(meeting_id: int, number: str) -> Redirection:
    """Puts a topic of the pool on the agenda."""
    this, matter = load_meeting(meeting_id), Matter.get_or_none(Matter.number == number)
    if matter is None:
        raise Refusal(Rule.NOT_FOUND)
    agenda.list_topic(occasion(), matter, this)
    return back_to(this)


@blueprint.post("/meetings/<int:meeting_id>/items/<int:item_id>/unlist")
@staff(Action.DEFER)
def unlist(meeting_id: int, item_id: int) -> Redirection:
    """Takes a topic off an agenda that is still open."""
    this = load_meeting(meeting_id)
    agenda.unlist(occasion(), load_item(this, item_id))
    return back_to(this)


@blueprint.route("/meetings/<int:meeting_id>/publish", methods=["GET", "POST"])
@staff(Action.CLOSE_AGENDA)
def publish_agenda(meeting_id: int) -> Response | Redirection:
    """Asks once more, then closes the agenda and makes it public: it cannot be changed in silence after."""
    this, form, now = load_meeting(meeting_id), Form(), occasion()
    require(now.actor, Action.CLOSE_AGENDA, Subject(area_path=this.community.path))
    if form.validate_on_submit():
        agenda.publish_agenda(now, this)
        tell(_("议程已公布"))
        return back_to(this)
    items = queries.items_of(meeting_id, names_public=True)
    return render("office/meetings/publish.html", form=form, meeting=this, items=items)


@blueprint.route("/meetings/<int:meeting_id>/urgent", methods=["GET", "POST"])
@staff(Action.LIST)
def add_urgent(meeting_id: int) -> Response | Redirection:
    """急事急说: a topic after the agenda closed, with its public reason."""
    this, form = load_meeting(meeting_id), UrgentForm()
    form.offer(pool_of(this.community_id)[:POOL_SHOWN])
    if form.validate_on_submit():
        try:
            agenda.add_urgent(occasion(), Matter.get_by_id(form.matter.data), this, form.reason.data or "")
            return back_to(this)
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/meetings/urgent.html", status=422 if form.errors else 200, form=form, meeting=this)
