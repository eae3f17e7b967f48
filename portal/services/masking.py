"""Words as the public reads them, and what stays of a person whose data is taken out: half a name."""

from collections.abc import Iterable
from typing import Any

from peewee import Model

from portal.domain.privacy import mask_name, mask_text
from portal.models import Matter
from portal.queries.places import office_telephones
from portal.queries.rows import Condition


def masked(text: str, *names: str, keep: Iterable[str] = ()) -> str:
    """As the public reads it: without these names, nor what else is personal; offices keep their numbers, and
    the names in ``keep`` stay, also where the words before them introduce a name."""
    return mask_text(text, names=names, keep=[*office_telephones(), *keep]).text


def masked_for(matter: Matter, text: str) -> str:
    """As ``masked``, without the name of the one who raised the matter."""
    return masked(text, matter.proposer.name if matter.proposer else "")


def mask_rows(model: type[Model], rows: Condition, columns: tuple[str, ...], name: str) -> None:
    """Masks the name, and whatever else is personal, in these columns of these rows."""
    for row in model.select().where(rows):
        for column in columns:
            setattr(row, column, masked(getattr(row, column), name))
        row.save(only=row.dirty_fields)


def halve_names(model: type[Any], rows: Condition) -> None:
    """These stay on the lists of meetings by half of their name; two alike are told apart by a number, for no
    list holds one name twice in one capacity."""
    for row in model.select().where(rows):
        same = (model.meeting == row.meeting_id) & (model.capacity == row.capacity)
        taken = {other.name for other in model.select(model.name).where(same)}
        half = mask_name(row.name)
        others = (f"{half}（{number}）" for number in range(2, len(taken) + 3))
        row.name = next(shown for shown in (half, *others) if shown not in taken)
        row.save(only=[model.name])
