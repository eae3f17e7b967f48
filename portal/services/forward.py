"""转办: the handling goes from one organisation or person to another. The deadline stays where it is."""

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import given_reason
from portal.models import Assignment, AssignmentPartner, Forwarding, Matter, Step
from portal.queries.subjects import subject_of
from portal.services.hands import Hands, find_hands, under_way
from portal.services.journal import note
from portal.services.stage_clocks import accept_anew


@transaction
def forward(
    occasion: Occasion,
    matter: Matter,
    organisation_id: int,
    reason: str,
    *,
    person_name: str = "",
    person_id: int | None = None,
) -> Forwarding:
    """Hands the round under way over to somebody else, with a reason that everybody reads.

    The deadline stays; taking it on gets a fresh clock. Steps of the one who gives it away go along.

    Raises:
        Refusal: REASON_MISSING, FORWARDED_TO_ITSELF, LEAD_ALONE for who only helps, STALE when the round is
            over, and as ``hands.find_hands`` and ``journal.note``.
    """
    require(occasion.actor, Action.FORWARD, subject_of(matter))
    hands = find_hands(occasion, organisation_id, person_name, person_id)
    reason = given_reason(reason, occasion.book.limits.text_chars, "text")
    return hand_over(occasion, matter, hands, reason)


def hand_over(occasion: Occasion, matter: Matter, hands: Hands, reason: str) -> Forwarding:
    """As ``forward``, to hands that were found."""
    assignment = under_way(matter)
    if (assignment.organisation_id, assignment.person_name) == (hands.organisation.id, hands.person_name):
        raise Refusal(Rule.FORWARDED_TO_ITSELF, field="organisation")
    kept = _keep(occasion, assignment, hands, reason)
    _take_along(assignment, hands)
    accept_anew(occasion, assignment)
    due = {"due_on": matter.due_on.isoformat()} if matter.due_on else {}
    facts = {
        "organisation": hands.organisation.name,
        "person": hands.person_name,
        "from_organisation": kept.from_organisation.name,
        "from_organisation_id": kept.from_organisation_id,
    }
    note(occasion, matter, Action.FORWARD, text=reason, data=facts | due, organisation=hands.organisation)
    return kept


def _keep(occasion: Occasion, assignment: Assignment, hands: Hands, reason: str) -> Forwarding:
    return Forwarding.create(
        assignment=assignment,
        from_organisation=assignment.organisation,
        from_person_name=assignment.person_name,
        to_organisation=hands.organisation,
        to_person_name=hands.person_name,
        reason=reason,
        at=occasion.now,
        made_by=occasion.actor.person_id,
    )


def _take_along(assignment: Assignment, hands: Hands) -> None:
    """Who leads helps no longer; the open steps of the one who gave it away are the new one's."""
    own = (Step.assignment == assignment) & (Step.organisation == assignment.organisation_id)
    Step.update(organisation=hands.organisation, person_name=hands.person_name).where(
        own & Step.done_at.is_null()
    ).execute()
    helping = AssignmentPartner.assignment == assignment
    AssignmentPartner.delete().where(
        helping & (AssignmentPartner.organisation == hands.organisation)
    ).execute()
    assignment.organisation = hands.organisation
    assignment.person_name, assignment.person_id = hands.person_name, hands.person_id
    assignment.save()
