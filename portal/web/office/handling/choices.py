"""Who can be chosen to handle a matter: the organisations of its area, and their people by name."""

from flask_babel import gettext

from portal.domain.occasion import Occasion
from portal.models import Area
from portal.queries.colleagues import colleagues_in
from portal.queries.topics import organisations_for

Options = list[tuple[str, str]]


def organisation_options(area: Area) -> Options:
    """Organisations by id."""
    return [(str(number), name) for number, name in organisations_for(area)]


def people_options(now: Occasion, area: Area) -> Options:
    """People by id, each with the organisation: the list does not know which one is chosen above it."""
    numbers = [number for number, _name in organisations_for(area)]
    known = colleagues_in(numbers, now.now)
    return [
        (
            str(each.person_id),
            gettext("%(person)s（%(organisation)s）", person=each.name, organisation=each.organisation),
        )
        for each in known
    ]


def number_of(chosen: str | None) -> int | None:
    """The id that was chosen; None where nothing was."""
    return int(chosen) if chosen else None
