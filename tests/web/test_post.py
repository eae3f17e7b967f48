"""What leaves the house: through a real mail server and a real gateway here, in a neighbour's words."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from portal import post
from portal.config import Settings
from portal.db import database
from portal.domain.notices import NoticeKind, NoticeState, NoticeWay, Often
from portal.domain.occasion import Occasion
from portal.models import Matter, Notice, NoticeGroup, NoticeWish, Person
from portal.models.people import ContactWay
from portal.polling import poll
from portal.services import notices, say
from portal.services.contacts import email_columns
from portal.services.say import Draft
from tests.conftest import MORNING, Cast, Town

MOBILE = "13800138000"


class MailServer:
    """Keeps what it is given, as long as it is willing."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.willing = True

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        if not self.willing:
            return "451 not now"
        letter = BytesParser(policy=default).parsebytes(envelope.content)
        assert isinstance(letter, EmailMessage)
        letter["X-To"] = envelope.rcpt_tos[0]
        self.letters.append(letter)
        return "250 taken"


@pytest.fixture
def mail() -> Iterator[MailServer]:
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    server.port = controller.port  # type: ignore[attr-defined]
    yield server
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Gateway(ThreadingHTTPServer):
    """Takes JSON as gateways for messages and groups do."""

    taken: list[tuple[str, dict[str, str]]]
    status = 200


