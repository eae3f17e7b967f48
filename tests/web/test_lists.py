"""The place's lists: edited line by line in the office, public with every change and its reason."""

from portal.models import AdmissionLine, ListChange
from portal.models.rules import ListName
from tests.web.conftest import form_of

WHY = "几个社区的居民代表会议上都提的。"


def tap(browser, page, to, **fields):
    token = form_of(browser.get(page).text)[1]
    return browser.post(to, data={"csrf_token": token, **fields})


def test_everybody_reads_the_lists_and_which_lines_are_examples(client):
    page = client.get("/publicity/lists").text
    assert "重复报表、台账和打卡留痕" in page
    assert "已进入诉讼、仲裁、行政复议或纪检程序的事" in page
    assert "急事48小时内开始办" in page
    assert "还没有改过" in page


def test_a_line_is_added_and_in_force_at_once(client, client_of):
    officer, page = client_of("street_officer"), "/office/lists/topics"
    answer = tap(officer, page, page, text="已经有人在办的，不再上会", admits="no", reason=WHY)
    assert answer.status_code == 303
    assert "已经有人在办的，不再上会" in officer.get("/office/topics").text
    shown = client.get("/publicity/lists").text
    assert "为什么：几个社区的居民代表会议上都提的。" in shown
    assert "孙*" in shown
    assert "孙丽" not in shown


def test_a_line_is_mended_moved_and_taken_out(client, client_of):
    officer, line = client_of("street_officer"), "/office/lists/tasks/ledgers"
    tap(officer, line, f"{line}/mend", text="一律不填台账", reason=WHY)
    tap(officer, line, f"{line}/place", position="1", reason=WHY)
    assert AdmissionLine.get(AdmissionLine.position == 1).text == "一律不填台账"
    tap(officer, line, f"{line}/retire", reason=WHY)
    shown = client.get("/publicity/lists").text
    assert "<del>一律不填台账</del>" in shown
    assert "移到第1条" in shown
    assert officer.get(line).status_code == 404


def test_the_last_line_that_refuses_stays(client_of):
    officer = client_of("street_officer")
    for key in ("certificates", "ledgers", "enforcement"):
        tap(officer, f"/office/lists/tasks/{key}", f"/office/lists/tasks/{key}/retire", reason=WHY)
    last = "/office/lists/tasks/quotas"
    answer = tap(officer, last, f"{last}/retire", reason=WHY)
    assert answer.status_code == 422
    assert "这是最后一条" in answer.text
    assert WHY in answer.text


def test_a_grade_is_mended_and_prefills_from_then_on(client_of, lamp):
    officer, case = client_of("street_officer"), "/office/lists/grading/urgent-estate"
    said = {"tier": "马上办", "working_days": "1", "mode": "on_behalf", "level": "street", "reason": WHY}
    assert tap(officer, case, case, **said).status_code == 303
    grade = f"/office/matters/{lamp.number}/grade"
    tap(officer, grade, grade, urgency="urgent", reach="estate", then="matter")
    assert "马上办" in officer.get(f"/office/matters/{lamp.number}").text
    assert ListChange.get().list is ListName.GRADING


def test_an_unknown_line_or_case_is_nowhere(client_of):
    officer = client_of("street_officer")
    for address in ("topics/ledgers", "tasks/x", "grading/urgent-moon", "calendar"):
        assert officer.get(f"/office/lists/{address}").status_code == 404


def test_only_those_in_charge_edit_lists(client_of):
    for who in ("secretary", "worker", "grid_member", "handler", "auditor"):
        assert client_of(who).get("/office/lists").status_code == 403
