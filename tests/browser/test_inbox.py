"""The inbox with a script: keys within the list, words filled in place, colleagues who see who is at work."""

import re

from playwright.sync_api import expect

from tests.browser.inspection import axe_faults, small_things
from tests.browser.journeys import sign_in
from tests.plugins.browser import OpenPage


def test_lines_are_ticked_by_keys_and_done_together(open_page: OpenPage) -> None:
    page = sign_in(open_page(), "worker")
    page.goto("/office?stage=answer")
    page.locator(".errands tbody td > a").first.focus()
    for key in ("x", "j", "x", "k"):
        page.keyboard.press(key)
    expect(page.locator("[name=matter]:checked")).to_have_count(2)
    expect(page.locator(".errands tbody td > a").first).to_be_focused()
    assert axe_faults(page) + small_things(page) == []
    page.get_by_role("button", name="定轻重缓急").click()
    expect(page.get_by_role("heading", name="选了2件")).to_be_visible()
    assert axe_faults(page) + small_things(page) == []


def test_a_template_is_filled_in_place_while_a_colleague_sees_who_is_at_work(open_page: OpenPage) -> None:
    worker, secretary = sign_in(open_page(), "worker"), sign_in(open_page(), "secretary")
    worker.goto("/office?stage=answer")
    worker.locator(".errands a.do").last.click()
    expect(worker.locator("#at_work")).to_have_text("您正在办，同事看得到。")
    worker.get_by_label("怎么答复？").fill("谢谢提醒。")
    worker.get_by_role("button", name="填进去").click()
    expect(worker.get_by_label("怎么答复？")).to_have_value(re.compile("^谢谢提醒。\n您好，"))
    secretary.goto(worker.url)
    expect(secretary.locator("#at_work")).to_contain_text("李敏正在办")
