"""Forms of 议 before the meeting: planning, and what comes after the agenda closed."""

from flask_babel import lazy_gettext as _

from portal.queries.topics import Topic
from portal.web.fields import Day, Form, Pick, Text

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
