"""What the permission table needs to know of a matter."""

from portal.domain.permissions import Subject
from portal.domain.stages import State
from portal.models import AgendaItem, Assignment, AssignmentPartner, Matter, Passage
from portal.models.meetings import ItemState
from portal.queries.rows import Query, prepared


def subject_of(matter: Matter, shown_code: bool = False, called: frozenset[int] = frozenset()) -> Subject:
    """The matter as the permission table sees it.

    ``called`` are organisations that were called or warned: for that they stand beside those that handle.
    """
    return Subject(
        area_path=matter.area.path,
        state=matter.state,
        proposer_id=matter.proposer_id,
        organisation_ids=organisations_of(matter) | called,
        lead_id=matter.organisation_id,
        private=matter.private,
        listed=matter.state is State.ON_AGENDA and _is_listed(matter),
        shown_code=shown_code,
    )


def subject_of_passage(passage: Passage) -> Subject:
    """What a passage belongs to: its matter, or the area of the call that it answers."""
    return Subject(passage.area.path) if passage.matter is None else subject_of(passage.matter)


def _is_listed(matter: Matter) -> bool:
    waiting = (AgendaItem.matter == matter) & (AgendaItem.state == ItemState.LISTED)
    return bool(AgendaItem.select().where(waiting).exists())


def organisations_of(matter: Matter) -> frozenset[int]:
    """The organisation that leads the handling and those that help."""
    if matter.organisation_id is None:
        return frozenset()
    return frozenset({matter.organisation_id, *(helping for (helping,) in _helping(matter.id))})


@prepared
def _helping(matter_id: int) -> Query:
    helping = AssignmentPartner.select(AssignmentPartner.organisation).join(Assignment)
    return helping.where((Assignment.matter == matter_id) & Assignment.ended_at.is_null())
