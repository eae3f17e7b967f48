"""What the portal's pages are measured against on the same server: a bare Flask page, rows from memory."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from flask import Flask, render_template


class Row(NamedTuple):
    """As much as a list shows of a matter."""

    number: str
    title: str
    place: str
    light: str
    word: str
    raised_on: str
    supports: int


_ROWS = [
    Row(
        number=f"AZ-2026-{number:04}",
        title=f"{number}号楼前的路灯坏了，晚上老人出门看不清台阶，请来看一看",
        place=f"清华园社区 · {number}号楼前",
        light="green",
        word=f"还剩{number}个工作日",
        raised_on=(date(2026, 11, 1) + timedelta(days=number)).isoformat(),
        supports=number * 3,
    )
    for number in range(1, 21)
]
_FRAME = {
    "title": "全部议题",
    "place": "说事议事厅",
    "region": "山西省临汾市安泽县",
    "style": "/static/css/public.css?v=1",
    "chosen": "",
    "ways": [("/", "议题公示"), ("/say", "我要说"), ("/track", "查进度"), ("/publicity", "晒一晒")],
    "stages": list(zip("12345", "说议办评晒", ("刚收到", "商量", "在办", "请评", "办结"), strict=True)),
    "filters": [
        (name, name, [(f"{name}-{number}", f"{name}之{number}") for number in range(1, choices + 1)])
        for name, choices in (("哪个社区", 4), ("哪类事", 11), ("说的是", 4), ("怎么来的", 9), ("时间", 3))
    ],
}


def make_app(bytes_of_page: dict[str, int]) -> Flask:
    """``/<name>`` gives so many bytes of text and nothing else; ``/rows`` a list of twenty by Jinja."""
    app = Flask(__name__, template_folder=str(Path(__file__).with_name("templates")))
    for name, size in bytes_of_page.items():
        text = "议" * (size // len("议".encode()))
        app.add_url_rule(f"/{name}", name, lambda text=text: text)
    app.add_url_rule("/rows", "rows", lambda: render_template("rows.html", rows=_ROWS, **_FRAME))
    return app


def read_sizes(text: str) -> dict[str, int]:
    """``board=14000 list=20000`` as a mapping."""
    return {name: int(size) for name, _, size in (pair.partition("=") for pair in text.split())}


app = make_app(read_sizes(os.environ.get("BENCH_PAGES", "")))
