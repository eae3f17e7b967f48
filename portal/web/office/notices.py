"""Notices, for the office: what went and what did not, trying again, and the calls that are owed."""

from enum import StrEnum
from typing import NamedTuple, TypeVar

from flask import Response, current_app, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.config import Settings
from portal.domain.contacts import half_number
from portal.domain.notices import NoticeKind, NoticeState, NoticeWay
from portal.domain.permissions import can_anywhere
from portal.domain.stages import Action
from portal.models import Notice
from portal.queries.notice_desk import Narrowed, calls_for, notices_for
from portal.services import notice_desk
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form, Line
from portal.web.notices import news_of
from portal.web.office.routes import blueprint
from portal.web.render import render

Chosen = TypeVar("Chosen", bound=StrEnum)


class CalledForm(Form):
    note = Line(_("对方说了什么（可以不写）"))


class Owed(NamedTuple):
    """A call to make: to whom, and what to say."""

    notice: Notice
    half: str
    news: str
    form: CalledForm


@blueprint.get("/notices")
@staff(Action.SEE_NOTICES)
def notices() -> Response:
    """What failed stands first. What nothing is connected for is said above."""
    narrowed = _narrowed()
    return render(
        "office/notices.html",
        "notices",
        lines=notices_for(acting(), narrowed),
        narrowed=narrowed,
        states=NoticeState,
        missing=unconnected(),
        plain=Form(),
        may_read=can_anywhere(acting(), Action.READ_ORIGINAL),
        may_manage=can_anywhere(acting(), Action.MANAGE_NOTICES),
        may_call=can_anywhere(acting(), Action.MAKE_CALLS),
    )


def _narrowed() -> Narrowed:
    return Narrowed(
        _member(NoticeState, request.args.get("state", "")),
        _member(NoticeKind, request.args.get("kind", "")),
        _member(NoticeWay, request.args.get("way", "")),
    )


def _member(members: type[Chosen], value: str) -> Chosen | None:
    return members(value) if value in list(members) else None


def unconnected() -> list[NoticeWay]:
    """The ways by which nothing can leave the house."""
    settings: Settings = current_app.config["SETTINGS"]
    channels = {NoticeWay.SMS: settings.sms_channel, NoticeWay.EMAIL: settings.mail_channel}
    return [way for way, channel in channels.items() if not channel]


@blueprint.post("/notices/<int:notice_id>/again")
@staff(Action.MANAGE_NOTICES)
def try_notice_again(notice_id: int) -> Redirection:
    notice_desk.try_again(occasion(), notice_id)
    tell(gettext("好的，马上再发一次。"))
    return redirect(url_for("office.notices"), code=303)


@blueprint.get("/notices/calls")
@staff(Action.MAKE_CALLS)
def owed_calls() -> Response:
    """Those who asked to be called, with what is to be told. A number is seen whole on its matter's page."""
    return _calls_page()


@blueprint.post("/notices/calls/<int:notice_id>")
@staff(Action.MAKE_CALLS)
def note_call(notice_id: int) -> Response | Redirection:
    """One tap: told."""
    form = CalledForm()
    if not form.validate_on_submit():
        return _calls_page(notice_id, form)
    notice_desk.called(occasion(), notice_id, form.note.data or "")
    tell(gettext("记下了：您打过电话了。"))
    return redirect(url_for("office.owed_calls"), code=303)


def _calls_page(wrong_id: int = 0, wrong: CalledForm | None = None) -> Response:
    owed = [
        Owed(notice, _half_of(notice), news_of(notice), _form_for(notice, wrong_id, wrong))
        for notice in calls_for(acting(), occasion().now)
    ]
    return render("office/owed_calls.html", status=422 if wrong else 200, owed=owed, form=wrong)


def _half_of(notice: Notice) -> str:
    return half_number(notice.person.phone) if notice.person else ""


def _form_for(notice: Notice, wrong_id: int, wrong: CalledForm | None) -> CalledForm:
    """Each line has its own, whose field is told apart by the notice's number."""
    form = wrong if wrong and notice.id == wrong_id else CalledForm(formdata=None)
    form.note.id = form.note.label.field_id = f"note-{notice.id}"
    return form
