"""The inbox: what is due first, with the one next step."""

from typing import NamedTuple

from flask import Response, request

from portal.domain.lights import Reading, read_light
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject
from portal.domain.rating import satisfaction_share
from portal.domain.stages import Action
from portal.queries.office import PAGE, Errand, helpers_of, inbox
from portal.queries.office_figures import figures
from portal.queries.topics import communities_for
from portal.web.access import occasion, staff
from portal.web.office.routes import blueprint
from portal.web.office.steps import Standing, next_step
from portal.web.office.wishes import STAGES, read_wish
from portal.web.render import render


class Entry(NamedTuple):
    """A line of the inbox: the errand, its light, and the step that this officer can take now."""

    errand: Errand
    reading: Reading | None
    step: Action | None


@blueprint.get("", strict_slashes=False)
@staff(Action.READ_OFFICE)
def desk() -> Response:
    """The officer's errands and the figures above them."""
    now = occasion()
    wish = read_wish(request.args)
    errands = inbox(now.actor, wish.wanted(now))
    count = figures(now.actor, now.today)
    return render(
        "office/desk.html",
        "errands",
        wish=wish,
        stages=STAGES,
        entries=_entries(now, errands[:PAGE]),
        has_more=len(errands) > PAGE,
        figures=count,
        satisfied=satisfaction_share(count.satisfied, count.rated),
        communities=communities_for(now.actor, Action.READ_OFFICE),
    )


def _entries(now: Occasion, errands: list[Errand]) -> list[Entry]:
    helping = helpers_of(errand.id for errand in errands)
    return [
        Entry(errand, _reading(now, errand), _step(now, errand, helping.get(errand.id, frozenset())))
        for errand in errands
    ]


def _reading(now: Occasion, errand: Errand) -> Reading | None:
    if errand.due_on is None:
        return None
    return read_light(errand.due_on, now.today, now.calendar, now.book.lights)


def _step(now: Occasion, errand: Errand, helping: frozenset[int]) -> Action | None:
    lead = {errand.organisation_id} if errand.organisation_id else frozenset()
    subject = Subject(errand.area_path, errand.state, organisation_ids=helping | lead, private=errand.private)
    overdue = errand.due_on is not None and errand.due_on < now.today
    return next_step(now.actor, Standing(subject, errand.extension_pending, errand.visit_due, overdue))
