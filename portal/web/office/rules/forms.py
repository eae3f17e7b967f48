"""What must be said to change a list; every change says why, and everybody reads it."""

from typing import Any

from flask_babel import lazy_gettext as _

from portal.domain.policy import Grade
from portal.domain.terms import Level, Mode
from portal.web.fields import Choice, Form, Line, Number, Pick, Text
from portal.web.labels import LEVELS, MODES

_WHY_NEEDED = _("请写明为什么改，大家都会看到")
_WHY_HINT = _("大家都会看到。")


class AddLineForm(Form):
    """添一条."""

    text = Line(_("怎么说？"), needed=_("请写这一条说什么"))
    admits = Choice(_("是哪一种？"), choices=[("yes", ""), ("no", "")], needed=_("请选是哪一种"))
    reason = Text(_("为什么添？"), needed=_WHY_NEEDED, hint=_WHY_HINT)

    def name(self, admits: str, refuses: str) -> None:
        """What the two kinds are called on this list."""
        self.admits.choices = [("yes", admits), ("no", refuses)]


class MendLineForm(Form):
    """改说法."""

    text = Line(_("怎么说？"), needed=_("请写这一条说什么"))
    reason = Text(_("为什么改？"), needed=_WHY_NEEDED, hint=_WHY_HINT)


class PlaceLineForm(Form):
    """换位置."""

    position = Number(_("放到第几条？"), least=1, most=200, needed=_("请写放到第几条，比如 1"))
    reason = Text(_("为什么换？"), id="place-reason", needed=_WHY_NEEDED, hint=_WHY_HINT)


class RetireLineForm(Form):
    """去掉."""

    reason = Text(_("为什么去掉？"), id="retire-reason", needed=_WHY_NEEDED, hint=_WHY_HINT)


class GradeLineForm(Form):
    """One case of the grading table."""

    tier = Line(_("叫什么？"), needed=_("请写这一档叫什么，比如：马上办"), limit=40)
    working_days = Number(_("几个工作日办好？"), least=1, most=250, needed=_("请写几个工作日，比如 3"))
    mode = Choice(
        _("怎么办？"),
        choices=[(each.value, word) for each, word in MODES.items()],
        needed=_("请选自办、代办还是联办"),
    )
    level = Pick(_("哪一级管？"), choices=[(each.value, word) for each, word in LEVELS.items()])
    reason = Text(_("为什么改？"), needed=_WHY_NEEDED, hint=_WHY_HINT)

    @staticmethod
    def first_words(grade: Grade) -> dict[str, Any]:
        """What stands in the fields before anybody typed."""
        return {
            "tier": grade.tier,
            "working_days": grade.working_days,
            "mode": grade.mode,
            "level": grade.level,
        }

    def mended(self, grade: Grade) -> Grade:
        """The same case with what was typed."""
        return Grade(
            grade.urgency,
            grade.reach,
            self.tier.data or "",
            self.working_days.data or 0,
            Mode(self.mode.data),
            Level(self.level.data),
        )
