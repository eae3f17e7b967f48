"""Whatever is sent to whichever address by whomever: an answer of ours comes back, and never a 500."""

from collections.abc import Callable, Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from werkzeug.test import TestResponse

from portal.config import Settings
from portal.db import database
from portal.domain.occasion import Occasion
from portal.models import AgendaItem, Attempt, Campaign, SignIn
from tests.conftest import Town
from tests.lively import Lively, lively
from tests.web.calls import answer_call, make_call
from tests.web.cookies import Pass, pass_of
from tests.web.hostile import Attack, attacks, paths

ClientOf = Callable[[str], FlaskClient]

VISITORS = ("nobody", "resident", "worker", "secretary", "handler", "auditor")
hostile = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],  # the attack is told whole; making it small would take minutes
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both engines: only PostgreSQL refuses NUL and texts longer than their column."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def live(town: Town, occasion: Callable[..., Occasion]) -> Lively:
    filled = lively(town, occasion)
    answer_call(occasion, make_call(town, occasion))
    database.close()  # the portal opens it anew
    return filled


@pytest.fixture
def settings_of_portal(live: Lively, settings: Settings) -> Settings:
    return settings


@pytest.fixture
def known(live: Lively) -> Mapping[str, str]:
    """What stands in the addresses of the routes that exist."""
    item = AgendaItem.get(AgendaItem.matter == live.wall)
    return {
        "number": live.lamp.number, "meeting_id": str(live.ahead.id), "item_id": str(item.id),
        "notice_id": "1", "group_id": "1", "campaign_id": str(Campaign.get().id), "part_id": "1",
        "reply_id": "1", "sheet": "1", "way": "up", "group": "observers",
        "member_id": "1", "opinion_id": "1", "invitation_id": "1",
        "attendance_id": "1", "card_id": "1", "category_id": "1", "other_id": "1", "sign_in_id": "1",
        "name": "x", "size": "small", "run_id": "1",
        "ending": "resolve",
        "which": "topics", "key": "in_procedure", "deed": "mend", "case": "urgent-estate", "task_id": "1",
        "option_id": "1", "vote_id": "1", "filter_id": "1", "template_id": "1",
        "code": "AAAAAA", "area_id": str(live.lamp.area_id),
        "filename": "css/public.css", "rule": "stale", "token": "x",
        "kiosk_id": "1", "call_id": "1", "figure": "3.0", "page": "doors",
        "called_id": "1", "whistle_id": "1", "warning_id": "1",
        "organisation_id": "1", "estate_id": "1", "party_id": "1", "position": "1",
        "type_key": "ordinary", "community_id": "3",
        "kind": "words", "target_id": str(live.lamp.id), "person_id": "1",
    }  # fmt: skip


@pytest.fixture
def portal(live: Lively, portal: Flask) -> Flask:
    portal.test_client_class = FlaskClient
    return portal


@pytest.fixture
def ask(portal: Flask, client_of: ClientOf, live: Lively) -> Callable[[str, str, Attack], TestResponse]:
    """Sends an attack to an address as one of the cast, with a token against forgery that holds."""
    kept: dict[str, Pass] = {}

    def send(who: str, address: str, attack: Attack) -> TestResponse:
        if who not in kept:
            browser = portal.test_client() if who == "nobody" else client_of(who)
            kept[who] = pass_of(portal, browser, live.lamp.number, live.green.number)
        cookie, token = kept[who]
        return portal.test_client(use_cookies=False).open(
            address,
            method=attack.method,
            query_string=attack.query.decode(),
            data=attack.body,
            content_type=attack.content_type,
            headers=attack.headers | {"Cookie": f"session={cookie}; {attack.cookie}", "X-CSRFToken": token},
        )

    return send


@pytest.mark.parametrize("who", VISITORS)
def test_no_request_breaks(
    portal: Flask, ask: Callable[[str, str, Attack], TestResponse], known: Mapping[str, str], who: str
) -> None:
    @hostile
    @given(attacks())
    def attacked(attack: Attack) -> None:
        Attempt.delete().execute()  # so that no limit hides what lies behind it
        SignIn.update(ended_at=None).execute()
        for address in paths(portal, known, attack.drawn):
            if address.startswith("/sample"):
                continue
            with ask(who, address, attack) as response:
                assert response.status_code < 500, f"{attack.method} {address}"
                assert "default-src 'none'" in response.headers["Content-Security-Policy"], address

    attacked()
