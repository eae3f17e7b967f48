"""Staff confirm with one tap what was suggested, set right what is wrong, take apart what is not the same."""

import io
import re

import pytest

from portal.domain.stages import Action
from portal.models import Category, Matter, MatterEvent
from portal.services import link, say, taxonomy
from portal.services.say import Draft
from portal.services.triage import Adviser
from tests.web.conftest import form_of


@pytest.fixture
def filed(town):
    return taxonomy.seed(["公共设施", "环境卫生"])


@pytest.fixture
def habit(town, occasion, filed):
    for number in range(3):
        draft = Draft(f"{number}号楼的路灯坏了，看不清路。", town.grid.id, category_id=filed["公共设施"])
        say.answer(occasion("worker"), say.raise_matter(occasion(), draft).matter, "换好了。")


@pytest.fixture
def looked_at(habit, lamp, occasion):
    Adviser().advise(occasion())
    return lamp


def tap(browser, page, to, **fields):
    token = form_of(browser.get(page).text)[1]
    return browser.post(to, data={"csrf_token": token, **fields})


def test_the_matter_says_what_is_suggested_and_why(looked_at, client_of):
    page = client_of("worker").get(f"/office/matters/{looked_at.number}").text
    assert "归到 公共设施 ✓" in page
    assert "3件很像的事归在“公共设施”" in page
    assert "AZ-2026-0001" in page


def test_one_tap_in_the_inbox_files_it_and_comes_back(looked_at, filed, client_of):
    worker = client_of("worker")
    desk = worker.get("/office?stage=answer").text
    assert "归到 公共设施 ✓" in desk
    to = f"/office/matters/{looked_at.number}/file-under/{filed['公共设施']}"
    answer = tap(worker, "/office", to, next="/office?stage=answer")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/office?stage=answer")
    assert Matter.get_by_id(looked_at.id).category_id == filed["公共设施"]
    assert "✓" not in worker.get("/office?stage=answer").text


def test_nobody_is_sent_to_another_house(looked_at, filed, client_of):
    to = f"/office/matters/{looked_at.number}/file-under/{filed['公共设施']}"
    answer = tap(client_of("worker"), "/office", to, next="//elsewhere.example")
    assert answer.headers["Location"] == f"/office/matters/{looked_at.number}"


def test_htmx_finds_the_category_on_the_matters_own_page(looked_at, filed, client_of):
    worker = client_of("worker")
    to = f"/office/matters/{looked_at.number}/file-under/{filed['公共设施']}"
    token = form_of(worker.get("/office").text)[1]
    answer = worker.post(to, data={"csrf_token": token}, headers={"HX-Request": "true"})
    assert '<span class="filed">公共设施</span>' in worker.get(answer.headers["Location"]).text


def test_a_handler_is_offered_nothing_to_file(looked_at, client_of, filed):
    grid = client_of("grid_member")
    assert "✓" not in grid.get("/office").text
    to = f"/office/matters/{looked_at.number}/file-under/{filed['公共设施']}"
    assert tap(grid, "/office/enter", to).status_code == 403


def test_the_step_begins_with_what_is_suggested_and_keeps_what_is_chosen(looked_at, filed, client_of, town):
    worker, step = client_of("worker"), f"/office/matters/{looked_at.number}/classify"
    page = worker.get(step).text
    assert f'<option selected value="{filed["公共设施"]}">' in page
    assert "3件很像的事归在“公共设施”" in page
    said = {"category": filed["环境卫生"], "kind": "risk", "area": town.grid.id, "private": "y"}
    assert worker.submit(step, said).status_code == 303
    assert MatterEvent.get(MatterEvent.action == Action.CLASSIFY).data == {
        "category": ["", "环境卫生"], "kind": ["request", "risk"], "area": ["7号楼", "第一网格"],
        "private": [False, True],
    }  # fmt: skip


def test_the_road_tells_from_what_to_what(looked_at, filed, client_of):
    worker = client_of("worker")
    tap(worker, "/office", f"/office/matters/{looked_at.number}/file-under/{filed['环境卫生']}")
    page = worker.get(f"/office/matters/{looked_at.number}").text
    assert re.search(r"哪方面：\s*还说不准\s*→\s*环境卫生", page)


def test_what_may_be_the_same_is_marked_and_merged_from_there(lamp, town, occasion, client_of):
    again = say.raise_matter(occasion(), Draft("7号楼前的路灯坏了，看不清台阶。", town.building.id)).matter
    Adviser().advise(occasion())
    worker = client_of("worker")
    assert f'href="/office/matters/{again.number}#alike"' in worker.get("/office").text
    step = f"/office/matters/{again.number}/merge?into={lamp.number}"
    assert f'href="{step}"' in worker.get(f"/office/matters/{again.number}").text
    assert f'value="{lamp.number}"' in worker.get(step).text


def test_what_is_not_the_same_is_taken_apart(lamp, town, occasion, client_of):
    again = say.raise_matter(occasion(), Draft("8号楼的灯不亮。", town.building.id)).matter
    link.merge(occasion("worker"), again, lamp)
    worker = client_of("worker")
    assert worker.submit(f"/office/matters/{again.number}/unlink", {}).status_code == 303
    assert Matter.get_by_id(again.id).merged_into is None


def test_the_tree_is_taken_over_renamed_and_retired(town, client_of):
    administrator = client_of("administrator")
    table = (io.BytesIO("一级,二级,三级\n城乡建设,市政,公园\n".encode()), "tree.csv")
    administrator.submit("/office/taxonomy", {"file": table}, content_type="multipart/form-data")
    park = Category.get(Category.name == "公园")
    assert administrator.submit(f"/office/taxonomy/{park.id}", {"name": "公园和广场"}).status_code == 303
    assert "公园和广场" in administrator.get("/office/taxonomy").text
    page = f"/office/taxonomy/{park.id}"
    assert tap(administrator, page, f"{page}/turn").status_code == 303
    assert not Category.get_by_id(park.id).active


def test_a_name_that_stands_beside_is_refused_and_what_is_no_table_too(filed, client_of):
    administrator = client_of("administrator")
    page = f"/office/taxonomy/{filed['公共设施']}"
    answer = administrator.submit(page, {"name": "环境卫生"})
    assert (answer.status_code, 'value="环境卫生"' in answer.text) == (422, True)
    broken = (io.BytesIO(b"\0\1\2"), "tree.csv")
    sent = administrator.submit("/office/taxonomy", {"file": broken}, content_type="multipart/form-data")
    assert sent.status_code == 422
    assert administrator.get("/office/taxonomy/999").status_code == 404


def test_the_tree_is_the_administrators(client_of):
    assert client_of("secretary").get("/office/taxonomy").status_code == 403
