"""What the portal's pages are measured against on the same server: a bare Flask page, rows from memory."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from flask import Flask, render_template

ROWS = 20


class Row(NamedTuple):
    """As much as a list shows of a matter."""

    number: str
    title: str
    place: str
    word: str
    light: str
    raised_on: str
    supports: int


def _rows() -> list[Row]:
    first = date(2026, 11, 1)
    return [
        Row(
            f"AZ-2026-{number:04}",
            f"{number}号楼前的路灯坏了，晚上老人出门看不清台阶",
            f"清华园社区 · {number}号楼前",
            f"还剩{number}个工作日",
            "green",
            (first + timedelta(days=number)).isoformat(),
            number * 3,
        )
        for number in range(1, ROWS + 1)
    ]


def make_app(bytes_of_page: dict[str, int]) -> Flask:
    """``/<name>`` gives so many bytes of text and nothing else; ``/rows`` renders twenty rows by Jinja."""
    app = Flask(__name__, template_folder=str(Path(__file__).with_name("templates")))
    for name, size in bytes_of_page.items():
        text = "议" * (size // len("议".encode()))
        app.add_url_rule(f"/{name}", name, lambda text=text: text)
    rows = _rows()
    app.add_url_rule("/rows", "rows", lambda: render_template("rows.html", rows=rows))
    return app


def read_sizes(text: str) -> dict[str, int]:
    """``board=14000 list=20000`` as a mapping."""
    return {name: int(size) for name, _, size in (pair.partition("=") for pair in text.split())}


app = make_app(read_sizes(os.environ.get("BENCH_PAGES", "")))
