"""和龙 reads words and photos before they are public, 汕尾 photos alone: walked from the form to the page."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from portal.config import Settings
from portal.models import Matter, Passage

WORDS = "楼道里堆满了纸箱，老人出门绊脚。"


@pytest.fixture(params=["helong", "shanwei"])
def place(request):
    return request.param


@pytest.fixture
def settings(settings: Settings, place: str) -> Settings:
    return replace(settings, place=place)


def photo():
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    file.seek(0)
    return file, "photo.jpg"


@pytest.fixture
def raised(client, town):
    said = {"words": WORDS, "area": str(town.community.id), "place": "2号楼", "photos": [photo()]}
    answer = client.submit("/say", said)
    assert answer.status_code == 303, answer.text
    return Matter.get()


def test_what_was_said_is_public_when_it_was_read(raised, client, client_of, place):
    page = f"/matters/{raised.number}"
    assert ("纸箱" in client.get(page).text) == (place == "shanwei")
    assert ("纸箱" in client.get("/matters?q=纸箱").text.partition("<main")[2].partition('id="list"')[2]) == (
        place == "shanwei"
    )
    assert "照片：等人看过再公开" in client.get(page).text
    secretary = client_of("secretary")
    secretary.submit("/office/passages", {"passage": [each.id for each in Passage.select()]})
    seen = client.get(page).text
    assert "纸箱" in seen
    assert "/photos/" in seen
    assert "等人看过再公开" not in seen
    assert raised.number in client.get("/matters?q=纸箱").text


def test_a_photo_withheld_is_seen_by_its_proposer_and_nobody_else(raised, client, client_of, portal, place):
    passage = Passage.get(Passage.kind == "photos")
    address = f"/office/passages/photos/{passage.photo_id}/withhold"
    assert client_of("secretary").submit(address, {"cause": "faces"}).status_code == 303
    stranger = portal.test_client()
    assert "照片：没有公开，原因：照片里有人脸或车牌" in stranger.get(f"/matters/{raised.number}").text
    picture = f"/photos/{passage.photo.name}/small"
    assert stranger.get(picture).status_code == 404
    assert client.get(picture).status_code == 200
