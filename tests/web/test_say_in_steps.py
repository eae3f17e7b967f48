"""Saying something one question a page, at the kiosk and in 长辈版: by buttons; going back loses nothing."""

import pytest

from portal.models import HandOver, HelpCall, Matter, Person
from tests.web.conftest import form_of
from tests.web.page_lint import read

SAY = "/kiosk/say"


class Visit:
    """Somebody in front of the form: presses buttons, writes, and what stands in hidden fields goes along."""

    def __init__(self, client, address=SAY):
        self.client, self.address = client, address
        self.page = client.get(address).text

    @property
    def question(self):
        return read(self.page).all("h1")[0].text.strip()

    @property
    def buttons(self):
        """Words of the buttons of the form, those that lie outside of it included."""
        return [button.text.strip() for button in read(self.page).all("button") if button.inside("main")]

    @property
    def fields(self):
        page, found = read(self.page), {}
        for field in page.all("input", "textarea"):
            name = field.attributes.get("name", "")
            if field.inside("main") and field.attributes.get("type") not in ("image", "checkbox"):
                found.setdefault(name, field.attributes.get("value", field.text.strip()))
        return found

    def press(self, name, value, **written):
        answer = self.client.post(self.address, data={**self.fields, **written, name: value})
        self.page = answer.text
        return answer


@pytest.fixture
def visit(client, town):
    return Visit(client)


def to_the_last_page(visit, town, reply="none"):
    visit.press("kind", "request")
    visit.press("go", "next", words="楼道的灯坏了。")
    visit.press("area", str(town.community.id))
    visit.press("go", "next", place="6号楼")
    visit.press("wants_reply", reply)


def test_each_page_asks_one_question(visit, town):
    asked = [visit.question]
    visit.press("kind", "request")
    asked.append(visit.question)
    visit.press("go", "next", words="楼道的灯坏了。")
    asked.append(visit.question)
    visit.press("area", str(town.community.id))
    asked.append(visit.question)
    visit.press("go", "next", place="6号楼")
    asked.append(visit.question)
    visit.press("wants_reply", "none")
    asked.append(visit.question)
    assert asked == [
        "是哪一种？", "什么事？", "哪个社区？", "在哪里？", "要不要我们告诉您结果？", "看一遍，对就交",
    ]  # fmt: skip


def test_what_was_said_in_steps_is_taken_in(visit, town):
    to_the_last_page(visit, town)
    answer = visit.press("go", "send")
    assert (answer.status_code, answer.location) == (303, "/kiosk/say/done")
    matter = Matter.get()
    assert (matter.body, matter.place, matter.community_id) == ("楼道的灯坏了。", "6号楼", town.community.id)


def test_going_back_loses_nothing(visit, town):
    to_the_last_page(visit, town)
    for _ in range(5):
        visit.press("go", "back")
    assert visit.question == "是哪一种？"
    kept = visit.fields
    assert kept["was"] == "request"
    assert (kept["words"], kept["place"], kept["area"]) == ("楼道的灯坏了。", "6号楼", str(town.community.id))


def test_an_answer_is_mended_from_the_last_page(visit, town):
    to_the_last_page(visit, town)
    visit.press("go", "to-place")
    assert visit.question == "在哪里？"
    assert visit.fields["place"] == "6号楼"


def test_another_answer_takes_the_place_of_the_former(visit, town):
    to_the_last_page(visit, town)
    visit.press("go", "to-reply")
    assert visit.fields["was"] == "none"
    visit.press("wants_reply", "sms")
    assert visit.question == "手机号"
    assert visit.fields["wants_reply"] == "sms"


def test_a_page_left_empty_says_what_is_missing_and_stays(visit):
    visit.press("kind", "request")
    answer = visit.press("go", "next", words="")
    assert answer.status_code == 422
    assert visit.question == "什么事？"
    assert "请写一写是什么事，一句话也行" in visit.page


def test_sending_with_something_missing_leads_to_its_page(visit, town):
    to_the_last_page(visit, town)
    answer = visit.press("go", "send", place="")
    assert answer.status_code == 422
    assert visit.question == "在哪里？"


def test_the_number_pad_writes_without_a_script(visit, town):
    to_the_last_page(visit, town, "sms")
    assert visit.question == "手机号"
    for key in ("1", "3", "9", "back", "8"):
        visit.press("go", f"key-{key}")
    assert visit.fields["phone"] == "138"
    for key in "00138000":
        visit.press("go", f"key-{key}")
    visit.press("go", "next")
    visit.press("go", "send")
    assert Person.get_by_id(Matter.get().proposer_id).phone == "13800138000"


def test_help_is_called_and_what_was_written_stays(visit):
    visit.press("kind", "request")
    visit.press("go", "help", words="楼道")
    assert "已经告诉清华园社区的工作人员，请稍等" in visit.page
    assert visit.fields["words"] == "楼道"
    assert HelpCall.get().step == "say/words"


def test_what_was_begun_is_handed_to_the_staff_and_gone_from_the_screen(visit, town, client_of):
    visit.press("kind", "risk")
    visit.press("go", "hand", words="楼道的灯坏了，姓欧阳。")
    assert "交给工作人员了，请稍等" in visit.page
    assert "欧阳" not in visit.page
    call = HelpCall.get()
    worker = client_of("worker")
    assert "有人在等帮忙" in worker.get("/office").text
    answer = worker.submit("/office/calls", {}, to=f"/office/calls/{call.id}/answer")
    assert answer.location == f"/office/handed/{call.id}"
    page = worker.get(answer.location).text
    assert "楼道的灯坏了，姓欧阳。</textarea>" in page
    assert client_of("stranger").get(answer.location).status_code == 404
    assert HandOver.get().kiosk_id is None


def test_whoever_handed_over_can_still_call(visit):
    """The page comes with a token of the session that follows, not of the one that was just ended."""
    visit.press("kind", "risk")
    visit.press("go", "hand", words="楼道的灯坏了。")
    address, token = form_of(visit.page)
    assert visit.client.post(address, data={"csrf_token": token, "back": "/kiosk/"}).status_code == 303
    assert HelpCall.get().handed_id == HandOver.get().id


def test_no_screen_has_more_than_six_choices(visit, town):
    while visit.question != "看一遍，对就交":
        choices = [button for button in read(visit.page).all("button") if button.inside("li")]
        assert len(choices) <= 6, visit.question
        visit.press("go", "next", words="灯", place="6号楼", area=str(town.community.id))


def test_in_elder_mode_the_same_questions_are_asked_on_the_street(client, town):
    client.set_cookie("text", "large")
    visit = Visit(client, "/say")
    to_the_last_page(visit, town)
    assert visit.question == "看一遍，对就交"
    assert 'type="file"' in visit.page
    assert visit.press("go", "send").location == "/say/done"


def test_the_ordinary_form_stays_one_page(client):
    assert {"words", "place"} <= {
        field.attributes.get("name") for field in read(client.get("/say").text).elements
    }


def test_the_first_form_of_the_page_is_the_one_in_its_main_part(client):
    assert form_of(client.get(SAY).text)[0] == SAY
