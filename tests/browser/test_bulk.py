"""A city's voices in one file: taken in at the office, and thirty of them answered, without a mouse."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.inspection import axe_faults, small_things
from tests.browser.journeys import sign_in
from tests.browser.keyboard import Keyboard
from tests.plugins.browser import OpenPage

MATTERS = 30
#: Enter at the next step, then the words, Tab to the second button, Enter. Letters are not counted.
PRESSES_A_MATTER = 4
#: From the top of the desk to the first matter: past the navigation, and to those that wait for an answer.
PRESSES_TO_BEGIN = 40

#: Older than anything else that waits, so that they come first. Nobody could guess what the second column is.
HEADINGS = ("工单编号", "一句话", "登记时间", "内容")
UNREADABLE = [("901", "没有时间", "昨天", "井盖松了。"), ("902", "没有时间", "前天", "路灯坏了。")]


@pytest.fixture
def hotline(tmp_path: Path) -> Path:
    """A file of the hotline: thirty matters and two lines that nobody can read."""
    good = [
        (f"R{number}", f"热线第{number}件", f"2020-03-02 09:{number:02}:00", f"{number}号楼楼道的灯不亮了。")
        for number in range(1, MATTERS + 1)
    ]
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *good, *UNREADABLE])
    path = tmp_path / "热线.csv"
    path.write_text(text.getvalue(), "utf-8")
    return path


def test_staff_take_in_a_file_and_answer_thirty_matters_by_keyboard_alone(
    open_page: OpenPage, hotline: Path
) -> None:
    page = sign_in(open_page(reduced_motion="reduce"), "secretary")
    keys = Keyboard(page)
    _send(page, keys, hotline)
    _name_the_columns(page, keys)
    _see_it_done(page, keys)
    before = _begin_with_the_first(page, keys)
    spent = [_answer_and_go_on(page, keys, number) for number in range(1, MATTERS + 1)]
    assert max(spent) <= PRESSES_A_MATTER
    page.goto("/office")
    assert _waiting(page) == before - MATTERS


def _send(page: Page, keys: Keyboard, file: Path) -> None:
    page.goto("/office")
    for way in ("更多", "批量导入"):
        keys.follow(way)
        expect(page.get_by_role("heading", level=1)).to_have_text(way)
        page.wait_for_load_state()
    keys.tab_to("表格文件")
    with page.expect_file_chooser() as chosen:
        keys.press("Space")
    chosen.value.set_files(file)
    keys.tab_to("这些事在哪一片？")
    keys.press("ArrowDown")
    keys.follow("交上来，核对各列")
    expect(page.get_by_role("heading", level=1)).to_have_text("核对各列")
    assert axe_faults(page) + small_things(page) == []


def _name_the_columns(page: Page, keys: Keyboard) -> None:
    """Three are guessed, the fourth is told; the first lines are shown as they will be taken in."""
    expect(page.get_by_label("工单编号")).to_have_value("key")
    keys.tab_to("一句话")
    for _ in range(4):
        keys.press("ArrowDown")
    expect(page.get_by_label("一句话")).to_have_value("title")
    keys.follow("照改过的再看一看")
    expect(page.get_by_text("热线第1件")).to_be_visible()
    keys.follow("就这样，开始导入")


def _see_it_done(page: Page, keys: Keyboard) -> None:
    """Without a key pressed the page tells how far it is; the refused lines are brought home as a file."""
    progress = page.get_by_role("progressbar")
    expect(progress).to_have_attribute("max", str(MATTERS + 2))
    expect(page.get_by_role("status")).to_contain_text(re.compile("导完了.*共32行，过了32行"), timeout=30_000)
    expect(progress).to_have_attribute("value", str(MATTERS + 2))
    assert axe_faults(page) + small_things(page) == []
    with page.expect_download() as download:
        keys.follow("下载没收进来的行和原因")
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        heading, *refused = csv.reader(file)
    assert heading == [*HEADINGS, "行", "原因"]
    assert [tuple(line[:4]) for line in refused] == UNREADABLE


def _begin_with_the_first(page: Page, keys: Keyboard) -> int:
    """Back to the desk, to what waits for an answer; gives how many those are."""
    keys.follow("待办")
    expect(page.get_by_role("heading", level=1)).to_have_text("待办")
    presses = keys.presses
    keys.follow("待答复")
    expect(page).to_have_url(re.compile("stage=answer"))
    waiting = _waiting(page)
    keys.tab_to("答复 ：")
    assert keys.presses - presses <= PRESSES_TO_BEGIN
    return waiting


def _answer_and_go_on(page: Page, keys: Keyboard, number: int) -> int:
    """From the step on which the focus stands; gives the keys that it took."""
    presses = keys.presses
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("答复")
    expect(page.get_by_role("main")).to_contain_text(f"热线第{number}件")
    keys.write("怎么答复？", "电工今天下午来换。")
    keys.follow("答复，接着看下一件")
    expect(page.get_by_role("status").first).to_contain_text("已答复")
    assert "答复" in keys.stop or number == MATTERS
    return keys.presses - presses


def _waiting(page: Page) -> int:
    """How many matters the desk says wait for an answer."""
    figure = page.get_by_role("link", name="待答复")
    return int(re.sub(r"\D", "", figure.inner_text()))
