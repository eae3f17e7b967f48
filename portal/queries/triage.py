"""What suggestions are made from, and what was suggested."""

from collections.abc import Iterable
from typing import NamedTuple

from peewee import JOIN

from portal.domain.stages import Outcome, State
from portal.models import Area, Category, Matter, Organisation, Suggestion
from portal.models.places import OrganisationKind
from portal.queries.categories import below, first_level
from portal.queries.rows import rows

#: The newest of each category teach as much as all of them, and are learned in seconds.
NEWEST = 400
_AT_ONCE = 100

_DEALT_WITH = (Outcome.ANSWERED, Outcome.DONE, Outcome.EXPLAINED, Outcome.REFUSED)


class Closed(NamedTuple):
    """A closed matter that everybody may read: how it was filed, and who handled it."""

    id: int
    number: str
    text: str
    category_id: int
    first_category_id: int
    organisation_id: int | None
    organisation_kind: OrganisationKind | None


class Waiting(NamedTuple):
    """A matter that nothing was suggested for yet."""

    id: int
    number: str
    text: str
    private: bool
    area_path: str


def closed_matters(newest: int = NEWEST) -> list[Closed]:
    """The newest closed matters of every first-level category, with all below it; oldest first."""
    found = [closed for number, _ in first_level() for closed in _closed_in(number, newest)]
    return sorted(found)


def _closed_in(category_id: int, newest: int) -> Iterable[Closed]:
    query = (
        Matter.select(
            Matter.id,
            Matter.number,
            Matter.public_title,
            Matter.public_body,
            Matter.category,
            Matter.organisation,
            Organisation.kind,
        )
        .join(Organisation, JOIN.LEFT_OUTER)
        .where(Matter.category.in_(below(category_id)), Matter.outcome.in_(_DEALT_WITH), ~Matter.private)
        .order_by(Matter.id.desc())
        .limit(newest)
    )
    for key, number, title, body, filed, organisation, kind in rows(query):
        yield Closed(key, number, f"{title}。{body}", filed, category_id, organisation, kind)


def waiting(limit: int = _AT_ONCE) -> list[Waiting]:
    """What came in and has neither an answer nor a suggestion, oldest first."""
    query = (
        Matter.select(Matter.id, Matter.number, Matter.title, Matter.body, Matter.private, Area.path)
        .join_from(Matter, Area, on=Matter.area == Area.id)
        .join_from(Matter, Suggestion, JOIN.LEFT_OUTER)
        .where(Matter.state == State.RECEIVED, Suggestion.matter.is_null())
        .order_by(Matter.id)
        .limit(limit)
    )
    return [
        Waiting(key, number, f"{title}。{body}", private, path)
        for key, number, title, body, private, path in rows(query)
    ]


def local_organisations(area_path: str) -> list[tuple[int, OrganisationKind]]:
    """Who can be given a matter of this area, the nearest first."""
    above = [int(part) for part in area_path.strip("/").split("/")]
    query = Organisation.select(Organisation.id, Organisation.kind, Organisation.area).where(
        Organisation.area.is_null() | Organisation.area.in_(above), Organisation.active
    )
    nearest = sorted(rows(query), key=lambda row: (-above.index(row[2]) if row[2] else 1, row[0]))
    return [(number, kind) for number, kind, _ in nearest]


def suggestion_for(matter: Matter) -> Suggestion | None:
    """What was suggested, with category and organisation, in one select; None before the first look."""
    query = (
        Suggestion.select(Suggestion, Category, Organisation)
        .join_from(Suggestion, Category, JOIN.LEFT_OUTER)
        .join_from(Suggestion, Organisation, JOIN.LEFT_OUTER)
        .where(Suggestion.matter == matter)
    )
    found: Suggestion | None = query.first()
    return found
