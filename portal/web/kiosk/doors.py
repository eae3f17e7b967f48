"""The four doors, and where a person helps."""

from flask import Response

from portal.web.access import public
from portal.web.door import forget_visitor
from portal.web.kiosk.routes import blueprint
from portal.web.render import render


@blueprint.get("/", strict_slashes=False)
@public
def doors() -> Response:
    """Home. Whoever comes here finds nothing of the one before."""
    return forget_visitor(render("kiosk/doors.html"))


@blueprint.get("/help")
@public
def help_() -> Response:
    """Whom to call and where the counter is, in large."""
    return render("kiosk/help.html")
