"""The content security policy allows nothing inline, so no template may hold it."""

import re

import pytest

from tests.house.sources import files, name_of

INLINE = {
    "script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I),
    "event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    "htmx event handler": re.compile(r"\s(data-)?hx-on\b", re.I),
    "script address": re.compile(r"[\"']\s*javascript:", re.I),
}


@pytest.mark.parametrize("kind", INLINE)
def test_no_template_holds_anything_inline(kind: str) -> None:
    found = [
        name_of(path) for path in files("templates", ".html") if INLINE[kind].search(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("kind", "markup"),
    [
        ("script", "<script>go()</script>"),
        ("style element", "<style>p{}</style>"),
        ("style attribute", '<p class="a"\n style="color:red">'),
        ("event handler", '<button type="button" onclick="go()">'),
        ("htmx event handler", '<form hx-on:submit="go()">'),
        ("htmx event handler", '<form data-hx-on:submit="go()">'),
        ("script address", '<a href="javascript:go()">'),
    ],
)
def test_each_kind_of_inline_code_is_recognised(kind: str, markup: str) -> None:
    assert INLINE[kind].search(markup)
    assert not INLINE[kind].search('<script src="/static/a.js" defer></script><p class="on-style">style=</p>')
