"""Portals with many matters, made through the services and kept in ``var/bench`` for the next run."""

import csv
import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import cycle, product
from pathlib import Path
from typing import NamedTuple

from portal import presets
from portal.clock import china_now
from portal.db import MIGRATIONS, database, migrate, open_database, writing
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import NOBODY, THE_CLOCK, Actor, Grant, Role
from portal.domain.policy import RuleBook
from portal.models import Area, Matter, Organisation, Person
from portal.models.places import AreaKind, OrganisationKind
from portal.queries.places import work_calendar
from portal.queries.rows import rows
from portal.services import handle, places, say
from portal.services.agenda import plan_meetings
from scripts.bench.server import ROOT

FOLDER = ROOT / "var" / "bench"
_REAL_TEXTS = ROOT.parent / "shared" / "data" / "supported.csv"
_COMMUNITIES = ("清华园社区", "和川社区", "府城社区", "沁河社区")
_IN_ONE_COMMIT = 1_000
_SPREAD_OVER = timedelta(days=180)
_NUMBERS_TO_READ = 50


class Town(NamedTuple):
    """Where the matters lie, who works on them, and by which rules."""

    communities: list[Area]
    worker: Actor
    handler: Organisation
    book: RuleBook
    calendar: WorkCalendar

    def occasion(self, actor: Actor, at: datetime) -> Occasion:
        return Occasion(actor, at, self.book, self.calendar)


def filled(matters: int) -> Path:
    """The folder of a portal with so many matters; made now unless an earlier run left it."""
    folder = FOLDER / str(matters)
    mark = folder / "filled"
    if not mark.exists() or mark.read_text() != _kind_of_data():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _fill(folder, matters)
        mark.write_text(_kind_of_data())
    return folder


def address_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'portal.db'}"


def numbers_to_read(folder: Path) -> list[str]:
    """The numbers of some matters, from all over the table."""
    open_database(address_of(folder))
    public = Matter.select(Matter.number).where(Matter.board_column.is_null(False)).order_by(Matter.id)
    numbers = [number for (number,) in rows(public)]
    database.close()
    return numbers[:: max(1, len(numbers) // _NUMBERS_TO_READ)][:_NUMBERS_TO_READ]


def _kind_of_data() -> str:
    """What the kept data depends on: the schema, and what this file makes."""
    sources = [*sorted(MIGRATIONS.glob("*.py")), Path(__file__)]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _fill(folder: Path, matters: int) -> None:
    started = time.monotonic()
    open_database(address_of(folder))
    migrate()
    town, texts = _settle(china_now()), cycle(_texts())
    first_at = china_now() - _SPREAD_OVER
    for batch in range(0, matters, _IN_ONE_COMMIT):
        with writing():
            for number in range(batch, min(batch + _IN_ONE_COMMIT, matters)):
                _walk(town, number, next(texts), first_at + _SPREAD_OVER * number / matters)
    database.close()
    print(f"  filled a portal with {matters:,} matters in {time.monotonic() - started:.0f} s")


def _settle(now: datetime) -> Town:
    with writing():
        places.seed_calendar()
        street = places.add_area(AreaKind.STREET, "府城镇", places.add_area(AreaKind.DISTRICT, "安泽县"))
        hall = {"venue": "居民说事议事厅", "address": "小区内", "opening_hours": "周一至周六 8:30—18:00"}
        communities = [
            places.add_community(name, street, telephone=f"0357-700000{number}", **hall)
            for number, name in enumerate(_COMMUNITIES)
        ]
        handler = places.add_organisation("清华园物业", OrganisationKind.PROPERTY, communities[0])
        person = Person.create(name="李敏", phone="", created_at=now)
    worker = Actor(person.id, person.name, (Grant(Role.COMMUNITY_SECRETARY, street.path),))
    town = Town(communities, worker, handler, presets.load("anze"), work_calendar())
    for community in communities:
        plan_meetings(town.occasion(THE_CLOCK, now), community, now.date() + timedelta(days=31))
    return town


def _walk(town: Town, number: int, text: str, at: datetime) -> None:
    """Raises one matter and takes it as far along the road as its number says."""
    community = town.communities[number % len(town.communities)]
    draft = say.Draft(words=text, area_id=community.id, place=f"{number % 40 + 1}号楼前")
    matter = say.raise_matter(town.occasion(NOBODY, at), draft).matter
    step = _STEPS[number % len(_STEPS)]
    if step is not None:
        step(town.occasion(town.worker, at + timedelta(hours=5)), matter, town.handler)


def _answer(now: Occasion, matter: Matter, _handler: Organisation) -> None:
    say.answer(now, matter, "已经看过，今天就办好，谢谢您告诉我们。")


def _refuse(now: Occasion, matter: Matter, _handler: Organisation) -> None:
    say.refuse(now, matter, "这件事不归社区管，已经告诉您该找谁。")


def _pool(now: Occasion, matter: Matter, _handler: Organisation) -> None:
    say.pool(now, matter)


def _assign(now: Occasion, matter: Matter, handler: Organisation) -> None:
    handle.assign(now, matter, handle.Order(handler.id, "赵强", working_days=15))


def _complete(now: Occasion, matter: Matter, handler: Organisation) -> None:
    _assign(now, matter, handler)
    handle.complete(now, matter, "已经修好，请大家看看还有没有问题。")


#: What becomes of ten matters in a row; None waits for its first answer.
_STEPS: tuple[Callable[[Occasion, Matter, Organisation], None] | None, ...] = (
    *(None, _answer, _refuse, _pool, _answer, _assign, _answer, None, _complete, _refuse),
)


def _texts() -> Iterator[str]:
    """Real messages where they are at hand; else as many made-up ones as parts can be combined."""
    if _REAL_TEXTS.exists():
        with _REAL_TEXTS.open(encoding="utf-8") as file:
            yield from (row["留言详情"].strip()[:600] for row in csv.DictReader(file))
        return
    places_of_town = [f"{number}号楼{side}" for number, side in product(range(1, 41), "东西南北")]
    things = ("路灯", "电梯", "水管", "健身器材", "垃圾桶", "停车位", "单元门", "排水沟")
    troubles = ("坏了", "没有人管", "堵住了", "太少", "晚上很吵", "老人不方便用")
    for where, thing, trouble in product(places_of_town, things, troubles):
        yield f"{where}的{thing}{trouble}，已经反映过几次，请社区来看一看，早一点解决。"
