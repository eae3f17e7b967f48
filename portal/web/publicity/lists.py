"""The place's lists for everybody, and every change of them: what is deliberated, what may be put upon a
community, what follows from urgency."""

from flask import Response

from portal.domain.privacy import mask_name
from portal.models.rules import ListName
from portal.queries.lists import Change, changes
from portal.web.access import occasion, public
from portal.web.publicity.routes import blueprint
from portal.web.render import render


@blueprint.get("/publicity/lists")
@public
def lists() -> Response:
    """The lists as they are in force today, which of them are examples, and what was changed and why."""
    rules = occasion().book
    return render(
        "publicity/lists/lists.html",
        rules=rules,
        sheets=[
            (ListName.TOPICS, rules.admission_title, rules.admission),
            (ListName.TASKS, rules.tasks_title, rules.tasks),
        ],
        changes=[_named(change, rules.meeting.names_public) for change in changes()],
    )


def _named(change: Change, names_public: bool) -> Change:
    return change if names_public else change._replace(made_by=mask_name(change.made_by))
