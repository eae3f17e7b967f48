"""Saying something: one short form, nothing typed is lost, a receipt once, and the same form only once."""

import io
import re

import pytest
from PIL import Image

from portal.domain.terms import Channel, MatterKind
from portal.models import Attempt, Matter, Person, Photo
from tests.web.page_lint import read

WORDS = "楼道堆着旧家具，消防通道走不通。"


@pytest.fixture
def said(town):
    return {
        "ticket": "a-ticket-of-the-tests",
        "words": WORDS,
        "place": "6号楼2单元",
        "area": str(town.grid.id),
        "kind": "risk",
        "wants_reply": "none",
    }


def photo(colour="red"):
    file = io.BytesIO()
    Image.new("RGB", (800, 600), colour).save(file, "JPEG")
    return io.BytesIO(file.getvalue()), "IMG_0001.jpg"


def sentences(html):
    """The words of the error summary."""
    page = read(html)
    trouble = next(element for element in page.all("div") if element.attributes.get("class") == "trouble")
    return [link.text for link in page.all("a") if trouble in link.around]


def test_what_was_said_is_received_and_the_receipt_shows_number_code_and_date(client, said):
    response = client.submit("/say", said)
    assert (response.status_code, response.location) == (303, "/say/done")
    matter = Matter.get()
    assert (matter.body, matter.place, matter.kind) == (WORDS, "6号楼2单元", MatterKind.RISK)
    assert (matter.channel, matter.proposer) == (Channel.WEB, None)
    receipt = client.get("/say/done").text
    assert matter.number in receipt
    assert "2026年11月6日以前，社区答复您" in receipt
    assert "09:40以前可以撤回" in receipt


def test_the_receipt_is_for_this_browser_only(client, portal, said):
    client.submit("/say", said)
    assert portal.test_client().get("/say/done").location == "/track"


def test_the_code_stands_in_no_address(client, said):
    response = client.submit("/say", said)
    assert response.location == "/say/done"
    assert client.get("/say/done").headers["Cache-Control"] == "no-store"


def test_everything_missing_is_named_at_once_and_everything_typed_is_kept(client, said):
    response = client.submit("/say", said | {"place": "", "area": "", "wants_reply": "sms"})
    assert response.status_code == 422
    assert sentences(response.text) == [
        "请写在哪里，比如“7号楼前”",
        "请选一选在哪个社区",
        "请留下手机号，我们好告诉您；或者选“不用，我自己查”",
    ]
    assert WORDS in response.text
    assert "<title>有误：我要说一件事" in response.text
    assert Matter.select().count() == 0


def test_whoever_wants_to_be_told_leaves_a_telephone_number(client, said):
    wanted = {"wants_reply": "sms", "phone": "13800138000", "name": "何大勇"}
    assert client.submit("/say", said | wanted).status_code == 303
    person = Matter.get().proposer
    assert (person.name, person.phone) == ("何大勇", "13800138000")


def test_a_signed_in_neighbour_raises_in_his_own_name(client_of, cast, said):
    client_of("resident").submit("/say", said | {"wants_reply": "call", "phone": "13900139000"})
    assert Matter.get().proposer_id == cast["resident"].person_id
    assert Person.get_by_id(cast["resident"].person_id).phone == "13900139000"


def test_at_the_public_door_a_worker_is_a_neighbour(client_of, cast, said):
    assert client_of("worker").submit("/say", said).status_code == 303
    matter = Matter.get()
    assert (matter.proposer_id, matter.received_by) == (cast["worker"].person_id, None)


def test_the_same_form_sent_twice_gives_one_matter_and_the_same_receipt(client, said):
    client.submit("/say", said)
    first = client.get("/say/done").text
    assert client.submit("/say", said).location == "/say/done"
    assert client.get("/say/done").text == first
    assert Matter.select().count() == 1


def test_other_words_on_a_page_gone_back_to_are_another_matter(client, said):
    client.submit("/say", said)
    client.submit("/say", said | {"words": "还有，垃圾桶也满了。"})
    assert Matter.select().count() == 2


def test_photos_come_with_the_matter(client, said):
    response = client.submit("/say", said | {"photos": [photo(), photo("blue")]})
    assert response.status_code == 303
    assert [(taken.width, taken.height) for taken in Photo.select()] == [(800, 600), (800, 600)]


def test_a_file_that_is_no_photo_is_refused_and_the_words_are_kept(client, said):
    lying = (io.BytesIO(b"<svg onload=alert(1)>"), "photo.jpg")
    response = client.submit("/say", said | {"photos": [lying]})
    assert response.status_code == 422
    assert sentences(response.text) == ["这个文件不是能打开的照片，请换一张 JPG、PNG 或 WebP"]
    assert "照片没有留住，请重新选一次" in response.text
    assert WORDS in response.text
    assert Matter.select().count() == 0


