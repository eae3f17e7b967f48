"""Everything the office offers besides the daily round."""

from flask import Response

from portal.domain.stages import Action
from portal.web.access import acting, staff
from portal.web.navigation import office_shelves
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.get("/more")
@staff(Action.READ_OFFICE)
def more() -> Response:
    """One entry a room, with a word of what it is for."""
    return render("office/more.html", shelves=office_shelves(acting()))
