"""预警: a risk goes at once to its grid, its community and the departments that the rule book names; each
says that it has taken notice, and how it ended is kept and public."""

from collections.abc import Iterator
from datetime import timedelta

from portal.db import transaction
from portal.domain.early_warning import OF_THE_COMMUNITY, RiskEnd, answers_for
from portal.domain.notices import NoticeKind
from portal.domain.occasion import Occasion
from portal.domain.permissions import Role
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State, possible
from portal.domain.wording import required
from portal.models import EarlyWarning, Matter, Organisation, Warned
from portal.models.warnings import WarnedRole
from portal.queries.staff import handlers_of, keepers_of
from portal.services import notices
from portal.services.journal import note


@transaction
def warn(occasion: Occasion, matter: Matter) -> EarlyWarning | None:
    """Tells of a risk at once, at any hour: those who look after its grid, its community, and the
    departments of ``book.warning``. None where it was warned of before.

    Called in the transaction in which it became known. Raises Refusal WRONG_STATE when it has ended.
    """
    if EarlyWarning.get_or_none(EarlyWarning.matter == matter) is not None:
        return None
    hours = occasion.book.warning.acknowledge_within_hours
    until = occasion.now + timedelta(hours=hours)
    warning = EarlyWarning.create(matter=matter, warned_at=occasion.now, acknowledge_by=until)
    warned = list(_warned(occasion, warning))
    for each in warned:
        _tell(occasion, each, "warn", late=False)
    told: dict[str, object] = {
        "roles": list(dict.fromkeys(each.role.value for each in warned)),
        "departments": [each.organisation.name for each in warned if each.organisation],
    }
    note(occasion, matter, Action.WARN, data=told, public=not matter.private)
    return warning


def _warned(occasion: Occasion, warning: EarlyWarning) -> Iterator[Warned]:
    """The community is warned even where nobody holds an office in it: those above see that nobody came."""
    for person in keepers_of(warning.matter.area.path, (Role.GRID_MEMBER,), occasion.now):
        yield Warned.create(warning=warning, person=person, role=WarnedRole.GRID)
    yield Warned.create(warning=warning, role=WarnedRole.COMMUNITY)
    named = Organisation.name.in_(list(occasion.book.warning.departments))
    for organisation in Organisation.select().where(named, Organisation.active).order_by(Organisation.id):
        yield Warned.create(warning=warning, organisation=organisation, role=WarnedRole.DEPARTMENT)


@transaction
def acknowledge(occasion: Occasion, warning: EarlyWarning) -> int:
    """Whoever was warned says so; once for all that the actor was warned as, and a second time changes
    nothing. Gives how many were answered for.

    Raises:
        Refusal: NOT_WARNED for anybody else.
    """
    path = warning.matter.community.path
    own = [
        each
        for each in _of(warning)
        if answers_for(occasion.actor, each.person_id, each.organisation_id, path)
    ]
    if not own:
        raise Refusal(Rule.NOT_WARNED)
    return sum(_acknowledge(occasion, each) for each in own)


def _acknowledge(occasion: Occasion, warned: Warned) -> bool:
    seen = {"acknowledged_at": occasion.now, "acknowledged_by": occasion.actor.person_id}
    unseen = (Warned.id == warned.id) & Warned.acknowledged_at.is_null()
    if not Warned.update(seen).where(unseen).execute():
        return False
    matter = Matter.get_by_id(warned.warning.matter_id)
    if possible(Action.ACKNOWLEDGE, matter.state):
        department = warned.organisation
        told = {"role": warned.role.value, "department": department.name if department else ""}
        called = frozenset({department.id}) if department else frozenset()
        note(occasion, matter, Action.ACKNOWLEDGE, data=told, public=not matter.private, called=called)
    return True


@transaction
def settle_warning(occasion: Occasion, warning: EarlyWarning, end: RiskEnd, words: str) -> EarlyWarning:
    """How the risk ended, and what was done about it; once, and whether or not its matter goes on.

    Raises:
        Refusal: EMPTY_TEXT without words, STALE the second time, and as ``journal.note``.
    """
    words = required(words, occasion.book.limits.text_chars, "text")
    matter = Matter.get_by_id(warning.matter_id)
    note(
        occasion,
        matter,
        Action.SETTLE_WARNING,
        text=words,
        data={"end": end.value},
        public=not matter.private,
    )
    ended = {"end": end, "ended_at": occasion.now, "ended_by": occasion.actor.person_id, "words": words}
    still_open = (EarlyWarning.id == warning.id) & EarlyWarning.end.is_null()
    if not EarlyWarning.update(ended).where(still_open).execute():
        raise Refusal(Rule.STALE)
    return EarlyWarning.get_by_id(warning.id)


def remind_late(occasion: Occasion) -> int:
    """Reminds each one who has not taken notice in time, once; gives how many notices were written."""
    unseen = Warned.acknowledged_at.is_null() & (EarlyWarning.acknowledge_by < occasion.now)
    pressing = EarlyWarning.end.is_null() & (Matter.state != State.WITHDRAWN)
    late = (
        Warned.select(Warned, EarlyWarning, Matter)
        .join(EarlyWarning)
        .join(Matter)
        .where(unseen & pressing)
        .order_by(Warned.id)
    )
    return sum(_tell(occasion, each, "warn-late", late=True) for each in list(late))


def _of(warning: EarlyWarning) -> list[Warned]:
    return list(Warned.select().where(Warned.warning == warning).order_by(Warned.id))


def _tell(occasion: Occasion, warned: Warned, once: str, late: bool) -> int:
    matter = warned.warning.matter
    facts = {"whose": "staff", "late": late, "due_at": warned.warning.acknowledge_by.isoformat()}
    facts["community"] = matter.community.name
    staff = _staff(occasion, warned, matter)
    once = f"{once}:{warned.id}"
    return notices.tell_staff(occasion, NoticeKind.WARNING, staff, once, facts, matter.id)


def _staff(occasion: Occasion, warned: Warned, matter: Matter) -> notices.Staff:
    """A grid member is told in person, the groups of the area with the community's office."""
    path = matter.area.path
    if warned.person is not None:
        return notices.Staff("", None, [warned.person])
    if warned.role is WarnedRole.DEPARTMENT:
        department = warned.organisation_id or 0
        return notices.Staff(path, department, handlers_of(department, occasion.now))
    community = matter.community.path
    return notices.Staff(path, None, keepers_of(community, OF_THE_COMMUNITY, occasion.now))
