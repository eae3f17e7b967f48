"""个人信息: found, given out and taken out in the office; and what is kept how long, said to everybody."""

import json
from dataclasses import replace

import pytest

from portal.domain.permissions import THE_CLOCK
from portal.models import Membership, Person
from portal.services.retain import retain
from portal.services.say import Draft, raise_matter
from tests.web.page_lint import read

NUMBER = "13800138000"


@pytest.fixture
def matter(town, occasion):
    draft = Draft(words="我叫林晓晓，路灯坏了。", area_id=town.building.id, name="林晓晓", phone=NUMBER)
    return raise_matter(occasion(), draft).matter


def test_a_person_is_found_and_everything_is_given_out(matter, client_of):
    browser = client_of("administrator")
    assert "没有找到" in browser.submit("/office/people", {"words": "13900000000"}).text
    found = browser.submit("/office/people", {"words": NUMBER}).text
    here = f"/office/people/{matter.proposer_id}"
    assert f'href="{here}"' in found
    assert NUMBER not in found.replace(f'value="{NUMBER}"', "")
    assert "我叫林晓晓，路灯坏了。" in browser.get(here).text
    answer = browser.get(f"{here}/data.json")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/json", "no-store")
    assert [each["number"] for each in json.loads(answer.text)["matters"]] == [matter.number]


def test_a_group_is_called_by_its_name(matter, client_of):
    Membership.create(group="observers", person=matter.proposer_id, since=matter.raised_at)
    page = client_of("administrator").get(f"/office/people/{matter.proposer_id}").text
    assert "民情观察员" in page
    assert "observers" not in page


def test_it_is_taken_out_only_when_the_word_was_typed(matter, client_of):
    browser, here = client_of("administrator"), f"/office/people/{matter.proposer_id}/erase"
    wrong = browser.submit(here, {"confirm": "是的", "reason": "本人到窗口申请"})
    assert wrong.status_code == 422
    assert "本人到窗口申请" in wrong.text
    assert Person.get_by_id(matter.proposer_id).name == "林晓晓"
    assert browser.submit(here, {"confirm": "删除", "reason": "本人到窗口申请"}).status_code == 303
    assert Person.get_by_id(matter.proposer_id).name == ""
    assert browser.get(here).status_code == 404


@pytest.mark.parametrize(
    ("language", "word"), [("zh_Hans", "删除"), ("zh_Hant", "刪除"), ("en", "Erase"), ("ko", "삭제")]
)
def test_the_word_to_type_is_the_one_that_the_page_shows(matter, client_of, language, word):
    browser, here = client_of("administrator"), f"/office/people/{matter.proposer_id}/erase"
    browser.get(f"/display?lang={language}")
    labels = read(browser.get(here).text).all("label")
    (label,) = (each for each in labels if each.attributes["for"] == "confirm")
    assert word in label.text
    assert browser.submit(here, {"confirm": f"{word}?", "reason": "本人申请"}).status_code == 422
    assert browser.submit(here, {"confirm": word, "reason": "本人申请"}).status_code == 303
    assert Person.get_by_id(matter.proposer_id).name == ""


@pytest.mark.parametrize("who", ["worker", "secretary", "auditor"])
def test_nobody_else_looks_persons_up(matter, client_of, who):
    browser = client_of(who)
    for address in ("/office/people", f"/office/people/{matter.proposer_id}"):
        assert browser.get(address).status_code == 403


def test_what_is_kept_how_long_is_said_to_staff_and_to_everybody(client, client_of, occasion, cast):
    browser = client_of("auditor")
    assert "还没有清理过" in browser.get("/office/retention").text
    retain(replace(occasion(), actor=THE_CLOCK))
    assert "11月3日" in browser.get("/office/retention").text
    public = client.get("/privacy").text
    assert "最后一件事结束730天后删除" in public
    assert "发出的通知留180天，谁看过完整号码的记录留1095天" in public
