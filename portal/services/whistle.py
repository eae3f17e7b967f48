"""吹哨报到: a community calls departments to the spot; each comes, says what it does, and is rated for it.
What was blown by mistake is called off before anybody comes.

Being late is recorded and never refused. What is about a matter stands on its road as well, as long as the
road goes on; of a private matter it stays in the house.
"""

from collections.abc import Iterable
from typing import Any

from portal.db import transaction
from portal.domain.notices import NoticeKind
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, possible
from portal.domain.whistles import check_in_by, works_for
from portal.domain.wording import clean, given_reason, required
from portal.models import Area, CallReport, Matter, Organisation, Venue, Whistle, WhistleCall
from portal.models.places import OrganisationKind
from portal.models.whistles import CallStep, CheckInWay
from portal.queries.staff import handlers_of
from portal.services import notices
from portal.services.journal import note
from portal.services.masking import masked

_SAID_CHARS = 120  # of what it is about, in a notice
_RATINGS = range(1, 6)


@transaction
def blow(
    occasion: Occasion,
    community: Area,
    organisation_ids: Iterable[int],
    text: str,
    place: str = "",
    *,
    venue_id: int | None = None,
    matter: Matter | None = None,
    urgent: bool = False,
) -> Whistle:
    """Calls the departments to ``place``, or to the venue; the clock of each begins now.

    Raises:
        Refusal: EMPTY_TEXT without what it is about, or where; NOBODY_CALLED; UNKNOWN_CHOICE for what is no
            department of the place, or no venue of the community; OTHER_COMMUNITY for a matter of another
            one; NOT_ALLOWED; WRONG_STATE when the matter has ended.
    """
    require(occasion.actor, Action.WHISTLE, Subject(community.path))
    if matter is not None and matter.community_id != community.id:
        raise Refusal(Rule.OTHER_COMMUNITY)
    limits, venue = occasion.book.limits, _venue(community, venue_id)
    whistle = Whistle.create(
        community=community,
        matter=matter,
        venue=venue,
        place=required(place or (venue.name if venue else ""), limits.place_chars, "place"),
        text=required(text, limits.text_chars, "text"),
        urgent=urgent,
        blown_at=occasion.now,
        blown_by=occasion.actor.person_id,
    )
    due_at = check_in_by(occasion.now, urgent, occasion.book.whistle)
    called = _departments(organisation_ids)
    for organisation in called:
        call = WhistleCall.create(whistle=whistle, organisation=organisation, due_at=due_at)
        _tell(occasion, call, "whistle", whistle.text)
    told = {"departments": [each.name for each in called], "due_at": due_at.isoformat(), "urgent": urgent}
    _on_the_road(occasion, whistle, Action.WHISTLE, f"{whistle.place}：{whistle.text}", told)
    return whistle


def _venue(community: Area, venue_id: int | None) -> Venue | None:
    if venue_id is None:
        return None
    of_ours = (Venue.id == venue_id) & (Venue.community == community) & Venue.active
    venue: Venue | None = Venue.get_or_none(of_ours)
    if venue is None:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="venue")
    return venue


def _departments(organisation_ids: Iterable[int]) -> list[Organisation]:
    wanted = set(organisation_ids)
    if not wanted:
        raise Refusal(Rule.NOBODY_CALLED, field="organisations")
    department = Organisation.active & (Organisation.kind == OrganisationKind.DEPARTMENT)
    found = list(
        Organisation.select().where(Organisation.id.in_(wanted), department).order_by(Organisation.id)
    )
    if len(found) != len(wanted):
        raise Refusal(Rule.UNKNOWN_CHOICE, field="organisations")
    return found


@transaction
def call_off(occasion: Occasion, whistle: Whistle, reason: str) -> Whistle:
    """Nobody need come any more: the clocks stop, the departments are told. Who was late by then stays so.

    Raises:
        Refusal: NOT_ALLOWED, REASON_MISSING, SOMEBODY_CAME once a department has checked in, STALE the
            second time.
    """
    require(occasion.actor, Action.CALL_OFF_WHISTLE, Subject(whistle.community.path))
    reason = given_reason(reason, occasion.book.limits.text_chars, "text")
    calls = list(WhistleCall.select().where(WhistleCall.whistle == whistle).order_by(WhistleCall.id))
    if any(call.checked_in_at for call in calls):
        raise Refusal(Rule.SOMEBODY_CAME)
    ended = {"closed_at": occasion.now, "called_off_by": occasion.actor.person_id}
    still_open = (Whistle.id == whistle.id) & Whistle.closed_at.is_null()
    if not Whistle.update(**ended, called_off_because=reason).where(still_open).execute():
        raise Refusal(Rule.STALE)
    for call in calls:
        _tell(occasion, call, "whistle-off", reason, called_off=True)
    told: dict[str, object] = {"departments": [call.organisation.name for call in calls]}
    _on_the_road(occasion, whistle, Action.CALL_OFF_WHISTLE, reason, told)
    return Whistle.get_by_id(whistle.id)


