"""What is written is sent: each notice is taken in hand by one worker, sent, and marked.

A notice goes once at most. It is marked as in hand, and that is committed, before anything is sent; a worker
that breaks off in between leaves it so, and then it counts as failed: nobody can know whether it went, and
being told twice is worse than that a person of the office looks at it and taps "try again".
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import Case

from portal.db import quiet_transaction
from portal.domain.notices import (
    AT_ANY_HOUR,
    IN_HAND,
    SHORT_LIVED,
    NoticeKind,
    NoticeState,
    NoticeWay,
    Often,
    Trouble,
    keeps,
    next_try,
)
from portal.domain.occasion import Occasion
from portal.models import Notice
from portal.queries.notices import due, ways_to

_Condition = Any  # Peewee's conditions have no type


@dataclass(frozen=True)
class Letter:
    """One message to one recipient: one notice, or all of a day's digest.

    ``address`` is a number, an e-mail address or the channel of a group, in clear; empty when there is none.
    """

    notices: tuple[Notice, ...]
    address: str

    @property
    def first(self) -> Notice:
        return self.notices[0]

    @property
    def _ids(self) -> list[int]:
        return [notice.id for notice in self.notices]


@quiet_transaction
def take_in_hand(occasion: Occasion, ways: Collection[NoticeWay]) -> Letter | None:
    """The next letter that may go by one of these ways, taken from all other workers; None without one."""
    urgent = Case(None, [(Notice.kind.in_(list(AT_ANY_HOUR)), 0)], 1)
    first = due(ways, occasion.now).order_by(urgent, Notice.due_at, Notice.id).first()
    if first is None:
        return None
    taken = [notice for notice in _together(occasion, first) if _take(occasion, notice)]
    return Letter(tuple(taken), _address_of(first)) if taken else None


def _together(occasion: Occasion, first: Notice) -> Sequence[Notice]:
    """What is due of the same digest; anything else goes alone."""
    if first.often is not Often.DAILY:
        return [first]
    same = (Notice.person == first.person_id) & (Notice.often == Often.DAILY)
    return list(due([first.way], occasion.now).where(same).order_by(Notice.id))


def _take(occasion: Occasion, notice: Notice) -> bool:
    """Whether it still waited, and so is ours. ``due_at`` says from now on until when it may be in hand."""
    ours = {"state": NoticeState.SENDING, "tries": Notice.tries + 1, "due_at": occasion.now + IN_HAND}
    still = (Notice.id == notice.id) & (Notice.state == NoticeState.WAITING)
    notice.tries += 1
    return bool(Notice.update(ours).where(still).execute())


def _address_of(notice: Notice) -> str:
    """Where it goes now: who has moved on or was erased meanwhile is not written to at an old address."""
    if notice.group is not None:
        return str(notice.group.address) if notice.group.active else ""
    if notice.person is None:
        return str(notice.address)
    ways = ways_to(notice.person.phone, notice.person.email)
    if notice.way not in ways:
        return ""
    return str(notice.person.email if notice.way is NoticeWay.EMAIL else notice.person.phone)


@quiet_transaction
def mark_sent(occasion: Occasion, letter: Letter) -> None:
    """It has gone. Address and code are forgotten."""
    gone = {"state": NoticeState.SENT, "sent_at": occasion.now, "error": "", "address": ""}
    _settle(letter, gone | ({"facts": {}} if letter.first.kind is NoticeKind.CODE else {}))


@quiet_transaction
def mark_failed(occasion: Occasion, letter: Letter, trouble: Trouble) -> None:
    """It has not gone: it waits for its next try, or has failed for good."""
    first = letter.first
    again = next_try(occasion.now, first.kind, first.tries, occasion.book.notices)
    if again is None or trouble is Trouble.BAD_CHANNEL:
        _settle(letter, {"state": NoticeState.FAILED, "error": trouble})
    else:
        _settle(letter, {"state": NoticeState.WAITING, "error": trouble, "due_at": again})


@quiet_transaction
def mark_unreachable(occasion: Occasion, letter: Letter) -> None:
    """There is nobody to send it to any more."""
    _settle(letter, {"state": NoticeState.DROPPED, "error": Trouble.NO_ADDRESS, "address": ""})


def _settle(letter: Letter, columns: dict[str, object]) -> None:
    in_hand = Notice.id.in_(letter._ids) & (Notice.state == NoticeState.SENDING)
    Notice.update(columns).where(in_hand).execute()


def tidy(occasion: Occasion) -> int:
    """What was broken off has failed, and what nobody wants to hear any more is dropped. Gives the number.

    Calls to be made are left: the office owes them however late.
    """
    stale: _Condition = (Notice.state == NoticeState.SENDING) & (Notice.due_at < occasion.now)
    settled = _put_away(stale, {"state": NoticeState.FAILED, "error": Trouble.INTERRUPTED})
    waiting = (Notice.state == NoticeState.WAITING) & (Notice.way != NoticeWay.CALL)
    too_old: dict[str, object] = {
        "state": NoticeState.DROPPED,
        "error": Trouble.TOO_OLD,
        "address": "",
        "facts": {},
    }
    for kinds, since in (
        (Notice.kind.in_(list(SHORT_LIVED)), occasion.now - keeps(NoticeKind.CODE)),
        (Notice.kind.not_in(list(SHORT_LIVED)), occasion.now - keeps(NoticeKind.ANSWER)),
    ):
        settled += _put_away(waiting & kinds & (Notice.written_at < since), too_old)
    return settled


def _put_away(which: _Condition, columns: dict[str, object]) -> int:
    """Looks before it writes: mostly there is nothing to do."""
    if not Notice.select().where(which).exists():
        return 0
    return int(quiet_transaction(Notice.update(columns).where(which).execute)())
