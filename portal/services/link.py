"""Two who say the same are one matter: linking a duplicate to what it repeats, and taking that back."""

from collections.abc import Iterable
from typing import Any

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import ENDED, Action, State
from portal.models import Matter, Support
from portal.services import search
from portal.services.journal import move, note


@transaction
def merge(occasion: Occasion, matter: Matter, target: Matter) -> Matter:
    """Links a duplicate to the matter it repeats; its supports go along, its proposer keeps following.

    Raises:
        Refusal: MERGE_WITH_ITSELF, MERGE_TARGET_ENDED, PRIVATE_MATTER when either is, and for both
            matters as ``journal.move``.
    """
    if matter.id == target.id:
        raise Refusal(Rule.MERGE_WITH_ITSELF)
    if target.state in (ENDED - {State.PUBLISHED}):
        raise Refusal(Rule.MERGE_TARGET_ENDED, field="into", number=target.number)
    move(occasion, matter, Action.MERGE, data={"into": target.number}, merged_into=target, due_on=None)
    search.forget(matter)
    _carry_supports(matter, target)
    supports = _counted(target)
    note(occasion, target, Action.TAKE_IN, data={"from": matter.number}, support_count=supports)
    return matter


@transaction
def unlink(occasion: Occasion, matter: Matter) -> Matter:
    """It was another thing after all: both are again what they were before the merge.

    The matter waits for its first answer, hangs on the board and is found again. Its clock runs anew from
    now, since until now nobody could have answered it; since when it waits is told by the day it was raised.
    The supports that came along go back; who supported the other one besides stays with that, too.

    Raises:
        Refusal: as ``journal.move``, for both matters.
    """
    target = matter.merged_into
    fresh: dict[str, Any] = {"merged_into": None, "outcome": None, "closed_at": None}
    fresh["due_on"] = occasion.due(occasion.book.answer_working_days)
    move(occasion, matter, Action.UNLINK, data={"from": target.number} if target else {}, **fresh)
    search.index(matter)
    if target is not None:
        supports = _carry_anew(target)
        note(occasion, target, Action.LET_GO, data={"into": matter.number}, support_count=supports)
    return matter


def _carry_anew(target: Matter) -> int:
    """Leaves the target those supports that its duplicates bring now, and so on up; gives their number.

    Who supported two duplicates stands for one of them only, so taking that one's supports away would take
    too much.
    """
    Support.delete().where(Support.matter == target, Support.via.is_null(False)).execute()
    for duplicate in Matter.select().where(Matter.merged_into == target).order_by(Matter.id):
        _carry_supports(duplicate, target)
    if target.merged_into is not None:
        further = target.merged_into
        Matter.update(support_count=_carry_anew(further)).where(Matter.id == further.id).execute()
    return _counted(target)


def _carry_supports(matter: Matter, target: Matter) -> None:
    """The supporters of the duplicate, its proposer among them, support the other one."""
    theirs = Support.select(target.id, Support.supporter, Support.at, matter.id)
    columns: Iterable[object] = [Support.matter, Support.supporter, Support.at, Support.via]
    Support.insert_from(theirs.where(Support.matter == matter), columns).on_conflict_ignore().execute()
    own = {"matter": target, "supporter": f"m:{matter.id}", "at": matter.raised_at, "via": matter}
    Support.insert(own).on_conflict_ignore().execute()


def _counted(matter: Matter) -> int:
    return int(Support.select().where(Support.matter == matter).count())
