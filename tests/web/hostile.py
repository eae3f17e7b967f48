"""Requests no browser makes, for every route: what goes into path, query, body and headers is drawn."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, quote_plus

from flask import Flask
from hypothesis import strategies as st
from wtforms.fields.core import UnboundField

from portal.web.fields import Form

_VARIABLE = re.compile(r"<(?:[^<>]+:)?(\w+)>")

#: Numbers at which one of the databases, or Python itself, gives up.
_NUMBERS = ("0", "-1", "2147483648", "9223372036854775808", "1" * 30, "9" * 5000, "٣", "²", "1e9", "NaN")
_WORDS = (
    "", " ", "\0", "路灯\0坏了", "\ud800", "\u202e倒", "\u200f", "😀" * 40, "\ue000", "\U0010ffff",
    "%s%(x)d{}", "\r\n", "'\"--;/*", "<script>alert(1)</script>", "../../etc/passwd", "//evil.example",
    "\\evil", "长" * 501, "号" * 12_000, "[", "2026-02-30", "9999-12-31", "0001-01-01",
)  # fmt: skip
#: What some field or other takes, so that a form gets past its own checks and the service sees the rest.
_FITTING = (
    "1", "2", "5", "250", "yes", "no", "own", "joint", "request", "resident", "2026-11-30", "none", "sms",
    "grant", "phone", "hotline", "elsewhere", "13800138000", "路灯坏了，请修一修。", "长" * 500,
)  # fmt: skip
#: Sent by buttons and boxes that stand in no form class.
_READ_BY_HAND = (
    "topic", "only", "meeting", "community", "here", "gone", "card", "holder", "attendance", "use",
    "template", "anyway", "take_back", "next",
)  # fmt: skip
_TYPES = (
    "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "x", ";;;",
    "", "application/x-www-form-urlencoded; charset=utf-7",
)  # fmt: skip
_HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"HX-Request": "true", "HX-Target": "list"},
    {"HX-Request": "true", "HX-Target": "../\xff", "HX-Current-URL": "http://["},
    {"HX-Request": "1"},
    {"Host": "evil.example:99999999"},
    {"Host": "a b"},
    {"Host": "["},
    {"X-Forwarded-For": "\xff, ::::", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"},
    {"If-None-Match": "W/", "If-Modified-Since": "yesterday", "Range": "bytes=9-1,-", "If-Range": "\xff"},
    {"Accept-Encoding": "gzip;q=x, \xff", "Accept-Language": "x" * 500},
    {"Referer": "http://[", "Origin": "null"},
)
_COOKIES = (
    "",
    "language=\xff",
    'text="\\377',
    "session=",
    "language =ko; text",
    "browser=" + "x" * 4000,
    "=;=;\t",
)
_METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW")

anything = st.one_of(
    st.sampled_from(_NUMBERS), st.sampled_from(_WORDS), st.sampled_from(_FITTING), st.text(max_size=20)
)


class Attack(NamedTuple):
    """One way of asking, the same for every route."""

    method: str
    drawn: str
    query: bytes
    body: bytes
    content_type: str
    headers: dict[str, str]
    cookie: str


def _fields() -> list[str]:
    """The names of all fields of all forms of the portal, and those that belong to none."""
    kinds, names = [Form], {"then", "csrf_token", *_READ_BY_HAND}
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        names |= {name for name, field in vars(kind).items() if isinstance(field, UnboundField)}
    return sorted(names)


def _encoded(text: str) -> str:
    return quote_plus(text.encode("utf-8", "surrogatepass"))


def _urlencoded(pairs: list[tuple[str, str]]) -> bytes:
    return "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in pairs).encode()


def _multipart(pairs: list[tuple[str, str]]) -> bytes:
    parts = (
        b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (name.encode(), b'; filename="a.jpg"' * (name == "photos"), value.encode("utf-8", "surrogatepass"))
        for name, value in pairs
    )
    return b"".join(parts) + b"--x--\r\n"


_pairs = st.deferred(lambda: st.lists(st.tuples(st.sampled_from(_fields()), anything), max_size=30))
_queries = st.lists(
    st.tuples(
        st.sampled_from(
            ["q", "community", "before", "year", "item", "page", "stage", "light", "period", "show", "next",
             "then", "number", "lang", "text", "working_days", "mine", "topic", "matter", "refused", "went",
             "seen", "up", "all", "supports", "waits", "category", "venue", "invitation"]
        ),
        anything,
    ),
    max_size=4,
).map(_urlencoded)  # fmt: skip
_bodies = st.one_of(
    st.tuples(_pairs.map(_urlencoded), st.just("application/x-www-form-urlencoded")),
    st.tuples(_pairs.map(_multipart), st.just("multipart/form-data; boundary=x")),
    st.tuples(st.binary(max_size=200), st.sampled_from(_TYPES)),
)


@st.composite
def attacks(draw: st.DrawFn) -> Attack:
    """Mostly forms that are sent; now and then a method, a header or a cookie that makes no sense."""
    method = draw(st.sampled_from(("GET", "POST", "POST", *_METHODS)))
    query = draw(st.one_of(_queries, _queries, st.binary(max_size=30).map(lambda raw: quote(raw).encode())))
    body, content_type = draw(_bodies)
    headers, cookie = draw(st.sampled_from(_HEADERS)), draw(st.sampled_from(_COOKIES))
    return Attack(method, draw(anything), query, body, content_type, headers, cookie)


def paths(app: Flask, known: Mapping[str, str], drawn: str) -> Iterator[str]:
    """Every route of the map: with what is there in its place, and with what was drawn."""
    for route in app.url_map.iter_rules():
        yield _VARIABLE.sub(lambda found: known[found[1]], route.rule)
        if route.arguments:
            yield _VARIABLE.sub(quote(drawn.encode("utf-8", "surrogatepass"), safe=""), route.rule)
