"""What is asked of somebody who enters days off that were announced late."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from portal.domain.refusal import Refusal, Rule
from portal.services.work_days import Announcement
from portal.web.fields import Choice, Day, Form, Line, Text, Tick

_LONGEST = 31


class AnnounceForm(Form):
    """Days in a row that are off, or worked after all, and the weekends that are worked for them."""

    name = Line(_("什么日子？"), needed=_("请写是什么日子"), hint=_("比如：中秋节、县庆、停工一天"))
    worked = Choice(
        _("这几天怎么样？"),
        choices=[("rest", _("放假")), ("work", _("照常上班，不放假了"))],
        default="rest",
    )
    first = Day(_("从哪天"), needed=_("请选从哪天开始"))
    last = Day(_("到哪天"), hint=_("只有一天可以不选。"))
    make_up = Day(_("哪个周末补班"), hint=_("没有可以不选。"))
    make_up_too = Day(_("还有哪个周末补班"), hint=_("没有可以不选。"))
    source = Line(_("依据"), needed=_("请写是哪里公布的"), hint=_("比如：国办发明电〔2026〕7号"))
    reason = Text(_("为什么要改？"), needed=_("请写明原因，大家都会看到"))
    whole = Tick(_("这一年的放假安排到这里全了"))

    def announcement(self) -> Announcement:
        """What was typed. Raises Refusal DAYS_IN_A_ROW for an end before its beginning or beyond a month."""
        first = self.first.data or date.min
        last = self.last.data or first
        if not 0 <= (last - first).days < _LONGEST:
            raise Refusal(Rule.DAYS_IN_A_ROW, field="last", limit=_LONGEST)
        in_a_row = (first + timedelta(days=number) for number in range((last - first).days + 1))
        days = dict.fromkeys(in_a_row, self.worked.data == "work")
        days |= {day: True for day in (self.make_up.data, self.make_up_too.data) if day}
        return Announcement(
            days,
            self.name.data or "",
            self.source.data or "",
            self.reason.data or "",
            (first.year,) if self.whole.data else (),
        )
