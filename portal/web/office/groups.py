"""Who is asked on their own: invited advisers, the observer groups; kept by whoever runs calls."""

from itertools import groupby

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.queries.campaign_office import members
from portal.services import groups
from portal.web.access import occasion, staff
from portal.web.office.campaign_forms import InviteForm
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.route("/groups", methods=["GET", "POST"])
@staff(Action.RUN_CAMPAIGN)
def groups_page() -> Response | Redirection:
    """Every group of the rule book with its members, and a form to invite one more."""
    now, form = occasion(), InviteForm()
    form.offer(now.book)
    if form.validate_on_submit():
        try:
            person = groups.invite(now, form.group.data, form.who.data or "")
            tell(_("%(name)s已经在里面了", name=person.name))
            return redirect(url_for("office.groups_page"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    inside = {key: list(each) for key, each in groupby(members(), lambda member: member.group)}
    return render(
        "office/campaigns/groups.html", status=422 if form.errors else 200, form=form, inside=inside
    )


@blueprint.post("/groups/<group>/<int:person_id>/leave")
@staff(Action.RUN_CAMPAIGN)
def let_member_go(group: str, person_id: int) -> Redirection:
    """Takes somebody out of a group."""
    groups.let_go(occasion(), group, person_id)
    return redirect(url_for("office.groups_page"), code=303)
