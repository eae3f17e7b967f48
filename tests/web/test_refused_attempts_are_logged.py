"""The log says what was refused and where, and nothing of whom, of what was written, or of any code."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from portal.models import Matter
from portal.services.limits import WRONG_CODE
from tests.conftest import Cast, Town
from tests.web.conftest import LintingClient, form_of

SECRETS = ("林小雨", "13800138000", "AAAA-BBBB-CCCC", "不对的密码", "token-of-worker", "127.0.0.1")
SAID = {"words": "我是林小雨，路灯坏了。", "place": "7号楼前", "name": "林小雨", "phone": "13800138000"}


@pytest.fixture
def refused(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """The lines so far; none of them names anybody."""

    def lines() -> list[str]:
        assert [secret for secret in SECRETS if secret in caplog.text] == []
        return [line for line in caplog.messages if line.startswith("refused ")]

    return lines


@pytest.mark.parametrize(
    ("page", "sent", "line"),
    [
        ("/track", {"number": "AZ-2026-0001", "code": "AAAA-BBBB-CCCC"}, "wrong_code: POST suggest.track"),
        ("/sign-in", {"login": "林小雨", "password": "不对的密码"}, "sign_in_failed: POST account.sign_in"),
        ("/say", SAID | {"area": "99999"}, "unknown_choice: POST suggest.say"),
        ("/say", SAID | {"words": "林小雨\0"}, "control_characters: POST suggest.say"),
        ("/say", SAID | {"place": "13800138000" * 50}, "text_too_long: POST suggest.say"),
        ("/kiosk/say", SAID | {"kind": "bribe"}, "unknown_choice: POST kiosk.suggest.say"),
    ],
)
def test_what_a_form_refuses_is_logged(
    client: LintingClient,
    town: Town,
    refused: Callable[[], list[str]],
    page: str,
    sent: dict[str, str],
    line: str,
) -> None:
    assert client.submit(page, sent).status_code == 422
    assert f"refused {line}" in refused()


def test_a_lying_file_is_logged(client: LintingClient, town: Town, refused: Callable[[], list[str]]) -> None:
    lying = (io.BytesIO(b"<svg onload=alert(1)>"), "林小雨.jpg")
    sent = SAID | {"area": str(town.community.id), "photos": [lying]}
    assert client.submit("/say", sent).status_code == 422
    assert refused() == ["refused not_a_picture: POST suggest.say"]


def test_too_many_tries_are_logged(
    client: LintingClient, town: Town, refused: Callable[[], list[str]]
) -> None:
    _, token = form_of(client.get("/track").text)
    forged = {"number": "AZ-2026-0001", "code": "AAAA-BBBB-CCCC", "csrf_token": token}
    for _ in range(WRONG_CODE.times + 1):
        client.post("/track", data=forged)
    assert refused() == ["refused wrong_code: POST suggest.track"] * WRONG_CODE.times + [
        "refused too_many: POST suggest.track"
    ]


def test_who_is_turned_away_is_logged(
    client: LintingClient,
    client_of: Callable[[str], FlaskClient],
    lamp: Matter,
    refused: Callable[[], list[str]],
) -> None:
    client.post("/say", data=SAID)
    client_of("resident").get("/office")
    client_of("handler").get(f"/office/matters/{lamp.number}")
    client.get("/matters/AZ-2026-9999")
    client.get("/wp-login.php?name=林小雨")
    assert refused() == [
        "refused CSRFError: POST suggest.say",
        "refused Forbidden: GET office.desk",
        "refused not_allowed: GET office.matter",
        "refused NotFound: GET board.matter",
    ]


def test_what_is_only_forgotten_is_not_logged(
    client: LintingClient, cast: Cast, refused: Callable[[], list[str]]
) -> None:
    assert client.submit("/say", {"words": "路灯坏了。"}).status_code == 422
    assert refused() == []
