"""On a first visit the browser's list of languages chooses; what it chose is left to nobody else."""

import pytest
from flask import Flask
from werkzeug.test import Client

from portal.db import revision
from portal.models import Matter
from portal.web.page_cache import PageCache


@pytest.fixture
def reader(portal: Flask) -> Client:
    """A browser that keeps no cookies."""
    return Client(portal.wsgi_app, use_cookies=False)


@pytest.fixture
def page(lamp: Matter) -> str:
    """The address of the page of the lamp."""
    return f"/matters/{lamp.number}"


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-Hans-HK, en", "zh-Hans"),
        ("zh-TW,zh;q=0.9,en-US;q=0.8", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("en-GB,en;q=0.5", "en"),
        ("EN", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.1", "en"),
        ("en;q=0.2, ko;q=0.7", "ko"),
        ("en;q=0, ko;q=0.1", "ko"),
        ("fr", "zh-Hans"),
        ("*", "zh-Hans"),
        ("", "zh-Hans"),
        (";q=x,,-,en;q=9e99", "zh-Hans"),
    ],
)
def test_whoever_has_not_chosen_yet_reads_the_language_of_the_browser(
    reader: Client, page: str, accepted: str, tag: str
) -> None:
    first = reader.get(page, headers={"Accept-Language": accepted})
    assert f'<html lang="{tag}"' in first.text
    assert reader.get(page, headers={"Accept-Language": accepted}).data == first.data
    assert '<html lang="zh-Hans"' in reader.get(page).text


@pytest.mark.parametrize("cookie", ["language=zh_Hans", "language=zh_Hans; text=normal"])
def test_what_was_chosen_goes_before_what_the_browser_says(reader: Client, page: str, cookie: str) -> None:
    asking = {"Accept-Language": "ko"}
    assert '<html lang="ko"' in reader.get(page, headers=asking).text
    assert '<html lang="zh-Hans"' in reader.get(page, headers=asking | {"Cookie": cookie}).text
    assert '<html lang="ko"' in reader.get(page, headers=asking).text


@pytest.mark.parametrize("forged", ["language=xx", "language", "language=", "language; language=ko"])
def test_with_a_forged_choice_nobody_leaves_a_language_to_the_next_reader(
    reader: Client, page: str, forged: str
) -> None:
    for accepted, tag in (("en", "en"), ("zh-TW", "zh-Hant"), ("ko", "ko")):
        asking = {"Accept-Language": accepted}
        reader.get(page, headers=asking | {"Cookie": forged})
        assert f'<html lang="{tag}"' in reader.get(page, headers=asking).text
    assert '<html lang="zh-Hans"' in reader.get(page).text


def test_browsers_that_say_the_same_in_other_words_share_a_page(portal: Flask, page: str) -> None:
    cache = PageCache(portal.wsgi_app, revision, "session")
    for accepted in ("en", "en-GB", "en-US,en;q=0.9", "fr,en;q=0.5"):
        Client(cache).get(page, headers={"Accept-Language": accepted})
    assert cache.size[0] == 1
