"""Forms: nothing typed is lost, every fault has words, and the words lead to the field."""

from io import BytesIO

import pytest
from flask import Flask

from tests.web.conftest import LintingClient, form_of
from tests.web.page_lint import Page, read
from tests.web.sample import SampleForm

GOOD = {"what": "7号楼前的路灯坏了", "where": "7号楼前", "how": "sms", "area": "1"}


def _send(client: LintingClient, **changes: object) -> Page:
    response = client.submit("/sample/form", {**GOOD, **changes})
    assert response.status_code == 422
    return read(response.text)


def _sentences(page: Page) -> list[str]:
    return [part.text for part in page.all("p") if "why" in part.attributes.get("class", "")]


def test_a_whole_form_goes_through_with_303(client: LintingClient) -> None:
    assert client.submit("/sample/form", GOOD).status_code == 303


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"what": "  \n "}, "请写下是什么事，一句话也行"),
        ({"where": ""}, "请写在哪里，比如“7号楼前”"),
        ({"how": ""}, "请选一个"),
        ({"how": "pigeon"}, "没有这个选项，请从列出的里面选"),
        ({"area": "99"}, "没有这个选项，请从列出的里面选"),
        ({"what": "长" * 41}, "写得太长了：最多40个字，现在有41个，请缩短一些"),
        ({"where": "7号\x00楼"}, "文字里有看不见的特殊字符，请删掉后重新输入"),
        ({"day": "30/11/2026"}, "请写成年-月-日，比如 2026-11-30"),
        ({"days": "很多"}, "请写一个整数，比如 15"),
        ({"days": "61"}, "请写1到60之间的数"),
    ],
)
def test_a_wrong_field_says_what_to_do(client: LintingClient, changes: dict[str, str], sentence: str) -> None:
    page = _send(client, **changes)
    assert _sentences(page) == [sentence]
    assert page.all("title")[0].text.startswith("有误：")


def test_the_summary_links_each_field_and_repeats_its_words(client: LintingClient) -> None:
    page = _send(client, what="", how="")
    (summary,) = (part for part in page.all("div") if part.attributes.get("class") == "trouble")
    links = [(link.attributes["href"], link.text) for link in page.all("a") if summary in link.around]
    assert links == [("#what", "请写下是什么事，一句话也行"), ("#how-0", "请选一个")]
    assert "autofocus" in summary.attributes


def test_nothing_typed_is_lost(client: LintingClient) -> None:
    page = _send(client, where="", several=["owners"], days="15")
    (what,) = page.all("textarea")
    checked = [box.attributes["value"] for box in page.all("input") if "checked" in box.attributes]
    assert what.text.strip() == "7号楼前的路灯坏了"
    assert checked == ["sms", "owners"]


def test_a_field_names_its_hint_and_its_fault(client: LintingClient) -> None:
    (what,) = _send(client, what="").all("textarea")
    assert what.attributes["aria-describedby"] == "what-hint what-why"
    assert what.attributes["aria-invalid"] == "true"


def test_a_refusal_stands_beside_the_field_it_names_or_above_the_form(client: LintingClient) -> None:
    page = read(client.submit("/sample/form", GOOD, to="/sample/refused").text)
    assert _sentences(page) == ["写得太长了：最多10个字，现在有12个，请缩短一些"]
    (above,) = (item for item in page.all("li") if "别人刚刚先办了这一步" in item.text)
    assert not page.all("a")[0].text.startswith("别人")
    assert above.text.strip() == "别人刚刚先办了这一步，请刷新后看看还要不要办"


def test_a_form_with_photos_can_carry_them(client: LintingClient) -> None:
    page = read(client.get("/sample/form").text)
    assert page.all("form")[0].attributes["enctype"] == "multipart/form-data"
    sent = {**GOOD, "photos": (BytesIO(b"not a picture"), "lamp.jpg")}
    assert client.submit("/sample/form", sent).status_code == 303


def test_htmx_gets_the_form_back_alone(client: LintingClient) -> None:
    headers = {"HX-Request": "true", "HX-Target": "draft"}
    response = client.submit("/sample/form", {}, headers=headers)
    assert response.status_code == 422
    assert [element.tag for element in read(response.text).elements[:2]] == ["title", "form"]
    assert response.text.startswith("<title>有误：我要说一件事 · ")


def test_a_token_is_good_for_its_own_session_only(client: LintingClient, portal: Flask) -> None:
    _, token = form_of(client.get("/sample/form").text)
    stranger = portal.test_client()
    stranger.get("/sample/form")
    assert stranger.post("/sample/form", data={**GOOD, "csrf_token": token}).status_code == 400


def test_at_the_kiosk_a_browser_fills_in_nothing(portal: Flask) -> None:
    with portal.test_request_context("/kiosk/say"):
        assert 'autocomplete="off"' in SampleForm().secret()
    with portal.test_request_context("/say"):
        assert 'autocomplete="current-password"' in SampleForm().secret()


def test_a_password_is_never_shown_again(client: LintingClient) -> None:
    page = _send(client, where="", secret="open sesame")
    (secret,) = (box for box in page.all("input") if box.attributes.get("type") == "password")
    assert secret.attributes.get("value", "") == ""
