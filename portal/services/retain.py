"""What is kept of persons, for as long as the rule book says; every night what is over is let go of."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from peewee import JOIN, fn

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.stages import OPEN
from portal.models import (
    ContactLook,
    Matter,
    Notice,
    OneTimeCode,
    Person,
    RefusedLine,
    Retained,
    RoleHolding,
    SignIn,
    StandingMember,
    VerifiedContact,
)
from portal.models.importing import ImportRun
from portal.queries.invitations import in_force
from portal.queries.rows import rows
from portal.queries.sign_ins import LONGEST

#: Rows let go of in one transaction, so that a night's work stops nobody for long.
BATCH = 500

#: In the small hours, when nobody waits.
AT_NIGHT = 3

#: A code and a sign-in that are over tell nothing after these days.
_SPENT = timedelta(days=1)
_ENDED = timedelta(days=30)


def retain(occasion: Occasion) -> dict[str, int]:
    """Lets go of everything whose time is over, and keeps the figures: how many, by name of the rule."""
    figures = {name: _all_of(occasion, let_go) for name, let_go in RULES.items()}
    _keep(occasion, figures)
    return figures


def retain_nightly(occasion: Occasion) -> dict[str, int]:
    """As ``retain``, once a night; nothing when it was done since the last small hours."""
    night = datetime.combine(occasion.today, datetime.min.time()) + timedelta(hours=AT_NIGHT)
    if occasion.now < night or Retained.select().where(Retained.at >= night).exists():
        return {}
    return retain(occasion)


def _all_of(occasion: Occasion, let_go: Callable[[Occasion], int]) -> int:
    total = 0
    while gone := _batch(occasion, let_go):
        total += gone
    return total


@transaction
def _batch(occasion: Occasion, let_go: Callable[[Occasion], int]) -> int:
    return let_go(occasion)


@transaction
def _keep(occasion: Occasion, figures: dict[str, int]) -> None:
    Retained.create(at=occasion.now, figures=figures)


def _delete(model: Any, over: Any) -> int:
    some = model.select(model._meta.primary_key).where(over).limit(BATCH)
    return int(model.delete().where(model._meta.primary_key.in_(some)).execute())


def _contacts(occasion: Occasion) -> int:
    """Of persons none of whose matters is open, who neither raised nor signed in since, and who are not asked
    to meetings as standing members."""
    ids = [person_id for (person_id,) in rows(_reachable_in_vain(occasion))]
    nothing = {"phone": "", "phone_mark": "", "email": "", "email_mark": ""}
    Person.update(**nothing).where(Person.id.in_(ids)).execute()
    VerifiedContact.delete().where(VerifiedContact.person.in_(ids)).execute()
    return len(ids)


def _reachable_in_vain(occasion: Occasion) -> Any:
    since = occasion.now - timedelta(days=occasion.book.retention.contact_days)
    open_ones = Matter.select(Matter.proposer).where(Matter.state.in_(OPEN) & Matter.proposer.is_null(False))
    held = RoleHolding.until.is_null() | (RoleHolding.until > occasion.now)
    staff = RoleHolding.select(RoleHolding.person).where(held)
    standing = StandingMember.select(StandingMember.person).where(
        StandingMember.person.is_null(False), in_force(occasion.today)
    )
    came = SignIn.select(SignIn.person).where(SignIn.created_at > since)
    last_end = fn.COALESCE(fn.MAX(fn.COALESCE(Matter.closed_at, Matter.raised_at)), Person.created_at)
    return (
        Person.select(Person.id)
        .join(Matter, JOIN.LEFT_OUTER, on=Matter.proposer == Person.id)
        .where((Person.phone_mark != "") | (Person.email_mark != ""))
        .where(Person.id.not_in(open_ones), Person.id.not_in(staff), Person.id.not_in(came))
        .where(Person.id.not_in(standing))
        .group_by(Person.id, Person.created_at)
        .having((last_end <= since) & (Person.created_at <= since))
        .limit(BATCH)
    )


def _notices(occasion: Occasion) -> int:
    since = occasion.now - timedelta(days=occasion.book.retention.notice_days)
    return _delete(Notice, Notice.written_at <= since)


def _looks(occasion: Occasion) -> int:
    since = occasion.now - timedelta(days=occasion.book.retention.look_days)
    return _delete(ContactLook, ContactLook.at <= since)


def _codes(occasion: Occasion) -> int:
    return _delete(OneTimeCode, OneTimeCode.expires_at <= occasion.now - _SPENT)


def _sign_ins(occasion: Occasion) -> int:
    """But for the last of whoever can be reached: by it is known how long nobody came."""
    over = occasion.now - _ENDED
    spent = (SignIn.ended_at <= over) | (SignIn.ends_at <= over) | (SignIn.created_at <= over - LONGEST)
    reachable = (Person.phone_mark != "") | (Person.email_mark != "")
    last = SignIn.select(fn.MAX(SignIn.id)).join(Person).where(reachable).group_by(SignIn.person)
    return _delete(SignIn, spent & SignIn.id.not_in(last))


def _refused_lines(occasion: Occasion) -> int:
    """Lines of imported tables that were refused hold what somebody wrote, as long as notices do."""
    since = occasion.now - timedelta(days=occasion.book.retention.notice_days)
    old = ImportRun.select(ImportRun.id).where(ImportRun.started_at <= since)
    over = RefusedLine.run.in_(old)
    return _delete(RefusedLine, over)


#: Each lets go of one batch and gives how many; all are named on the pages that say what is kept how long.
RULES: Mapping[str, Callable[[Occasion], int]] = MappingProxyType(
    {
        "contacts": _contacts,
        "notices": _notices,
        "looks": _looks,
        "codes": _codes,
        "sign_ins": _sign_ins,
        "refused_lines": _refused_lines,
    }
)
