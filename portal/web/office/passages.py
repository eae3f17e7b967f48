"""公开前先看: what waits to be read, one tap to let it through, and the same for what is public already."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from flask import Response, abort, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.permissions import require
from portal.domain.policy import PassageKind
from portal.domain.privacy import Finding, mask_text
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Passage
from portal.models.protection import Cause, PassageState
from portal.queries import passages as queries
from portal.queries.passages import PAGE, Words, original_of
from portal.queries.subjects import subject_of_passage
from portal.services import moderate
from portal.services.moderate import Withheld
from portal.web import labels
from portal.web.access import occasion, staff
from portal.web.fields import Choice, Form, Line, Text
from portal.web.gallery import Shown, shown
from portal.web.office.dossier import open_dossier
from portal.web.office.routes import blueprint
from portal.web.office.wishes import page_of
from portal.web.render import render

_STATUS_OF = {Rule.STALE: 409, Rule.NOT_ALLOWED: 403, Rule.PRIVATE_MATTER: 403}


class Piece(NamedTuple):
    """A stretch of what was written, and whether the machine masks it."""

    text: str
    is_found: bool


class Side(NamedTuple):
    """One text of a passage: as it was written, piece by piece, and as the public reads it."""

    word: str
    original: list[Piece]
    public: str


class Entry(NamedTuple):
    """A passage as a page shows it."""

    passage: Passage
    address: str
    sides: list[Side]
    photo: Shown | None


class ShowForm(Form):
    """What the public will read; more of it may be hidden."""

    title = Line(_("公开的标题"), hint=_("要隐去的字换成星号（*），别的不改。"))
    text = Text(_("公开的正文"), hint=_("要隐去的字换成星号（*），别的不改。"))
    place = Line(_("公开的地点"))

    def fit(self, passage: Passage) -> None:
        """Only an event's or a reply's text, or nothing at all of a photo, can be read."""
        if passage.kind is not PassageKind.WORDS:
            del self.title, self.place
        if passage.kind is PassageKind.PHOTOS:
            del self.text

    def words(self) -> Words | None:
        if "text" not in self:
            return None
        given = {name: self[name].data or "" for name in Words._fields if name in self}
        return Words("", "", "")._replace(**given)


class WithholdForm(Form):
    """Why it is not public; everybody reads that in its place."""

    cause = Choice(_("为什么不公开？"), choices=list(labels.CAUSES.items()), needed=_("请选一个原因"))
    reason = Line(_("再说明一句"), hint=_("大家都看得到。选“别的原因”时必须写。"))


@blueprint.route("/passages", methods=["GET", "POST"])
@staff(Action.READ_PASSAGES)
def passages() -> Response | Redirection:
    """What waits, the oldest first; one or all of the page let through by one button."""
    now = occasion()
    if request.method == "POST":
        count = moderate.show_waiting(now, _chosen())
        tell(gettext("公开了%(count)s条。", count=count))
        return redirect(url_for("office.passages"), code=303)
    page = page_of(request.args.get("page", ""))
    waiting = queries.waiting_for(now.actor, page)
    return render(
        "office/passages/queue.html",
        entries=[entry_of(passage) for passage in waiting[:PAGE]],
        count=queries.count_waiting(now.actor),
        page=page,
        has_more=len(waiting) > PAGE,
        form=Form(),
    )


def _chosen() -> list[int]:
    """The one whose button was pressed, or all of the page; forged ids are left out."""
    wanted = [request.form["only"]] if "only" in request.form else request.form.getlist("passage")
    return [int(each) for each in wanted[:PAGE] if re.fullmatch(r"[0-9]{1,9}", each)]


@blueprint.route("/passages/<kind>/<int:target_id>", methods=["GET", "POST"])
@staff(Action.READ_PASSAGES)
def passage(kind: str, target_id: int) -> Response | Redirection:
    """One passage: let through as it stands, or with more of it hidden."""
    this = _opened(kind, target_id)
    form = ShowForm(data={"title": this.title, "text": this.text, "place": this.place})
    form.fit(this)
    if form.validate_on_submit():
        try:
            moderate.show(occasion(), this, form.words())
            return _onward(this, gettext("已公开。"))
        except Refusal as refusal:
            return _page("one", this, form, refusal)
    return _page("one", this, form)


@blueprint.route("/passages/<kind>/<int:target_id>/withhold", methods=["GET", "POST"])
@staff(Action.READ_PASSAGES)
def withhold(kind: str, target_id: int) -> Response | Redirection:
    """Keeps it from the public, or takes it back, for a cause that everybody reads."""
    this, form = _opened(kind, target_id), WithholdForm()
    if form.validate_on_submit():
        try:
            moderate.withhold(occasion(), this, Withheld(Cause(form.cause.data), form.reason.data or ""))
            return _onward(this, gettext("不公开，原因已经写在原处。"))
        except Refusal as refusal:
            return _page("withhold", this, form, refusal)
    return _page("withhold", this, form)


@blueprint.get("/matters/<number>/passages")
@staff(Action.READ_PASSAGES)
def passages_of(number: str) -> Response:
    """Everything of a matter that the public reads or might read."""
    now = occasion()
    dossier = open_dossier(now, number)
    require(now.actor, Action.READ_PASSAGES, dossier.standing.subject)
    entries = [entry_of(each) for each in queries.passages_of(dossier.matter)]
    return render("office/passages/of_matter.html", matter=dossier.matter, entries=entries)


def _opened(kind: str, target_id: int) -> Passage:
    """The passage, for somebody who may read it."""
    found = queries.passage_of(PassageKind(kind), target_id) if kind in frozenset(PassageKind) else None
    if found is None:
        abort(404)
    require(occasion().actor, Action.READ_PASSAGES, subject_of_passage(found))
    return found


def _page(name: str, this: Passage, form: Form, refusal: Refusal | None = None) -> Response:
    if refusal is not None:
        form.refuse(refusal)
    status = _STATUS_OF.get(refusal.rule, 422) if refusal else 422 if form.errors else 200
    return render(f"office/passages/{name}.html", status=status, entry=entry_of(this), form=form)


def _onward(this: Passage, told: str) -> Redirection:
    """To the next that waits; or back to the matter, where nothing waited."""
    tell(told)
    if this.matter is None or queries.count_waiting(occasion().actor):
        return redirect(url_for("office.passages"), code=303)
    return redirect(url_for("office.passages_of", number=this.matter.number), code=303)


def entry_of(this: Passage) -> Entry:
    """The passage with its texts side by side, or its photo."""
    photo = shown(this.photo, str(labels.PASSAGES[this.kind])) if this.photo else None
    address = url_for("office.passage", kind=this.kind, target_id=queries.target_id(this))
    return Entry(this, address, list(_sides(this)), photo)


def _sides(this: Passage) -> Iterable[Side]:
    names = (this.matter.proposer.name,) if this.matter and this.matter.proposer else ()
    heads = (gettext("标题"), gettext("正文"), gettext("地点"))
    for word, original, public in zip(
        heads, original_of(this), (this.title, this.text, this.place), strict=True
    ):
        if original:
            yield Side(word, _marked(original, mask_text(original, names=names).findings), public)


def _marked(text: str, findings: Iterable[Finding]) -> list[Piece]:
    """The text in pieces, those marked that the machine masks."""
    found = sorted({finding.original for finding in findings}, key=len, reverse=True)
    pieces = re.split(f"({'|'.join(map(re.escape, found))})", text) if found else [text]
    return [Piece(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]


@blueprint.app_template_test()
def withheld(this: Passage) -> bool:
    """Whether somebody decided that it is not public."""
    return this.state is PassageState.WITHHELD
