"""请人代填: staff write down what somebody says at the counter, at the door, on the phone."""

import secrets
from typing import Any

from flask import Response, current_app, redirect, session, url_for
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection
from wtforms import HiddenField
from wtforms.validators import ValidationError

from portal.domain.numbering import new_code, spell_code
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Channel, MatterKind
from portal.queries.office_lists import places_of
from portal.services.codes import chooser
from portal.services.photos import read_pictures
from portal.services.say import Draft, raise_matter
from portal.web.access import acting, occasion, staff
from portal.web.fields import Choice, Form, Line, Photos, Pick, Text, Tick
from portal.web.labels import CHANNELS, KINDS
from portal.web.office.categories import choices_of
from portal.web.office.channel_facts import ASKED_OF, ChannelFields, facts_of, offer_stations, station_of
from portal.web.office.routes import blueprint
from portal.web.render import render

#: These come in without anybody of the office between.
_BY_THEMSELVES = frozenset({Channel.WEB, Channel.KIOSK})
_RECEIPT = "entered"


class EnterForm(ChannelFields, Form):
    """What somebody said, in the officer's hand."""

    ticket = HiddenField()
    channel = Choice(_("怎么来的？"), needed=_("请选一选这件事是怎么来的"))
    words = Text(_("说了什么事？"), needed=_("请写下是什么事，一句话也行"), hint=_("照原话写，不用润色。"))
    area = Pick(_("在哪个社区、网格？"), needed=_("请选一个地方"))
    place = Line(_("具体在哪里？"), hint=_("比如“7号楼前”。"))
    kind = Choice(_("哪一类？"), default=MatterKind.REQUEST.value)
    category = Pick(_("哪方面的事？"))
    name = Line(_("怎么称呼？"), hint=_("可以不留名。"))
    phone = Line(_("电话"), attributes={"inputmode": "tel"})
    wants_reply = Choice(
        _("要不要告诉本人结果？"),
        choices=[("call", _("打电话")), ("sms", _("发短信")), ("none", _("不用"))],
        default="none",
    )
    private = Tick(_("涉及个人或家庭，不公开"))
    photos = Photos(_("照片（可以不传）"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        book = current_app.config["BOOK"]
        self.channel.choices = [
            (way.value, CHANNELS[way]) for way in book.channels if way not in _BY_THEMSELVES
        ]
        offer_stations(self)
        self.kind.choices = [(kind.value, KINDS[kind]) for kind in book.kinds]
        self.category.choices = [("", str(_("还说不准"))), *choices_of(1, 2)]
        places = [(str(number), name) for number, name in places_of(acting())]
        self.area.choices = [("", str(_("请选一个地方"))), *places]
        self.ticket.data = self.ticket.data or secrets.token_urlsafe(16)

    def validate_phone(self, field: Line) -> None:
        if self.wants_reply.data in ("call", "sms") and not field.data:
            raise ValidationError(str(_("要告诉本人结果，请留下电话")))

    def to_draft(self) -> Draft:
        """What was written. Raises Refusal for pictures that are none."""
        files = [file.stream for file in self.photos.data or ()]
        return Draft(
            words=self.words.data or "",
            area_id=int(self.area.data),
            place=self.place.data or "",
            kind=MatterKind(self.kind.data),
            channel=Channel(self.channel.data),
            channel_facts=facts_of(self),
            venue_id=station_of(self),
            category_id=int(self.category.data) if self.category.data else None,
            name=self.name.data or "",
            phone=self.phone.data or "",
            wants_reply=self.wants_reply.data,
            private=self.private.data,
            pictures=read_pictures(files, current_app.config["BOOK"].limits),
        )


@blueprint.route("/enter", methods=["GET", "POST"])
@staff(Action.ENTER_FOR)
def enter() -> Response | Redirection:
    """The form; the last person's receipt is gone once the next one is written down."""
    session.pop(_RECEIPT, None)
    form = EnterForm()
    if form.validate_on_submit() and _took_in(form):
        return redirect(url_for("office.entered"), code=303)
    return page_of_entering(form)


def page_of_entering(form: EnterForm) -> Response:
    return render("office/enter.html", status=422 if form.errors else 200, form=form, asked_of=ASKED_OF)


def _took_in(form: EnterForm) -> bool:
    """Whether it was taken in; if not, the form says why. Sent twice, it is the same matter."""
    sealed = (str(current_app.config["SECRET_KEY"]), form.ticket.data, form.words.data or "", form.area.data)
    try:
        number = raise_matter(occasion(), form.to_draft(), chooser(*sealed)).matter.number
    except Refusal as refusal:
        if refusal.rule is not Rule.ALREADY_RAISED:
            form.refuse(refusal)
            return False
        number = str(refusal.facts["number"])
    session[_RECEIPT] = [number, spell_code(new_code(chooser(*sealed)))]
    return True


@blueprint.get("/enter/done")
@staff(Action.ENTER_FOR)
def entered() -> Response | Redirection:
    """Number and code to hand over, to read out or to print."""
    if _RECEIPT not in session:
        return redirect(url_for("office.enter"), code=303)
    number, code = session[_RECEIPT]
    return render("office/entered.html", number=number, code=code)
