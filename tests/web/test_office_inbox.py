"""Through the inbox faster: kept filters, words for answers, several at once, who is at work on what."""

import re
from datetime import datetime

import pytest

from portal.domain.stages import Action, State
from portal.domain.terms import Urgency
from portal.models import AnswerTemplate, AtWork, Matter, SavedFilter
from portal.services import at_work, handle, say
from portal.services.filters import keep_filter
from portal.services.handle import Order
from portal.services.say import Draft, raise_matter
from portal.services.taxonomy import seed
from portal.services.templates import add_template
from tests.conftest import MORNING
from tests.web.conftest import form_of
from tests.web.test_office_matters import take

ANSWERS = "stage=answer"


@pytest.fixture
def bins(town, occasion):
    """Three matters that wait for an answer."""
    drafts = [Draft(words=f"第{number}个垃圾桶满了。", area_id=town.grid.id) for number in range(3)]
    return [raise_matter(occasion(), draft).matter for draft in drafts]


def answer_page(matter):
    return f"/office/matters/{matter.number}/answer"


def many(deed, matters, rest=""):
    chosen = "&".join(f"matter={matter.number}" for matter in matters)
    return f"/office/many/{deed}?{chosen}{rest}"


def state(matter):
    return Matter.get_by_id(matter.id).state


# filters


def test_what_was_picked_is_kept_and_stands_above_the_inbox(lamp, client_of):
    worker = client_of("worker")
    assert f'href="/office/filters?{ANSWERS}">存下这个筛选' in worker.get(f"/office?{ANSWERS}").text
    done = worker.submit(f"/office/filters?{ANSWERS}", {"name": "等我答的"})
    assert (done.status_code, done.headers["Location"]) == (303, f"/office?{ANSWERS}")
    page = worker.get(f"/office?{ANSWERS}").text
    assert (
        f'<a href="/office?{ANSWERS}" aria-current="page">等我答的 <span class="nums">1件</span></a>' in page
    )
    assert "存下这个筛选" not in page
    assert f'<a href="/office?{ANSWERS}">等我答的 ' in worker.get("/office").text


def test_each_filter_says_how_many_it_holds_and_asks_no_more_for_it(
    bins, town, occasion, client_of, queries_of
):
    handle.assign(occasion("worker"), bins[0], Order(town.committee.id, "李敏", 10))
    for name, parts in {"答": {"stage": "answer"}, "办": {"stage": "handle"}, "超": {"light": "red"}}.items():
        keep_filter(occasion("worker"), name, parts)
    worker = client_of("worker")
    assert re.findall(r'<span class="nums">(\d+)件</span>', worker.get("/office").text) == ["2", "1", "0"]
    with queries_of() as asked:
        worker.get("/office")
    assert len(asked) <= 6


def test_a_filter_is_renamed_and_dropped(occasion, client_of):
    kept, worker = keep_filter(occasion("worker"), "超期", {"light": "red"}), client_of("worker")
    worker.submit(f"/office/filters/{kept.id}", {"name": "急的"})
    assert SavedFilter.get().name == "急的"
    worker.submit("/office/filters", {}, to=f"/office/filters/{kept.id}/drop")
    assert SavedFilter.select().count() == 0


def test_nobody_opens_anothers_filter(occasion, client_of):
    kept = keep_filter(occasion("worker"), "超期", {"light": "red"})
    assert client_of("secretary").get(f"/office/filters/{kept.id}").status_code == 404


def test_a_filter_leads_on_within_itself(bins, occasion, client_of):
    first, second, third = bins
    say.pool(occasion("worker"), second)
    worker = client_of("worker")
    assert f"{answer_page(first)}?{ANSWERS}" in worker.get(f"/office?{ANSWERS}").text
    for matter, following in ((first, third.number), (third, None)):
        page = f"{answer_page(matter)}?{ANSWERS}"
        done = worker.submit(page, {"text": "今晚清运。", "then": "next"}).headers["Location"]
        assert done == (f"/office/matters/{following}?{ANSWERS}#next" if following else f"/office?{ANSWERS}")


# words


@pytest.fixture
def words(town, occasion):
    text = "{姓名}您好，{编号}：{地点}的灯{今天}修。"
    return add_template(occasion("worker"), town.community, Action.ANSWER, "路灯", text)


