"""One matter in the office: what is seen, what can be done, and what becomes of what was typed."""

import io
import re
from datetime import date, datetime

import pytest
from PIL import Image

from portal.domain.rating import Score
from portal.domain.stages import Action, Outcome, State
from portal.models import Assignment, Matter, MatterEvent, Photo, ReturnVisit
from portal.services import handle, say
from portal.services.extend import ask_extension
from portal.services.handle import Order
from portal.services.rate import PROPOSER, rate_matter
from portal.services.say import Draft, raise_matter

WORDS = "我叫林小雨，电话13800138000，楼前的路灯坏了。"


@pytest.fixture
def signed(town, occasion):
    """A matter of 林小雨's, with her number in it."""
    draft = Draft(words=WORDS, area_id=town.building.id, place="7号楼前", name="林小雨", phone="13800138000")
    return raise_matter(occasion(), draft).matter


@pytest.fixture
def assigned(signed, occasion, town):
    """Handled by 城管中队 until 17 November."""
    return handle.assign(occasion("worker"), signed, Order(town.city_management.id, "赵强", 10))


@pytest.fixture
def done(assigned, occasion):
    return handle.complete(occasion("handler"), assigned, "路灯修好了。")


def take(browser, matter, action, **fields):
    """Opens the step's form as a browser does, and sends it."""
    address = f"/office/matters/{matter.number}/{action}"
    page = browser.get(address).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token, page
    return browser.post(address, data={"csrf_token": token[1]} | fields)


def state_of(matter):
    return Matter.get_by_id(matter.id).state


def test_the_original_stands_beside_what_everybody_reads(signed, client_of):
    page = client_of("worker").get(f"/office/matters/{signed.number}").text
    assert WORDS in page
    assert "大家看到的" in page
    assert "林**" in page


def test_a_worker_next_door_does_not_read_it(signed, client_of):
    assert client_of("stranger").get(f"/office/matters/{signed.number}").status_code == 403


def test_a_department_reads_nothing_it_was_not_given(signed, client_of):
    assert client_of("handler").get(f"/office/matters/{signed.number}").status_code == 403


def test_an_unknown_number_is_not_found(client_of):
    assert client_of("worker").get("/office/matters/AZ-2026-9999").status_code == 404


def test_the_auditor_reads_and_is_offered_nothing(signed, client_of):
    page = client_of("auditor").get(f"/office/matters/{signed.number}").text
    assert WORDS in page
    assert "现在没有等您办的事。" in page


def test_the_auditor_cannot_open_a_step(signed, client_of):
    assert client_of("auditor").get(f"/office/matters/{signed.number}/answer").status_code == 403


def test_a_worker_answers_and_comes_back_to_the_matter(signed, client_of):
    response = take(client_of("worker"), signed, "answer", text="今晚就换灯泡。")
    assert (response.status_code, response.headers["Location"]) == (303, f"/office/matters/{signed.number}")
    assert Matter.get_by_id(signed.id).outcome is Outcome.ANSWERED


def test_who_goes_through_the_inbox_is_led_to_the_next(signed, lamp, client_of):
    response = take(client_of("worker"), signed, "answer", text="今晚就换灯泡。", then="next")
    assert response.headers["Location"] == f"/office/matters/{lamp.number}#next"


def test_after_the_last_one_the_desk_is_empty(signed, client_of):
    worker = client_of("worker")
    response = take(worker, signed, "answer", text="今晚就换灯泡。", then="next")
    assert response.headers["Location"] == "/office"
    page = worker.get("/office").text
    assert f"{signed.number} 已答复" in page
    assert "都办完了" in page


def test_a_refusal_cites_the_admission_list(signed, client_of):
    worker = client_of("worker")
    take(worker, signed, "refuse", entry="elsewhere", text="请找供电公司，电话95598。")
    assert MatterEvent.get(MatterEvent.action == Action.REFUSE).data == {
        "entry": "elsewhere",
        "entry_text": "不属于本县和本社区能协商的事，不上会，告知应找的单位",
    }


def test_an_entry_that_is_not_on_the_list_is_refused(signed, client_of):
    response = take(client_of("worker"), signed, "refuse", entry="hot_and_hard", text="不行。")
    assert response.status_code == 422
    assert state_of(signed) is State.RECEIVED


