"""What must be said to send a task, to send it back, or to take it back."""

from flask_babel import lazy_gettext as _

from portal.domain.admission import NOT_LISTED
from portal.domain.occasion import Occasion
from portal.domain.stages import Action
from portal.queries.topics import communities_for
from portal.services.tasks import TaskDraft
from portal.web.fields import Choices, Day, Form, Line, Pick, Text


class SendTaskForm(Form):
    """派工作: to whom, what, by when."""

    communities = Choices(_("派给哪些社区？"), coerce=int, needed=_("请选至少一个社区"))
    title = Line(_("什么工作？"), needed=_("请写是什么工作"), hint=_("一句话，大家都会看到。"), limit=60)
    text = Text(_("要做什么、怎么做？"), needed=_("请写清楚要做什么"), hint=_("只有社区看得到。"))
    due_on = Day(_("要在哪天前做完？（可以不写）"))

    def offer(self, now: Occasion) -> None:
        """The communities to which one may send."""
        self.communities.choices = communities_for(now.actor, Action.SEND_TASK)

    @property
    def draft(self) -> TaskDraft:
        return TaskDraft(self.title.data or "", self.text.data or "", self.due_on.data)


class RefuseTaskForm(Form):
    """退回: by which entry of the list, and why."""

    entry = Pick(_("依据清单哪一条？"), needed=_("请从清单里选一条作为依据"))
    reason = Text(_("为什么退回？"), needed=_("请写明理由，大家都会看到"), hint=_("大家都会看到。"))

    def offer(self, now: Occasion) -> None:
        """The entries that refuse, and that none admits it."""
        refusing = [(entry.key, entry.text) for entry in now.book.tasks if not entry.admits]
        none = (NOT_LISTED, str(_("清单里没有哪一条允许派这件事")))
        self.entry.choices = [("", str(_("请选一条"))), *refusing, none]


class TakeBackForm(Form):
    """收回: why."""

    reason = Text(_("为什么收回？"), id="back-reason", needed=_("请写明理由，大家都会看到"))
