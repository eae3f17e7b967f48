"""The ways through each face: four public doors, and the office's rooms as far as one's role opens them."""

from typing import NamedTuple

from flask import request
from flask_babel import LazyString

from portal.domain.permissions import Actor, can_anywhere
from portal.domain.stages import Action
from portal.web.words import lazy_gettext as _


class Way(NamedTuple):
    """One entry of a navigation: where it leads below the face's own address, and its word."""

    path: str
    word: LazyString
    action: Action | None = None
    covers: tuple[str, ...] = ()

    @property
    def is_here(self) -> bool:
        """Whether the reader is on this page, or on or below one that it ``covers``."""
        path = request.path.removeprefix("/kiosk").rstrip("/") or "/"
        below = (self.path, *self.covers) if self.path not in _ROOTS else self.covers
        return path == self.path or any(path == root or path.startswith(f"{root}/") for root in below)


_ROOTS = frozenset({"/", "/office"})

PUBLIC_WAYS = (
    Way("/", _("议题公示"), covers=("/matters", "/meetings")),
    Way("/say", _("我要说")),
    Way("/track", _("查进度")),
    Way("/publicity", _("晒一晒")),
)
_OFFICE_WAYS = (
    Way("/office", _("待办"), Action.READ_OFFICE, covers=("/office/matters",)),
    Way("/office/enter", _("请人代填"), Action.ENTER_FOR),
    Way("/office/meetings", _("议事会"), Action.READ_OFFICE),
    Way("/office/visits", _("回访"), Action.READ_ORIGINAL),
    Way("/office/extensions", _("延期"), Action.READ_ORIGINAL),
    Way("/office/find", _("查找"), Action.READ_ORIGINAL),
    Way("/office/publishing", _("公开"), Action.PUBLISH),
)


def office_ways(actor: Actor) -> list[Way]:
    """What the office offers this actor."""
    return [way for way in _OFFICE_WAYS if way.action is None or can_anywhere(actor, way.action)]
