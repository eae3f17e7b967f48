"""The form by which something is said, on each face."""

import secrets
from dataclasses import replace
from typing import Any

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice
from wtforms.validators import StopValidation

from portal.domain.terms import Channel, MatterKind
from portal.models.places import AreaKind
from portal.queries.categories import first_level
from portal.queries.places import neighbourhoods
from portal.services.photos import read_pictures
from portal.services.say import Draft
from portal.web.fields import Choice, Form, Line, Photos, Pick, Text, Tick
from portal.web.preferences import preferences
from portal.web.render import face
from portal.web.suggest.where import WhereFields, fill_in_where, whereabouts

_KINDS = {
    MatterKind.REQUEST: _("要解决的事"),
    MatterKind.SUGGESTION: _("建议"),
    MatterKind.ENQUIRY: _("想问一问"),
    MatterKind.RISK: _("有危险"),
}
#: A local telephone number, and the longest there is with its country's.
_FEWEST_FIGURES, _MOST_FIGURES = 7, 15
_REPLIES = {"sms": _("发短信"), "call": _("打电话"), "none": _("不用，我自己查")}


def _kinds() -> list[SelectChoice]:
    known = current_app.config["BOOK"].kinds
    return [SelectChoice(kind.value, str(word)) for kind, word in _KINDS.items() if kind in known]


class SayForm(WhereFields, Form):
    """什么事, 在哪里, and, only from whoever wants to be told, how to reach them."""

    ticket = HiddenField()
    words = Text(
        _("什么事？"),
        needed=_("请写一写是什么事，一句话也行"),
        hint=_("一句话也行。"),
        attributes={"rows": "5"},
    )
    place = Line(_("在哪里？"), needed=_("请写在哪里，比如“7号楼前”"), hint=_("比如“7号楼前”。"))
    area: Pick | Choice = Pick(_("哪个社区、哪一片？"), needed=_("请选一选在哪个社区"))
    kind = Choice(_("这是……"), default=MatterKind.REQUEST.value)
    photos = Photos(_("照片"))
    wants_reply = Choice(_("要不要我们告诉您结果？"), choices=list(_REPLIES.items()), default="none")
    phone = Line(_("手机号"), autocomplete="tel", attributes={"inputmode": "tel"})
    name = Line(_("怎么称呼您？"), hint=_("可以不写，不会公开。"), autocomplete="name")
    private = Tick(_("涉及个人或家庭，不要公开"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.area.choices = self.areas()
        fill_in_where(self)
        self.kind.choices = _kinds()
        most = current_app.config["BOOK"].limits.photos
        self.photos.description = gettext("可以不传，最多%(most)s张。拍摄地点等信息会自动去掉。", most=most)
        self.ticket.data = self.ticket.data or secrets.token_urlsafe(16)

    def areas(self) -> list[SelectChoice]:
        """The communities, each grid by its community's name; nothing is chosen until somebody chooses."""
        known = neighbourhoods()
        above = {area.area_id: f"{area.name} · " for area in known}
        return [SelectChoice("", gettext("请选一个"))] + [
            SelectChoice(str(area.area_id), above.get(area.parent_id or 0, "") + area.name) for area in known
        ]

    def validate_phone(self, field: Line) -> None:
        if self.wants_reply.data not in ("sms", "call"):
            return
        if not field.data:
            raise StopValidation(gettext("请留下手机号，我们好告诉您；或者选“不用，我自己查”"))
        if not _FEWEST_FIGURES <= sum(char.isdecimal() for char in field.data) <= _MOST_FIGURES:
            raise StopValidation(gettext("这个号码打不通，请核对，比如 13800138000"))

    def to_draft(self) -> Draft:
        """What was written. Raises Refusal for pictures that are none."""
        files = [file.stream for file in self.photos.data or ()] if self.photos else []
        pictures = read_pictures(files, current_app.config["BOOK"].limits)
        return Draft(
            **whereabouts(self, pictures)._asdict(),
            words=self.words.data or "",
            area_id=int(self.area.data),
            place=self.place.data or "",
            kind=MatterKind(self.kind.data),
            channel=Channel.KIOSK if face() == "kiosk" else Channel.WEB,
            name=self.name.data or "",
            phone=self.phone.data or "",
            wants_reply=self.wants_reply.data,
            private=self.private.data,
            pictures=pictures,
            language=preferences().language,
        )

    def sealed(self) -> tuple[str, ...]:
        """What makes this form this form: sent again with the same words, it is the same matter."""
        return tuple(str(field.data or "") for field in (self.ticket, self.words, self.place, self.area))


class LargeSayForm(SayForm):
    """For 长辈版 and the kiosk, one question a page: answers to tap, and no need to write besides."""

    topic = Choice(_("哪方面的事？"))
    words = Text(
        _("什么事？"),
        hint=_("写一句话就行。打不了字的，点“请工作人员代填”。"),
        attributes={"rows": "4"},
    )
    area: Pick | Choice = Choice(_("哪个社区？"), needed=_("请选一选在哪个社区"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.topic.choices = [SelectChoice(str(number), name) for number, name in first_level()]

    def validate_words(self, field: Text) -> None:
        if not field.data and not self.topic_word:
            raise StopValidation(gettext("请写一写是什么事，一句话也行"))

    @property
    def topic_word(self) -> str:
        """What the chosen topic is called; empty where none was chosen."""
        named = (str(choice.label) for choice in self.topic.choices if choice.value == self.topic.data)
        return next(named, "")

    def to_draft(self) -> Draft:
        """Whoever only tapped has said that much, and the rest is asked by whoever answers."""
        draft = super().to_draft()
        category = int(self.topic.data) if self.topic_word else None
        return replace(draft, words=draft.words or self.topic_word, category_id=category)

    def areas(self) -> list[SelectChoice]:
        communities = (area for area in neighbourhoods() if area.kind is AreaKind.COMMUNITY)
        return [SelectChoice(str(area.area_id), area.name) for area in communities]


def say_form() -> SayForm:
    """The form of this face. A kiosk has no photos of its own to send."""
    form = LargeSayForm() if face() == "kiosk" or preferences().is_large else SayForm()
    if face() == "kiosk":
        del form.photos
        del form.hide_photo_place
    return form
