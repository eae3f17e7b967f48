"""How one reads: language and size of the text, one tap from every page."""

from flask import redirect, request
from werkzeug.wrappers import Response

from portal.web.access import local_path, public
from portal.web.account.routes import blueprint
from portal.web.preferences import remember


@blueprint.get("/display")
@public
def display() -> Response:
    """Set the preference cookies, then back to the page. It changes nothing else, so a link may do it."""
    back = redirect(local_path(request.args.get("next"), "/"), code=303)
    return remember(back, request.args.get("lang"), request.args.get("text"))  # type: ignore[arg-type]
