"""Several people at one moment at a portal that is really served; and its end in the middle of their work."""

import os
import signal
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPException
from threading import Barrier
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import fn

from portal.config import Settings
from portal.db import database
from portal.domain.occasion import Occasion
from portal.models import AgendaItem, BoardCount, Matter, MatterEvent, Meeting, Rating, Support
from portal.services import agenda, attend, deliberate, say
from scripts.live_portal import serving
from tests.conftest import MORNING, Town
from tests.lively import TEN_PRESENT, Lively, lively
from tests.web.cookies import Pass, pass_of
from tests.web.served import SERVED, prepare, process_of

RESOLUTION = {
    "text": "换成感应灯。", "person": "钱多多", "working_days": "15", "mode": "own", "in_favour": "8",
    "against": "0", "abstained": "0",
}  # fmt: skip
SATISFIED = {"attitude": "5", "efficiency": "5", "result": "5", "effect": "5", "satisfied": "yes"}


class Sending(NamedTuple):
    """One form that somebody sends."""

    by: Pass
    to: str
    fields: dict[str, str]
    browser: str = "somebody"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def live(town: Town, occasion: Callable[..., Occasion]) -> Lively:
    return lively(town, occasion)


@pytest.fixture
def settings(settings: Settings, live: Lively) -> Settings:
    """Only when all is there is the database left for the portal to open."""
    database.close()
    return settings


@pytest.fixture
def item(live: Lively, town: Town, occasion: Callable[..., Occasion]) -> AgendaItem:
    """The bench, before an open meeting."""
    agenda.list_topic(occasion("worker"), live.bench, live.ahead)
    agenda.publish_agenda(occasion("secretary"), live.ahead)
    Meeting.update(day=MORNING.date()).where(Meeting.id == live.ahead.id).execute()
    meeting = Meeting.get_by_id(live.ahead.id)
    attend.record_attendance(occasion("secretary"), meeting, TEN_PRESENT)
    deliberate.open_meeting(occasion("secretary"), meeting)
    return AgendaItem.get(AgendaItem.matter == live.bench)


def send_at_once(address: str, sendings: Sequence[Sending]) -> list[int]:
    """Sends all of them at one moment; the statuses in their order, 0 where the server went away."""
    ready = Barrier(len(sendings))
    with ThreadPoolExecutor(len(sendings)) as people:
        return list(people.map(lambda each: _send(address, each, ready), sendings))


def _send(address: str, sending: Sending, ready: Barrier) -> int:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=20)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"session={sending.by.cookie}; browser={sending.browser}",
    }
    body = urlencode(sending.fields | {"csrf_token": sending.by.token})
    ready.wait(timeout=20)
    try:
        connection.request("POST", sending.to, body, headers)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


def assert_counters_equal_reality() -> None:
    counted = {(row.community_id, row.board_column): row.number for row in BoardCount.select() if row.number}
    there = Matter.select(Matter.community, Matter.board_column, fn.COUNT(Matter.id).alias("number"))
    hanging = there.where(Matter.board_column.is_null(False)).group_by(Matter.community, Matter.board_column)
    assert counted == {(row.community_id, row.board_column): row.number for row in hanging}
    for matter in Matter.select():
        assert matter.support_count == Support.select().where(Support.matter == matter).count()


def happened(matter: Matter) -> list[str]:
    events = MatterEvent.select(MatterEvent.action).where(MatterEvent.matter == matter)
    return [event.action.value for event in events.order_by(MatterEvent.id)]


