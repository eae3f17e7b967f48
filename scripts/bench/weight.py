"""What a visit to the board transfers, as a browser would fetch it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from scripts.bench.server import Server

_LINKED = re.compile(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]+)"')
_TAKES_GZIP = {"Accept-Encoding": "gzip"}


class Visit(NamedTuple):
    """Bytes over the wire by address, bodies and headers."""

    parts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.parts.values())


def first_visit(server: Server, page: str = "/") -> Visit:
    """The page with every file that it links."""
    html = server.get(page)[1].decode()
    return Visit({path: _bytes(server, path) for path in (page, *dict.fromkeys(_LINKED.findall(html)))})


def second_visit(server: Server, page: str = "/") -> Visit:
    """The page after something changed on it; the files are kept for good by then."""
    return Visit({page: _bytes(server, page)})


def _bytes(server: Server, path: str) -> int:
    status, body, headers = server.get(path, _TAKES_GZIP)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    return len(body) + sum(len(f"{name}: {value}\r\n".encode()) for name, value in headers.items())