@transaction
def check_in(
    occasion: Occasion, call: WhistleCall, doing: str, way: CheckInWay = CheckInWay.PAGE
) -> WhistleCall:
    """报到: somebody of the department is there, and says what it does. Of two who come at once one wins.

    Raises:
        Refusal: NOT_ALLOWED for anybody of another organisation, CHECKED_IN_ALREADY, WHISTLE_CALLED_OFF,
            EMPTY_TEXT.
    """
    _require_own(occasion, call)
    if Whistle.get_by_id(call.whistle_id).called_off_by_id:
        raise Refusal(Rule.WHISTLE_CALLED_OFF)
    doing = required(doing, occasion.book.limits.text_chars, "text")
    nobody_yet = (WhistleCall.id == call.id) & WhistleCall.checked_in_at.is_null()
    here = {"checked_in_at": occasion.now, "checked_in_by": occasion.actor.person_id, "way": way}
    if not WhistleCall.update(here).where(nobody_yet).execute():
        raise Refusal(Rule.CHECKED_IN_ALREADY)
    _report(occasion, call, CallStep.CHECKED_IN, doing)
    late = occasion.now > call.due_at
    _on_the_road(occasion, call.whistle, Action.CHECK_IN, doing, {"late": late, "way": way}, call)
    return WhistleCall.get_by_id(call.id)


@transaction
def check_in_by_code(occasion: Occasion, call: WhistleCall, code: str, doing: str) -> WhistleCall:
    """As ``check_in``, on the spot: with the code on the poster of the venue that was whistled to.

    Raises:
        Refusal: OTHER_VENUE, and as ``check_in``.
    """
    venue = call.whistle.venue
    if venue is None or venue.code != code.strip().upper():
        raise Refusal(Rule.OTHER_VENUE)
    return check_in(occasion, call, doing, CheckInWay.VENUE_CODE)


@transaction
def say_what_is_done(occasion: Occasion, call: WhistleCall, doing: str) -> CallReport:
    """The department says how far it has come.

    Raises:
        Refusal: NOT_ALLOWED, NOT_CHECKED_IN, EMPTY_TEXT, STALE when the caller has confirmed already.
    """
    _require_own(occasion, call)
    _require_open(WhistleCall.get_by_id(call.id))
    doing = required(doing, occasion.book.limits.text_chars, "text")
    _on_the_road(occasion, call.whistle, Action.CHECK_IN, doing, {"progress": True}, call)
    return _report(occasion, call, CallStep.PROGRESS, doing)


@transaction
def confirm(occasion: Occasion, call: WhistleCall, rating: int, words: str = "") -> WhistleCall:
    """The calling community says that they came, and rates it 1 to 5; the last one closes the whistle.

    Raises:
        Refusal: NOT_ALLOWED, NOT_CHECKED_IN, UNKNOWN_CHOICE for another rating, STALE the second time.
    """
    _require_caller(occasion, call)
    _require_open(call)
    if rating not in _RATINGS:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="rating")
    words = clean(words, occasion.book.limits.text_chars, "text")
    confirmed = {"confirmed_at": occasion.now, "confirmed_by": occasion.actor.person_id, "rating": rating}
    _change_as_read(call, confirmed)
    _report(occasion, call, CallStep.CONFIRMED, words)
    _on_the_road(occasion, call.whistle, Action.CONFIRM_CHECK_IN, words, {"rating": rating}, call)
    close_if_all_came(occasion, call.whistle)
    return WhistleCall.get_by_id(call.id)


