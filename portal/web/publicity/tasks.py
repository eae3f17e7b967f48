"""What is put upon the communities from above, for everybody: what was asked, and what they said to it."""

from flask import Response, request

from portal.domain.admission import NOT_LISTED
from portal.queries import tasks as queries
from portal.queries.places import communities
from portal.web.access import occasion, public
from portal.web.publicity.routes import blueprint
from portal.web.render import render


@blueprint.get("/publicity/tasks")
@public
def tasks() -> Response:
    """The tasks of all communities or of one, with the figures above them."""
    places, page = communities(), max(request.args.get("page", 1, type=int), 1)
    wished = request.args.get("community", type=int)
    chosen = next((place for place in places if place.area_id == wished), None)
    only = chosen.area_id if chosen else None
    found = queries.tasks(None if only is None else [only], min(page, 1_000))
    return render(
        "publicity/tasks/tasks.html",
        "tasks",
        rules=occasion().book,
        communities=places,
        chosen=only,
        figures=queries.task_figures(only),
        refused=queries.refused_by_entry(only),
        tasks=found[: queries.PAGE],
        page=page,
        has_more=len(found) > queries.PAGE,
        not_listed=NOT_LISTED,
    )
