"""大家最关心的, as one's own area sees it: what many want settled, each one tap from its matter."""

from flask import Response

from portal.domain.permissions import MAY
from portal.domain.stages import Action
from portal.queries.hot import hot_within
from portal.web.access import occasion, staff
from portal.web.hot import reason
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.get("/hot")
@staff(Action.READ_ORIGINAL)
def hot() -> Response:
    """The hottest of the areas in which the officer reads; for a department, of none but those it is in."""
    now = occasion()
    readers = MAY[Action.READ_ORIGINAL]
    paths = [each.area_path for each in now.actor.grants if each.role in readers and not each.organisation_id]
    found = hot_within(now.now, now.book.hot, paths) if paths else []
    return render("office/hot.html", placed=[(matter, reason(matter, now.book.hot)) for matter in found])
