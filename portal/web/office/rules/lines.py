"""The two lists of lines: all of a list with a form for one more, and one line to mend, move or take out."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.occasion import Occasion
from portal.domain.policy import AdmissionEntry, RuleBook
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models.rules import ListName
from portal.queries.lists import changes
from portal.services import lists as services
from portal.web.access import occasion, staff
from portal.web.fields import Form
from portal.web.office.routes import blueprint
from portal.web.office.rules.forms import AddLineForm, MendLineForm, PlaceLineForm, RetireLineForm
from portal.web.render import render

_CHANGES_SHOWN = 20


class Sheet(NamedTuple):
    """One of the two lists: its name here, what its two kinds of lines are called, and where it stands."""

    name: ListName
    admits: LazyString
    refuses: LazyString
    title: Callable[[RuleBook], str]
    entries: Callable[[RuleBook], tuple[AdmissionEntry, ...]]


_SHEETS: Mapping[str, Sheet] = MappingProxyType(
    {
        "topics": Sheet(
            ListName.TOPICS,
            lazy_gettext("可以议"),
            lazy_gettext("不议"),
            lambda book: book.admission_title,
            lambda book: book.admission,
        ),
        "tasks": Sheet(
            ListName.TASKS,
            lazy_gettext("可以派"),
            lazy_gettext("不能派"),
            lambda book: book.tasks_title,
            lambda book: book.tasks,
        ),
    }
)


class Deed(NamedTuple):
    """What is done to a line: its form, and the verb of the services."""

    form: type[Form]
    take: Callable[[Occasion, ListName, str, Form], object]


def _mend(now: Occasion, name: ListName, key: str, form: Form) -> None:
    services.mend_line(now, name, key, form["text"].data, form["reason"].data)


def _place(now: Occasion, name: ListName, key: str, form: Form) -> None:
    services.place_line(now, name, key, form["position"].data, form["reason"].data)


def _retire(now: Occasion, name: ListName, key: str, form: Form) -> None:
    services.retire_line(now, name, key, form["reason"].data)


#: By the last word of the address.
_DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "mend": Deed(MendLineForm, _mend),
        "place": Deed(PlaceLineForm, _place),
        "retire": Deed(RetireLineForm, _retire),
    }
)


@blueprint.get("/lists")
@staff(Action.MANAGE_LISTS)
def rules() -> Response:
    """The three lists, each with the way to edit it."""
    return render("office/rules/rules.html", rules=occasion().book, sheets=_SHEETS)


@blueprint.route("/lists/<any(topics,tasks):which>", methods=["GET", "POST"])
@staff(Action.MANAGE_LISTS)
def list_lines(which: str) -> Response | Redirection:
    """One list with its last changes, and the form for one more line."""
    now, sheet, form = occasion(), _SHEETS[which], AddLineForm()
    form.name(str(sheet.admits), str(sheet.refuses))
    if form.validate_on_submit():
        try:
            text, admits = form.text.data or "", form.admits.data == "yes"
            services.add_line(now, sheet.name, text, admits, form.reason.data or "")
            return _changed(which)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/rules/lines.html",
        status=422 if form.errors else 200,
        which=which,
        sheet=sheet,
        rules=now.book,
        form=form,
        changes=changes(sheet.name, _CHANGES_SHOWN),
    )


@blueprint.get("/lists/<any(topics,tasks):which>/<key>")
@staff(Action.MANAGE_LISTS)
def list_line(which: str, key: str) -> Response:
    """One line: other words, another place, or out of force."""
    return _page(which, key, {})


@blueprint.post("/lists/<any(topics,tasks):which>/<key>/<any(mend,place,retire):deed>")
@staff(Action.MANAGE_LISTS)
def change_line(which: str, key: str, deed: str) -> Response | Redirection:
    """Does one of these, with its public reason."""
    form = _DEEDS[deed].form()
    if form.validate_on_submit():
        try:
            _DEEDS[deed].take(occasion(), _SHEETS[which].name, key, form)
            return _changed(which)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(which, key, {deed: form})


def _page(which: str, key: str, sent: dict[str, Form]) -> Response:
    sheet, book = _SHEETS[which], occasion().book
    found = [(number, entry) for number, entry in enumerate(sheet.entries(book), 1) if entry.key == key]
    if not found:
        raise Refusal(Rule.NOT_FOUND)
    ((number, entry),) = found
    first = {"text": entry.text, "position": number}
    forms = {name: sent.get(name) or deed.form(formdata=None, data=first) for name, deed in _DEEDS.items()}
    wrong = next((form for form in sent.values() if form.errors), None)
    return render(
        "office/rules/line.html",
        status=422 if wrong else 200,
        which=which,
        sheet=sheet,
        rules=book,
        entry=entry,
        forms=forms,
        form=wrong,
    )


def _changed(which: str) -> Redirection:
    tell(_("已改好，改了什么、为什么改，大家都看得到"))
    return redirect(url_for("office.list_lines", which=which), code=303)
