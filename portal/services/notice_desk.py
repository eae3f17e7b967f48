"""What people of the office do about notices: try again what failed, and make the calls that are owed."""

from portal.db import quiet_transaction
from portal.domain.notices import NoticeKind, NoticeState, NoticeWay
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean
from portal.models import Notice

_NOTE_CHARS = 200


@quiet_transaction
def try_again(occasion: Occasion, notice_id: int) -> Notice:
    """What has failed is sent once more, with as many tries as a new one.

    Raises:
        Refusal: NOT_FOUND, NOT_ALLOWED, STALE for what has not failed, or is a code that nobody waits for.
    """
    notice = _find(notice_id)
    require(occasion.actor, Action.MANAGE_NOTICES, _subject(notice))
    failed = (Notice.id == notice_id) & (Notice.state == NoticeState.FAILED)
    waits = {"state": NoticeState.WAITING, "tries": 0, "due_at": occasion.now, "written_at": occasion.now}
    if notice.kind is NoticeKind.CODE or not Notice.update(waits).where(failed).execute():
        raise Refusal(Rule.STALE)
    return notice


@quiet_transaction
def called(occasion: Occasion, notice_id: int, note: str = "") -> Notice:
    """Somebody of the office has called and told it; ``note`` is what is worth keeping of the talk.

    Raises:
        Refusal: NOT_FOUND, NOT_ALLOWED, STALE when somebody else has called already, TEXT_TOO_LONG.
    """
    notice = _find(notice_id)
    require(occasion.actor, Action.MAKE_CALLS, _subject(notice))
    owed = (Notice.id == notice_id) & (Notice.way == NoticeWay.CALL) & (Notice.state == NoticeState.WAITING)
    told = {"state": NoticeState.SENT, "sent_at": occasion.now, "done_by": occasion.actor.person_id}
    facts = notice.facts | {"note": clean(note, _NOTE_CHARS, "note")}
    if not Notice.update(told | {"facts": facts}).where(owed).execute():
        raise Refusal(Rule.STALE)
    return notice


def _find(notice_id: int) -> Notice:
    notice = Notice.get_or_none(Notice.id == notice_id)
    if notice is None:
        raise Refusal(Rule.NOT_FOUND)
    return notice


def _subject(notice: Notice) -> Subject:
    """Where it belongs: the place of its matter or group; what has neither belongs to the whole place."""
    if notice.matter is not None:
        return Subject(area_path=notice.matter.area.path)
    return Subject(area_path=notice.group.area.path if notice.group is not None else "/")
