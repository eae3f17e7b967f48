"""What people do in the portal, step by step as they see it: by the words on links, fields and buttons."""

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from scripts.live_portal import PASSWORD

COMMUNITY = "清华园社区"


class Receipt(NamedTuple):
    """What somebody takes home after saying something."""

    number: str
    code: str


def photo(colour: str = "olive") -> FilePayload:
    """A picture as a phone sends it."""
    file = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(file, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def choose(page: Page | Locator, question: str, answer: str) -> None:
    """Taps one of the cards below a question."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def say(page: Page, words: str, *, photos: Sequence[FilePayload] = (), home: str = "/") -> Receipt:
    """From the board, or the kiosk's doors, to the receipt, without an account."""
    page.goto(home)
    page.get_by_role("main").get_by_role("link", name="我要说一件事").click()
    page.wait_for_url("**/say")
    if page.get_by_role("heading", name="是哪一种？").is_visible():
        answer_in_steps(page, words)
    else:
        page.get_by_label("什么事？").fill(words)
        page.get_by_label("在哪里？").fill("7号楼前")
        page.get_by_label("哪个社区、哪一片？").select_option(label=COMMUNITY)
    if photos:
        page.get_by_label("照片").set_input_files(list(photos))
    page.get_by_role("button", name="交给社区").click()
    return receipt_on(page)


def answer_in_steps(page: Page, words: str, place: str = "7号楼前") -> None:
    """One question a page, as in 长辈版 and at the kiosk, as far as the page that sends."""
    press(page, "要解决的事", then="哪方面的事？")
    press(page, "都不是，我自己写", then="什么事？")
    page.get_by_label("什么事？").fill(words)
    press(page, "下一步", then="哪个社区？")
    press(page, COMMUNITY, then="在哪里？")
    page.get_by_label("在哪里？").fill(place)
    press(page, "下一步", then="要不要我们告诉您结果？")
    press(page, "不用，我自己查", then="看一遍，对就交")


def press(page: Page, button: str, then: str) -> None:
    """A button that leads to the page with this heading."""
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(then)


def receipt_on(page: Page) -> Receipt:
    """Number and code as they stand on the receipt."""
    expect(page.get_by_role("heading", level=1)).to_have_text("社区收到了，谢谢您")
    number, code = page.get_by_role("definition").all_inner_texts()[:2]
    return Receipt(number, code)


def sign_in(page: Page, login: str) -> Page:
    page.goto("/sign-in")
    page.get_by_label("用户名").fill(login)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    expect(page.get_by_role("link", name="我的", exact=True).first).to_be_visible()
    return page


def take_step(
    page: Page,
    number: str,
    step: str,
    *,
    write: Mapping[str, str] | None = None,
    pick: Mapping[str, str] | None = None,
    tap: Mapping[str, str] | None = None,
    photos: Sequence[FilePayload] = (),
) -> None:
    """An officer opens the matter, chooses the step, fills in its form and sends it.

    Args:
        write: words by the label of their field; pick: an option by the label of its list; tap: a card by
            its question.
    """
    page.goto(f"/office/matters/{number}")
    _open_step(page.get_by_role("main"), step)
    for label, words in (write or {}).items():
        page.get_by_label(label).fill(words)
    for label, option in (pick or {}).items():
        page.get_by_label(label).select_option(label=option)
    for question, answer in (tap or {}).items():
        choose(page, question, answer)
    if photos:
        page.get_by_label("照片").set_input_files(list(photos))
    page.get_by_role("button", name=step, exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text(number)


def _open_step(main: Locator, step: str) -> None:
    """What is done seldom is folded away."""
    link = main.get_by_role("link", name=step, exact=True)
    if not link.is_visible():
        main.get_by_text("其他（").click()
    link.click()


def open_with_code(page: Page, receipt: Receipt) -> None:
    """查进度 with what stands on the receipt."""
    page.goto("/")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="查进度").click()
    page.get_by_label("编号").fill(receipt.number)
    page.get_by_label("查询码").fill(receipt.code)
    page.get_by_role("button", name="看一看").click()
    expect(page.get_by_text(receipt.number)).to_be_visible()


def rate(page: Page, receipt: Receipt, grade: str, verdict: str, words: str = "") -> None:
    """The proposer's four grades, all the same, and whether it satisfies."""
    open_with_code(page, receipt)
    page.get_by_role("link", name="我来打个分").click()
    for question in ("态度好不好？", "办得快不快？", "结果合不合适？", "管不管用？"):
        choose(page, question, grade)
    choose(page, "总的来说，您满意吗？", verdict)
    page.get_by_label("想说的话").fill(words)
    page.get_by_role("button", name="评好了").click()
    expect(page.get_by_role("status").first).to_contain_text("评好了，谢谢您。")


def public_page(page: Page, receipt: Receipt) -> Page:
    page.goto(f"/matters/{receipt.number}")
    return page


def seal(page: Page, word: str) -> Locator:
    """One of the five seals of the matter on this page."""
    return page.locator(".seals li").filter(has=page.locator("b", has_text=word))


def expect_now(page: Page, word: str) -> None:
    """The seal of the stage in which the matter stands."""
    expect(seal(page, word)).to_have_attribute("aria-current", "step")
