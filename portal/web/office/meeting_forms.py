"""Forms of 议: planning, the agenda, those present, one item's outcome, the minutes."""

from flask_babel import lazy_gettext as _

from portal.domain.admission import refusing
from portal.domain.occasion import Occasion
from portal.domain.terms import Capacity, Mode
from portal.models import Area
from portal.queries.topics import Topic, organisations_for
from portal.services.deliberate import MINUTES_CHARS, Attendee, ResolutionDraft
from portal.services.handle import Order
from portal.web.fields import Choice, Choices, Day, Form, Line, Number, Pick, Text
from portal.web.labels import CAPACITIES, MODES

_PICK_ONE = ("0", _("请选一个"))


class PlanForm(Form):
    """The deliberation days of one community, up to a date."""

    community = Pick(_("哪个社区"), coerce=int)
    until = Day(_("排到哪一天"), needed=_("请写排到哪一天"), hint=_("日子照议事规则来，已经排好的不变。"))


class UrgentForm(Form):
    """急事急说: a topic after the agenda closed."""

    matter = Pick(_("加哪一件"), coerce=int, needed=_("请选要加议的事"))
    reason = Text(
        _("为什么等不到下次"),
        needed=_("请写明理由，大家都会看到"),
        hint=_("理由会写在议程上，大家都能看到。"),
    )

    def offer(self, topics: list[Topic]) -> None:
        """The topics to choose from."""
        self.matter.choices = [_PICK_ONE, *((each.id, f"{each.title}（{each.number}）") for each in topics)]


class AttendanceForm(Form):
    """Those who came in one capacity, a name a line."""

    capacity = Choice(
        _("以什么身份到会"),
        choices=list(CAPACITIES.items()),
        coerce=Capacity,
        needed=_("请选身份"),
        default=Capacity.RESIDENT,
    )
    names = Text(
        _("到会的人"),
        needed=_("请写到会的人，一行一个名字"),
        hint=_("一行一个名字；重名的加几个字区分。"),
        limit=4_000,
    )

    @property
    def attendees(self) -> list[Attendee]:
        lines = (line.strip() for line in (self.names.data or "").splitlines())
        return [Attendee(line, self.capacity.data) for line in lines if line]


class ResolutionForm(Form):
    """形成决议: what, who, by when, by what count."""

    text = Text(_("议定的事"), needed=_("请写议定了什么"))
    organisation = Pick(_("谁来办"), coerce=int, needed=_("请选定哪个单位来办"))
    person = Line(_("具体负责的人"), needed=_("请写具体负责的人"))
    working_days = Number(_("几个工作日内办好"), least=1, most=250, needed=_("请定下几个工作日内办好"))
    mode = Choice(
        _("怎么办"),
        choices=list(MODES.items()),
        coerce=Mode,
        default=Mode.OWN,
        needed=_("请选自办、代办还是联办"),
    )
    partners = Choices(_("谁来帮忙"), coerce=int)
    in_favour = Number(_("同意几人"), least=0, most=9_999, default=0)
    against = Number(_("不同意几人"), least=0, most=9_999, default=0)
    abstained = Number(_("弃权几人"), least=0, most=9_999, default=0)

    def offer(self, occasion: Occasion, community: Area) -> None:
        """The organisations to choose from, and the rule book's time."""
        organisations = organisations_for(community)
        self.organisation.choices = [_PICK_ONE, *organisations]
        self.partners.choices = organisations
        if self.working_days.raw_data is None:  # nothing was sent yet
            self.working_days.data = occasion.book.handling.working_days

    @property
    def draft(self) -> ResolutionDraft:
        order = Order(
            self.organisation.data,
            self.person.data or "",
            self.working_days.data or 0,
            self.mode.data,
            tuple(self.partners.data or ()),
        )
        counts = (field.data or 0 for field in (self.in_favour, self.against, self.abstained))
        return ResolutionDraft(self.text.data or "", order, *counts)


class DeferralForm(Form):
    """下次再议: why."""

    reason = Text(_("为什么下次再议"), id="defer-reason", needed=_("请写明理由，大家都会看到"))


class ItemRefusalForm(Form):
    """不采纳: why, and by which entry of the admission list."""

    entry = Pick(_("依据准入清单哪一条"))
    reason = Text(_("为什么不采纳"), id="refuse-reason", needed=_("请写明理由，提出人和大家都会看到"))

    def offer(self, occasion: Occasion) -> None:
        """The entries that refuse."""
        entries = [(entry.key, entry.text) for entry in refusing(occasion.book)]
        self.entry.choices = [("", _("清单里没有，只写理由")), *entries]


class ExplanationForm(Form):
    """解释说明: why it cannot be done."""

    text = Text(_("为什么办不了"), id="explain-text", needed=_("请把道理说清楚，提出人会看到"))


class MinutesForm(Form):
    """散会: the minutes, read over."""

    minutes = Text(
        _("会议纪要"),
        hint=_("已照签到和各项结果写好，请核对修改。公开时隐去姓名和电话。"),
        limit=MINUTES_CHARS,
        attributes={"rows": "16"},
    )
