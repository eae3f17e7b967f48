"""Who was asked to a meeting, what they said, and how that stands towards the quorum."""

from typing import Any

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.permissions import Subject, can
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Invitation, Meeting
from portal.models.meetings import ReplyState
from portal.queries.concerned import concerned_by
from portal.queries.invitations import by_capacity, guests_of, quorum_of
from portal.services import invite
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form
from portal.web.office.invitations.forms import GuestForm, PhoneReplyForm
from portal.web.office.meetings import load_meeting
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.route("/meetings/<int:meeting_id>/invitations", methods=["GET", "POST"])
@staff(Action.READ_OFFICE)
def invitations(meeting_id: int) -> Response | Redirection:
    """Everybody asked, by capacity, with their replies; whom one might ask besides."""
    this, form = load_meeting(meeting_id), GuestForm()
    form.offer(this.community)
    if form.validate_on_submit():
        try:
            asked = invite.invite(occasion(), this, form.guest)
            tell(_("请了%(name)s", name=asked.name))
            return _to_page(this)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    return render("office/invitations/asked.html", status=status, form=form, **_page(this))


def _page(this: Meeting) -> dict[str, Any]:
    guests = guests_of(this.id)
    may_invite = can(acting(), Action.INVITE, Subject(area_path=this.community.path))
    return {
        "meeting": this,
        "kind": occasion().book.meeting.type_of(this.kind),
        "groups": by_capacity(guests),
        "quorum": quorum_of(this, occasion().book.meeting.quorum_share),
        "unreached": sum(not guest.has_way for guest in guests),
        "concerned": concerned_by(this.id),
        "may_invite": may_invite and this.state in invite.AHEAD,
        "answers": list(ReplyState),
        "plain": Form(),
    }


@blueprint.post("/meetings/<int:meeting_id>/invitations/members")
@staff(Action.INVITE)
def invite_members(meeting_id: int) -> Redirection:
    """Asks the standing members who are not asked yet; on publication of the agenda it happens by itself."""
    this = load_meeting(meeting_id)
    count = invite.invite_standing(occasion(), this)
    tell(_("新请了%(count)s人", count=count) if count else _("名单上该请的都请过了"))
    return _to_page(this)


@blueprint.post("/meetings/<int:meeting_id>/invitations/concerned")
@staff(Action.INVITE)
def invite_concerned(meeting_id: int) -> Redirection:
    """Asks those whose matters are on the agenda."""
    this = load_meeting(meeting_id)
    tell(_("新请了%(count)s人", count=invite.invite_concerned(occasion(), this)))
    return _to_page(this)


@blueprint.route("/meetings/<int:meeting_id>/invitations/<int:invitation_id>", methods=["GET", "POST"])
@staff(Action.INVITE)
def invitation(meeting_id: int, invitation_id: int) -> Response | Redirection:
    """One invitation: what was said by telephone is entered here, and here it is taken back."""
    this = load_meeting(meeting_id)
    asked = load_invitation(this, invitation_id)
    form = PhoneReplyForm.of(asked)
    if form.validate_on_submit():
        try:
            invite.enter_reply(occasion(), asked, *form.said)
            tell(_("记下了%(name)s的回复", name=asked.name))
            return _to_page(this)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/invitations/one.html",
        status=422 if form.errors else 200,
        form=form,
        plain=Form(),
        meeting=this,
        asked=asked,
        may_reply=this.state in invite.AHEAD,
    )


@blueprint.post("/meetings/<int:meeting_id>/invitations/<int:invitation_id>/take-back")
@staff(Action.INVITE)
def take_back_invitation(meeting_id: int, invitation_id: int) -> Redirection:
    """Undoes an invitation."""
    this = load_meeting(meeting_id)
    asked = load_invitation(this, invitation_id)
    invite.take_back(occasion(), asked)
    tell(_("收回了给%(name)s的请柬", name=asked.name))
    return _to_page(this)


def load_invitation(this: Meeting, invitation_id: int) -> Invitation:
    """An invitation to this very meeting. Raises Refusal NOT_FOUND otherwise."""
    asked = Invitation.get_or_none(id=invitation_id, meeting=this)
    if asked is None:
        raise Refusal(Rule.NOT_FOUND)
    return asked


def _to_page(this: Meeting) -> Redirection:
    return redirect(url_for("office.invitations", meeting_id=this.id), code=303)
