"""Tables that a spreadsheet opens as they are."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response


def csv_file(name: str, lines: Iterable[Sequence[object]]) -> Response:
    """The lines, the headings first, to be kept under this name; UTF-8 with the mark Excel needs.

    A text that a spreadsheet would take for a formula is kept from being one.
    """
    text = io.StringIO()
    csv.writer(text).writerows([_as_text(cell) for cell in line] for line in lines)
    response = Response(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _as_text(cell: object) -> object:
    risky = isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{cell}" if risky else cell
