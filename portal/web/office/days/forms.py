"""Forms of a meeting's day. Every change has a reason that everybody reads."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from portal.domain.occasion import Occasion
from portal.models import Matter, Meeting
from portal.models.meetings import URGENT
from portal.services.meeting_days import convene_urgent
from portal.web.fields import Day, Form, Hour, Line, Pick, Text
from portal.web.office.step_form import StepForm

_DAY_NEEDED = _("请选日子")
_HOUR_NEEDED = _("请写几点开，比如 19:00")
_REASON_NEEDED = _("请写明理由，大家都会看到")
_ALL_READ_IT = _("理由会公开，写在这次会的页面和日历上。")


class ChangeForm(Form):
    """``sequence`` is how often the meeting had changed when the form was opened: of two who change it at
    once one wins, and the other is told."""

    sequence = HiddenField()

    def as_seen(self, meeting: Meeting) -> Meeting:
        """The meeting as it stood when the form was opened."""
        seen = str(self.sequence.data or "")
        meeting.sequence = int(seen) if seen.isdecimal() and len(seen) < 9 else -1
        return meeting


class MoveForm(ChangeForm):
    """改期."""

    day = Day(_("改到哪一天"), needed=_DAY_NEEDED)
    starts_at = Hour(_("几点开"), needed=_HOUR_NEEDED)
    venue = Line(_("在哪里开"), needed=_("请写在哪里开"))
    reason = Text(_("为什么改"), needed=_REASON_NEEDED, hint=_ALL_READ_IT, attributes={"rows": "3"})


class CallOffForm(ChangeForm):
    """取消."""

    reason = Text(_("为什么取消"), needed=_REASON_NEEDED, hint=_ALL_READ_IT, attributes={"rows": "3"})


class ConveneForm(Form):
    """召集一次会."""

    community = Pick(_("哪个社区"), coerce=int)
    kind = Pick(_("开什么会"))
    day = Day(_("哪一天"), needed=_DAY_NEEDED)
    starts_at = Hour(_("几点开"), needed=_HOUR_NEEDED)
    venue = Line(_("在哪里开（不写就在社区的议事厅）"))
    reason = Text(
        _("为什么要开"),
        needed=_REASON_NEEDED,
        hint=_("大家都会看到，比如：三家单位一起商量停车。"),
        attributes={"rows": "3"},
    )

    def fit(self, now: Occasion, communities: list[tuple[int, str]]) -> None:
        """The communities one may convene in, and the types; what is urgent starts from its matter."""
        self.community.choices = communities
        types = (kind for kind in now.book.meeting.types if kind.key != URGENT)
        self.kind.choices = [(kind.key, kind.title) for kind in types]


class UrgentMeetingForm(StepForm):
    """急事急说: a meeting of its own, within the rule book's hours."""

    told = _("急事急议已召集，议程已公布")
    beside = "office/days/_urgent.html"
    day = Day(_("哪一天议"), needed=_DAY_NEEDED)
    starts_at = Hour(_("几点开"), needed=_HOUR_NEEDED)
    reason = Text(
        _("为什么等不得"),
        needed=_REASON_NEEDED,
        hint=_("理由会写在议程上，大家都能看到。"),
        attributes={"rows": "3"},
    )

    @classmethod
    def first_words(cls, now: Occasion, matter: Matter) -> dict[str, Any]:
        return {"day": now.today, "starts_at": now.book.meeting.type_of(URGENT).starts_at}

    def take(self, now: Occasion, matter: Matter) -> None:
        convene_urgent(now, matter, self.day.data, self.starts_at.data, self.reason.data or "")
