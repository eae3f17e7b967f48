"""Forms of standing members, guests, replies by telephone and opinions on paper."""

from typing import Self

from flask_babel import lazy_gettext as _

from portal.domain.terms import Capacity
from portal.models import Area, Invitation
from portal.models.meetings import ReplyState
from portal.queries.meetings import ItemRow
from portal.queries.topics import organisations_for
from portal.services.invite import WORDS_CHARS, Guest
from portal.services.opine import OPINION_CHARS
from portal.services.standing import NAME_CHARS, MemberDraft
from portal.web.fields import Choice, Form, Line, Pick, Text, Tick
from portal.web.labels import CAPACITIES, REPLIES

_NO_UNIT = ("0", _("没有单位"))
_ANSWERS = [(state, word) for state, word in REPLIES.items() if state is not ReplyState.WAITING]


class _Asked(Form):
    """Somebody by name, as what, for whom, and how they are reached."""

    name = Line(_("姓名"), needed=_("请写姓名"), limit=NAME_CHARS)
    capacity = Pick(_("以什么身份来"), choices=list(CAPACITIES.items()), coerce=Capacity)
    phone = Line(_("手机号"), hint=_("有手机号就发短信请；没有的，打印请柬送去。"))
    organisation = Pick(_("哪个单位的"), coerce=int)

    def offer(self, community: Area) -> None:
        """The organisations to choose from."""
        self.organisation.choices = [_NO_UNIT, *organisations_for(community)]

    @property
    def _unit(self) -> int | None:
        return self.organisation.data or None


class MemberForm(_Asked):
    """A standing member of the community that the page shows."""

    card = Line(_("联心卡号"), hint=_("没有手机、有卡的写卡号，到会刷卡就签到。"))

    @property
    def draft(self) -> MemberDraft:
        told = self.name.data or "", self.capacity.data, self.phone.data or "", self.card.data or ""
        return MemberDraft(*told, organisation_id=self._unit)


class GuestForm(_Asked):
    """Somebody for one meeting alone."""

    counts = Tick(_("算进该到的人数"))

    @property
    def guest(self) -> Guest:
        told = self.name.data or "", self.capacity.data, self.phone.data or ""
        return Guest(*told, organisation_id=self._unit, counts=bool(self.counts.data))


class PhoneReplyForm(Form):
    """What somebody said by telephone."""

    state = Choice(
        _("对方怎么说？"), choices=_ANSWERS, coerce=ReplyState, needed=_("请选对方来、来不了，还是请别人代去")
    )
    comes_instead = Line(_("请谁代去？"), hint=_("只在请别人代去时写。"), limit=NAME_CHARS)
    words = Line(_("还说了什么？"), limit=WORDS_CHARS)

    @classmethod
    def of(cls, asked: Invitation) -> Self:
        """With what they said before, where they did."""
        before = {"comes_instead": asked.comes_instead, "words": asked.words}
        return cls(data=before | ({"state": asked.state} if asked.replied_at else {}))

    @property
    def said(self) -> tuple[ReplyState, str, str]:
        """What they do, whom they send, what they said besides."""
        return self.state.data, self.comes_instead.data or "", self.words.data or ""


class PaperForm(Form):
    """A written opinion that was handed in."""

    item = Pick(_("说的是哪一项"), coerce=int, needed=_("请选是哪一项"))
    name = Line(_("谁写的"), hint=_("公开时只留姓；不愿留名的空着。"), limit=NAME_CHARS)
    words = Text(_("写了什么"), needed=_("请照着纸上写的录进来"), limit=OPINION_CHARS)

    def offer(self, items: list[ItemRow]) -> None:
        """The items that are still to be taken."""
        open_items = [each for each in items if each.number and each.state.value == "listed"]
        self.item.choices = [
            ("0", _("请选一项")),
            *((each.id, f"{each.position}. {each.title or each.number}") for each in open_items),
        ]
