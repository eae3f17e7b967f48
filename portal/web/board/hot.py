"""大家最关心的: what many have lately said they want settled, with the reason for each place on the list."""

from typing import NamedTuple

from flask import Response, request

from portal.domain.occasion import Occasion
from portal.queries.hot import Hot, hot_matters
from portal.queries.places import communities
from portal.web.access import occasion, public
from portal.web.board.routes import blueprint
from portal.web.hot import reason
from portal.web.render import render
from portal.web.wishes import known_community


class Placed(NamedTuple):
    """A matter on the list, and why it stands there."""

    matter: Hot
    reason: str


@blueprint.get("/hot")
@public
def hot() -> Response:
    """The list of the whole place or of one community."""
    now, places = occasion(), communities()
    chosen = known_community(request.args.get("community", ""), places)
    return render(
        "board/hot.html",
        "hot",
        placed=_placed(now, chosen.area_id if chosen else None),
        rules=now.book.hot,
        communities=places,
        chosen=chosen,
    )


def _placed(now: Occasion, community_id: int | None) -> list[Placed]:
    found = hot_matters(now.now, now.book.hot, community_id)
    return [Placed(matter, reason(matter, now.book.hot)) for matter in found]
