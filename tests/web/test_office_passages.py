"""公开前先看: what waits, one tap to let it through, and what the public reads meanwhile."""

from dataclasses import replace

import pytest

from portal.models import (
    Campaign,
    CampaignAnswer,
    CampaignPart,
    CampaignReply,
    Matter,
    MatterEvent,
    Passage,
)
from portal.models.protection import PassageState
from portal.services import say
from portal.services.gate import hold_reply
from portal.services.say import Draft, raise_matter
from tests.services.test_moderate import at as at
from tests.services.test_moderate import picture

WORDS = "我叫林小雨，7号楼前的路灯坏了，老李家的狗也怕黑。"


@pytest.fixture
def waiting(town, at):
    """A matter of 和龙's, words and photo of which wait."""
    now = at("nobody", "helong")
    draft = Draft(words=WORDS, area_id=town.building.id, place="7号楼前", pictures=picture(now))
    return raise_matter(now, draft).matter


def states():
    return sorted(passage.state.value for passage in Passage.select())


def test_everybody_sees_that_it_is_there_and_that_it_waits(waiting, client):
    page = client.get(f"/matters/{waiting.number}").text
    assert "<h1>等人看过再公开</h1>" in page
    assert "照片：等人看过再公开" in page
    assert "路灯" not in page
    for address in ("/", "/matters", "/kiosk/matters", f"/kiosk/matters/{waiting.number}"):
        there = client.get(address, follow_redirects=True).text
        assert "等人看过再公开" in there
        assert "老李家" not in there
    assert waiting.number not in client.get("/matters?q=路灯").text


@pytest.mark.parametrize("who", ["secretary", "street_officer"])
def test_the_queue_shows_what_was_written_beside_what_will_be_read(waiting, client_of, who):
    page = client_of(who).get("/office/passages").text
    assert "<mark>林小雨</mark>" in page
    assert "我叫林**，7号楼前的路灯坏了" in page
    assert "还有2条等人看" in page


def test_one_tap_lets_one_through(waiting, client_of, client):
    words = Passage.get(Passage.kind == "words")
    told = client_of("secretary").submit("/office/passages", {"only": words.id, "passage": words.id})
    assert (told.status_code, told.headers["Location"]) == (303, "/office/passages")
    assert states() == ["shown", "waiting"]
    assert "我叫林**，7号楼前的路灯坏了" in client.get(f"/matters/{waiting.number}").text


def test_one_tap_lets_all_of_the_page_through(waiting, client_of):
    ids = [passage.id for passage in Passage.select()]
    client_of("secretary").submit("/office/passages", {"passage": [*ids, "x", "999999999999"]})
    assert states() == ["shown", "shown"]


def test_more_is_hidden_by_hand_and_no_meaning_changed(waiting, client_of):
    browser, address = client_of("secretary"), f"/office/passages/words/{waiting.id}"
    typed = {"title": "我叫林**，7号楼前的路灯坏了，老李家的狗也怕黑", "place": "7号楼前"}
    wrong = browser.submit(address, typed | {"text": "路灯很好"})
    assert wrong.status_code == 422
    assert "这里只能把字换成星号" in wrong.text
    assert "路灯很好" in wrong.text
    passage = Passage.get(Passage.kind == "words")
    better = {"title": passage.title, "place": passage.place, "text": passage.text.replace("老李", "**")}
    assert browser.submit(address, better).status_code == 303
    assert "**家的狗" in Matter.get_by_id(waiting.id).public_body


def test_what_is_withheld_says_why_where_it_stood(waiting, client_of, client):
    browser, address = client_of("secretary"), f"/office/passages/words/{waiting.id}/withhold"
    assert browser.submit(address, {"reason": ""}).status_code == 422
    assert browser.submit(address, {"cause": "other", "reason": ""}).status_code == 422
    assert browser.submit(address, {"cause": "insult", "reason": "请好好说话"}).status_code == 303
    page = client.get(f"/matters/{waiting.number}").text
    assert "<h1>没有公开，原因：有骂人、伤人的话；请好好说话</h1>" in page


def test_what_is_public_already_is_found_from_the_matter_and_taken_back(lamp, occasion, client_of, client):
    say.answer(occasion("worker"), lamp, "老李家的灯今晚换。")
    browser = client_of("secretary")
    assert f"/office/matters/{lamp.number}/passages" in browser.get(f"/office/matters/{lamp.number}").text
    event = MatterEvent.get(MatterEvent.action == "answer")
    address = f"/office/passages/events/{event.id}"
    assert address in browser.get(f"/office/matters/{lamp.number}/passages").text
    browser.submit(f"{address}/withhold", {"cause": "privacy"})
    page = client.get(f"/matters/{lamp.number}").text
    assert "老李家" not in page
    assert "没有公开，原因：看得出是谁、住在哪里" in page
    assert Passage.get().state is PassageState.WITHHELD


def test_a_worker_reads_no_queue_and_the_neighbour_no_passage(waiting, client_of):
    assert client_of("worker").get("/office/passages").status_code == 403
    assert client_of("stranger").get(f"/office/passages/words/{waiting.id}").status_code == 403


@pytest.mark.parametrize("address", ["/office/passages/words/99", "/office/passages/songs/1"])
def test_a_passage_that_is_not_there_is_not_found(client_of, address):
    assert client_of("secretary").get(address).status_code == 404


def test_a_reply_waits_and_is_let_through(town, at, cast, client_of):
    now = at("secretary", "chenghua")
    campaign = Campaign.create(
        title="广场怎么改", question="您说", form="questionnaire", area=town.community,
        opens_on=now.today, closes_on=now.today, made_by=now.actor.person_id, made_at=now.now,
    )  # fmt: skip
    part = CampaignPart.create(campaign=campaign, position=1, kind="text", words="您说")
    answer = CampaignAnswer.create(campaign=campaign, answerer="b:x", way="online", at=now.now)
    reply = CampaignReply.create(answer=answer, part=part, words="多种树", public_words="多种树")
    hold_reply(replace(now), reply)
    assert CampaignReply.get_by_id(reply.id).public_words == ""
    assert "多种树" in client_of("secretary").get(f"/office/passages/replies/{reply.id}").text
    client_of("street_officer").submit("/office/passages", {"only": Passage.get().id})
    assert CampaignReply.get_by_id(reply.id).public_words == "多种树"


def test_an_unread_reply_to_the_neighbours_call_is_read_by_nobody_here(town, at, cast, client_of):
    now = at("secretary", "chenghua")
    campaign = Campaign.create(
        title="广场怎么改", question="您说", form="questionnaire", area=town.neighbour,
        opens_on=now.today, closes_on=now.today, made_by=now.actor.person_id, made_at=now.now,
    )  # fmt: skip
    part = CampaignPart.create(campaign=campaign, position=1, kind="text", words="您说")
    answer = CampaignAnswer.create(campaign=campaign, answerer="b:x", way="online", at=now.now)
    reply = CampaignReply.create(answer=answer, part=part, words="多种树", public_words="多种树")
    hold_reply(now, reply)
    here, above = client_of("secretary"), client_of("street_officer")
    for address in (f"/office/passages/replies/{reply.id}", f"/office/passages/replies/{reply.id}/withhold"):
        assert here.get(address).status_code == 403
        assert "多种树" in above.get(address).text


def test_the_desk_counts_what_waits_for_whoever_may_read_it(waiting, client_of):
    assert '<b class="nums">2</b>公开前先看' in client_of("secretary").get("/office").text
    assert "公开前先看" not in client_of("worker").get("/office").text