class _Taking(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.taken.append((self.path, body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_request(self, *args: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    server = Gateway(("127.0.0.1", 0), _Taking)
    server.taken = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def settings(settings: Settings, mail: MailServer, gateway: Gateway) -> Settings:
    return replace(
        settings,
        address="https://yishi.example.cn",
        mail_channel=f"mailto://127.0.0.1:{mail.port}/{{email}}?from=hall@example.org",  # type: ignore[attr-defined]
        sms_channel=f"json://127.0.0.1:{gateway.server_port}/sms/{{phone}}",
    )


Occasions = Callable[..., Occasion]


def raised(occasion: Occasions, town: Town, who: str = "nobody", **more: Any) -> Matter:
    draft = Draft("路灯坏了，晚上看不清。", town.building.id, title="路灯坏了", **more)
    return say.raise_matter(occasion(who), draft).matter


def test_an_answer_reaches_the_telephone_in_a_neighbours_words(
    portal: Flask, gateway: Gateway, occasion: Occasions, town: Town
) -> None:
    matter = raised(occasion, town, phone=MOBILE, wants_reply="sms")
    say.answer(occasion("worker"), matter, "今晚就换灯泡，请打13900139000找电工。")
    assert post.deliver_due(portal) == 2
    (_, receipt), (path, answer) = gateway.taken
    assert path == f"/sms/{MOBILE}"
    assert receipt["message"].startswith(
        "您说的“路灯坏了”收到了，编号AZ-2026-0001。2026年11月6日前给您答复。\n"
        "看详情：https://yishi.example.cn/track/AZ-2026-0001\n"
    )
    assert answer["message"].startswith("“路灯坏了”有了答复：今晚就换灯泡，请打")
    assert "13900139000" not in answer["message"]  # what leaves the house is masked
    assert {notice.state for notice in Notice.select()} == {NoticeState.SENT}


def test_nothing_is_sent_twice_however_often_the_postman_comes(
    portal: Flask, gateway: Gateway, occasion: Occasions, town: Town
) -> None:
    raised(occasion, town, phone=MOBILE, wants_reply="sms")
    assert [post.deliver_due(portal) for _ in range(3)] == [1, 0, 0]
    assert len(gateway.taken) == 1


def test_two_postmen_at_once_send_each_message_once(
    portal: Flask, gateway: Gateway, occasion: Occasions, town: Town
) -> None:
    for number in range(12):
        raised(occasion, town, phone=f"1380013{number:04}", wants_reply="sms")
    postmen = [threading.Thread(target=post.deliver_due, args=(portal,)) for _ in range(2)]
    for postman in postmen:
        postman.start()
    for postman in postmen:
        postman.join()
    assert sorted(path for path, _ in gateway.taken) == [f"/sms/1380013{number:04}" for number in range(12)]


def test_a_gateway_that_fails_is_asked_again_a_minute_later(
    portal: Flask, gateway: Gateway, occasion: Occasions, town: Town
) -> None:
    raised(occasion, town, phone=MOBILE, wants_reply="sms")
    gateway.status = 503
    assert post.deliver_due(portal) == 1
    waiting = Notice.get()
    assert (waiting.state, waiting.due_at, waiting.error) == (
        NoticeState.WAITING, MORNING + timedelta(minutes=1), "not_taken",
    )  # fmt: skip
    gateway.status = 200
    portal.config["CLOCK"] = lambda: MORNING + timedelta(minutes=1)
    assert post.deliver_due(portal) == 1
    assert Notice.get().state is NoticeState.SENT


def test_a_code_goes_at_night_in_the_readers_language_and_nowhere_stays(
    portal: Flask, mail: MailServer, occasion: Occasions, town: Town
) -> None:
    night = datetime(2026, 11, 3, 23, 40)
    portal.config["CLOCK"] = lambda: night
    notices.write_code(occasion("nobody", night), ContactWay.EMAIL, "lin@example.org", "493027", "zh_Hant")
    assert post.deliver_due(portal) == 1
    (letter,) = mail.letters
    assert letter["X-To"] == "lin@example.org"
    assert "493027" in str(letter.get_content())
    assert Notice.get().facts == {}


def test_a_digest_is_one_letter_with_all_news_and_a_way_to_stop(
    portal: Flask, mail: MailServer, occasion: Occasions, town: Town, cast: Cast
) -> None:
    person = cast["resident"].person_id
    Person.update(email_columns("lin@example.org")).where(Person.id == person).execute()
    for kind in (NoticeKind.RECEIPT, NoticeKind.ANSWER):
        NoticeWish.create(person=person, kind=kind, way=NoticeWay.EMAIL, often=Often.DAILY)
    say.answer(occasion("worker"), raised(occasion, town, "resident"), "今晚就换灯泡。")
    assert post.deliver_due(portal) == 0
    portal.config["CLOCK"] = lambda: datetime(2026, 11, 3, 18)
    assert post.deliver_due(portal) == 1
    (letter,) = mail.letters
    assert letter["Subject"] == "2件事有了新进展"
    text = str(letter.get_content())
    assert "收到了，编号AZ-2026-0001" in text
    assert "有了答复：今晚就换灯泡。" in text
    assert f"https://yishi.example.cn/stop/{person}-receipt." in text


def test_a_private_matter_is_named_by_its_number_alone(
    portal: Flask, gateway: Gateway, occasion: Occasions, town: Town
) -> None:
    matter = raised(occasion, town, phone=MOBILE, wants_reply="sms", private=True)
    say.answer(occasion("worker"), matter, "家里的事已经调解。")
    post.deliver_due(portal)
    assert [body["message"].splitlines()[0] for _, body in gateway.taken] == [
        "您说的AZ-2026-0001收到了，编号AZ-2026-0001。2026年11月6日前给您答复。",
        "AZ-2026-0001有了答复：",
    ]


def test_a_group_hears_in_its_own_channel(
    portal: Flask, gateway: Gateway, occasion: Occasions, town: Town
) -> None:
    NoticeGroup.create(
        name="社区工作群",
        area=town.community,
        address=f"json://127.0.0.1:{gateway.server_port}/group",
        kinds=[NoticeKind.RECEIPT.value],
    )
    raised(occasion, town)
    post.deliver_due(portal)
    ((path, body),) = gateway.taken
    assert (path, body["title"]) == ("/group", "来了一件新事 · AZ-2026-0001")
    assert body["message"].startswith("来了一件新事：“路灯坏了”（AZ-2026-0001）。请在2026年11月6日前答复。")


def test_the_address_of_a_group_is_one_channel_whatever_stands_behind_a_semicolon(
    portal: Flask, gateway: Gateway, occasion: Occasions, town: Town
) -> None:
    there = f"json://127.0.0.1:{gateway.server_port}"
    NoticeGroup.create(
        name="社区工作群",
        area=town.community,
        address=f"{there}/group;{there}/second",
        kinds=[NoticeKind.RECEIPT.value],
    )
    raised(occasion, town)
    post.deliver_due(portal)
    assert len(gateway.taken) == 1


def test_what_no_channel_is_connected_for_waits(
    portal: Flask, gateway: Gateway, occasion: Occasions, town: Town
) -> None:
    portal.config["SETTINGS"] = replace(portal.config["SETTINGS"], sms_channel="")
    raised(occasion, town, phone=MOBILE, wants_reply="sms")
    assert post.deliver_due(portal) == 0
    assert Notice.get().state is NoticeState.WAITING


def test_an_address_can_add_nothing_to_the_channel(
    portal: Flask, mail: MailServer, occasion: Occasions, town: Town
) -> None:
    address = "lin@example.org?to=everybody@example.org"
    notices.write_code(occasion("nobody"), ContactWay.EMAIL, address, "493027")
    post.deliver_due(portal)
    assert not any(letter["X-To"].startswith("everybody") for letter in mail.letters)


class TwoRounds(threading.Event):
    """Ends the postman's day after his second round, without his pause between them."""

    def __init__(self) -> None:
        super().__init__()
        self.rounds = 0

    def wait(self, timeout: float | None = None) -> bool:
        self.rounds += 1
        return self.rounds > 2


def test_a_round_that_breaks_off_does_not_end_the_postmans_day(
    portal: Flask, gateway: Gateway, occasion: Occasions, town: Town
) -> None:
    raised(occasion, town, phone=MOBILE, wants_reply="sms")
    moments = iter([None, *[MORNING] * 20])  # the first look at the clock gives none
    portal.config["CLOCK"] = lambda: next(moments)
    database.close()
    poll(portal, post.do_round, TwoRounds())
    assert [path for path, _ in gateway.taken] == [f"/sms/{MOBILE}"]
