"""转办 as both sides see it: what one's own people gave away, and what came to them."""

from flask import Response

from portal.domain.stages import Action
from portal.queries.hand_overs import hand_overs_of
from portal.web.access import acting, staff
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.get("/hand-overs")
@staff(Action.FORWARD)
def hand_overs() -> Response:
    """Newest first, whoever has the matter now."""
    return render("office/handling/hand_overs.html", listed=hand_overs_of(acting()))
