"""Organisations: who can be given a matter; new ones, other names, and what passes on when one ends."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.permissions import Subject, can_anywhere, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Area, Organisation
from portal.models.places import OrganisationKind
from portal.queries.colleagues import colleagues_in
from portal.queries.organisations import (
    areas_of,
    charges_of,
    is_burdened,
    listed_for,
    path_of,
    successors_of,
)
from portal.services import organisations as services
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form, Line, Pick, Text
from portal.web.labels import ORGANISATIONS
from portal.web.office.handling.choices import number_of
from portal.web.office.routes import blueprint
from portal.web.render import render

_KINDS = [(kind.value, word) for kind, word in ORGANISATIONS.items()]


class FoundForm(Form):
    name = Line(_("叫什么？"), needed=_("请写单位的名称"), limit=80)
    kind = Pick(_("是哪一种？"), choices=[("", _("请选一种")), *_KINDS], needed=_("请选是哪一种单位"))
    area = Pick(_("管哪一片？"), needed=_("请选管哪一片"))
    telephone = Line(_("电话"), hint=_("会公开，让人知道打给谁。"), limit=40)


class AmendForm(Form):
    name = Line(_("叫什么？"), needed=_("请写单位的名称"), limit=80)
    telephone = Line(_("电话"), hint=_("会公开，让人知道打给谁。"), limit=40)


class DissolveForm(Form):
    successor = Pick(_("手上的事交给谁？"), default="")
    text = Text(_("为什么撤销？"), needed=_("请写为什么撤销，转交的事上都会写着"))


class ReassignForm(Form):
    person = Pick(_("谁要离开？"), needed=_("请选谁要离开"))
    colleague = Pick(_("交给谁？"), needed=_("请选交给谁"))
    text = Text(_("为什么？"), needed=_("请写为什么，比如“调到别处工作”"))


@blueprint.get("/organisations")
@staff(Action.MANAGE_PLACE)
def organisations() -> Response:
    """All over which this officer decides, those that were dissolved last."""
    return render("office/handling/organisations.html", listed=listed_for(acting()))


@blueprint.route("/organisations/add", methods=["GET", "POST"])
@staff(Action.MANAGE_PLACE)
def found_organisation() -> Response | Redirection:
    form = FoundForm()
    areas = [(str(number), name) for number, name in areas_of(acting())]
    form.area.choices = [("", str(_("请选一片"))), *areas]
    if form.validate_on_submit():
        try:
            kind, area = OrganisationKind(form.kind.data), Area.get_by_id(form.area.data)
            services.found(occasion(), form.name.data or "", kind, area, form.telephone.data or "")
            return _back(gettext("登记好了，以后可以把事交给它办"))
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/handling/found.html", status=422 if form.errors else 200, form=form)


@blueprint.route("/organisations/<int:organisation_id>", methods=["GET", "POST"])
@staff(Action.MANAGE_PLACE)
def organisation(organisation_id: int) -> Response | Redirection:
    """What it is called, who works there, and what it has in hand."""
    this = _found(organisation_id)
    form = AmendForm(obj=this)
    if form.validate_on_submit():
        try:
            services.amend(occasion(), this, form.name.data or "", form.telephone.data or "")
            return _back(gettext("改好了"))
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/handling/organisation.html",
        status=422 if form.errors else 200,
        form=form,
        this=this,
        people=colleagues_in([this.id], occasion().now),
        charges=charges_of(this.id),
        reads=can_anywhere(acting(), Action.READ_ORIGINAL),
    )


@blueprint.route("/organisations/<int:organisation_id>/dissolve", methods=["GET", "POST"])
@staff(Action.MANAGE_PLACE)
def dissolve_organisation(organisation_id: int) -> Response | Redirection:
    """What is open goes to the successor first."""
    this, form = _found(organisation_id), DissolveForm()
    others = [(str(number), name) for number, name in successors_of(this)]
    form.successor.choices = [("", str(_("手上没有事，不用交"))), *others]
    if form.validate_on_submit():
        try:
            services.dissolve(occasion(), this, number_of(form.successor.data), form.text.data or "")
            return _back(gettext("撤销了，手上的事都交出去了"))
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/handling/dissolve.html",
        status=422 if form.errors else 200,
        form=form,
        this=this,
        charges=charges_of(this.id),
        reads=can_anywhere(acting(), Action.READ_ORIGINAL),
        burdened=is_burdened(this.id),
    )


@blueprint.route("/organisations/<int:organisation_id>/reassign", methods=["GET", "POST"])
@staff(Action.MANAGE_PLACE)
def reassign(organisation_id: int) -> Response | Redirection:
    """Somebody leaves: all that stands under that name goes to a colleague."""
    this, form, now = _found(organisation_id), ReassignForm(), occasion()
    held = {each.person_id: each.person_name for each in charges_of(this.id) if each.person_id}
    working = [(str(each.person_id), each.name) for each in colleagues_in([this.id], now.now)]
    form.person.choices = [("", str(_("请选一位"))), *((str(key), name) for key, name in held.items())]
    form.colleague.choices = [("", str(_("请选一位"))), *working]
    if form.validate_on_submit():
        try:
            leaving, to = int(form.person.data), int(form.colleague.data)
            moved = services.reassign(now, this, leaving, to, form.text.data or "")
            return _back(gettext("交接好了，一共%(count)s件", count=moved))
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/handling/reassign.html", status=422 if form.errors else 200, form=form, this=this)


def _found(organisation_id: int) -> Organisation:
    """Raises Refusal NOT_FOUND, or NOT_ALLOWED over which another decides."""
    this: Organisation | None = Organisation.get_or_none(Organisation.id == organisation_id)
    if this is None or not this.active:
        raise Refusal(Rule.NOT_FOUND)
    require(acting(), Action.MANAGE_PLACE, Subject(path_of(this)))
    return this


def _back(said: str) -> Redirection:
    tell(said)
    return redirect(url_for("office.organisations"), code=303)
