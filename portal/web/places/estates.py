"""五方办: an estate's five parties on one page, whom to call there, and what each has in hand."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from flask import Response, abort

from portal.domain.lights import Reading, read_light
from portal.domain.occasion import Occasion
from portal.domain.terms import Party
from portal.queries import estates as queries
from portal.queries.estates import Errand, Member, OpenStep
from portal.web.access import occasion, public
from portal.web.labels import PARTIES
from portal.web.places.routes import blueprint
from portal.web.render import render


class Task(NamedTuple):
    """A matter that somebody has, with its light; none while it waits for the proposer."""

    errand: Errand
    reading: Reading | None


class Doing(NamedTuple):
    """A party with all it has: matters, steps, and how many it settled this year."""

    member: Member
    tasks: list[Task]
    steps: list[tuple[OpenStep, Reading | None]]
    settled: int


@blueprint.get("/estates")
@public
def estates() -> Response:
    """All estates, and which party is missing where."""
    return render("places/estates.html", estates=queries.estates())


@blueprint.get("/estates/<int:estate_id>")
@public
def estate(estate_id: int) -> Response:
    this = queries.estate_by_id(estate_id)
    if this is None:
        abort(404)
    now, members = occasion(), queries.members_of(this.id)
    tasks = [Task(each, _light(now, each)) for each in queries.errands_of(this.area.path)]
    steps = queries.open_steps_of(this.area.path)
    settled = queries.settled_since(this.area.path, datetime(now.today.year, 1, 1))
    doing = [_doing(now, each, tasks, steps, settled) for each in members]
    return render(
        "places/estate.html",
        estate=this,
        doing={party: [each for each in doing if each.member.party is party] for party in PARTIES},
        missing=[word for party, word in PARTIES.items() if _is_missing(party, members)],
        others=_of_others(tasks, members),
        settled=sum(settled.values()),
    )


def _doing(
    now: Occasion,
    member: Member,
    tasks: list[Task],
    steps: list[OpenStep],
    settled: dict[int | None, int],
) -> Doing:
    """What stands with the party's organisation; a party that is none has nothing assigned to it."""
    own = member.organisation_id
    if own is None:
        return Doing(member, [], [], 0)
    paused = {task.errand.number for task in tasks if task.reading is None}
    mine = [
        (step, None if step.number in paused else _step_light(now, step))
        for step in steps
        if step.organisation_id == own
    ]
    return Doing(
        member, [task for task in tasks if own in task.errand.organisation_ids], mine, settled.get(own, 0)
    )


def _of_others(tasks: list[Task], members: Collection[Member]) -> list[Task]:
    """What is under way here with nobody of the five."""
    ours = {member.organisation_id for member in members}
    return [task for task in tasks if not task.errand.organisation_ids & ours]


def _is_missing(party: Party, members: Collection[Member]) -> bool:
    return not any(member.party is party and member.standing for member in members)


def _light(now: Occasion, errand: Errand) -> Reading | None:
    if errand.due_on is None:
        return None
    return read_light(errand.due_on, now.today, now.calendar, now.book.lights)


def _step_light(now: Occasion, step: OpenStep) -> Reading:
    return read_light(step.due_on, now.today, now.calendar, now.book.lights)
