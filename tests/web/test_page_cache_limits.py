"""The memory of pages is bounded, in pages and in bytes."""

from collections.abc import Iterator

from flask import Flask
from werkzeug.test import Client

from portal.db import revision
from portal.models import Matter
from portal.web.page_cache import PageCache


def kept_after_asking(cache: PageCache, addresses: Iterator[str]) -> list[tuple[int, int]]:
    client, sizes = Client(cache), []
    for address in addresses:
        assert client.get(address).status_code == 200
        sizes.append(cache.size)
    return sizes


def test_never_more_pages_are_kept_than_allowed(portal: Flask, lamp: Matter) -> None:
    cache = PageCache(portal.wsgi_app, revision, "session", most_pages=3)
    sizes = kept_after_asking(cache, (f"/?visit={number}" for number in range(8)))
    assert [pages for pages, _ in sizes] == [1, 2, 3, 3, 3, 3, 3, 3]


def test_never_more_bytes_are_kept_than_allowed(portal: Flask, lamp: Matter) -> None:
    one = len(Client(portal.wsgi_app).get("/").data)
    cache = PageCache(portal.wsgi_app, revision, "session", most_bytes=3 * one)
    sizes = kept_after_asking(cache, (f"/?visit={number}" for number in range(8)))
    assert max(kept for _, kept in sizes) <= 3 * one
    assert min(kept for _, kept in sizes) > 0
