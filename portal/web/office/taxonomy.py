"""类别: the tree that matters are filed under, taken over from a table and tended name by name."""

import tempfile
from pathlib import Path

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.tables import Table
from portal.models import Category
from portal.queries.categories import uses, whole_tree, words_of
from portal.services import taxonomy as services
from portal.services.import_files import read_table
from portal.web.access import occasion, staff
from portal.web.fields import Form, Line, Upload
from portal.web.office.routes import blueprint
from portal.web.render import render


class TreeForm(Form):
    """A table of categories."""

    file = Upload(
        _("类别表"),
        accept=".csv,.xlsx,text/csv",
        needed=_("请选一个 CSV 或 Excel（xlsx）文件"),
        hint=_("三列：一级、二级、三级分类，一行一类。已经有的不会重复。"),
    )


class NameForm(Form):
    """One category's name."""

    name = Line(_("叫什么？"), needed=_("请写名字"))


@blueprint.route("/taxonomy", methods=["GET", "POST"])
@staff(Action.MANAGE_CATEGORIES)
def taxonomy() -> Response | Redirection:
    """The whole tree with how many matters stand where, and the form for a table."""
    form = TreeForm()
    if form.validate_on_submit():
        try:
            added = services.import_taxonomy(occasion(), _sent(form.file.data[0]))
            tell(gettext("新添了%(count)s类。", count=added))
            return redirect(url_for("office.taxonomy"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    return render("office/taxonomy/tree.html", status=status, form=form, nodes=whole_tree(), uses=uses())


@blueprint.route("/taxonomy/<int:category_id>", methods=["GET", "POST"])
@staff(Action.MANAGE_CATEGORIES)
def category(category_id: int) -> Response | Redirection:
    """One category: another name, or out of use."""
    it = _category(category_id)
    form = NameForm(data={"name": it.name})
    if form.validate_on_submit():
        try:
            services.rename(occasion(), it, form.name.data or "")
            return redirect(url_for("office.taxonomy"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    words = words_of([category_id])[category_id]
    status = 422 if form.errors else 200
    return render("office/taxonomy/category.html", status=status, form=form, plain=Form(), it=it, words=words)


@blueprint.post("/taxonomy/<int:category_id>/turn")
@staff(Action.MANAGE_CATEGORIES)
def turn_category(category_id: int) -> Redirection:
    """Out of use what is in use, and back."""
    it = _category(category_id)
    turn = services.retire if it.active else services.bring_back
    turn(occasion(), it)
    words = _("“%(name)s”又可以选了。") if it.active else _("“%(name)s”不再让人选，归在下面的事不变。")
    tell(words % {"name": it.name})
    return redirect(url_for("office.taxonomy"), code=303)


def _category(category_id: int) -> Category:
    found: Category | None = Category.get_or_none(Category.id == category_id)
    if found is None:
        raise Refusal(Rule.NOT_FOUND)
    return found


def _sent(upload: FileStorage) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent"
        upload.save(path)
        return read_table(path)
