"""What must be said to keep a filter, to keep words for answers, and to do one deed for many matters."""

from typing import Any

from flask_babel import lazy_gettext as _

from portal.domain.answer_templates import TEMPLATED
from portal.domain.occasion import Occasion
from portal.models import Matter
from portal.services import bulk
from portal.services.classify import file_under
from portal.web.fields import Form, Line, Pick, Text
from portal.web.labels import ACTIONS
from portal.web.office.categories import choices_of
from portal.web.office.step_form import StepForm
from portal.web.office.step_forms import AssignForm


class FilterForm(Form):
    """存下这个筛选."""

    name = Line(_("叫什么？"), needed=_("请写个名字，比如：我手上超期的"), hint=_("写在待办上面，一点就到。"))


class WordsForm(Form):
    """改模板."""

    title = Line(_("叫什么？"), needed=_("请写个名字，比如：路灯报修"))
    text = Text(_("怎么说？"), needed=_("请写这个模板说什么"))


class TemplateForm(WordsForm):
    """添模板."""

    action = Pick(
        _("用在哪一步？"),
        choices=[(action.value, ACTIONS[action]) for action in TEMPLATED],
        needed=_("请选用在哪一步"),
    )
    area = Pick(_("哪里用？"), needed=_("请选一个地方"), hint=_("这里和下面的网格都能用。"))


class AssignManyForm(AssignForm):
    """交办给…: what is suggested for one of them says nothing of the others."""

    @classmethod
    def first_words(cls, now: Occasion, matter: Matter) -> dict[str, Any]:
        return super().first_words(now, matter) | {"organisation": ""}

    def fit(self, now: Occasion, matter: Matter) -> None:
        super().fit(now, matter)
        self.organisation.description = ""


class FileManyForm(StepForm):
    """归类: the category alone; everything else stays as it is with each."""

    category = Pick(_("哪方面的事？"), needed=_("请选一类"))

    def fit(self, now: Occasion, matter: Matter) -> None:
        self.category.choices = [("", str(_("请选一类"))), *choices_of(1, 3)]

    def take(self, now: Occasion, matter: Matter) -> None:
        file_under(now, matter, int(self.category.data))


class PublishManyForm(StepForm):
    """公开: nothing to fill in, everything to read first."""

    def take(self, now: Occasion, matter: Matter) -> None:
        bulk.publish_as_shown(now, matter)