def test_a_template_is_filled_in_below_what_was_typed(lamp, words, client_of):
    typed = {"text": "谢谢提醒。", "use": "template", "template": str(words.id)}
    page = take(client_of("worker"), lamp, "answer", **typed)
    assert page.status_code == 200
    assert f"谢谢提醒。\n{{姓名}}您好，{lamp.number}：7号楼前的灯2026年11月3日修。</textarea>" in page.text
    assert state(lamp) is State.RECEIVED


def test_how_the_like_was_answered_stands_beside_and_is_taken_by_one_tap(bins, occasion, client_of):
    say.answer(occasion("worker"), bins[0], "每晚八点清运。")
    worker = client_of("worker")
    page = worker.get(answer_page(bins[1])).text
    assert "相像的事怎么答的" in page
    assert f'name="use" value="{bins[0].number}"' in page
    taken = take(worker, bins[1], "answer", use=bins[0].number, text="")
    assert "每晚八点清运。</textarea>" in taken.text


def test_a_template_is_added_mended_and_taken_out_of_use(town, client_of):
    worker = client_of("worker")
    said = {"action": "answer", "area": str(town.community.id), "title": "路灯", "text": "{地点}的灯今晚修。"}
    assert worker.submit("/office/templates", said).status_code == 303
    kept = AnswerTemplate.get()
    worker.submit(f"/office/templates/{kept.id}", {"title": "路灯", "text": "{地点}的灯明早修。"})
    assert "{地点}的灯明早修。" in worker.get("/office/templates").text
    worker.submit("/office/templates", {}, to=f"/office/templates/{kept.id}/retire")
    assert "{地点}的灯明早修。" not in worker.get("/office/templates").text
    assert worker.get(f"/office/templates/{kept.id}").status_code == 404


def test_an_unknown_field_is_told_by_its_name(town, client_of):
    said = {"action": "answer", "area": str(town.community.id), "title": "路灯", "text": "{电话}会打给您。"}
    page = client_of("worker").submit("/office/templates", said)
    assert page.status_code == 422
    assert "“电话”不认识" in page.text
    assert "{电话}会打给您。</textarea>" in page.text


def test_another_communitys_template_is_not_opened(words, client_of):
    stranger = client_of("stranger")
    assert stranger.get(f"/office/templates/{words.id}").status_code == 403
    assert "路灯" not in stranger.get("/office/templates").text


# several at once


def test_several_go_into_the_pool_and_each_refused_one_says_why(bins, occasion, client_of):
    say.answer(occasion("worker"), bins[1], "清了。")
    worker = client_of("worker")
    done = worker.submit(many("pool", bins, f"&{ANSWERS}"), {"text": "一起议。"}, follow_redirects=True)
    assert "办好2件" in done.text
    assert "没办成的1件" in done.text
    assert f"{bins[1].number}</a> 这件事已经走到别的步骤了" in done.text
    assert f'href="/office?{ANSWERS}">回到待办' in done.text
    assert [state(matter) for matter in bins] == [State.POOLED, State.RATING, State.POOLED]


def test_several_are_handed_to_one_organisation(bins, town, client_of):
    order = {"organisation": str(town.committee.id), "person": "李敏", "working_days": "5", "mode": "own"}
    client_of("worker").submit(many("assign", bins), order)
    assert {Matter.get_by_id(matter.id).organisation_id for matter in bins} == {town.committee.id}


def test_several_are_graded_and_filed(bins, client_of):
    category, worker = seed(["环境卫生"])["环境卫生"], client_of("worker")
    worker.submit(many("grade", bins), {"urgency": "pressing", "reach": "estate"})
    worker.submit(many("classify", bins), {"category": str(category)})
    kept = {(row.urgency, row.category_id) for row in Matter.select()}
    assert kept == {(Urgency.PRESSING, category)}


def test_what_was_typed_for_all_of_them_is_to_be_mended_when_all_refuse_it(bins, client_of):
    page = client_of("worker").submit(many("pool", bins), {"text": "长" * 10_001})
    assert page.status_code == 422
    assert "长" * 10_001 in page.text


def test_what_is_to_be_published_is_read_first(bins, occasion, client_of):
    Matter.update(state=State.SETTLED).execute()
    secretary = client_of("secretary")
    assert "第2个垃圾桶满了。" in secretary.get(many("publish", bins)).text
    secretary.submit(many("publish", bins), {})
    assert {state(matter) for matter in bins} == {State.PUBLISHED}


