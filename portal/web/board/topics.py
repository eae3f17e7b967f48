"""等着上会的事: what waits to be deliberated, where each came from and how many want it, for everybody."""

from flask import Response, request

from portal.queries.meetings import next_meeting
from portal.queries.places import communities
from portal.queries.topics import POOL_SHOWN, Sought, waiting_topics
from portal.web.access import occasion, public
from portal.web.board.routes import blueprint
from portal.web.render import render
from portal.web.wishes import known_community


@blueprint.get("/topics")
@public
def topics() -> Response:
    """The pool of all communities or of one, and the meeting that comes next."""
    now, places = occasion(), communities()
    chosen = known_community(request.args.get("community", ""), places)
    wanted = [chosen.area_id] if chosen else [place.area_id for place in places]
    found = waiting_topics(wanted, Sought(), now.today)
    return render(
        "board/topics/pool.html",
        "pool",
        communities=places,
        chosen=chosen,
        topics=found[:POOL_SHOWN],
        more_waits=len(found) > POOL_SHOWN,
        next_meeting=next_meeting(chosen.area_id if chosen else None, now.today),
        rules=now.book,
    )
