"""What the inbox's address asks for. What makes no sense in it is left out, never an error."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from portal.domain.lights import Light
from portal.domain.occasion import Occasion
from portal.domain.stages import State
from portal.queries.levels import levels_of
from portal.queries.matters import DueWithin, due_within
from portal.queries.office import Wanted
from portal.queries.office_figures import CLOCKED

_LAST_PAGE = 500
_DESK, _WITH_THE_LINE = "/office", "/office/many/"
_LONGEST_ID = 9  # digits: what both databases take for a key

#: Everything that waits for the office; what waits for a meeting or for ratings is asked for by name.
_WAITING = CLOCKED | {State.POOLED, State.SETTLED}

STATES_OF: Mapping[str, frozenset[State]] = MappingProxyType(
    {
        "answer": frozenset({State.RECEIVED}),
        "deliberate": frozenset({State.POOLED, State.ON_AGENDA}),
        "handle": frozenset({State.HANDLING, State.RECTIFYING}),
        "rate": frozenset({State.RATING}),
        "publish": frozenset({State.SETTLED}),
    }
)

STAGES: Mapping[str, LazyString] = MappingProxyType(
    {
        "answer": _("待答复"),
        "deliberate": _("待上会"),
        "handle": _("办理中"),
        "rate": _("等评价"),
        "publish": _("待公开"),
    }
)


@dataclass(frozen=True)
class Wish:
    """The filters as they stand in the address; empty is everything that waits for the office."""

    stage: str = ""
    light: str = ""
    community: str = ""
    mine: str = ""
    up: str = ""
    page: int = 1

    def wanted(self, now: Occasion) -> Wanted:
        """The same for the query, with today's meaning of a light."""
        due = DueWithin(None, None)
        if self.light:
            due = due_within(Light(self.light), now.today, now.calendar, now.book.lights)
        return Wanted(
            states=STATES_OF.get(self.stage, _WAITING) & (CLOCKED if self.light else frozenset(State)),
            after=due.after,
            until=due.until,
            community_id=int(self.community) if self.community else None,
            mine_only=bool(self.mine),
            levels=levels_of(now.actor) if self.up else frozenset(),
            page=self.page,
        )

    def address(self, **changes: str | int) -> dict[str, str | int]:
        """The parts of an address that asks for the same but for the changes, from the first page on."""
        changed = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        parts = {name: value for name, value in vars(changed).items() if value}
        if parts["page"] == 1:
            del parts["page"]
        return parts


def read_wish(said: Mapping[str, str]) -> Wish:
    """The wish in the parts of an address."""
    light, community = said.get("light", ""), said.get("community", "")
    return Wish(
        stage=said.get("stage", "") if said.get("stage") in STATES_OF else "",
        light=light if light in frozenset(Light) else "",
        community=community if _is_figure(community) else "",
        mine="1" if said.get("mine") else "",
        up="1" if said.get("up") else "",
        page=page_of(said.get("page", "")),
    )


def line_here() -> dict[str, Any]:
    """What the officer picked from the inbox on the way here; links and forms lead on with it."""
    among = "number" in (request.view_args or {}) or request.path.startswith(_WITH_THE_LINE)
    return read_wish(request.args).address(page=1) if among or request.path == _DESK else {}


def page_of(said: str) -> int:
    """The page of a list that an address asks for, from 1."""
    return min(max(int(said), 1), _LAST_PAGE) if _is_figure(said) else 1


def _is_figure(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID
