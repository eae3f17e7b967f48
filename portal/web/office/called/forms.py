"""What must be said for a whistle, for checking in, and for how a risk ended."""

from collections.abc import Iterable
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from portal.domain.early_warning import RiskEnd
from portal.domain.occasion import Occasion
from portal.domain.stages import Action
from portal.models import Area, Matter, WhistleCall
from portal.queries.topics import communities_for
from portal.queries.venues import VenueCard, open_venues
from portal.queries.whistles import departments
from portal.services import whistle
from portal.web.fields import Choice, Choices, Form, Line, Pick, Text, Tick
from portal.web.labels.handling import RISK_ENDS
from portal.web.office.step_form import StepForm

_RATINGS = (
    ("5", _("5分，来得快、办得好")),
    ("4", _("4分")),
    ("3", _("3分")),
    ("2", _("2分")),
    ("1", _("1分，没起作用")),
)


class BlowForm(Form):
    """Whom to call, to where, for what."""

    organisations = Choices(_("叫哪些部门来？"), needed=_("请选一个要吹哨叫来的部门"))
    text = Text(
        _("什么事？"), needed=_("请写什么事、要他们来做什么"), hint=_("比如“消防通道被堵，请来人一起清”。")
    )
    place = Line(_("到哪里？"), hint=_("比如“7号楼东侧”。选了下面的地方就可以不写。"))
    venue = Pick(_("在哪个议事厅、驿站？"), hint=_("选了以后，部门可以扫那里墙上的码报到。"))
    urgent = Tick(_("紧急，夜里也马上告诉"))

    def offer(self, venues: Iterable[VenueCard]) -> None:
        """The departments that there are, and the venues of whoever whistles."""
        self.organisations.choices = [(str(number), name) for number, name in departments()]
        offered = [(str(venue.id), venue.name) for venue in venues]
        self.venue.choices = [("", str(_("不在这些地方"))), *offered]

    def blow(self, now: Occasion, community: Area, matter: Matter | None = None) -> None:
        whistle.blow(
            now,
            community,
            [int(number) for number in self.organisations.data or ()],
            self.text.data or "",
            self.place.data or "",
            venue_id=int(self.venue.data) if self.venue.data else None,
            matter=matter,
            urgent=self.urgent.data,
        )


class FreeBlowForm(BlowForm):
    """A whistle about no matter that was raised."""

    community = Pick(_("哪个社区吹哨？"), needed=_("请选一个社区"))

    def offer_to(self, now: Occasion) -> None:
        here = communities_for(now.actor, Action.WHISTLE)
        self.community.choices = [(str(number), name) for number, name in here]
        own = {number for number, _name in here}
        self.offer(venue for venue in open_venues() if venue.community_id in own)


class WhistleForm(BlowForm, StepForm):
    """A whistle about a matter; everybody reads of it there."""

    told = _("哨已吹响，部门会收到")

    @classmethod
    def first_words(cls, now: Occasion, matter: Matter) -> dict[str, Any]:
        return {"place": matter.place, "text": matter.title}

    def fit(self, now: Occasion, matter: Matter) -> None:
        self.offer(venue for venue in open_venues() if venue.community_id == matter.community_id)

    def take(self, now: Occasion, matter: Matter) -> None:
        self.blow(now, matter.community, matter)


class CallForm(Form):
    """One deed about one call. ``title`` and ``told`` are said before and after it."""

    title: LazyString
    told: LazyString

    def take(self, now: Occasion, call: WhistleCall) -> None:
        raise NotImplementedError


class CheckInForm(CallForm):
    title, told = _("我来报到"), _("报到了，吹哨的社区看得到")
    text = Text(_("来了几个人，准备怎么办？"), needed=_("请写一句准备怎么办，社区等着听"))

    def take(self, now: Occasion, call: WhistleCall) -> None:
        whistle.check_in(now, call, self.text.data or "")


class ProgressForm(CallForm):
    title, told = _("写进展"), _("进展已写上")
    text = Text(_("办到哪一步了？"), needed=_("请写办到哪一步了"))

    def take(self, now: Occasion, call: WhistleCall) -> None:
        whistle.say_what_is_done(now, call, self.text.data or "")


class ConfirmForm(CallForm):
    title, told = _("确认来过，打个分"), _("已确认，分数计入部门的账")
    rating = Choice(_("来得怎么样？"), choices=_RATINGS, needed=_("请打个分"))
    text = Text(_("说一句（可以不写）"), hint=_("如果是居民提的事，大家都看得到。"))

    def take(self, now: Occasion, call: WhistleCall) -> None:
        whistle.confirm(now, call, int(self.rating.data or 0), self.text.data or "")


class RejectForm(CallForm):
    title, told = _("没有见到人"), _("已退回，部门还要来")
    text = Text(_("怎么没见到？"), needed=_("请写明在哪里、等到几点，部门要看"))

    def take(self, now: Occasion, call: WhistleCall) -> None:
        whistle.reject(now, call, self.text.data or "")


class CallOffForm(Form):
    text = Text(
        _("为什么取消？"),
        needed=_("请写明为什么取消，部门要看"),
        hint=_("如果是居民提的事，大家都看得到。"),
    )


class SettleForm(Form):
    """How a risk ended."""

    end = Choice(
        _("后来怎么样？"),
        choices=[(end.value, words) for end, words in RISK_ENDS.items()],
        needed=_("请选后来怎么样"),
    )
    text = Text(_("做了什么？"), needed=_("请写做了什么，大家都会看到"))

    @property
    def chosen(self) -> RiskEnd:
        return RiskEnd(self.end.data)