def test_a_seventh_photo_is_one_too_many(client, said):
    response = client.submit("/say", said | {"photos": [photo() for _ in range(7)]})
    assert sentences(response.text) == ["照片太多了：最多6张，请挑几张最清楚的"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": "路灯\x00坏了"}, "文字里有看不见的特殊字符，请删掉后重新输入"),
        ({"words": "路灯\u202e坏了"}, "文字里有看不见的特殊字符，请删掉后重新输入"),
        ({"words": "字" * 10_001}, "写得太长了：最多10000个字，现在有10001个，请缩短一些"),
        ({"place": "号" * 81}, "写得太长了：最多80个字，现在有81个，请缩短一些"),
        ({"area": "999999"}, "没有这个选项，请从列出的里面选"),
        ({"area": "1 OR 1=1"}, "没有这个选项，请从列出的里面选"),
        ({"kind": "bribe"}, "没有这个选项，请从列出的里面选"),
        ({"wants_reply": "pigeon"}, "没有这个选项，请从列出的里面选"),
        ({"phone": "1" * 200, "wants_reply": "none"}, "写得太长了：最多40个字，现在有200个，请缩短一些"),
        ({"phone": "打我电话", "wants_reply": "sms"}, "这个号码打不通，请核对，比如 13800138000"),
        ({"phone": "1380013", "wants_reply": "pigeon"}, "没有这个选项，请从列出的里面选"),
    ],
)
def test_bad_input_is_answered_in_words(client, said, changed, sentence):
    response = client.submit("/say", said | changed)
    assert response.status_code == 422
    assert sentences(response.text) == [sentence]
    assert Matter.select().count() == 0


def test_a_form_without_its_token_is_refused_with_advice(client, said):
    client.get("/say")
    response = client.post("/say", data=said)
    assert response.status_code == 400
    assert "您写的内容请先复制下来" in response.text
    assert Matter.select().count() == 0


def test_too_many_words_in_an_hour_are_refused_kindly_and_kept(client, said):
    for number in range(20):
        client.submit("/say", said | {"ticket": f"ticket-{number}"})
    refused = client.submit("/say", said | {"ticket": "one-more"})
    assert refused.status_code == 422
    assert "着急的事请打电话" in refused.text
    assert WORDS in refused.text
    assert Matter.select().count() == 20


def test_reading_the_form_counts_nothing(client):
    client.get("/say")
    assert Attempt.select().count() == 0


def test_what_is_alike_is_shown_by_button_with_the_draft_kept(client, lamp, said):
    draft = said | {"words": "7号楼前路灯坏了", "place": "7号楼"}
    page = client.submit("/say", draft, to="/say/alike")
    assert page.status_code == 200
    assert "有1件很像的事，是不是同一件？" in page.text
    assert f'href="/matters/{lamp.number}/support"' in page.text
    assert "7号楼前路灯坏了</textarea>" in page.text


def test_while_writing_only_the_block_of_what_is_alike_comes(client, lamp, said):
    headers = {"HX-Request": "true", "HX-Target": "alike"}
    block = client.submit("/say", {"words": "7号楼前路灯坏了"}, to="/say/alike", headers=headers).text
    assert lamp.public_title in block
    assert "<form" not in block
    assert "<html" not in block


def test_what_was_just_raised_can_be_taken_back(client, said):
    client.submit("/say", said)
    number = Matter.get().number
    assert f'href="/track/{number}/withdraw"' in client.get("/say/done").text
    taken_back = client.submit(f"/track/{number}/withdraw", {})
    assert taken_back.location == f"/track/{number}"
    assert "已经撤回，不再办理" in client.get(f"/track/{number}").text
    assert client.get(f"/matters/{number}").status_code == 404


def test_leaving_forgets_receipt_and_matter(client, said):
    client.submit("/say", said)
    number = Matter.get().number
    assert client.submit("/say/done", {}, to="/track/leave").location == "/"
    assert client.get("/say/done").location == "/track"
    assert client.get(f"/track/{number}").status_code == 303


def test_each_grid_is_named_with_its_community(client, town):
    options = re.findall(r"<option[^>]*>([^<]+)</option>", client.get("/say").text)
    assert f"{town.community.name} · {town.grid.name}" in options


def test_in_elder_mode_the_community_is_a_card_to_tap(client, town):
    client.set_cookie("text", "large")
    page = read(client.submit("/say", {"step": "words", "words": WORDS}).text)
    cards = [button for button in page.all("button") if button.attributes.get("name") == "area"]
    assert [card.attributes["value"] for card in cards] == [str(town.community.id), str(town.neighbour.id)]
