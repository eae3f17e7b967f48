"""查找: any matter within reach, open or ended, by its number or by what one remembers of it."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import Response, redirect, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.numbering import matter_number, parse
from portal.domain.stages import ENDED, Action, State
from portal.queries.office import PAGE
from portal.queries.office_search import found_in_office, is_within_reach
from portal.queries.places import communities
from portal.web.access import acting, occasion, staff
from portal.web.office.line import entries_of
from portal.web.office.routes import blueprint
from portal.web.office.wishes import STAGES, STATES_OF
from portal.web.render import render
from portal.web.wishes import grids_to_pick, known_community, picks, read_wish

_STATES: Mapping[str, frozenset[State]] = MappingProxyType(
    {
        "": frozenset(State),
        "open": frozenset(State) - ENDED,
        "ended": ENDED,
        "published": frozenset({State.PUBLISHED}),
        "refused": frozenset({State.REFUSED}),
        "merged": frozenset({State.MERGED}),
        "withdrawn": frozenset({State.WITHDRAWN}),
        **STATES_OF,
    }
)

_WORDS: Mapping[str, LazyString] = MappingProxyType(
    {
        "open": _("还没办结的"),
        "ended": _("已经结束的"),
        "published": _("办结公开的"),
        "refused": _("不采纳的"),
        "merged": _("并入别的事的"),
        "withdrawn": _("本人撤回的"),
        **STAGES,
    }
)


@blueprint.get("/find")
@staff(Action.READ_ORIGINAL)
def find() -> Response | Redirection:
    """What was asked for, newest first; a whole number leads straight to its matter."""
    now, places = occasion(), communities()
    wish = read_wish(request.args, now, places)
    if number := _number_within_reach(wish.q):
        return redirect(url_for("office.matter", number=number), code=303)
    which = request.args.get("which", "") if request.args.get("which") in _STATES else ""
    found = found_in_office(now.actor, wish.wanted(now), _STATES[which])
    last = found[PAGE - 1].id if len(found) > PAGE else None
    return render(
        "office/find.html",
        words=wish.q,
        which=which,
        kinds=_WORDS,
        wish=wish,
        picks=picks(wish, now, places),
        grids=grids_to_pick(known_community(str(wish.community), places), places),
        entries=entries_of(now, found[:PAGE]),
        older=url_for("office.find", which=which or None, **wish.address(before=last)) if last else None,
    )


def _number_within_reach(words: str) -> str | None:
    parts = parse(words)
    number = matter_number(*parts) if parts else ""
    return number if number and is_within_reach(acting(), number) else None
