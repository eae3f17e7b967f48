"""The step by which a matter is passed up before the clock does it."""

from typing import Any

from flask_babel import lazy_gettext as _

from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal
from portal.domain.terms import Level
from portal.models import Matter
from portal.services.overdue import escalate, next_rung
from portal.web.fields import Choice, Text
from portal.web.labels import LEVELS
from portal.web.office.step_form import StepForm


class EscalateForm(StepForm):
    told = _("已提级，上一级会收到通知")
    level = Choice(_("提到哪一级？"), needed=_("请选提到哪一级"))
    text = Text(
        _("为什么要提级？"),
        needed=_("请写明原因，上一级和大家都会看到"),
        hint=_("已经试过什么，要上一级做什么。"),
    )

    @classmethod
    def first_words(cls, now: Occasion, matter: Matter) -> dict[str, Any]:
        level = next_level(now, matter)
        return {"level": level.value} if level else {}

    def fit(self, now: Occasion, matter: Matter) -> None:
        level = next_level(now, matter)
        self.level.choices = [(level.value, str(LEVELS[level]))] if level else []

    def take(self, now: Occasion, matter: Matter) -> None:
        escalate(now, matter, Level(self.level.data), self.text.data or "")


def next_level(now: Occasion, matter: Matter) -> Level | None:
    """Where it would go; None while nothing runs or when it has reached the top."""
    try:
        return next_rung(now, matter).level
    except Refusal:
        return None