def test_a_duplicate_is_merged_by_its_number(signed, lamp, client_of):
    take(client_of("worker"), signed, "merge", into=f" {lamp.number.lower()} ")
    assert Matter.get_by_id(signed.id).merged_into_id == lamp.id


def test_a_number_nobody_has_keeps_what_was_typed(signed, client_of):
    response = take(client_of("worker"), signed, "merge", into="AZ-2026-9999")
    assert response.status_code == 422
    assert 'value="AZ-2026-9999"' in response.text
    assert "没有找到，请核对编号或网址" in response.text


def test_a_topic_waits_for_the_meeting(signed, client_of):
    take(client_of("worker"), signed, "pool", text="")
    assert state_of(signed) is State.POOLED


def test_an_assignment_names_who_helps(signed, town, client_of):
    helping = [str(town.property_manager.id)]
    fields = {"organisation": str(town.city_management.id), "person": "赵强", "working_days": "10"}
    take(client_of("worker"), signed, "assign", **fields, mode="joint", partners=helping, text="请尽快。")
    assignment = Assignment.get()
    assert (assignment.person_name, assignment.mode, assignment.due_on) == (
        "赵强",
        "joint",
        date(2026, 11, 17),
    )
    assert [partner.organisation_id for partner in assignment.partners] == [town.property_manager.id]


def test_nobody_handles_jointly_alone(signed, town, client_of):
    fields = {"organisation": str(town.city_management.id), "person": "赵强", "working_days": "10"}
    response = take(client_of("worker"), signed, "assign", **fields, mode="joint", text="请尽快。")
    assert response.status_code == 422
    assert "联办要有帮忙的单位，请选一个，或者改成自办" in response.text
    assert "请尽快。" in response.text
    assert state_of(signed) is State.RECEIVED


def test_an_organisation_of_another_place_cannot_be_forged(signed, town, client_of):
    fields = {"organisation": "999999", "person": "赵强", "working_days": "10", "mode": "own"}
    assert take(client_of("worker"), signed, "assign", **fields).status_code == 422
    assert state_of(signed) is State.RECEIVED


def test_progress_comes_with_photos(assigned, client_of):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "PNG")
    file.seek(0)
    take(client_of("handler"), assigned, "note", text="装好了一盏。", photos=(file, "lamp.png"))
    assert Photo.get().event.text == "装好了一盏。"


def test_a_file_that_is_no_picture_loses_nothing(assigned, client_of):
    lie = (io.BytesIO(b"MZ not a picture"), "lamp.png")
    response = take(client_of("handler"), assigned, "note", text="装好了一盏。", photos=lie)
    assert response.status_code == 422
    assert "装好了一盏。" in response.text
    assert MatterEvent.select().where(MatterEvent.action == Action.NOTE).count() == 0


def test_an_extension_is_asked_for_and_decided_by_another(assigned, client_of):
    take(client_of("handler"), assigned, "ask_extension", working_days="5", text="灯杆要从外地运来。")
    secretary = client_of("secretary")
    assert "灯杆要从外地运来。" in secretary.get(f"/office/matters/{assigned.number}/decide_extension").text
    take(secretary, assigned, "decide_extension", verdict="grant", text="")
    assert Matter.get_by_id(assigned.id).due_on == date(2026, 11, 24)


@pytest.mark.parametrize(("verdict", "told"), [("grant", "同意了延期"), ("decline", "没有同意延期")])
def test_it_is_told_how_an_extension_was_decided(verdict, told, assigned, occasion, client_of):
    ask_extension(occasion("handler"), assigned, 5, "灯杆要从外地运来。")
    secretary = client_of("secretary")
    take(secretary, assigned, "decide_extension", verdict=verdict, text="看过现场了。")
    assert f"{assigned.number} {told}" in secretary.get("/office").text


def test_declining_without_a_reason_is_sent_back(assigned, occasion, client_of):
    ask_extension(occasion("handler"), assigned, 5, "灯杆要从外地运来。")
    response = take(client_of("secretary"), assigned, "decide_extension", verdict="decline", text="")
    assert response.status_code == 422
    assert "这里还没有写，请补上" in response.text


