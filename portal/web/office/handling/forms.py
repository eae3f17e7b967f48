"""The forms of the handling: one for each step that can be taken with a matter under way."""

from typing import Any

from flask_babel import lazy_gettext as _

from portal.domain.occasion import Occasion
from portal.models import Matter
from portal.queries.proposers import can_be_asked
from portal.services import begin, pause
from portal.services.forward import forward
from portal.services.photos import Picture, read_pictures
from portal.services.take_step import StepDraft, add_step
from portal.web.fields import Day, Line, Photos, Pick, Text
from portal.web.office.handling.choices import number_of, organisation_options, people_options
from portal.web.office.step_form import StepForm

_WORDS_NEEDED = _("请写几句，提出人和大家都会看到")


class AcceptForm(StepForm):
    told = _("已接收")

    def take(self, now: Occasion, matter: Matter) -> None:
        begin.accept(now, matter)


class VisitSiteForm(StepForm):
    told = _("到现场的情况已写上")
    text = Text(_("现场看到了什么？"), needed=_WORDS_NEEDED)
    photos = Photos(_("照片（可以不传）"))

    def take(self, now: Occasion, matter: Matter) -> None:
        begin.visit_site(now, matter, self.text.data or "", _pictures(self, now))


class ForwardForm(StepForm):
    told = _("已转办，期限不变")
    organisation = Pick(_("转给哪个单位？"), needed=_("请选一个单位"))
    person_id = Pick(_("负责人"), default="")
    person = Line(_("名单里没有？写负责人的名字"), limit=80)
    text = Text(_("为什么转？"), needed=_("请写为什么转，大家都会看到"), hint=_("期限不变，对方要重新接收。"))

    def fit(self, now: Occasion, matter: Matter) -> None:
        self.organisation.choices = [("", str(_("请选一个单位"))), *organisation_options(matter.area)]
        self.person_id.choices = [("", str(_("名单里没有，下面写名字"))), *people_options(now, matter.area)]

    def take(self, now: Occasion, matter: Matter) -> None:
        forward(
            now,
            matter,
            int(self.organisation.data),
            self.text.data or "",
            person_name=self.person.data or "",
            person_id=number_of(self.person_id.data),
        )


class AddStepForm(StepForm):
    told = _("这一步已定下")
    text = Line(_("这一步做什么？"), needed=_("请写这一步做什么，比如“订购灯杆”"), limit=200)
    due_on = Day(_("哪天以前做完？"), needed=_("请定一个日子"))
    organisation = Pick(_("谁来做？"), default="")
    person = Line(_("具体是谁？（可以不写）"), limit=80)

    def fit(self, now: Occasion, matter: Matter) -> None:
        self.organisation.choices = [("", str(_("主办单位自己"))), *organisation_options(matter.area)]

    def take(self, now: Occasion, matter: Matter) -> None:
        draft = StepDraft(
            self.text.data or "",
            due_on=self.due_on.data,
            organisation_id=number_of(self.organisation.data),
            person_name=self.person.data or "",
        )
        add_step(now, matter, draft)


class PauseForm(StepForm):
    told = _("已去问提出人，期限暂停")
    text = Text(_("要提出人补充什么？"), needed=_("请写清楚要补充什么"))

    def fit(self, now: Occasion, matter: Matter) -> None:
        days = now.book.handling.waits_working_days
        self.text.description = _(
            "问答只有提出人看得到，大家只看到期限暂停。%(days)s个工作日没有回答，期限自动接着算。",
            days=days,
        )
        if not can_be_asked(matter):
            self.text.description = _("提出人没有留下联系方式，也没有查询码，问不到。")

    def take(self, now: Occasion, matter: Matter) -> None:
        pause.ask_proposer(now, matter, self.text.data or "")


class ResumeForm(StepForm):
    told = _("已记下，期限接着算")
    beside = "office/handling/_question.html"
    text = Text(_("提出人怎么说的？"), needed=_("请写提出人怎么说的"))

    def take(self, now: Occasion, matter: Matter) -> None:
        pause.resume(now, matter, self.text.data or "")


def _pictures(form: Any, now: Occasion) -> list[Picture]:
    return read_pictures([file.stream for file in form.photos.data or ()], now.book.limits)