def test_of_two_at_once_one_wins_the_other_is_told_and_the_counters_hold(
    settings: Settings, portal: Flask, client_of: Callable[[str], FlaskClient], live: Lively,
    item: AgendaItem, town: Town, occasion: Callable[..., Occasion],
) -> None:  # fmt: skip
    other = say.raise_matter(occasion(), say.Draft("井盖松了。", town.building.id)).matter
    nobody = pass_of(portal, portal.test_client(), live.photo.number, other.number)
    worker, secretary = (pass_of(portal, client_of(who)) for who in ("worker", "secretary"))
    office, of_item = "/office/matters/{}/answer", f"/office/meetings/{item.meeting_id}/items/{item.id}/"
    answers = [Sending(who, office.format(live.lamp.number), {"text": "换。"}) for who in (worker, secretary)]
    resolved = RESOLUTION | {"organisation": str(town.committee.id)}
    endings = [
        Sending(secretary, of_item + "resolve", resolved),
        Sending(worker, of_item + "defer", {"reason": "等。"}),
    ]
    ratings = [Sending(nobody, f"/matters/{live.photo.number}/rate", SATISFIED)] * 2
    withdrawal = Sending(nobody, f"/track/{other.number}/withdraw", {})
    crossing = [withdrawal, Sending(worker, office.format(other.number), {"text": "修。"})]
    form = {"ticket": "one-ticket", "words": "垃圾桶满了。", "place": "门口", "area": str(town.community.id)}
    supports = Sending(nobody, f"/matters/{live.wall.number}/support", {})
    before = live.wall.support_count
    prepare(settings)
    with serving(settings.data_dir, SERVED) as address:
        assert sorted(send_at_once(address, answers)) == [303, 409]
        assert sorted(send_at_once(address, endings)) == [303, 422]
        assert sorted(send_at_once(address, ratings)) in ([200, 303], [303, 422])
        assert sorted(send_at_once(address, crossing)) in ([303, 409], [303, 404])
        assert send_at_once(address, [Sending(nobody, "/say", form)] * 6) == [303] * 6
        twelve = [supports._replace(browser=f"browser-{number}") for number in range(12)]
        assert send_at_once(address, twelve) == [303] * 12
        by_one = send_at_once(address, [supports._replace(browser="one")] * 50)
    assert by_one == [303] * 50
    assert happened(live.lamp) == ["raise", "answer"]
    assert happened(other) in (["raise", "answer"], ["raise", "withdraw"])
    assert Rating.select().where(Rating.matter == live.photo).count() == 1
    assert Matter.select().where(Matter.body == form["words"]).count() == 1
    assert Matter.get_by_id(live.wall.id).support_count == before + 13
    assert_counters_equal_reality()


def test_what_was_answered_is_there_after_the_server_was_killed(
    settings: Settings, portal: Flask, town: Town
) -> None:
    prepare(settings)
    nobody = pass_of(portal, portal.test_client())
    said = {"place": "楼前", "area": str(town.community.id)}
    forms = [
        Sending(nobody, "/say", said | {"words": f"第{number}盏灯坏了。"}, f"browser-{number}")
        for number in range(40)
    ]
    with serving(settings.data_dir, SERVED) as address:
        answered = _send_and_kill(address, forms, settings)
    with serving(settings.data_dir, SERVED) as address:
        assert send_at_once(address, forms[-1:]) == [303], "it serves again"
    kept = {matter.body for matter in Matter.select()}
    assert 10 <= len(answered) < len(forms), "it was killed in the middle"
    assert answered <= kept
    assert_counters_equal_reality()


def _send_and_kill(address: str, forms: Sequence[Sending], settings: Settings) -> set[str]:
    """What was answered with 303 until the tenth answer had the server and its workers killed."""
    group = process_of(settings.data_dir)
    answered: set[str] = set()
    alone = Barrier(1)

    def send(form: Sending) -> None:
        if _send(address, form, alone) == 303:
            answered.add(form.fields["words"])
            if len(answered) == 10:
                os.killpg(group, signal.SIGKILL)

    with ThreadPoolExecutor(4) as people:
        list(people.map(send, forms))
    return answered


def test_whose_photo_comes_slowly_keeps_nobody_waiting(settings: Settings) -> None:
    prepare(settings)
    half = b"POST /say HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf of it"
    with serving(settings.data_dir, SERVED) as address, ExitStack() as telephones:
        place = urlsplit(address)
        for _ in range(6):
            telephone = socket.create_connection((place.hostname or "", place.port or 0), timeout=20)
            telephones.enter_context(telephone).sendall(half)
        reader = HTTPConnection(place.netloc, timeout=10)
        reader.request("GET", "/")
        assert reader.getresponse().status == 200
        reader.close()
