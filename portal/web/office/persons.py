"""个人信息: all that is kept of one person, given out to that person, and taken out at that person's wish."""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask import Response, abort, redirect, url_for
from flask import flash as tell
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Person, Retained
from portal.queries.everything import everything_of, persons_called
from portal.services.erase import erase, require_over
from portal.services.retain import RULES
from portal.web import labels
from portal.web.access import occasion, staff
from portal.web.calls import group_title
from portal.web.fields import Form, Line
from portal.web.office.routes import blueprint
from portal.web.render import render

#: Typed before somebody's data are taken out, in the reader's language, as the page shows it.
CONFIRMING_WORD = _("删除")


class SearchForm(Form):
    words = Line(
        _("手机号、邮箱、用户名，或他提的事的编号"),
        limit=80,
        needed=_("请写手机号、邮箱、用户名或编号"),
    )


class EraseForm(Form):
    """Typed, not tapped: what is taken out does not come back."""

    confirm = Line(
        _("确认：请写“%(word)s”", word=CONFIRMING_WORD),
        needed=_("请写“%(word)s”，确认真的要删", word=CONFIRMING_WORD),
    )
    reason = Line(
        _("为什么删？"), needed=_("请写明谁、怎么申请的"), hint=_("比如：本人到窗口申请，已核对身份。")
    )


@blueprint.route("/people", methods=["GET", "POST"])
@staff(Action.GIVE_OUT_DATA)
def people() -> Response:
    """Who is meant. Asked by a form, so that no number stands in an address, a history or a log."""
    form = SearchForm()
    found = None
    if form.validate_on_submit():
        found = [(each, everything_of(each)) for each in persons_called(form.words.data or "")]
    return render("office/people/find.html", status=422 if form.errors else 200, form=form, found=found)


@blueprint.get("/people/<int:person_id>")
@staff(Action.GIVE_OUT_DATA)
def person(person_id: int) -> Response:
    """Everything, to be read over and printed for that person."""
    this = _person(person_id, Action.GIVE_OUT_DATA)
    return render("office/people/everything.html", person=this, everything=everything_of(this))


@blueprint.get("/people/<int:person_id>/data.json")
@staff(Action.GIVE_OUT_DATA)
def person_data(person_id: int) -> Response:
    """Everything, for that person to take along."""
    told = everything_of(_person(person_id, Action.GIVE_OUT_DATA))
    answer = Response(json.dumps(told, ensure_ascii=False, indent=2), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="person-{person_id}.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/people/<int:person_id>/erase", methods=["GET", "POST"])
@staff(Action.ERASE_PERSON)
def erase_person(person_id: int) -> Response | Redirection:
    """Asks for the word, then takes it all out."""
    this, form = _person(person_id, Action.ERASE_PERSON), EraseForm()
    if form.validate_on_submit():
        try:
            _erase(this, form)
            tell(gettext("已经删除，办事的过程和数字都还在。"))
            return redirect(url_for("office.people"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/people/erase.html", status=422 if form.errors else 200, person=this, form=form)


def _erase(this: Person, form: EraseForm) -> None:
    if (form.confirm.data or "").casefold() != str(CONFIRMING_WORD).casefold():
        raise Refusal(Rule.NOT_CONFIRMED, field="confirm")
    erase(occasion(), this, form.reason.data or "")


def _person(person_id: int, action: Action) -> Person:
    """The person, for whoever may do this to all that he or she raised."""
    found: Person | None = Person.get_or_none((Person.id == person_id) & Person.erased_at.is_null())
    if found is None:
        abort(404)
    require_over(occasion(), action, found)
    return found


@blueprint.get("/retention")
@staff(Action.SEE_LOOKS)
def retention() -> Response:
    """What is kept how long, and what the last nights let go of."""
    nights = list(Retained.select().order_by(Retained.id.desc()).limit(30))
    return render("office/retention.html", nights=nights, rules=tuple(RULES))


#: The words for what a column holds by a key; a kind or a state may be a matter's or a notice's.
_WORDS: Mapping[str, tuple[Mapping[Any, LazyString], ...]] = MappingProxyType(
    {
        "kind": (labels.KINDS, labels.NOTICES),
        "state": (labels.STATES, labels.NOTICE_STATES),
        "channel": (labels.CHANNELS,),
        "action": (labels.HAPPENED,),
        "role": (labels.ROLES,),
        "way": (labels.NOTICE_WAYS,),
        "often": (labels.OFTEN,),
        "fate": (labels.FATES,),
    }
)


@blueprint.app_template_filter()
def in_words(value: Any, name: str) -> str:
    """What is kept under this name as a person reads it: keys by their words, moments without their T."""
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if name == "group":
        return group_title(occasion().book, str(value))
    for words in _WORDS.get(name, ()):
        if value in words:
            return str(words[value])
    moment = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*", str(value))
    return f"{moment[1]} {moment[2]}" if moment else str(value)
