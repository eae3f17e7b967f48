"""Hot matters: what many have lately said they want settled, and why each stands where it stands."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from peewee import Case, fn

from portal.domain.policy import HotRules
from portal.domain.stages import ALLOWED_IN, Action, State
from portal.models import Area, Matter, Support
from portal.queries.rows import Condition, Query, rows

#: What is older than so many half-lives weighs less than a sixteenth of a new voice, and is left out.
_HALF_LIVES = 4
_SHOWN = 20

#: Where neighbours can still add their voice.
_OPEN_TO_ALL = tuple(sorted(ALLOWED_IN[Action.SUPPORT]))


class Hot(NamedTuple):
    """A matter on the list. ``recent`` of its ``supports`` came within one half-life; ``reports`` are matters
    that repeated it, counted among the supports too. ``heat`` is the sum of all voices as they weigh now."""

    number: str
    title: str
    community: str
    state: State
    supports: int
    recent: int
    reports: int
    heat: float


def hot_matters(now: datetime, rules: HotRules, community_id: int | None = None) -> list[Hot]:
    """The hottest first. A support weighs 1, a repeated report as the rule book says, and both half as much
    after each half-life."""
    where: Condition = Matter.community == community_id if community_id else True
    return _hot(now, rules, where)


def hot_within(now: datetime, rules: HotRules, area_paths: Iterable[str]) -> list[Hot]:
    """As ``hot_matters``, of what lies in any of these areas."""
    inside: Condition = Area.id.is_null()
    for path in area_paths:
        inside |= Area.path.startswith(path)
    return _hot(now, rules, Matter.area.in_(Area.select(Area.id).where(inside)))


def _hot(now: datetime, rules: HotRules, where: Condition) -> list[Hot]:
    """Of what hangs on the board: nothing private is among it."""
    lately = _lately(now, rules)
    query = (
        Matter.select(
            Matter.number,
            Matter.public_title,
            Area.name,
            Matter.state,
            Matter.support_count,
            lately.c.recent,
            lately.c.reports,
            lately.c.heat,
        )
        .join(lately, on=lately.c.matter_id == Matter.id)
        .join(Area, on=Matter.community == Area.id)
        .where(Matter.state.in_(_OPEN_TO_ALL), Matter.board_column.is_null(False), where)
        .order_by(lately.c.heat.desc(), Matter.support_count.desc(), Matter.id)
        .limit(_SHOWN)
    )
    return [Hot(*row) for row in rows(query)]


def _lately(now: datetime, rules: HotRules) -> Query:
    """What has been said of each matter within the half-lives that count."""
    half_life = timedelta(days=rules.half_life_days)
    heat = _voices(now, half_life, rules.report_weight)
    return (
        Support.select(
            Support.matter.alias("matter_id"),
            fn.SUM(heat).alias("heat"),
            fn.SUM(Case(None, [(Support.at > now - half_life, 1)], 0)).alias("recent"),
            fn.SUM(Case(None, [(_is_report(), 1)], 0)).alias("reports"),
        )
        .where(Support.at > now - _HALF_LIVES * half_life)
        .group_by(Support.matter)
    )


def _voices(now: datetime, half_life: timedelta, report_weight: int) -> Any:
    """What one voice weighs: by whole half-lives, so that everybody can check it by hand."""
    steps = [
        (Support.at > now - number * half_life, 0.5 ** (number - 1)) for number in range(1, _HALF_LIVES + 1)
    ]
    age = Case(None, steps, 0.0)
    return age * Case(None, [(_is_report(), report_weight)], 1)


def _is_report() -> Condition:
    """A report merged into the matter supports it in the name of the matter that it was."""
    return Support.supporter.startswith("m:")
