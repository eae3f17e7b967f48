"""Staff groups: connected, paused, connected again, tried out."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from portal.db import transaction
from portal.domain.group_channels import channel_address, channel_of
from portal.domain.notices import FOR_GROUPS, NoticeKind, NoticeState, NoticeWay, Often, Trouble
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import required
from portal.models import Area, Notice, NoticeGroup, Organisation

_NAME_CHARS = 80
_ADDRESS_CHARS = 500


@dataclass(frozen=True)
class Connection:
    """A group as somebody connects it. ``address`` as its robot shows it, or Apprise's URL."""

    name: str
    area_id: int
    address: str
    kinds: Sequence[NoticeKind]
    organisation_id: int | None = None


@transaction
def connect(occasion: Occasion, connection: Connection) -> NoticeGroup:
    """From now on the group is told what its ``kinds`` say of its area or organisation.

    Raises:
        Refusal: UNKNOWN_AREA, NOT_ALLOWED, UNKNOWN_CHOICE for no or another kind or organisation,
            CHANNEL_UNKNOWN, EMPTY_TEXT, TEXT_TOO_LONG.
    """
    area = Area.get_or_none(Area.id == connection.area_id)
    if area is None:
        raise Refusal(Rule.UNKNOWN_AREA, field="area")
    require(occasion.actor, Action.MANAGE_NOTICES, Subject(area_path=area.path))
    name = required(connection.name, _NAME_CHARS, "name")
    address = channel_address(required(connection.address, _ADDRESS_CHARS, "address"))
    if channel_of(address) is None:
        raise Refusal(Rule.CHANNEL_UNKNOWN, field="address")
    return NoticeGroup.create(
        name=name,
        area=area,
        organisation=_organisation(connection.organisation_id),
        address=address,
        kinds=_kinds(connection.kinds),
    )


def _organisation(organisation_id: int | None) -> Organisation | None:
    if organisation_id is None:
        return None
    found = Organisation.get_or_none((Organisation.id == organisation_id) & Organisation.active)
    if found is None:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="organisation")
    return found


def _kinds(kinds: Sequence[NoticeKind]) -> list[str]:
    if not kinds or not set(kinds) <= set(FOR_GROUPS):
        raise Refusal(Rule.UNKNOWN_CHOICE, field="kinds")
    return [kind.value for kind in FOR_GROUPS if kind in kinds]


@transaction
def pause(occasion: Occasion, group: NoticeGroup) -> None:
    """The group is told nothing more, and what still waits for it is dropped. Raises Refusal NOT_ALLOWED."""
    _require(occasion, group)
    NoticeGroup.update(active=False).where(NoticeGroup.id == group.id).execute()
    waiting = (Notice.group == group) & (Notice.state == NoticeState.WAITING)
    Notice.update(state=NoticeState.DROPPED, error=Trouble.PAUSED).where(waiting).execute()


@transaction
def resume(occasion: Occasion, group: NoticeGroup) -> None:
    """The group is told again what happens from now on. Raises Refusal NOT_ALLOWED."""
    _require(occasion, group)
    NoticeGroup.update(active=True).where(NoticeGroup.id == group.id).execute()


@transaction
def try_out(occasion: Occasion, group: NoticeGroup) -> Notice:
    """Writes a trial message to the group; how it went stands in the office's list.

    Raises:
        Refusal: NOT_ALLOWED, NOT_FOUND for a group that is paused.
    """
    _require(occasion, group)
    if not group.active:
        raise Refusal(Rule.NOT_FOUND)
    return Notice.create(
        once=f"test:{secrets.token_hex(8)}",
        kind=NoticeKind.TEST,
        way=NoticeWay.GROUP,
        group=group,
        often=Often.AT_ONCE,
        written_at=occasion.now,
        due_at=occasion.now,
    )


def _require(occasion: Occasion, group: NoticeGroup) -> None:
    require(occasion.actor, Action.MANAGE_NOTICES, Subject(area_path=group.area.path))
