"""The minutes after the meeting: corrected in public, printed for signing, posted on the wall."""

from typing import Any

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response as Redirection
from wtforms import HiddenField

from portal.domain.numbering import matter_number
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Meeting
from portal.models.meetings import MeetingState
from portal.queries import meetings as queries
from portal.queries.corrections import corrections_of, times_corrected
from portal.services.correct import correct_minutes
from portal.services.minutes import MINUTES_CHARS
from portal.web.access import occasion, staff
from portal.web.addresses import whole_address
from portal.web.fields import Form, Line, Text
from portal.web.office.meetings import load_meeting
from portal.web.office.routes import blueprint
from portal.web.qr import qr_in_page
from portal.web.render import render


class CorrectionForm(Form):
    """The minutes as they should read, and why they are changed."""

    seen = HiddenField()
    minutes = Text(
        lazy_gettext("会议纪要"),
        needed=lazy_gettext("纪要不能是空的"),
        hint=lazy_gettext("直接在这里改。公开时隐去电话；姓名照本地章程，公开或者隐去。"),
        limit=MINUTES_CHARS,
        attributes={"rows": "18"},
    )
    reason = Line(
        lazy_gettext("为什么更正"),
        needed=lazy_gettext("请写明理由，大家都会看到"),
        hint=lazy_gettext("改了哪些字、谁改的、什么时候改的，都会和理由一起公开。"),
    )

    @property
    def before(self) -> int:
        """How many corrections the one who typed had before them; none fits what is no number."""
        seen = str(self.seen.data or "")
        return int(seen) if seen.isdecimal() and len(seen) < 9 else -1


@blueprint.route("/meetings/<int:meeting_id>/minutes", methods=["GET", "POST"])
@staff(Action.CORRECT_MINUTES)
def correct(meeting_id: int) -> Response | Redirection:
    """Corrects the minutes of a closed meeting."""
    this = _closed(meeting_id)
    form = CorrectionForm(data={"minutes": this.minutes, "seen": str(times_corrected(this.id))})
    if form.validate_on_submit():
        try:
            correct_minutes(occasion(), this, form.minutes.data or "", form.reason.data or "", form.before)
            tell(_("更正了，改了哪里已经公开"))
            return redirect(url_for("office.correct", meeting_id=this.id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    context = {"form": form, "corrections": corrections_of(this.id)}
    return _page("correct", this, status=status, **context)


@blueprint.get("/meetings/<int:meeting_id>/minutes/print")
@staff(Action.HOLD_MEETING)
def print_minutes(meeting_id: int) -> Response:
    """On A4, whole names and room for signatures: the paper that is kept."""
    this = _closed(meeting_id)
    title = f"{this.community.name}{occasion().book.meeting.type_of(this.kind).title}纪要"
    body = this.minutes.removeprefix(title).lstrip()
    return _page("minutes_print", this, title=title, body=body, corrected=times_corrected(this.id))


@blueprint.get("/meetings/<int:meeting_id>/notice")
@staff(Action.HOLD_MEETING)
def print_notice(meeting_id: int) -> Response:
    """公示 on A4: what was resolved, in the words of the public, with the way to the page."""
    this = _closed(meeting_id)
    address = whole_address(url_for("board.meeting", meeting_id=this.id))
    items = queries.items_of(this.id, occasion().book.meeting.names_public)
    head_count = len(queries.present_at(this.id))
    return _page(
        "notice", this, items=items, head_count=head_count, address=address, picture=qr_in_page(address)
    )


def _closed(meeting_id: int) -> Meeting:
    this = load_meeting(meeting_id)
    if this.state is not MeetingState.CLOSED:
        raise Refusal(Rule.MEETING_NOT_CLOSED)
    return this


def _page(name: str, this: Meeting, status: int = 200, **context: Any) -> Response:
    book = occasion().book
    return render(
        f"office/session/{name}.html",
        status=status,
        meeting=this,
        card=queries.card_of(this.id),
        kind=book.meeting.type_of(this.kind),
        number=matter_number(f"{book.number_prefix}Y", this.day.year, this.id),
        **context,
    )
