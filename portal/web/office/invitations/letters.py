"""请柬: letters on A4 with the code of each seat, for those who cannot be reached otherwise."""

from collections.abc import Iterable
from typing import NamedTuple

from flask import Response, request

from portal.domain.permissions import Subject, require
from portal.domain.stages import Action
from portal.models import Invitation, Meeting
from portal.queries.invitations import guests_of
from portal.queries.meetings import items_of
from portal.services.seats import seat_token
from portal.web.access import acting, occasion, staff
from portal.web.addresses import whole_address
from portal.web.office.invitations.asked import load_invitation
from portal.web.office.meetings import load_meeting
from portal.web.office.routes import blueprint
from portal.web.place import place
from portal.web.qr import qr_in_page
from portal.web.render import render
from portal.web.security import row_id


class Letter(NamedTuple):
    """One invitation with the picture of its seat's address."""

    invitation: Invitation
    code: str


@blueprint.get("/meetings/<int:meeting_id>/invitations/letters")
@staff(Action.INVITE)
def invitation_letters(meeting_id: int) -> Response:
    """A letter for the one that is asked for, else for everybody without telephone and mail; all with
    ``?all=1``."""
    this = load_meeting(meeting_id)
    require(acting(), Action.INVITE, Subject(area_path=this.community.path))
    halls = {hall.area_id: hall.telephone for hall in place().communities}
    return render(
        "office/invitations/letters.html",
        meeting=this,
        kind=occasion().book.meeting.type_of(this.kind),
        letters=[Letter(each, _code(each)) for each in _wanted(this)],
        items=items_of(this.id, names_public=False) if this.published_at else [],
        telephone=halls.get(this.community_id, ""),
    )


def _wanted(this: Meeting) -> Iterable[Invitation]:
    one = request.args.get("invitation", type=row_id)
    if one:
        return [load_invitation(this, one)]
    everybody = "all" in request.args
    ids = [guest.id for guest in guests_of(this.id) if everybody or not guest.has_way]
    return list(Invitation.select().where(Invitation.id.in_(ids)).order_by(Invitation.id))


def _code(invitation: Invitation) -> str:
    return qr_in_page(whole_address(f"/seats/{seat_token(invitation)}"))
