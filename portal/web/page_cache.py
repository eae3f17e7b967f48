"""Pages that are the same for everybody, kept ready in front of Flask.

A page is kept as long as nothing was written (the database's revision) and a minute at most (what says
"today" must not say so tomorrow). It is kept by address, language, text size and fragment. Whoever has a
session, and every kiosk, gets a fresh page; a page that sets a cookie or forbids storing is never kept.
"""

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple
from wsgiref.headers import Headers

from peewee import PeeweeException

from portal.web.preferences import LANGUAGE_COOKIE, TEXT_COOKIE, language_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SECONDS = 60
_PAGES = 2_000
_BYTES = 64_000_000
_GZIP_LEVEL = 6  # level 9 takes twice the time for one byte in a hundred
_COMPRESSED_TYPES = ("text/", "application/javascript", "image/svg+xml")
_DEVICE = "device="  # of a kiosk, which is led to its own pages; see ``kiosk_device``
_KEPT_BY_304 = frozenset({"ETag", "Cache-Control", "Vary", "Content-Security-Policy"})

#: Where a request finds the revision that was read for it.
REVISION = "portal.revision"

Key = tuple[str, ...]


class Kept(NamedTuple):
    """A finished page and how long it holds."""

    revision: int
    until: float
    status: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str


class Answer:
    """What an application answers before its body."""

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
        app: the application behind it; it starts its response before it gives the first part of the body.
        revision: how many writes were committed; a page is good for one revision only.
        session_cookie: name of the cookie whose bearer is never served from memory.
        most_pages, most_bytes: what is kept at most; beyond it the pages kept the longest are forgotten.
    """

    def __init__(
        self,
        app: "WSGIApplication",
        revision: Callable[[], int],
        session_cookie: str,
        most_pages: int = _PAGES,
        most_bytes: int = _BYTES,
    ) -> None:
        self._app = app
        self._revision = revision
        self._session = f"{session_cookie}="
        self._most_pages = most_pages
        self._most_bytes = most_bytes
        self._pages: dict[Key, Kept] = {}
        self._bytes = 0
        self._changing = threading.Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        key = self._key(environ)
        if key is None:
            return self._app(environ, start_response)
        try:
            revision = self._revision()
        except PeeweeException:  # the database is away: let the application say so
            return self._app(environ, start_response)
        environ[REVISION] = revision
        kept = self._pages.get(key)
        if kept is None or kept.revision != revision or kept.until < time.monotonic():
            return self._fetch(environ, start_response, key, revision)
        return _send(kept, environ, start_response)

    @property
    def size(self) -> tuple[int, int]:
        """How many pages are kept, and how many bytes they hold."""
        return len(self._pages), self._bytes

    def _key(self, environ: "WSGIEnvironment") -> Key | None:
        cookies = environ.get("HTTP_COOKIE", "")
        if environ["REQUEST_METHOD"] != "GET" or self._session in cookies or _DEVICE in cookies:
            return None
        if '"' in cookies or not (cookies.isascii() and cookies.isprintable()):
            return None  # no cookie of ours is such; quotes and odd blanks may hide one cookie in another
        return (
            environ.get("HTTP_HOST", ""),
            environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
            language_of(_cookie(cookies, LANGUAGE_COOKIE), environ.get("HTTP_ACCEPT_LANGUAGE", "")),
            _cookie(cookies, TEXT_COOKIE),
            _fragment(environ),
            _encoding(environ.get("HTTP_ACCEPT_ENCODING", "")),
        )

    def _fetch(
        self, environ: "WSGIEnvironment", start_response: "StartResponse", key: Key, revision: int
    ) -> Iterable[bytes]:
        answer = Answer()
        parts = self._app(environ, answer.start)
        if not answer.may_be_kept:
            start_response(answer.status, answer.headers)
            return parts
        kept = _ready(revision, answer, _whole(parts), compressed=key[-1] == "gzip")
        self._keep(key, kept)
        return _send(kept, environ, start_response)

    def _keep(self, key: Key, kept: Kept) -> None:
        with self._changing:
            self._forget(key)
            while self._pages and self._is_full(len(kept.body)):
                self._forget(next(iter(self._pages)))
            self._pages[key] = kept
            self._bytes += len(kept.body)

    def _forget(self, key: Key) -> None:
        before = self._pages.pop(key, None)
        self._bytes -= len(before.body) if before else 0

    def _is_full(self, more: int) -> bool:
        return len(self._pages) >= self._most_pages or self._bytes + more > self._most_bytes


def _cookie(cookies: str, name: str) -> str:
    """The value of one cookie as the application reads it, or a reader could choose the next one's language.

    Cheaper than parsing them all, on the hottest path of the portal.
    """
    for pair in cookies.split(";"):
        found, _, value = pair.partition("=")
        if found.strip(" \t") == name:
            return value.strip(" \t")
    return ""


def _fragment(environ: "WSGIEnvironment") -> str:
    """What htmx asks for; empty for everybody else, whatever they put into the header of the target."""
    if environ.get("HTTP_HX_REQUEST") != "true":
        return ""
    return f"htmx {environ.get('HTTP_HX_TARGET', '')}"


def _encoding(accepted: str) -> str:
    """``gzip`` where the browser takes it without reserve."""
    return "gzip" if "gzip" in accepted and "gzip;q=0" not in accepted else ""


def _whole(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()


def _ready(revision: int, answer: Answer, body: bytes, compressed: bool) -> Kept:
    named = Headers(answer.headers)
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}{"-gz" if compressed else ""}"'
    if compressed and (named["Content-Type"] or "").startswith(_COMPRESSED_TYPES):
        body = gzip.compress(body, _GZIP_LEVEL, mtime=0)
        named["Content-Encoding"] = "gzip"
    named["Content-Length"] = str(len(body))
    named["ETag"] = etag
    named.add_header("Vary", "Accept-Encoding")
    return Kept(revision, time.monotonic() + _SECONDS, answer.status, named.items(), body, etag)


def _send(kept: Kept, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    if kept.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", [pair for pair in kept.headers if pair[0] in _KEPT_BY_304])
        return ()
    start_response(kept.status, kept.headers)
    return (kept.body,)
