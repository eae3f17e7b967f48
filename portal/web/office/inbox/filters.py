"""The filters that an officer keeps under a name."""

from urllib.parse import urlencode

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import SavedFilter
from portal.queries.inbox import filters_of
from portal.services import filters as services
from portal.web.access import acting, occasion, staff
from portal.web.office.inbox.forms import FilterForm
from portal.web.office.routes import blueprint
from portal.web.office.wishes import read_wish
from portal.web.render import render


@blueprint.route("/filters", methods=["GET", "POST"])
@staff(Action.READ_OFFICE)
def filters() -> Response | Redirection:
    """One's own filters; what the address asks for can be kept among them."""
    form, parts = FilterForm(), read_wish(request.args).address(page=1)
    if form.validate_on_submit():
        try:
            kept = services.keep_filter(occasion(), form.name.data or "", parts)
            tell(_("已存下：%(name)s", name=kept.name))
            return redirect(f"{url_for('office.desk')}?{kept.query}", code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/inbox/filters.html",
        status=422 if form.errors else 200,
        form=form,
        asked=urlencode(parts),
        kept=filters_of(acting().person_id),
    )


@blueprint.route("/filters/<int:filter_id>", methods=["GET", "POST"])
@staff(Action.READ_OFFICE)
def kept_filter(filter_id: int) -> Response | Redirection:
    """One of them under another name."""
    kept = _own(filter_id)
    form = FilterForm(data={"name": kept.name})
    if form.validate_on_submit():
        try:
            services.rename_filter(occasion(), kept, form.name.data or "")
            tell(_("已改名"))
            return redirect(url_for("office.filters"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/inbox/filter.html", status=422 if form.errors else 200, form=form, kept=kept)


@blueprint.post("/filters/<int:filter_id>/drop")
@staff(Action.READ_OFFICE)
def drop_filter(filter_id: int) -> Redirection:
    """Keeps it no more."""
    services.drop_filter(occasion(), _own(filter_id))
    tell(_("已去掉"))
    return redirect(url_for("office.filters"), code=303)


def _own(filter_id: int) -> SavedFilter:
    """Raises Refusal NOT_FOUND for somebody else's."""
    own = (SavedFilter.id == filter_id) & (SavedFilter.person == acting().person_id)
    found: SavedFilter | None = SavedFilter.get_or_none(own)
    if found is None:
        raise Refusal(Rule.NOT_FOUND)
    return found
