"""Calls for help: whose turn it is to come, and what the office sees of them."""

from datetime import datetime
from typing import NamedTuple

from peewee import JOIN

from portal.domain.help_calls import TURNS, is_near, may_come
from portal.domain.permissions import Actor
from portal.models import Area, HelpCall, Kiosk, Person, RoleHolding
from portal.queries.rows import Query, prepared, rows

_SHOWN = 30


class Call(NamedTuple):
    """A call as the office sees it. ``kiosk`` is empty where the browser was no registered device."""

    id: int
    kiosk: str
    place: str
    community: str
    community_path: str
    step: str
    handed_id: int | None
    called_at: datetime
    asked_id: int | None
    passed_by: list[int]
    answered_by_id: int | None
    answered_at: datetime | None


def on_duty(community: Area, now: datetime) -> list[int]:
    """Those who may come to a kiosk of this community, in the order in which they are asked."""
    held = (
        RoleHolding.select(RoleHolding.person, RoleHolding.role, Area.path)
        .join(Area)
        .where(
            RoleHolding.role.in_(TURNS),
            RoleHolding.since <= now,
            RoleHolding.until.is_null() | (RoleHolding.until > now),
        )
        .order_by(RoleHolding.id)
    )
    near = [(role, person) for person, role, path in rows(held) if is_near(path, community.path)]
    return list(dict.fromkeys(person for role in TURNS for held_role, person in near if held_role is role))


def open_calls(actor: Actor) -> list[Call]:
    """The calls that nobody has answered yet and the actor may answer, oldest first."""
    return [call for call in map(_call, _open()) if may_come(actor, call.community_path)]


def recent_calls(actor: Actor) -> list[Call]:
    """The last calls that were answered, newest first."""
    answered = _calls().where(HelpCall.answered_at.is_null(False)).order_by(HelpCall.id.desc()).limit(_SHOWN)
    return [call for call in map(_call, rows(answered)) if may_come(actor, call.community_path)]


def names_of(calls: list[Call]) -> dict[int, str]:
    """The names of all who were asked or came."""
    ids = {number for call in calls for number in (call.asked_id, call.answered_by_id, *call.passed_by)}
    return dict(rows(Person.select(Person.id, Person.name).where(Person.id.in_(ids - {None}))))


def _call(row: tuple[object, ...]) -> Call:
    call = Call(*row)  # type: ignore[arg-type]  # a row of the select below
    return call._replace(kiosk=call.kiosk or "", place=call.place or "")


@prepared
def _open() -> Query:
    return _calls().where(HelpCall.answered_at.is_null()).order_by(HelpCall.id)


def _calls() -> Query:
    shown = (
        HelpCall.id,
        Kiosk.name,
        Kiosk.place,
        Area.name,
        Area.path,
        HelpCall.step,
        HelpCall.handed,
        HelpCall.called_at,
        HelpCall.asked,
        HelpCall.passed_by,
        HelpCall.answered_by,
        HelpCall.answered_at,
    )
    return HelpCall.select(*shown).join(Area).join_from(HelpCall, Kiosk, JOIN.LEFT_OUTER)
