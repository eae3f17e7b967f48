"""The inbox: what is due first, with the one next step."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Response, request

from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Subject, can, can_anywhere
from portal.domain.rating import satisfaction_share
from portal.domain.stages import Action
from portal.queries.inbox import Kept, filters_of
from portal.queries.levels import levels_of
from portal.queries.office import PAGE, Wanted, inbox
from portal.queries.office_figures import figures
from portal.web.access import occasion, staff
from portal.web.office.inbox.many import deeds_for
from portal.web.office.keeping import keepers_desk
from portal.web.office.line import entries_of
from portal.web.office.routes import blueprint
from portal.web.office.wishes import STAGES, Wish, read_wish
from portal.web.place import place
from portal.web.render import render


@blueprint.get("", strict_slashes=False)
@staff(Action.READ_OFFICE)
def desk() -> Response:
    """The officer's errands and the figures above them; who reads no matters keeps the place."""
    now = occasion()
    if not can_anywhere(now.actor, Action.READ_ORIGINAL):
        return keepers_desk(now)
    wish = read_wish(request.args)
    errands = inbox(now.actor, wish.wanted(now))
    kept = filters_of(now.actor.person_id)
    count = figures(now.actor, now.today, [_wanted(now, each) for each in kept])
    return render(
        "office/desk.html",
        "errands",
        wish=wish,
        stages=STAGES,
        entries=entries_of(now, errands[:PAGE]),
        has_more=len(errands) > PAGE,
        figures=count,
        satisfied=satisfaction_share(count.satisfied, count.rated),
        kept=list(zip(kept, count.asked, strict=True)),
        **_shortcuts(now.actor, wish),
    )


def _shortcuts(actor: Actor, wish: Wish) -> dict[str, Any]:
    """What can be picked and kept as a filter, and what can be done to several lines at once."""
    return {
        "communities": _communities(actor),
        "levels": sorted(levels_of(actor)),
        "asked": urlencode(wish.address(page=1)),
        "ticked": bool(request.args.get("all")),
        "deeds": deeds_for(actor),
    }


def _wanted(now: Occasion, kept: Kept) -> Wanted:
    return read_wish(dict(parse_qsl(kept.query))).wanted(now)


def _communities(actor: Actor) -> list[tuple[int, str]]:
    """Id and name of those whose matters the actor may read, as they were read this minute."""
    there = (each for each in place().communities if can(actor, Action.READ_OFFICE, Subject(each.path)))
    return [(each.area_id, each.name) for each in there]
