"""One form a step: what must be said for it, and the one verb of the services that it leads to."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _

from portal.domain.admission import refusing
from portal.domain.grading import suggested
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Mode
from portal.models import Matter
from portal.queries.ideas import is_marked
from portal.queries.office_matter import open_visit, round_under_way
from portal.queries.triage import suggestion_for
from portal.services import extend, handle, ideas, publish, rate, say
from portal.services.photos import Picture, read_pictures
from portal.web.fields import Choice, Choices, Line, Number, Photos, Pick, Text
from portal.web.labels import MODES
from portal.web.office.called.forms import WhistleForm
from portal.web.office.days.forms import UrgentMeetingForm
from portal.web.office.filing_forms import ClassifyForm, MergeForm, UnlinkForm
from portal.web.office.handling.choices import number_of, organisation_options, people_options
from portal.web.office.handling.forms import (
    AcceptForm,
    AddStepForm,
    ForwardForm,
    PauseForm,
    ResumeForm,
    VisitSiteForm,
)
from portal.web.office.late.step_forms import EscalateForm
from portal.web.office.reasons import organisation_reason
from portal.web.office.step_form import StepForm
from portal.web.office.topics.step_forms import GradeForm, PrepareForm

_WORDS_NEEDED = _("请写几句，提出人和大家都会看到")
_MOST_DAYS = 250
_ANSWERS_BESIDE = "office/inbox/_answers.html"


class AnswerForm(StepForm):
    told = _("已答复")
    beside = _ANSWERS_BESIDE
    text = Text(_("怎么答复？"), needed=_WORDS_NEEDED, hint=_("先说结果，再说原因和下一步。"))

    def take(self, now: Occasion, matter: Matter) -> None:
        say.answer(now, matter, self.text.data or "")


class RefuseForm(StepForm):
    told = _("已说明不采纳的理由")
    beside = _ANSWERS_BESIDE
    entry = Pick(_("依据准入清单哪一条？"))
    text = Text(_("理由"), needed=_("请写明理由，提出人和大家都会看到"), hint=_("也告诉对方可以找谁。"))

    def fit(self, now: Occasion, matter: Matter) -> None:
        entries = [(entry.key, entry.text) for entry in refusing(now.book)]
        self.entry.choices = [("", str(_("清单里没有，只写理由"))), *entries]

    def take(self, now: Occasion, matter: Matter) -> None:
        say.refuse(now, matter, self.text.data or "", self.entry.data or "")


class PoolForm(StepForm):
    told = _("已转入议题酝酿，等下次议事会")
    text = Text(_("想说明的话（可以不写）"))

    def take(self, now: Occasion, matter: Matter) -> None:
        say.pool(now, matter, self.text.data or "")


class AssignForm(StepForm):
    told = _("已分办")
    organisation = Pick(_("由哪个单位办？"), needed=_("请选一个单位"))
    person_id = Pick(_("负责人"), default="")
    person = Line(_("名单里没有？写负责人的名字"), hint=_("好知道找谁。"), limit=80)
    working_days = Number(
        _("几个工作日办好？"), least=1, most=_MOST_DAYS, needed=_("请写几个工作日，比如 15")
    )
    mode = Choice(_("怎么办？"), choices=[(mode.value, word) for mode, word in MODES.items()])
    partners = Choices(_("谁来帮忙？（可以不选）"))
    text = Text(_("交代几句（可以不写）"))

    @classmethod
    def first_words(cls, now: Occasion, matter: Matter) -> dict[str, Any]:
        learnt, usual = suggestion_for(matter), suggested(now.book, matter)
        first = {"working_days": usual.working_days, "mode": usual.mode.value}
        return first | ({"organisation": str(learnt.organisation_id)} if learnt else {})

    def fit(self, now: Occasion, matter: Matter) -> None:
        self.organisation.description = organisation_reason(suggestion_for(matter))
        known = organisation_options(matter.area)
        self.organisation.choices = [("", str(_("请选一个单位"))), *known]
        self.person_id.choices = [("", str(_("名单里没有，下面写名字"))), *people_options(now, matter.area)]
        self.partners.choices = known

    def take(self, now: Occasion, matter: Matter) -> None:
        order = handle.Order(
            organisation_id=int(self.organisation.data),
            person_name=self.person.data or "",
            working_days=self.working_days.data or 0,
            mode=Mode(self.mode.data or Mode.OWN),
            partner_ids=tuple(int(number) for number in self.partners.data or ()),
            person_id=number_of(self.person_id.data),
        )
        handle.assign(now, matter, order, self.text.data or "")


class ReportForm(StepForm):
    """Words and photos from where it is done."""

    text = Text(_("做了什么？"), needed=_WORDS_NEEDED)
    photos = Photos(_("照片（可以不传）"))

    def pictures(self, now: Occasion) -> list[Picture]:
        return read_pictures([file.stream for file in self.photos.data or ()], now.book.limits)


class NoteForm(ReportForm):
    told = _("进展已写上")

    def take(self, now: Occasion, matter: Matter) -> None:
        handle.report_progress(now, matter, self.text.data or "", self.pictures(now))


class CompleteForm(ReportForm):
    told = _("已报告办结，等提出人评价")
    text = Text(_("办成了什么样？"), needed=_WORDS_NEEDED, hint=_("最好附上办好后的照片。"))

    def take(self, now: Occasion, matter: Matter) -> None:
        handle.complete(now, matter, self.text.data or "", self.pictures(now))


class ExplainForm(ReportForm):
    told = _("已向提出人说明")
    beside = _ANSWERS_BESIDE
    text = Text(_("为什么办不了？"), needed=_WORDS_NEEDED, hint=_("写清原因、试过什么、以后什么时候可能办。"))

    def take(self, now: Occasion, matter: Matter) -> None:
        handle.explain(now, matter, self.text.data or "", self.pictures(now))


class AskExtensionForm(StepForm):
    told = _("已申请延期，等别人审批")
    working_days = Number(_("延几个工作日？"), least=1, most=_MOST_DAYS, needed=_("请写延几个工作日，比如 5"))
    text = Text(_("为什么要延期？"), needed=_WORDS_NEEDED)

    def take(self, now: Occasion, matter: Matter) -> None:
        extend.ask_extension(now, matter, self.working_days.data or 0, self.text.data or "")


class DecideExtensionForm(StepForm):
    beside = "office/matters/_extension.html"
    verdict = Choice(
        _("同意延期吗？"),
        choices=[("grant", _("同意")), ("decline", _("不同意"))],
        needed=_("请选同意或不同意"),
    )
    text = Text(_("理由"), hint=_("不同意时必须写。"))

    def take(self, now: Occasion, matter: Matter) -> None:
        round_now = round_under_way(matter)
        if round_now is None or round_now.extension is None:
            raise Refusal(Rule.STALE)
        granted = self.verdict.data == "grant"
        extend.decide_extension(now, round_now.extension, granted, self.text.data or "")
        self.told = _("同意了延期") if granted else _("没有同意延期")


class VisitForm(StepForm):
    told = _("回访已记下")
    beside = "office/matters/_visit.html"
    way = Choice(
        _("怎么回访的？"),
        choices=[("phone", _("打电话")), ("message", _("发消息")), ("visit", _("上门"))],
        needed=_("请选怎么回访的"),
    )
    satisfied = Choice(
        _("对方满意吗？"),
        choices=[("yes", _("满意")), ("no", _("不满意"))],
        needed=_("请选满意或不满意"),
    )
    text = Text(_("对方怎么说？"), hint=_("不满意时必须写；还在评价期内的会转去整改。"))

    def take(self, now: Occasion, matter: Matter) -> None:
        visit = open_visit(matter)
        if visit is None:
            raise Refusal(Rule.VISIT_DONE)
        rate.record_visit(now, visit, self.satisfied.data == "yes", self.text.data or "", self.way.data)


class SettleForm(StepForm):
    told = _("评价已结束")

    def take(self, now: Occasion, matter: Matter) -> None:
        rate.close_rating(now, matter)


class PublishForm(StepForm):
    told = _("已公开")
    beside = "office/matters/_findings.html"
    reads_first = True
    title = Line(_("公开的标题"), needed=_("请写标题"))
    body = Text(_("公开的正文"), needed=_("请写正文"))
    place = Line(_("公开的地点"))

    @classmethod
    def first_words(cls, now: Occasion, matter: Matter) -> dict[str, Any]:
        shown = publish.preview(matter)
        return {"title": shown.title.public, "body": shown.body.public, "place": shown.place.public}

    def take(self, now: Occasion, matter: Matter) -> None:
        publish.publish(now, matter, self.title.data or "", self.body.data or "", self.place.data or "")


class MarkIdeaForm(StepForm):
    told = _("已记为金点子")
    text = Text(_("好在哪里？"), needed=_("请写几句，大家都会看到"))

    def fit(self, now: Occasion, matter: Matter) -> None:
        if is_marked(matter.id):
            self.told = _("不再是金点子了")
            self.text.label.text = _("它已经是金点子。要取消，请写为什么。")

    def take(self, now: Occasion, matter: Matter) -> None:
        turn = ideas.unmark_matter if is_marked(matter.id) else ideas.mark_matter
        turn(now, matter, self.text.data or "")


FORMS: Mapping[Action, type[StepForm]] = MappingProxyType(
    {
        Action.ANSWER: AnswerForm,
        Action.REFUSE: RefuseForm,
        Action.MERGE: MergeForm,
        Action.POOL: PoolForm,
        Action.ASSIGN: AssignForm,
        Action.NOTE: NoteForm,
        Action.ACCEPT: AcceptForm,
        Action.VISIT_SITE: VisitSiteForm,
        Action.FORWARD: ForwardForm,
        Action.TAKE_STEP: AddStepForm,
        Action.PAUSE: PauseForm,
        Action.RESUME: ResumeForm,
        Action.COMPLETE: CompleteForm,
        Action.EXPLAIN: ExplainForm,
        Action.ASK_EXTENSION: AskExtensionForm,
        Action.DECIDE_EXTENSION: DecideExtensionForm,
        Action.VISIT: VisitForm,
        Action.SETTLE: SettleForm,
        Action.PUBLISH: PublishForm,
        Action.MARK_IDEA: MarkIdeaForm,
        Action.CLASSIFY: ClassifyForm,
        Action.UNLINK: UnlinkForm,
        Action.WHISTLE: WhistleForm,
        Action.ESCALATE: EscalateForm,
        Action.GRADE: GradeForm,
        Action.PREPARE: PrepareForm,
        Action.CONVENE: UrgentMeetingForm,
    }
)
