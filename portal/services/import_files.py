"""Reading a table that somebody sends: CSV in the encodings in use, or the first sheet of an XLSX."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.domain.refusal import Refusal, Rule
from portal.domain.tables import Table

_MOST_BYTES = 200_000_000
_MOST_ROWS = 500_000
#: Wider than any hotline's export, and all the lines a sheet can have: a few bytes may claim more of both.
_MOST_COLUMNS, _MOST_SHEET_ROWS = 300, 1_048_576


def read_table(path: Path) -> Table:
    """The table in a file; lines without any content are left out.

    Raises:
        Refusal: WRONG_FILE when the file is missing, too large, or is no table, whatever it calls itself.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refusal(Rule.WRONG_FILE, reason="too large")
        is_workbook = zipfile.is_zipfile(path)
        return _table(_sheet(path) if is_workbook else _lines(path.read_bytes()))
    except Refusal:
        raise
    except Exception as error:  # a broken or lying workbook makes its reader raise whatever it likes
        raise Refusal(Rule.WRONG_FILE, reason=str(error)) from error


def _table(lines: Iterable[tuple[str, ...]]) -> Table:
    filled = (line for line in map(_without_empty_end, lines) if line)
    headings = next(filled, ())
    if len(headings) < 2:
        raise Refusal(Rule.WRONG_FILE, reason="no headings")
    rows = []
    for line in filled:
        rows.append(line + ("",) * (len(headings) - len(line)))
        if len(rows) > _MOST_ROWS:
            raise Refusal(Rule.WRONG_FILE, reason="too many rows")
    return Table(headings, rows)


def _without_empty_end(line: tuple[str, ...]) -> tuple[str, ...]:
    """Empty cells too many are no harm; filled ones stay to be refused."""
    width = next((number for number in range(len(line), 0, -1) if line[number - 1].strip()), 0)
    if width > _MOST_COLUMNS:
        raise Refusal(Rule.WRONG_FILE, reason="too many columns")
    return line[:width]


def _lines(data: bytes) -> Iterator[tuple[str, ...]]:
    text = _decoded(data)
    if "\0" in text:
        raise Refusal(Rule.WRONG_FILE, reason="binary")
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield tuple(line)


def _decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 by their marks, else UTF-8 if it is valid, else GB18030 with all that it covers."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _sheet(path: Path) -> Iterator[tuple[str, ...]]:
    from openpyxl import load_workbook  # a third of a second, and few tables are workbooks

    with zipfile.ZipFile(path) as package:
        if sum(part.file_size for part in package.infolist()) > _MOST_BYTES:
            raise Refusal(Rule.WRONG_FILE, reason="too large when unpacked")
    with path.open("rb") as file:  # opened here, since by its name a workbook may be anything
        book = load_workbook(file, read_only=True, data_only=True)
        claimed = {"max_row": _MOST_SHEET_ROWS, "max_col": _MOST_COLUMNS + 1}
        for line in book.worksheets[0].iter_rows(**claimed, values_only=True):
            if line.count(None) < len(line):
                yield tuple(_spelled(cell) for cell in line)


def _spelled(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("_x000D_", "")
