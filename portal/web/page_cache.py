"""Pages that are the same for everybody, kept ready in front of Flask.

A page is kept as long as nothing was written (the database's revision) and a minute at most (what says
"today" must not say so tomorrow). It is kept by address, language, text size and fragment. Whoever has a
session gets a fresh page, and a page that sets a cookie or forbids storing is never kept.
"""

import gzip
import hashlib
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple
from wsgiref.headers import Headers

from peewee import PeeweeException

from portal.web.preferences import LANGUAGE_COOKIE, TEXT_COOKIE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SECONDS = 60
_PAGES = 2_000
_PAGE_BYTES = 400_000
_COMPRESSED_TYPES = ("text/", "application/javascript", "image/svg+xml")

Key = tuple[str, ...]


class Kept(NamedTuple):
    """A finished response and what it was true for."""

    revision: int
    until: float
    status: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str


class Answer:
    """Collects what an application answers."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: list[tuple[str, str]] = []

    def start(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        return _no_writes

    @property
    def may_be_kept(self) -> bool:
        """Only a whole page that is not meant for one person."""
        named = Headers(self.headers)
        return (
            self.status.startswith("200")
            and "Set-Cookie" not in named
            and "no-store" not in (named["Cache-Control"] or "")
        )


def _no_writes(data: bytes) -> object:
    raise NotImplementedError("the write() of early WSGI is not used here")


class PageCache:
    """WSGI middleware that answers from memory what it may.

    Args:
        app: the application behind it.
        revision: how many writes were committed; a page is good for one revision only.
        session_cookie: name of the cookie whose bearer is never served from memory.
    """

    def __init__(self, app: "WSGIApplication", revision: Callable[[], int], session_cookie: str) -> None:
        self._app = app
        self._revision = revision
        self._session = f"{session_cookie}="
        self._pages: dict[Key, Kept] = {}

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        key = self._key(environ)
        if key is None:
            return self._app(environ, start_response)
        try:
            revision = self._revision()
        except PeeweeException:  # the database is away: let the application say so
            return self._app(environ, start_response)
        kept = self._pages.get(key)
        if kept is None or kept.revision != revision or kept.until < time.monotonic():
            kept = self._fetch(environ, key, revision)
        return _send(kept, environ, start_response)

    def _key(self, environ: "WSGIEnvironment") -> Key | None:
        cookies = environ.get("HTTP_COOKIE", "")
        if environ["REQUEST_METHOD"] != "GET" or self._session in cookies:
            return None
        return (
            environ.get("HTTP_HOST", ""),
            environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
            _cookie(cookies, LANGUAGE_COOKIE),
            _cookie(cookies, TEXT_COOKIE),
            environ.get("HTTP_HX_REQUEST", "") and environ.get("HTTP_HX_TARGET", ""),
            "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else "",
        )

    def _fetch(self, environ: "WSGIEnvironment", key: Key, revision: int) -> Kept:
        answer = Answer()
        parts = self._app(environ, answer.start)
        try:
            body = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        if not answer.may_be_kept:
            return Kept(revision, 0, answer.status, answer.headers, body, "")
        kept = _ready(revision, answer, body, compressed=key[-1] == "gzip")
        if len(kept.body) <= _PAGE_BYTES:
            self._keep(key, kept)
        return kept

    def _keep(self, key: Key, kept: Kept) -> None:
        if len(self._pages) >= _PAGES:
            self._pages.clear()
        self._pages[key] = kept


def _cookie(cookies: str, name: str) -> str:
    """The value of one cookie; cheaper than parsing them all, on the hottest path of the portal."""
    for pair in cookies.split(";"):
        if pair.lstrip().startswith(f"{name}="):
            return pair.partition("=")[2]
    return ""


def _ready(revision: int, answer: Answer, body: bytes, compressed: bool) -> Kept:
    named = Headers(answer.headers)
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}{"-gz" if compressed else ""}"'
    if compressed and (named["Content-Type"] or "").startswith(_COMPRESSED_TYPES):
        body = gzip.compress(body, mtime=0)
        named["Content-Encoding"] = "gzip"
    named["Content-Length"] = str(len(body))
    named["ETag"] = etag
    named.add_header("Vary", "Accept-Encoding")
    return Kept(revision, time.monotonic() + _SECONDS, answer.status, named.items(), body, etag)


def _send(kept: Kept, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    if kept.etag and environ.get("HTTP_IF_NONE_MATCH") == kept.etag:
        start_response("304 Not Modified", [pair for pair in kept.headers if pair[0] in _KEPT_BY_304])
        return ()
    start_response(kept.status, kept.headers)
    return (kept.body,)


_KEPT_BY_304 = frozenset({"ETag", "Cache-Control", "Vary", "Content-Security-Policy"})
