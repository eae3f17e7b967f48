"""吹哨报到: the community calls, the department comes, the community confirms."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.journeys import Receipt, choose


def blow(worker: Page, receipt: Receipt, department: str, what: str) -> str:
    """From the matter, to the community's hall. Returns the name of the hall."""
    worker.goto(f"/office/matters/{receipt.number}")
    worker.get_by_role("link", name="吹哨", exact=True).click()
    worker.get_by_label(department, exact=True).check()
    worker.get_by_label("什么事？").fill(what)
    halls = worker.get_by_label("在哪个议事厅、驿站？")
    hall = halls.get_by_role("option").filter(has_text="议事厅").first.inner_text()
    halls.select_option(label=hall)
    worker.get_by_role("button", name="吹哨", exact=True).click()
    expect(worker.get_by_role("status").first).to_contain_text("哨已吹响")
    return hall


def check_in_at_the_poster(handler: Page, poster: str, words: str) -> None:
    """What a scan of the poster opens leads to the check-in, at every call to this place in turn."""
    handler.goto(poster)
    handler.get_by_role("link", name="部门工作人员来报到").click()
    while handler.get_by_role("button", name="我来报到").is_visible():
        handler.get_by_label("来了几个人，准备怎么办？").fill(words)
        handler.get_by_role("button", name="我来报到").click()
        expect(handler.get_by_role("status").first).to_contain_text("在现场报到了")
        handler.goto(poster)
        handler.get_by_role("link", name="部门工作人员来报到").click()


def poster_of(page: Page, hall: str) -> str:
    """The page to which the code on the hall's poster leads."""
    page.goto("/places")
    page.get_by_role("main").get_by_role("link", name=hall).first.click()
    return urlsplit(page.url).path


def confirm(worker: Page, what: str, grade: str, words: str) -> None:
    """They came: a rating, which counts for the department."""
    worker.goto("/office/whistles")
    whistle = worker.get_by_role("listitem").filter(has_text=what).first
    expect(whistle).to_contain_text("到现场扫码报到")
    whistle.get_by_role("link", name="确认来过").click()
    choose(worker, "来得怎么样？", grade)
    worker.get_by_label("说一句").fill(words)
    worker.get_by_role("button", name="确认来过，打个分").click()
    expect(worker.get_by_role("status").first).to_have_text("已确认，分数计入部门的账")
