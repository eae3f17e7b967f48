"""Forms of a meeting in session: those present, what is said, one item's outcome, the minutes."""

import secrets

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from portal.domain.admission import refusing
from portal.domain.occasion import Occasion
from portal.domain.terms import Capacity, Mode
from portal.models import Area, Organisation
from portal.queries.sessions import Seat
from portal.queries.topics import organisations_for
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from portal.services.minutes import MINUTES_CHARS
from portal.web.fields import Choice, Choices, Day, Form, Line, Number, Pick, Secret, Text
from portal.web.labels import CAPACITIES, MODES

_PICK_ONE = ("0", _("请选一个"))


class AttendanceForm(Form):
    """Those who came in one capacity, a name a line."""

    names = Text(
        _("到会的人"),
        needed=_("请写到会的人，一行一个名字"),
        hint=_("一行一个名字，可以一次写好多人；重名的加几个字区分。"),
        limit=4_000,
        attributes={"rows": "3"},
    )
    capacity = Choice(
        _("以什么身份到会"),
        choices=list(CAPACITIES.items()),
        coerce=Capacity,
        needed=_("请选身份"),
        default=Capacity.RESIDENT,
    )

    @property
    def attendees(self) -> list[Attendee]:
        lines = (line.strip() for line in (self.names.data or "").splitlines())
        return [Attendee(line, self.capacity.data) for line in lines if line]


class CardForm(Form):
    """What a scanner types: neither shown nor offered again."""

    read = Secret(_("刷联心卡"), needed=_("请把卡上的码对着扫码口"), autocomplete="off")


class RemarkForm(Form):
    """What somebody present said. The ticket makes the same remark the same, however often it is sent."""

    ticket = HiddenField()
    speaker = Choice(_("谁在说"), coerce=int, default=0)
    said = Text(
        _("说了什么"),
        needed=_("请写一写说了什么，一句话也行"),
        autocomplete="on",  # else a browser going back to the form empties it
        attributes={"rows": "2"},
    )

    def offer(self, here: list[Seat]) -> None:
        """Those present, and nobody in particular."""
        names = [(str(seat.attendance_id), seat.name) for seat in here]
        self.speaker.choices = [*names, ("0", _("不记名字"))]
        self.ticket.data = self.ticket.data or secrets.token_hex(16)


class _OrderForm(Form):
    """What is to be done, by whom, by when."""

    text = Text(_("议定的事"), needed=_("请写议定了什么"), attributes={"rows": "3"})
    organisation = Pick(_("谁来办"), coerce=int, needed=_("请选定哪个单位来办"))
    person = Line(_("具体负责的人"), needed=_("请写具体负责的人"))
    working_days = Number(_("几个工作日内办好"), least=1, most=250)
    by = Day(_("或者定在哪一天"), hint=_("写了日子，就照日子算工作日。"))
    mode = Choice(
        _("怎么办"),
        choices=list(MODES.items()),
        coerce=Mode,
        default=Mode.OWN,
        needed=_("请选自办、代办还是联办"),
    )
    partners = Choices(_("谁来帮忙"), coerce=int)

    def offer(self, occasion: Occasion, community: Area, working_days: int, mode: Mode) -> None:
        """The organisations to choose from, and the time and way that are usual for such a matter."""
        organisations = organisations_for(community)
        self.organisation.choices = [_PICK_ONE, *organisations, *self._dissolved()]
        self.partners.choices = organisations
        if self.working_days.raw_data is None:  # nothing was sent yet
            self.working_days.data, self.mode.data = working_days, mode

    def _dissolved(self) -> list[tuple[int, str]]:
        """What was chosen and is no more since: the service says so, by its name."""
        gone = Organisation.select(Organisation.id, Organisation.name).where(~Organisation.active)
        return [(each.id, each.name) for each in gone.where(Organisation.id == self.organisation.data)]

    def order(self, occasion: Occasion) -> Order:
        """Of a day no working day leads to, none that lies ahead is left."""
        days = self.working_days.data or 0
        if self.by.data:
            days = occasion.calendar.working_days_between(occasion.today, self.by.data)
            days = days if days > 0 else -1
        return Order(
            self.organisation.data,
            self.person.data or "",
            days,
            self.mode.data,
            tuple(self.partners.data or ()),
        )


class ResolutionForm(_OrderForm):
    """形成决议: what, who, by when, by what count where no vote was held."""

    in_favour = Number(_("同意几人"), least=0, most=9_999, default=0)
    against = Number(_("不同意几人"), least=0, most=9_999, default=0)
    abstained = Number(_("弃权几人"), least=0, most=9_999, default=0)

    def draft(self, occasion: Occasion) -> ResolutionDraft:
        counts = (field.data or 0 for field in (self.in_favour, self.against, self.abstained))
        return ResolutionDraft(self.text.data or "", self.order(occasion), *counts)


class HandOnForm(_OrderForm):
    """交去办: what is to be done by whom, in a meeting that votes on nothing."""

    text = Text(_("要办什么"), needed=_("请写要办什么"), attributes={"rows": "3"})


class DeferralForm(Form):
    """下次再议: why."""

    reason = Text(
        _("为什么下次再议"), id="defer-reason", needed=_("请写明理由，大家都会看到"), attributes={"rows": "3"}
    )


class ItemRefusalForm(Form):
    """不采纳: why, and by which entry of the admission list."""

    entry = Pick(_("依据准入清单哪一条"))
    reason = Text(
        _("为什么不采纳"),
        id="refuse-reason",
        needed=_("请写明理由，提出人和大家都会看到"),
        attributes={"rows": "3"},
    )

    def offer(self, occasion: Occasion) -> None:
        """The entries that refuse."""
        entries = [(entry.key, entry.text) for entry in refusing(occasion.book)]
        self.entry.choices = [("", _("清单里没有，只写理由")), *entries]


class ExplanationForm(Form):
    """解释说明: why it cannot be done."""

    text = Text(
        _("为什么办不了"),
        id="explain-text",
        needed=_("请把道理说清楚，提出人会看到"),
        attributes={"rows": "3"},
    )


class MinutesForm(Form):
    """散会: the minutes, read over."""

    minutes = Text(
        _("会议纪要"),
        hint=_("已照签到和各项结果写好，请核对修改。公开时隐去电话；姓名照本地章程，公开或者隐去。"),
        limit=MINUTES_CHARS,
        attributes={"rows": "16"},
    )
