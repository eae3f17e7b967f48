"""Hotline and letters in bulk: a table is sent, its columns are named, the worker takes it in."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Redirection

from portal.domain.columns import Entry, read_entry
from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.domain.tables import Table
from portal.models import Area, ImportRun
from portal.models.importing import ImportState
from portal.queries import sent_tables as queries
from portal.services import sent_tables as services
from portal.services.import_files import read_table
from portal.web.access import acting, occasion, staff
from portal.web.csv_files import csv_file
from portal.web.fields import Form
from portal.web.office.routes import blueprint
from portal.web.office.table_forms import ColumnsForm, TableForm, columns_form
from portal.web.refusals import explain
from portal.web.render import render

Answered = Response | Redirection

#: Lines of a table that are shown as they would be taken in.
_SHOWN = 5


@blueprint.route("/import", methods=["GET", "POST"])
@staff(Action.IMPORT)
def tables() -> Answered:
    """The form for a file, and what became of the ones before."""
    form = TableForm()
    if form.validate_on_submit():
        try:
            area = Area.get_by_id(int(form.area.data))
            run = services.send(occasion(), _read(form.file.data[0]), form.file.data[0].filename or "", area)
            return _to(run)
        except Refusal as refusal:
            form.refuse(refusal)
    runs = queries.runs_for(acting())
    return render("office/import/list.html", status=422 if form.errors else 200, form=form, runs=runs)


@blueprint.get("/import/<int:run_id>")
@staff(Action.IMPORT)
def table(run_id: int) -> Response:
    """The columns while they are asked, then how far it is, then what came of it."""
    run = queries.run_for(acting(), run_id)
    if run.state is not ImportState.SENT:
        return render("office/import/run.html", "progress", run=run)
    kept = queries.table_of(run)
    return _columns_page(run, kept, columns_form(kept, run))


@blueprint.post("/import/<int:run_id>")
@staff(Action.IMPORT)
def name_columns(run_id: int) -> Answered:
    """Keeps which column is which, and starts if that was the button."""
    run = queries.run_for(acting(), run_id)
    kept = queries.table_of(run)
    form = columns_form(kept, run)
    if form.validate() and _done(form, lambda: _named(run, form)):
        return _to(run)
    return _columns_page(run, kept, form, 422)


@blueprint.post("/import/<int:run_id>/forget")
@staff(Action.IMPORT)
def forget_table(run_id: int) -> Redirection:
    """A table that was sent by mistake."""
    services.throw_away(occasion(), queries.run_for(acting(), run_id))
    tell(gettext("这个表没有导入，已经删掉了。"))
    return redirect(url_for("office.tables"), code=303)


@blueprint.get("/import/<int:run_id>/refused.csv")
@staff(Action.IMPORT)
def refused_lines(run_id: int) -> Response:
    """The refused lines as they came, and why each was; opened by spreadsheets as it is."""
    run = queries.run_for(acting(), run_id)
    headings = [*(run.headings or ()), gettext("行"), gettext("原因")]
    refused = [[*each.cells, each.line, explain(each.refusal)] for each in queries.refused_lines(run)]
    response = csv_file(f"refused-{run.id}.csv", [headings, *refused])
    response.headers["Cache-Control"] = "no-store"
    return response


def _named(run: ImportRun, form: ColumnsForm) -> None:
    area = Area.get_by_id(int(form.area.data))
    services.name_columns(occasion(), run, form.named(), area)
    if form.starts.data:
        services.start(occasion(), run)


def _done(form: Form, act: Callable[[], None]) -> bool:
    try:
        act()
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _columns_page(run: ImportRun, kept: Table, form: ColumnsForm, status: int = 200) -> Response:
    lines = [(number, *_understood(kept, form, number)) for number in range(1, len(kept.rows[:_SHOWN]) + 1)]
    return render("office/import/columns.html", status=status, run=run, table=kept, form=form, lines=lines)


def _understood(kept: Table, form: ColumnsForm, number: int) -> tuple[Entry | None, str]:
    """A line as it would be taken in, or why it would not."""
    try:
        return read_entry(kept.rows[number - 1], form.named(), occasion().now), ""
    except Refusal as refusal:
        return None, explain(refusal)


def _read(upload: FileStorage) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent"
        upload.save(path)
        return read_table(path)


def _to(run: ImportRun) -> Redirection:
    return redirect(url_for("office.table", run_id=run.id), code=303)