@pytest.mark.parametrize(("count", "told"), [(0, "还没有选"), (51, "一次最多选50件")])
def test_who_chose_none_or_too_many_is_led_back_with_a_word(count, told, client_of):
    chosen = "".join(f"matter=AZ-2026-{number:04}&" for number in range(count))
    page = client_of("worker").get(f"/office/many/pool?{chosen}{ANSWERS}", follow_redirects=True)
    assert told in page.text
    assert page.request.full_path == f"/office?{ANSWERS}"


def test_a_whole_page_is_ticked_without_a_script(bins, client_of):
    worker = client_of("worker")
    assert "checked" not in worker.get(f"/office?{ANSWERS}").text
    page = worker.get(f"/office?{ANSWERS}&all=1").text
    assert page.count('name="matter"') == page.count(" checked>") == 3


@pytest.mark.parametrize(("who", "offered"), [("worker", False), ("secretary", True)])
def test_only_who_may_publish_is_offered_to(who, offered, lamp, client_of):
    assert ('formaction="/office/many/publish"' in client_of(who).get("/office").text) is offered


def test_who_may_do_nothing_ticks_nothing(lamp, client_of):
    assert 'name="matter"' not in client_of("auditor").get("/office").text


# who is at work


def test_who_opens_the_form_is_seen_in_the_list_and_on_the_matters_page(lamp, client_of):
    worker, secretary = client_of("worker"), client_of("secretary")
    begun = worker.submit(
        answer_page(lamp), {"next": answer_page(lamp)}, f"/office/matters/{lamp.number}/at-work"
    )
    assert begun.headers["Location"] == answer_page(lamp)
    assert "您正在办，同事看得到" in worker.get(answer_page(lamp)).text
    assert "李敏正在办" not in worker.get("/office").text
    for page in ("/office", f"/office/matters/{lamp.number}", answer_page(lamp)):
        assert "李敏正在办" in secretary.get(page).text


def test_reading_the_form_alone_says_nothing(lamp, client_of):
    client_of("worker").get(answer_page(lamp))
    assert AtWork.select().count() == 0


def test_htmx_is_told_who_was_first(lamp, occasion, client_of):
    at_work.begin(occasion("worker"), lamp)
    secretary = client_of("secretary")
    _action, token = form_of(secretary.get(answer_page(lamp)).text)
    headers = {"HX-Request": "true", "HX-Target": "at_work"}
    page = f"/office/matters/{lamp.number}/at-work"
    fragment = secretary.post(page, data={"csrf_token": token}, headers=headers).text
    assert "李敏正在办，09:30起" in fragment
    assert 'data-hx-trigger="every 240s"' in fragment


def test_who_answers_meanwhile_is_asked_once_more_and_then_goes_on(lamp, occasion, client_of):
    at_work.begin(occasion("worker"), lamp)
    secretary = client_of("secretary")
    asked = take(secretary, lamp, "answer", text="今晚修。")
    assert asked.status_code == 409
    assert "李敏正在办这件事，请先问一声；还要办就再按一次" in asked.text
    assert "今晚修。</textarea>" in asked.text
    assert '<input type="hidden" name="anyway" value="1">' in asked.text
    assert take(secretary, lamp, "answer", text="今晚修。", anyway="1").status_code == 303
    assert state(lamp) is State.RATING


def test_once_the_step_is_taken_nobody_is_at_work(lamp, occasion, client_of):
    at_work.begin(occasion("worker"), lamp)
    assert take(client_of("worker"), lamp, "answer", text="今晚修。").status_code == 303
    assert AtWork.select().count() == 0


def test_after_ten_minutes_nobody_is_asked(lamp, occasion, portal, client_of):
    at_work.begin(occasion("worker"), lamp)
    portal.config["CLOCK"] = lambda: datetime(2026, 11, 3, 9, 40)
    assert at_work.LEASE.seconds == (datetime(2026, 11, 3, 9, 40) - MORNING).seconds
    assert take(client_of("secretary"), lamp, "answer", text="今晚修。").status_code == 303


def test_who_only_reads_is_never_at_work(lamp, client_of):
    auditor = client_of("auditor")
    refused = auditor.submit("/sign-out", {}, to=f"/office/matters/{lamp.number}/at-work")
    assert refused.status_code == 403
    assert AtWork.select().count() == 0
