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
from portal.web.access import acting, occasion, staff
from portal.web.office.line import entries_of
from portal.web.office.routes import blueprint
from portal.web.office.wishes import page_of
from portal.web.render import render

_LONGEST_QUESTION = 80

_STATES: Mapping[str, frozenset[State]] = MappingProxyType(
    {
        "": frozenset(State),
        "open": frozenset(State) - ENDED,
        "ended": ENDED,
        "published": frozenset({State.PUBLISHED}),
        "refused": frozenset({State.REFUSED}),
        "merged": frozenset({State.MERGED}),
        "withdrawn": frozenset({State.WITHDRAWN}),
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
    }
)


@blueprint.get("/find")
@staff(Action.READ_ORIGINAL)
def find() -> Response | Redirection:
    """What was asked for, newest first; a whole number leads straight to its matter."""
    words = request.args.get("q", "").strip()[:_LONGEST_QUESTION]
    if number := _number_within_reach(words):
        return redirect(url_for("office.matter", number=number), code=303)
    which = request.args.get("which", "") if request.args.get("which") in _STATES else ""
    page, now = page_of(request.args.get("page", "")), occasion()
    found = found_in_office(now.actor, words, _STATES[which], page)
    return render(
        "office/find.html",
        words=words,
        which=which,
        kinds=_WORDS,
        page=page,
        entries=entries_of(now, found[:PAGE]),
        has_more=len(found) > PAGE,
    )


def _number_within_reach(words: str) -> str | None:
    parts = parse(words)
    number = matter_number(*parts) if parts else ""
    return number if number and is_within_reach(acting(), number) else None
