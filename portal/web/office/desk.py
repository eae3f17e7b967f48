"""The inbox: what is due first, with the one next step."""

from flask import Response, request

from portal.domain.permissions import can_anywhere
from portal.domain.rating import satisfaction_share
from portal.domain.stages import Action
from portal.queries.levels import levels_of
from portal.queries.office import PAGE, inbox
from portal.queries.office_figures import figures
from portal.queries.topics import communities_for
from portal.web.access import occasion, staff
from portal.web.office.line import entries_of
from portal.web.office.routes import blueprint
from portal.web.office.wishes import STAGES, read_wish
from portal.web.render import render


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
        entries=entries_of(now, errands[:PAGE]),
        may_read=can_anywhere(now.actor, Action.READ_ORIGINAL),
        has_more=len(errands) > PAGE,
        figures=count,
        satisfied=satisfaction_share(count.satisfied, count.rated),
        communities=communities_for(now.actor, Action.READ_OFFICE),
        levels=sorted(levels_of(now.actor)),
    )