def test_a_department_completes_what_it_was_given(assigned, client_of):
    take(client_of("handler"), assigned, "complete", text="路灯修好了。")
    assert state_of(assigned) is State.RATING


def test_what_cannot_be_done_is_explained(assigned, client_of):
    take(client_of("handler"), assigned, "explain", text="这段路明年整体改造。")
    assert Matter.get_by_id(assigned.id).outcome is Outcome.EXPLAINED


def test_a_dissatisfied_visit_brings_rectification(done, client_of):
    take(client_of("grid_member"), done, "visit", way="phone", satisfied="no", text="灯还是闪。")
    assert ReturnVisit.get().satisfied is False
    assert state_of(done) is State.RECTIFYING


def test_the_window_of_rating_is_not_closed_early(done, client_of):
    response = take(client_of("worker"), done, "settle")
    assert response.status_code == 422
    assert "评价开放到2026年12月1日" in response.text


def test_the_secretary_publishes_after_reading_what_was_masked(done, occasion, client_of):
    rate_matter(occasion(), done, PROPOSER, Score(5, 5, 5, 5), True, shown_code=True)
    secretary = client_of("secretary")
    page = secretary.get(f"/office/matters/{done.number}/publish").text
    assert "<mark>13800138000</mark>" in page
    take(secretary, done, "publish", title="路灯不亮", body="楼前的路灯坏了。", place="7号楼前")
    assert state_of(done) is State.PUBLISHED
    assert Matter.get_by_id(done.id).public_body == "楼前的路灯坏了。"


def test_nothing_typed_is_an_error_that_says_what_to_do(signed, client_of):
    response = take(client_of("worker"), signed, "answer", text="  ")
    assert response.status_code == 422
    assert "请写几句，提出人和大家都会看到" in response.text


def test_the_slower_of_two_officers_is_told_and_loses_nothing(signed, occasion, client_of):
    address = f"/office/matters/{signed.number}/answer"
    worker = client_of("worker")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', worker.get(address).text)[1]
    say.refuse(occasion("secretary"), Matter.get_by_id(signed.id), "请找供电公司。")
    response = worker.post(address, data={"csrf_token": token, "text": "今晚就换灯泡。"})
    assert response.status_code == 409
    assert "今晚就换灯泡。" in response.text
    assert "现在：不采纳，已说明理由" in response.text
    assert "这一步现在办不了" in response.text


def test_a_step_that_the_road_does_not_allow_says_so(signed, client_of):
    assert client_of("worker").get(f"/office/matters/{signed.number}/complete").status_code == 409


def test_without_its_token_nothing_is_done(signed, client_of):
    response = client_of("worker").post(f"/office/matters/{signed.number}/answer", data={"text": "好。"})
    assert response.status_code == 400
    assert state_of(signed) is State.RECEIVED


@pytest.mark.parametrize("action", ["answer", "refuse", "merge", "pool", "assign"])
def test_every_step_of_a_new_matter_has_a_page_of_its_own(action, signed, client_of):
    assert client_of("worker").get(f"/office/matters/{signed.number}/{action}").status_code == 200


def test_overdue_ratings_can_be_closed_by_hand(done, portal, client_of):
    portal.config["CLOCK"] = lambda: datetime(2026, 12, 2, 9, 0)
    take(client_of("worker"), done, "settle")
    assert state_of(done) is State.SETTLED


def test_no_extension_is_offered_after_the_deadline(assigned, portal, client_of):
    handler, address = client_of("handler"), f"/office/matters/{assigned.number}"
    assert f"{address}/ask_extension" in handler.get(address).text
    portal.config["CLOCK"] = lambda: datetime(2026, 11, 18, 9, 0)
    assert f"{address}/ask_extension" not in handler.get(address).text


def test_whoever_decides_sees_the_day_it_would_be_put_off_to(assigned, occasion, client_of):
    ask_extension(occasion("handler"), assigned, 5, "灯杆要从外地运来。")
    page = client_of("secretary").get(f"/office/matters/{assigned.number}/decide_extension").text
    assert "2026年11月24日" in page


def test_whoever_visits_sees_whom_to_call_and_what_was_done(done, client_of):
    page = client_of("worker").get(f"/office/matters/{done.number}/visit").text
    assert "138****8000" in page
    assert "路灯修好了。" in page
