"""What was written in Chinese is marked so on pages in another language, and costs a Chinese page nothing."""

import pytest

from portal.models import Matter
from portal.services import say
from portal.services.say import Draft
from tests.lively import lively
from tests.web.page_lint import read

OTHERS = ("zh_Hant", "en", "ko")


def marked(html):
    """Texts of all elements that say they are Simplified Chinese, but for the page itself."""
    page = read(html)
    return [
        each.text
        for name in ("h1", "h2", "p", "a", "span", "strong")
        for each in page.all(name)
        if each.attributes.get("lang") == "zh-Hans" and "hreflang" not in each.attributes
    ]


def page_in(language, client, address):
    return client.get(address, headers={"Cookie": f"language={language}"}).text


@pytest.fixture
def answered(lamp, occasion):
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    return Matter.get_by_id(lamp.id)


@pytest.mark.parametrize("language", OTHERS)
def test_title_words_place_and_answer_of_a_matter_are_marked(portal, answered, language):
    browser = portal.test_client(use_cookies=False)
    said = marked(page_in(language, browser, f"/matters/{answered.number}"))
    for words in (answered.public_title, answered.public_body, "清华园社区", "今晚就换灯泡。"):
        assert words in said


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("address", ["/", "/matters", "/meetings/1", "/hot"])
def test_titles_in_lists_are_marked(portal, town, occasion, language, address):
    lively(town, occasion)
    said = marked(page_in(language, portal.test_client(use_cookies=False), address))
    titles = {row.public_title for row in Matter.select()}
    assert titles & set(said)


@pytest.mark.parametrize("address", ["/", "/matters", "/meetings/1", "/hot"])
def test_a_page_in_simplified_chinese_carries_no_such_mark(portal, town, occasion, address):
    lively(town, occasion)
    assert marked(page_in("zh_Hans", portal.test_client(use_cookies=False), address)) == []


def test_words_that_are_not_chinese_are_not_marked(portal, town, occasion):
    words = "The lamp at the gate is broken"
    matter = say.raise_matter(occasion(), Draft(words=words, area_id=town.building.id)).matter
    page = page_in("ko", portal.test_client(use_cookies=False), f"/matters/{matter.number}")
    assert words in page
    assert words not in marked(page)
