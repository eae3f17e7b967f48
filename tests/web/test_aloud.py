"""Reading aloud: figures and names as people say them, a real file of sound, offered in Mandarin alone."""

import io
import wave

import pytest

from portal.speech import can_speak, in_pinyin, in_words, number_in_words, read_aloud


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026年11月30日", "二零二六年十一月三十日"),
        ("2026-11-30", "二零二六年十一月三十日"),
        ("19:00", "十九点"),
        ("9:05", "九点零五分"),
        ("13800138000", "幺三八零零幺三八零零零"),
        ("0357-7000001", "零三五七，七零零零零零幺"),
        ("打12345", "打幺二三四五"),
        ("AZ-2026-0217", "AZ，二零二六，零二一七"),
        ("还剩6个工作日", "还剩六个工作日"),
        ("86人附议", "八十六人附议"),
        ("满意率98%", "满意率百分之九十八"),
        ("4.6分", "四点六分"),
    ],
)
def test_figures_are_said_as_people_say_them(written, said):
    assert in_words(written) == said


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"), (10, "十"), (15, "十五"), (20, "二十"), (105, "一百零五"), (110, "一百一十"),
        (1985, "一千九百八十五"), (10_010, "一万零一十"), (100_200_000, "一亿零二十万"), (20_003, "二万零三"),
    ],
)  # fmt: skip
def test_numbers_are_said_in_words(number, words):
    assert number_in_words(number) == words


@pytest.mark.parametrize(
    ("written", "pinyin"),
    [
        ("仇女士", "qiu2 nv3 shi4"), ("报仇", "bao4 chou2"),
        ("单某", "shan4 mou3"), ("单元", "dan1 yuan2"),
        ("解书记", "xie4 shu1 ji4"), ("了解", "liao3 jie3"),
        ("区阿姨", "ou1 a1 yi2"), ("社区主任", "she4 qu1 zhu3 ren4"),
        ("查师傅", "zha1 shi1 fu4"), ("查进度", "cha2 jin4 du4"), ("检查同志", "jian3 cha2 tong2 zhi4"),
    ],
)  # fmt: skip
def test_surnames_are_read_as_surnames_and_only_those(written, pinyin):
    assert in_pinyin(written) == pinyin


def test_the_engine_speaks_for_as_long_as_the_text_needs():
    assert can_speak(), "`make voice` says what to install"
    with wave.open(io.BytesIO(read_aloud("七号楼前的路灯坏了。"))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 11_025)
        assert 1.5 < sound.getnframes() / sound.getframerate() < 6


@pytest.mark.parametrize("path", ["/matters/{}/aloud.wav", "/kiosk/matters/{}/aloud.wav"])
def test_a_matter_is_read_aloud(client, lamp, path):
    answer = client.get(path.format(lamp.number))
    assert answer.mimetype == "audio/wav"
    assert answer.data.startswith(b"RIFF")


@pytest.mark.parametrize("page", ["doors", "help"])
def test_the_kiosks_pages_are_read_aloud(client, page):
    assert client.get(f"/kiosk/aloud/{page}.wav").data.startswith(b"RIFF")
    assert client.get("/kiosk/aloud/nothing.wav").status_code == 404


def test_nothing_plays_by_itself(client, lamp):
    page = client.get(f"/matters/{lamp.number}").text
    assert f'<audio controls preload="none" src="/matters/{lamp.number}/aloud.wav"' in page
    assert "autoplay" not in page


@pytest.mark.parametrize(("language", "offered"), [("zh_Hant", True), ("en", False), ("ko", False)])
def test_it_is_offered_where_the_voice_speaks_the_language(client, lamp, language, offered):
    client.set_cookie("language", language)
    assert ("<audio" in client.get(f"/matters/{lamp.number}").text) is offered
    assert client.get(f"/matters/{lamp.number}/aloud.wav").status_code == (200 if offered else 404)


def test_a_private_matter_is_read_to_nobody(client, lamp):
    lamp.private, lamp.board_column = True, None
    lamp.save()
    assert client.get(f"/matters/{lamp.number}/aloud.wav").status_code == 404


def test_the_receipt_is_read_to_its_owner_alone(client, town):
    said = {"words": "楼道堆着旧家具。", "place": "6号楼", "area": str(town.community.id), "kind": "request"}
    client.submit("/kiosk/say", said | {"wants_reply": "none", "ticket": "t"})
    assert client.get("/kiosk/say/done/aloud.wav").data.startswith(b"RIFF")
    client.get("/kiosk/")
    assert client.get("/kiosk/say/done/aloud.wav").status_code == 404
