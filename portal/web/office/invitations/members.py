"""Standing members of a community: who is asked to each of its meetings."""

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Area, StandingMember
from portal.queries.invitations import members_of
from portal.queries.topics import communities_for
from portal.services import standing
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form
from portal.web.office.invitations.forms import MemberForm
from portal.web.office.routes import blueprint
from portal.web.render import render
from portal.web.security import row_id


@blueprint.route("/members", methods=["GET", "POST"])
@staff(Action.INVITE)
def members_page() -> Response | Redirection:
    """The members of one community, and a form to add one."""
    places = dict(communities_for(acting(), Action.INVITE))
    community, form = _chosen_of(places), MemberForm()
    form.offer(community)
    if form.validate_on_submit():
        try:
            member = standing.add_standing_member(occasion(), community, form.draft)
            tell(_("加上了%(name)s", name=member.name))
            return _to_page(community.id)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/invitations/members.html",
        status=422 if form.errors else 200,
        form=form,
        plain=Form(),
        places=places,
        chosen=community.id,
        members=members_of(community.id, occasion().today),
    )


def _chosen_of(places: dict[int, str]) -> Area:
    """The community that the address names, or the first one; raises Refusal NOT_FOUND for any other."""
    chosen = request.args.get("community", default=next(iter(places), 0), type=row_id)
    if chosen not in places:
        raise Refusal(Rule.NOT_FOUND)
    return Area.get_by_id(chosen)


@blueprint.post("/members/<int:member_id>/end")
@staff(Action.INVITE)
def end_member(member_id: int) -> Redirection:
    """Is asked no more from now on."""
    member = StandingMember.get_or_none(StandingMember.id == member_id)
    if member is None:
        raise Refusal(Rule.NOT_FOUND)
    standing.end_standing_member(occasion(), member)
    tell(_("以后的会不再请%(name)s了", name=member.name))
    return _to_page(member.community_id)


def _to_page(community_id: int) -> Redirection:
    return redirect(url_for("office.members_page", community=community_id), code=303)