@transaction
def reject(occasion: Occasion, call: WhistleCall, reason: str) -> WhistleCall:
    """Nobody came, or did what was said: the call stands open again, under the clock it always had.

    Raises:
        Refusal: NOT_ALLOWED, NOT_CHECKED_IN, EMPTY_TEXT without a reason, STALE.
    """
    _require_caller(occasion, call)
    _require_open(call)
    reason = required(reason, occasion.book.limits.text_chars, "text")
    _change_as_read(call, {"checked_in_at": None, "checked_in_by": None, "way": None})
    _report(occasion, call, CallStep.REJECTED, reason)
    _on_the_road(occasion, call.whistle, Action.CONFIRM_CHECK_IN, reason, {"came": False}, call)
    return WhistleCall.get_by_id(call.id)


def remind_late(occasion: Occasion) -> int:
    """Reminds every department that has not come in time, once; gives how many notices were written."""
    late = WhistleCall.checked_in_at.is_null() & (WhistleCall.due_at < occasion.now)
    waiting = WhistleCall.select(WhistleCall, Whistle).join(Whistle).where(late, Whistle.closed_at.is_null())
    called = list(waiting.order_by(WhistleCall.id))
    return sum(_tell(occasion, call, "whistle-late", call.whistle.text, late=True) for call in called)


def _require_own(occasion: Occasion, call: WhistleCall) -> None:
    if not works_for(occasion.actor, call.organisation_id):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.CHECK_IN)


def _require_caller(occasion: Occasion, call: WhistleCall) -> None:
    require(occasion.actor, Action.CONFIRM_CHECK_IN, Subject(call.whistle.community.path))


def _require_open(call: WhistleCall) -> None:
    if call.checked_in_at is None:
        raise Refusal(Rule.NOT_CHECKED_IN)
    if call.confirmed_at is not None:
        raise Refusal(Rule.STALE)


def _change_as_read(call: WhistleCall, changes: dict[str, Any]) -> None:
    """Only if nobody confirmed, rejected or came meanwhile."""
    as_read = (WhistleCall.checked_in_at == call.checked_in_at) & WhistleCall.confirmed_at.is_null()
    if not WhistleCall.update(changes).where((WhistleCall.id == call.id) & as_read).execute():
        raise Refusal(Rule.STALE)


def close_if_all_came(occasion: Occasion, whistle: Whistle) -> None:
    """Ends a whistle of which no call waits to be confirmed any more."""
    waited_for = (WhistleCall.whistle == whistle) & WhistleCall.confirmed_at.is_null()
    if not WhistleCall.select().where(waited_for).exists():
        Whistle.update(closed_at=occasion.now).where(Whistle.id == whistle.id).execute()


def _report(occasion: Occasion, call: WhistleCall, step: CallStep, text: str) -> CallReport:
    by = occasion.actor.person_id
    return CallReport.create(call=call, step=step, at=occasion.now, by=by, text=text)


def _on_the_road(
    occasion: Occasion,
    whistle: Whistle,
    action: Action,
    text: str,
    facts: dict[str, object],
    call: WhistleCall | None = None,
) -> None:
    """What happened, on the road of the matter it is about, unless that has come to its end."""
    if whistle.matter_id is None:
        return
    matter = Matter.get_by_id(whistle.matter_id)
    if not possible(action, matter.state):
        if call is None:
            raise Refusal(Rule.WRONG_STATE, action=action, state=matter.state)
        return
    named = {"department": call.organisation.name} if call else {}
    called = frozenset({call.organisation_id}) if call else frozenset()
    is_public = not matter.private
    note(occasion, matter, action, text=text, data=facts | named, public=is_public, called=called)


def _tell(occasion: Occasion, call: WhistleCall, once: str, about: str, **more: bool) -> int:
    """Tells the department's groups and those who handle for it. Of a private matter it says where alone."""
    whistle = call.whistle
    private = whistle.matter is not None and whistle.matter.private
    kind = NoticeKind.URGENT_WHISTLE if whistle.urgent else NoticeKind.WHISTLE
    facts = {
        "whose": "staff",
        "community": whistle.community.name,
        "place": masked(whistle.place),
        "about": "" if private else masked(about)[:_SAID_CHARS],
        "due_at": call.due_at.isoformat(),
        **more,
    }
    people = handlers_of(call.organisation_id, occasion.now)
    staff = notices.Staff(whistle.community.path, call.organisation_id, people)
    return notices.tell_staff(occasion, kind, staff, f"{once}:{call.id}", facts)
