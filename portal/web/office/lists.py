"""The office's lists besides the inbox: extensions to decide, visits to make, matters to publish."""

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as Redirection

from portal.domain.lights import Reading, read_light
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, can
from portal.domain.stages import Action
from portal.queries.office_lists import AskedFor, VisitDue, pending_extensions, visits_due
from portal.web.access import occasion, staff
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.get("/extensions")
@staff(Action.READ_ORIGINAL)
def extensions() -> Response:
    """Who asks for more time, for all who read it. One's own request is for somebody else to decide."""
    now = occasion()
    asked = [
        (each, _reading(now, each), _may(now, Action.DECIDE_EXTENSION, each))
        for each in pending_extensions(now.actor)
    ]
    return render("office/extensions.html", asked=asked, me=now.actor.person_id)


@blueprint.get("/visits")
@staff(Action.READ_ORIGINAL)
def visits() -> Response:
    """Whom to call or visit, the nearest day first."""
    now = occasion()
    due = [(visit, _reading(now, visit), _may(now, Action.VISIT, visit)) for visit in visits_due(now.actor)]
    return render("office/visits.html", visits=due)


def _reading(now: Occasion, due: AskedFor | VisitDue) -> Reading:
    return read_light(due.due_on, now.today, now.calendar, now.book.lights)


def _may(now: Occasion, action: Action, due: AskedFor | VisitDue) -> bool:
    """Whether the button stands there; the list itself shows only what stands in the right state."""
    return can(now.actor, action, Subject(due.area_path))


@blueprint.get("/publishing")
@staff(Action.PUBLISH)
def publishing() -> Redirection:
    """What waits to be read before it is published is a filter of the inbox."""
    return redirect(url_for("office.desk", stage="publish"), code=303)
