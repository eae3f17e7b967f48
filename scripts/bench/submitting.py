"""Neighbours who say something at the same time, and how often the database itself can commit."""

import http.client
import os
import re
import sqlite3
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from scripts.bench.load import LoadError
from scripts.bench.server import SERVER_CORE, Server

WRITERS = 8
_HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
_ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
_AREA = re.compile(r'<select[^>]*name="area".*?<option[^>]*value="(\d+)"', re.S)
_ROW_BYTES = 400
_people = count(1)


class Submits(NamedTuple):
    """What the writers got done. Times in milliseconds; ``post`` is the sending alone, without the form."""

    a_second: float
    p50: float
    p99: float
    slowest: float
    cpu: float


def submit(server: Server, seconds: float) -> Submits:
    """Lets the writers fetch the form and send it, again and again.

    Raises:
        LoadError: a form was not taken.
    """
    taken: list[float] = []
    faults: list[str] = []
    before, until = server.cpu_seconds(), time.monotonic() + seconds
    writers = [threading.Thread(target=_write, args=(server, until, taken, faults)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    if faults:
        raise LoadError(faults[0])
    cpu = (server.cpu_seconds() - before) / len(taken) * 1e3
    percent = statistics.quantiles(taken, n=100)
    return Submits(len(taken) / seconds, percent[49], percent[98], max(taken), cpu)


def _write(server: Server, until: float, taken: list[float], faults: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    while time.monotonic() < until and not faults:
        try:
            taken.append(_say_something(connection, next(_people)))
        except (OSError, http.client.HTTPException, LoadError) as error:
            faults.append(f"A matter was not taken in: {error}")
    connection.close()


def _say_something(connection: http.client.HTTPConnection, person: int) -> float:
    """One person, from an address of their own: the form with its token, then what they have to say."""
    headers = {"X-Forwarded-For": f"10.{person >> 16 & 255}.{person >> 8 & 255}.{person & 255}"}
    connection.request("GET", "/say", headers=headers)
    form = connection.getresponse()
    page = form.read().decode()
    cookies = SimpleCookie(", ".join(form.headers.get_all("Set-Cookie", [])))
    headers["Cookie"] = "; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items())
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    started = time.perf_counter()
    connection.request("POST", "/say", urlencode(_filled(page, person)), headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 303:
        raise LoadError(f"POST /say answered {answer.status}")
    return (time.perf_counter() - started) * 1e3


def _filled(page: str, person: int) -> dict[str, str]:
    """The form's hidden fields as they came, and the others as a neighbour fills them in."""
    hidden = (dict(_ATTRIBUTE.findall(field)) for field in _HIDDEN.findall(page))
    area = _AREA.search(page)
    return {
        **{field["name"]: field.get("value", "") for field in hidden},
        "words": f"第{person}盏路灯不亮，晚上看不清台阶，请来看一看。",
        "place": f"{person % 40 + 1}号楼前",
        "area": area[1] if area else "",
        "kind": "request",
        "wants_reply": "none",
    }


def durable_commits(folder: Path, seconds: float) -> float:
    """How many rows a second the database commits one by one on the server's core, each safe on disk."""
    path = folder / "commits.db"
    with _on_core(SERVER_CORE), _plain_table(path) as connection:
        row, until = "议" * (_ROW_BYTES // 3), time.monotonic() + seconds
        for done in count():
            if time.monotonic() > until:
                return done / seconds
            connection.execute("INSERT INTO said (words) VALUES (?)", (row,))
    return 0.0


@contextmanager
def _plain_table(path: Path) -> Iterator[sqlite3.Connection]:
    """The portal's settings of durability on a table of its own; every statement is a commit."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = full")
    connection.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT)")
    yield connection
    connection.close()
    path.unlink()


@contextmanager
def _on_core(core: int) -> Iterator[None]:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    yield
    os.sched_setaffinity(0, before)
