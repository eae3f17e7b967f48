"""Requests are received whole before the application sees them, which it does one at a time.

A photo sent from a weak telephone takes minutes. The thread that waits for it keeps nobody else waiting; and
since a worker's threads take turns, they never slow each other down as threads of Python do.
"""

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_IN_MEMORY = 256 * 1024
_PART = 64 * 1024


class WholeRequests:
    """WSGI middleware for a server with several threads.

    Args:
        app: the application behind it.
        most_bytes: a larger body is left to the application to refuse.
    """

    def __init__(self, app: "WSGIApplication", most_bytes: int) -> None:
        self._app = app
        self._most_bytes = most_bytes
        self._turn = Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or not 0 < int(length) <= self._most_bytes:
            return self._in_turn(environ, start_response)
        with SpooledTemporaryFile(_IN_MEMORY) as body:
            _receive(environ["wsgi.input"], int(length), body)
            environ["wsgi.input"] = body
            return self._in_turn(environ, start_response)

    def _in_turn(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with self._turn:
            return self._app(environ, start_response)


def _receive(source: IO[bytes], length: int, body: IO[bytes]) -> None:
    """All that comes of ``length`` bytes; who goes away half way sends less, which the application sees."""
    while length > 0 and (part := source.read(min(length, _PART))):
        body.write(part)
        length -= len(part)
    body.seek(0)
