"""One matter for everybody: what it is, what was agreed, who does it by when, and its whole road."""

from datetime import date
from typing import Any

from flask import Response, abort
from flask_babel import gettext as _

from portal.domain.occasion import Occasion
from portal.domain.rating import summarise
from portal.domain.stages import Action, State, possible
from portal.queries import public_matter as queries
from portal.queries.matters import ON_THE_CLOCK
from portal.queries.public_matter import Handling, PublicMatter, Step
from portal.web.access import occasion, public
from portal.web.board import parts
from portal.web.board.road import is_good_idea, milestones, seals
from portal.web.board.routes import blueprint
from portal.web.board.slips import standing_of
from portal.web.gallery import album
from portal.web.render import render
from portal.web.unread import Hidden, hidden_on_page


@blueprint.get("/matters/<number>")
@public
def matter(number: str) -> Response:
    """The page of a matter. One that is private, withdrawn or unknown was never here."""
    now, found = occasion(), queries.public_matter(number)
    if found is None:
        abort(404)
    hidden = hidden_on_page(found.hidden)
    found = found._replace(title=found.title or hidden.words, body=found.body or hidden.words)
    return render("board/matter.html", matter=found, **_told(found, hidden, now))


def _told(matter: PublicMatter, hidden: Hidden, now: Occasion) -> dict[str, Any]:
    """Everything that is known of the matter, in five more selects."""
    road = queries.road_of(matter.id)
    agreed, handling = queries.agreed_on(matter.id), queries.handling_of(matter.id)
    photos = album(queries.pictures_of(matter.id), road, matter.title)
    standing = standing_of(matter.state, matter.outcome, matter.due_on, now)
    waits_since = _waits_since(matter, road)
    return {
        "standing": standing,
        "seals": seals(matter, road, agreed, _("等补充") if waits_since else standing.word),
        "milestones": milestones(matter, road, now.book, photos.later, hidden.events),
        "is_good_idea": is_good_idea(road),
        "agreed": agreed,
        "handling": handling,
        "steps": parts.steps_of(handling, now, runs=matter.due_on is not None),
        "clocks": parts.clocks_of(handling, now, runs=matter.due_on is not None),
        "waits_since": waits_since,
        "may_shift": _may_shift(matter, handling, now),
        "photos": photos.said,
        "hidden": hidden.events.get(road[0].id, ()),
        "score": summarise(queries.scores_of(matter.id), now.book.rating.minimum_count),
        "may_support": possible(Action.SUPPORT, matter.state) and not hidden.words,
        "may_rate": possible(Action.RATE, matter.state),
    }


def _may_shift(matter: PublicMatter, handling: Handling | None, now: Occasion) -> bool:
    """Whether the deadline that runs lies in a year whose holidays nobody knows yet."""
    if handling is None or matter.state not in (State.HANDLING, State.RECTIFYING):
        return False
    return not now.calendar.is_announced(handling.due_on.year)


def _waits_since(matter: PublicMatter, road: list[Step]) -> date | None:
    """Since when it waits for the proposer; None while a clock runs."""
    if matter.due_on is not None or matter.state not in ON_THE_CLOCK:
        return None
    return next((step.at.date() for step in reversed(road) if step.action is Action.PAUSE), None)
