"""Steps of a matter before its meeting: how urgent it is, what was found out, the options on the table."""

from typing import Any

from flask_babel import lazy_gettext as _

from portal.domain.occasion import Occasion
from portal.domain.terms import Reach, Urgency
from portal.models import Matter
from portal.services.grade import grade
from portal.services.prepare import lay_before_the_meeting
from portal.web.fields import Choice, Line, Text
from portal.web.labels import REACHES, URGENCIES
from portal.web.office.step_form import StepForm


class GradeForm(StepForm):
    told = _("轻重缓急已定")
    beside = "office/topics/_grades.html"
    urgency = Choice(
        _("有多急？"),
        choices=[(each.value, word) for each, word in URGENCIES.items()],
        needed=_("请选有多急"),
    )
    reach = Choice(
        _("牵涉多大范围？"),
        choices=[(each.value, word) for each, word in REACHES.items()],
        needed=_("请选牵涉多大范围"),
    )

    @classmethod
    def first_words(cls, now: Occasion, matter: Matter) -> dict[str, Any]:
        return {"urgency": matter.urgency, "reach": matter.reach}

    def take(self, now: Occasion, matter: Matter) -> None:
        grade(now, matter, Urgency(self.urgency.data), Reach(self.reach.data))


class PrepareForm(StepForm):
    told = _("会前小议已写上")
    beside = "office/topics/_prepared.html"
    notes = Text(_("弄清楚了什么？"), hint=_("情况、花费、难处。大家会看到，姓名和电话会隐去。"))
    asked = Line(_("问过谁？（可以不写）"), hint=_("比如：物业、7号楼居民代表、住建局"))
    options = Text(
        _("有哪几个办法？（可以不写）"), hint=_("一行一个，会上照着比、照着表决。"), attributes={"rows": "4"}
    )

    def take(self, now: Occasion, matter: Matter) -> None:
        ways = [line.strip() for line in (self.options.data or "").splitlines()]
        lay_before_the_meeting(
            now, matter, self.notes.data or "", self.asked.data or "", [way for way in ways if way]
        )
