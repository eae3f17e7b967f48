"""批量导入: a table is sent, looked at, taken in; the refused lines come back as a file."""

import io

import pytest

from portal.domain.refusal import Rule
from portal.intake import take_in_tables
from portal.models import ImportRun, Matter
from portal.web.refusals import SENTENCES
from tests.web.conftest import form_of

HEADINGS = "留言编号,留言主题,留言时间,留言详情"
TABLE = f"{HEADINGS}\n1,路灯坏了,2026-10-08 09:00:00,7号楼前的路灯坏了三天了。\n2,=1+1,昨天,井盖松了。\n"


@pytest.fixture
def secretary(client_of):
    return client_of("secretary")


COLUMNS = {"column_0": "key", "column_1": "title", "column_2": "time", "column_3": "text"}


def send(browser, town, content=TABLE, name="来信.csv"):
    _, token = form_of(browser.get("/office/import").text)
    file = (io.BytesIO(content.encode()), name)
    fields = {"csrf_token": token, "area": str(town.community.id), "file": file}
    return browser.post("/office/import", data=fields, content_type="multipart/form-data")


def name_columns(browser, town, there, **fields):
    action, token = form_of(browser.get(there).text)
    return browser.post(
        action, data={"csrf_token": token, "area": str(town.community.id), **COLUMNS, **fields}
    )


def test_a_table_is_looked_at_and_then_taken_in(secretary, town, portal):
    there = send(secretary, town).location
    page = secretary.get(there).text
    assert "路灯坏了" in page
    assert "第2行收不进" in page
    answer = name_columns(secretary, town, there, starts="1")
    assert (answer.status_code, answer.location) == (303, there)
    assert take_in_tables(portal) == 1
    done = secretary.get(there).text
    assert "共2行，过了2行" in done
    assert "下载没收进来的行和原因" in done
    assert Matter.get().title == "路灯坏了"


def test_the_refused_lines_come_back_as_a_file_a_spreadsheet_takes_for_no_formula(secretary, town, portal):
    there = send(secretary, town).location
    name_columns(secretary, town, there, starts="1")
    take_in_tables(portal)
    told = secretary.get(f"{there}/refused.csv").data.decode("utf-8-sig").splitlines()
    assert told[0] == f"{HEADINGS},行,原因"
    assert told[1] == "2,'=1+1,昨天,井盖松了。,2,这一格看不懂（time：昨天），请改好后再导入"
    assert len(told) == 2


def test_looking_again_keeps_what_was_said_and_starts_nothing(secretary, town):
    there = send(secretary, town).location
    name_columns(secretary, town, there, column_1="", looks="1")
    run = ImportRun.get()
    assert (run.state, run.columns) == ("sent", {"key": 0, "time": 2, "text": 3})


def test_without_a_time_it_says_what_to_do(secretary, town):
    there = send(secretary, town).location
    answer = name_columns(secretary, town, there, column_2="", starts="1")
    assert answer.status_code == 422
    assert str(SENTENCES[Rule.COLUMN_MISSING]) in answer.text


def test_what_is_no_table_is_told_at_the_field(secretary, town):
    assert send(secretary, town, "\0\1\2", "x.csv").status_code == 422
    assert not ImportRun.select().exists()


def test_a_run_is_for_those_who_may_import_there(client_of, secretary, town):
    there = send(secretary, town).location
    codes = {who: client_of(who).get(there).status_code for who in ("worker", "stranger", "street_officer")}
    assert codes == {"worker": 403, "stranger": 403, "street_officer": 200}
