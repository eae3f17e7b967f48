"""请人帮忙: somebody at a kiosk calls; one after the other is asked until somebody comes."""

from datetime import timedelta
from typing import NamedTuple

from portal.db import transaction
from portal.domain.help_calls import may_come
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Area, HandOver, HelpCall
from portal.queries.help_calls import on_duty
from portal.services import notices


class Stand(NamedTuple):
    """Where somebody stands who calls: the kiosk, if it is a registered one, and the page."""

    kiosk_id: int | None
    community_id: int
    step: str


@transaction
def call(occasion: Occasion, stand: Stand, handed: HandOver | None = None) -> HelpCall:
    """Tells the staff; a call that waits already is told no second time, but keeps where one stands now.

    Args:
        handed: what was begun and is given to the staff to finish.
    """
    waiting = _waiting_at(stand)
    if waiting is None:
        return _new_call(occasion, stand, handed)
    waiting.step, waiting.handed = stand.step, handed or waiting.handed
    waiting.save()
    return waiting


def _waiting_at(stand: Stand) -> HelpCall | None:
    here = (HelpCall.kiosk == stand.kiosk_id) if stand.kiosk_id else HelpCall.kiosk.is_null()
    of_ours = (HelpCall.community == stand.community_id) & HelpCall.answered_at.is_null()
    found: HelpCall | None = HelpCall.select().where(here & of_ours).first()
    return found


def _new_call(occasion: Occasion, stand: Stand, handed: HandOver | None) -> HelpCall:
    turn = on_duty(Area.get_by_id(stand.community_id), occasion.now)
    called = HelpCall.create(
        kiosk=stand.kiosk_id,
        community=stand.community_id,
        step=stand.step,
        handed=handed,
        called_at=occasion.now,
        asked=turn[0] if turn else None,
        asked_at=occasion.now,
    )
    notices.write_help_call(occasion, called)
    return called


@transaction
def answer(occasion: Occasion, call_id: int) -> HelpCall:
    """Somebody is on the way. Raises Refusal NOT_FOUND, NOT_ALLOWED, or STALE when another one came first."""
    asked = HelpCall.get_or_none(HelpCall.id == call_id)
    if asked is None:
        raise Refusal(Rule.NOT_FOUND)
    if not may_come(occasion.actor, asked.community.path):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.ANSWER_HELP)
    this = (HelpCall.id == call_id) & HelpCall.answered_at.is_null()
    coming = HelpCall.update(answered_by=occasion.actor.person_id, answered_at=occasion.now)
    if not coming.where(this).execute():
        raise Refusal(Rule.STALE)
    return HelpCall.get_by_id(call_id)


def pass_on_late(occasion: Occasion) -> int:
    """Asks the next one wherever the one asked has not come in time; returns how many calls went on.

    When everybody was asked, the call stays with the last one and stays open for all.
    """
    since = occasion.now - timedelta(minutes=occasion.book.notices.help_call_minutes)
    late = HelpCall.select().where(HelpCall.answered_at.is_null(), HelpCall.asked_at <= since)
    return sum(_pass_on(occasion, waiting) for waiting in list(late))


@transaction
def _pass_on(occasion: Occasion, waiting: HelpCall) -> bool:
    gone_by = [*waiting.passed_by, *([waiting.asked_id] if waiting.asked_id else [])]
    following = next((each for each in on_duty(waiting.community, occasion.now) if each not in gone_by), None)
    if following is None:
        return False
    this = (HelpCall.id == waiting.id) & HelpCall.answered_at.is_null()
    passed = HelpCall.update(asked=following, asked_at=occasion.now, passed_by=gone_by)
    if not passed.where(this & (HelpCall.asked_at == waiting.asked_at)).execute():
        return False  # somebody came, or another worker passed it on
    notices.write_help_call(occasion, HelpCall.get_by_id(waiting.id))
    return True
