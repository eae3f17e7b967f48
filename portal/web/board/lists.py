"""The one list of matters, by column and filter, page by page."""

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any

from flask import Response, redirect, request

from portal.domain.numbering import matter_number, parse
from portal.domain.occasion import Occasion
from portal.queries.matters import matters as read_matters
from portal.queries.places import CommunityCard, communities
from portal.queries.public_matter import public_matter
from portal.web.access import occasion, public
from portal.web.board.elsewhere import pages_elsewhere
from portal.web.board.routes import blueprint
from portal.web.board.slips import slips_of
from portal.web.render import render, room_url
from portal.web.wishes import BACK, Wish, grids_to_pick, known_community, picks, read_wish, with_letter


@blueprint.get("/matters")
@public
def matters() -> Response:
    """The newest matters that are asked for; a number leads straight to its matter."""
    now, places = occasion(), communities()
    wish = with_letter(read_wish(request.args, now, places), request.args.get("letter", ""))
    number = _number_of_a_matter(wish.q)
    if number:
        return _lead_to(room_url("board.matter", number=number))
    return render("board/matters.html", "list", **shown(wish, now, places))


def shown(wish: Wish, now: Occasion, places: Sequence[CommunityCard]) -> dict[str, Any]:
    """What the list's template shows of what is asked for."""
    page = read_matters(wish.wanted(now))
    return {
        "wish": wish,
        "picks": picks(wish, now, places),
        "grids": grids_to_pick(known_community(str(wish.community), places), places),
        "elsewhere": pages_elsewhere(wish.q) if wish.asks_words_only else [],
        "letters": ascii_uppercase,
        "back_key": BACK,
        "slips": slips_of(page.cards, now),
        "older": room_url("board.matters", **wish.address(before=page.before)) if page.before else None,
    }


def _number_of_a_matter(words: str) -> str | None:
    """The number, as it is kept, of the public matter whose number somebody typed."""
    parts = parse(words)
    found = public_matter(matter_number(*parts)) if parts else None
    return found.number if found else None


def _lead_to(address: str) -> Response:
    """A redirect that htmx follows with the whole page, not into the list."""
    if request.headers.get("HX-Request") == "true":
        return Response(headers={"HX-Redirect": address})
    return redirect(address, code=303)  # type: ignore[return-value]  # werkzeug's Response is ours
