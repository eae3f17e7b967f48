"""The topic pool: where topics came from, how urgent each is, how long it waits; several taken up at once."""

from collections.abc import Iterable

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.admission import refusing
from portal.domain.permissions import Subject, can
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State
from portal.models import Area, Matter, Meeting
from portal.queries.topics import POOL_SHOWN, communities_for, open_agendas, waiting_topics
from portal.services import topics as services
from portal.web.access import acting, occasion, staff
from portal.web.filters import short_day
from portal.web.office.dossier import open_dossier
from portal.web.office.meetings import load_meeting
from portal.web.office.routes import blueprint
from portal.web.office.topics.forms import RefuseTopicsForm
from portal.web.office.topics.seeking import read_sought, sought_picks
from portal.web.render import render
from portal.web.security import row_id

_OFFERED = (Action.LIST, Action.GRADE, Action.PREPARE, Action.READ_ORIGINAL)


@blueprint.get("/topics")
@staff(Action.READ_OFFICE)
def topics() -> Response:
    """What waits for a meeting of one community, beside it the list of what is deliberated."""
    now, places = occasion(), communities_for(acting(), Action.READ_OFFICE)
    wished = request.args.get("community", type=int)
    here = next((place for place in places if place[0] == wished), next(iter(places), None))
    sought = read_sought(request.args)
    found = waiting_topics([here[0]] if here else [], sought, now.today)
    return render(
        "office/topics/pool.html",
        "pool",
        places=places,
        here=here,
        picks=sought_picks(request.args, now),
        topics=found[:POOL_SHOWN],
        more_waits=len(found) > POOL_SHOWN,
        agendas=open_agendas(here[0], now.today) if here else [],
        may=_rights(here[0]) if here else {},
        now=now,
    )


def _rights(community_id: int) -> dict[str, bool]:
    """What the one who looks may do with a topic of this community: decides which links and buttons stand."""
    topic = Subject(Area.get_by_id(community_id).path, State.POOLED)
    return {action.value: can(acting(), action, topic) for action in _OFFERED}


@blueprint.post("/topics/take-up")
@staff(Action.LIST)
def take_up_topics() -> Redirection:
    """Puts what was chosen on the agenda of the meeting chosen with it, or leads to refusing it."""
    only = request.form.get("only")
    chosen = [only] if only else request.form.getlist("topic")
    community = request.form.get("community", type=row_id)
    if not chosen:
        tell(_("还没有选议题，请先勾上"))
    elif request.form.get("then") == "refuse":
        return redirect(url_for("office.refuse_topics", topic=chosen), code=303)
    else:
        meeting = _meeting(request.form.get("meeting", type=row_id))
        count = services.list_topics(occasion(), _matters(chosen), meeting)
        tell(_("%(count)s件已列入%(day)s的议程", count=count, day=_day(meeting)))
    return redirect(url_for("office.topics", community=community), code=303)


@blueprint.route("/topics/refuse", methods=["GET", "POST"])
@staff(Action.REFUSE)
def refuse_topics() -> Response | Redirection:
    """Refuses what was chosen, for one reason that everybody reads, citing an entry of the list."""
    now, form, matters = occasion(), RefuseTopicsForm(), _matters(request.args.getlist("topic"))
    form.offer(refusing(now.book))
    if form.validate_on_submit():
        try:
            count = services.refuse_topics(now, matters, form.text.data or "", form.entry.data or "")
            tell(_("%(count)s件已说明不上会的理由", count=count))
            return redirect(url_for("office.topics", community=matters[0].community_id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    return render("office/topics/refuse.html", status=status, form=form, matters=matters, now=now)


def _matters(numbers: Iterable[str]) -> list[Matter]:
    """The matters of these numbers, as far as one may read them. Raises Refusal as ``open_dossier``, and
    NOT_FOUND for none."""
    matters = [open_dossier(occasion(), number).matter for number in dict.fromkeys(numbers)]
    if not matters:
        raise Refusal(Rule.NOT_FOUND)
    return matters


def _meeting(meeting_id: int | None) -> Meeting:
    if meeting_id is None:
        raise Refusal(Rule.NOT_FOUND)
    return load_meeting(meeting_id)


def _day(meeting: Meeting) -> str:
    return str(short_day(meeting.day))
