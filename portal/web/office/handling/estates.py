"""Estates: which area is one, and who its five parties are."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.permissions import Subject, can, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import EstateKind, Party
from portal.models import Area, Estate, EstateParty
from portal.queries import estates as queries
from portal.queries.organisations import areas_of
from portal.services import estates as services
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form, Line, Pick
from portal.web.labels import ESTATES, PARTIES
from portal.web.office.handling.choices import number_of, organisation_options
from portal.web.office.routes import blueprint
from portal.web.render import render

_KINDS = [("", _("请选一种")), *((kind.value, word) for kind, word in ESTATES.items())]
_PARTIES = [("", _("请选一方")), *((party.value, word) for party, word in PARTIES.items())]


class EstateForm(Form):
    name = Line(_("小区叫什么？"), needed=_("请写小区的名字"), limit=80)
    kind = Pick(_("是哪一种小区？"), choices=_KINDS, needed=_("请选是哪一种小区"))


class NewEstateForm(EstateForm):
    area = Pick(_("是哪一片？"), needed=_("请选是哪一片"), hint=_("这一片里的事，都算这个小区的。"))


class PartyForm(Form):
    party = Pick(_("是哪一方？"), choices=_PARTIES, needed=_("请选是哪一方"))
    name = Line(_("叫什么？"), needed=_("请写这一方叫什么，比如“清华园业委会”"), limit=80)
    organisation = Pick(_("交给它办的事算在哪个单位？"), default="")
    person = Line(_("联系人"), hint=_("会公开。"), limit=80)
    telephone = Line(_("电话"), hint=_("会公开，让人知道打给谁。"), limit=40)


@blueprint.get("/estates")
@staff(Action.MANAGE_PLACE)
def estates() -> Response:
    """The estates over which this officer decides."""
    actor = acting()
    mine = [each for each in queries.estates() if can(actor, Action.MANAGE_PLACE, Subject(each.area_path))]
    return render("office/handling/estates.html", estates=mine, parties=PARTIES)


@blueprint.route("/estates/add", methods=["GET", "POST"])
@staff(Action.MANAGE_PLACE)
def add_estate() -> Response | Redirection:
    form = NewEstateForm()
    areas = [(str(number), name) for number, name in areas_of(acting())]
    form.area.choices = [("", str(_("请选一片"))), *areas]
    if form.validate_on_submit():
        try:
            kind, area = EstateKind(form.kind.data), Area.get_by_id(form.area.data)
            made = services.add_estate(occasion(), area, form.name.data or "", kind)
            tell(gettext("登记好了，接着写上五方"))
            return redirect(url_for("office.estate", estate_id=made.id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/handling/add_estate.html", status=422 if form.errors else 200, form=form)


@blueprint.route("/estates/<int:estate_id>", methods=["GET", "POST"])
@staff(Action.MANAGE_PLACE)
def estate(estate_id: int) -> Response | Redirection:
    """The five parties, and the form for one of them."""
    this, form = _found(estate_id), PartyForm()
    form.organisation.choices = [("", str(_("不是单位"))), *organisation_options(this.area)]
    if form.validate_on_submit():
        try:
            services.set_party(occasion(), this, Party(form.party.data), _drafted(form))
            tell(gettext("写好了"))
            return redirect(url_for("office.estate", estate_id=this.id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/handling/estate.html",
        status=422 if form.errors else 200,
        form=form,
        plain=Form(formdata=None),
        this=this,
        members=queries.members_of(this.id),
    )


@blueprint.route("/estates/<int:estate_id>/amend", methods=["GET", "POST"])
@staff(Action.MANAGE_PLACE)
def amend_estate(estate_id: int) -> Response | Redirection:
    """Another name or kind."""
    this = _found(estate_id)
    form = EstateForm(data={"name": this.name, "kind": this.kind.value})
    if form.validate_on_submit():
        try:
            services.amend_estate(occasion(), this, form.name.data or "", EstateKind(form.kind.data))
            tell(gettext("改好了"))
            return redirect(url_for("office.estate", estate_id=this.id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    return render("office/handling/amend_estate.html", status=status, form=form, this=this)


@blueprint.post("/estates/<int:estate_id>/parties/<int:party_id>/drop")
@staff(Action.MANAGE_PLACE)
def drop_party(estate_id: int, party_id: int) -> Redirection:
    this = _found(estate_id)
    party = EstateParty.get_or_none((EstateParty.id == party_id) & (EstateParty.estate == this))
    if party is None:
        raise Refusal(Rule.NOT_FOUND)
    services.drop_party(occasion(), party)
    tell(gettext("去掉了，这一方现在写着还没有"))
    return redirect(url_for("office.estate", estate_id=this.id), code=303)


def _drafted(form: PartyForm) -> services.PartyDraft:
    return services.PartyDraft(
        form.name.data or "",
        form.person.data or "",
        form.telephone.data or "",
        number_of(form.organisation.data),
    )


def _found(estate_id: int) -> Estate:
    """Raises Refusal NOT_FOUND, or NOT_ALLOWED over which another decides."""
    this = queries.estate_by_id(estate_id)
    if this is None:
        raise Refusal(Rule.NOT_FOUND)
    require(acting(), Action.MANAGE_PLACE, Subject(this.area.path))
    return this
