"""Forms of 问计于民 in the office: the call, its questions, a draft text, a sheet of paper, the verdicts."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal.domain.campaigns import IN_WORDS, WITH_OPTIONS, CampaignForm, PartKind, Said
from portal.domain.policy import RuleBook
from portal.models import Campaign
from portal.queries.campaigns import Part
from portal.services.campaigns import CallDraft, PartDraft
from portal.web.fields import Choice, Day, Form, Line, Number, Pick, Text, Tick
from portal.web.labels import CAMPAIGN_FORMS, FATES, PARTS

_MOST_SHEETS = 9_999  # the printed sheet has four boxes for its number


class CallForm(Form):
    """What a call is, whom it asks, and when."""

    title = Line(_("标题"), needed=_("请写标题，比如“小广场怎么改”"))
    question = Text(
        _("想问大家什么？"), needed=_("请写想问大家什么"), hint=_("说清为什么问、定下来以后会怎样。")
    )
    form = Choice(_("怎么问？"), choices=list(CAMPAIGN_FORMS.items()), needed=_("请选一种"))
    group = Pick(_("请谁来答？"))
    area = Pick(_("关于哪里？"), coerce=int)
    opens_on = Day(_("从哪天开始"), needed=_("请写开始的日子"))
    closes_on = Day(_("最后一天"), needed=_("请写最后一天"), hint=_("这一天还可以答。"))

    def offer(self, book: RuleBook, areas: Sequence[tuple[int, str]]) -> None:
        """The groups of the rule book, and the areas in which one may ask."""
        groups = [(group.key, group.title) for group in book.groups]
        self.group.choices = [("", str(_("谁都可以答"))), *groups]
        self.area.choices = list(areas)

    @classmethod
    def words_of(cls, campaign: Campaign) -> dict[str, Any]:
        """What stands in the fields of a call that is changed."""
        names = ("title", "question", "form", "group", "opens_on", "closes_on")
        return {name: getattr(campaign, name) for name in names} | {"area": campaign.area_id}

    @property
    def draft(self) -> CallDraft:
        return CallDraft(
            title=self.title.data or "",
            question=self.question.data or "",
            form=CampaignForm(self.form.data),
            area_id=self.area.data,
            opens_on=self.opens_on.data,
            closes_on=self.closes_on.data,
            group=self.group.data or "",
        )


class PartForm(Form):
    """One more question."""

    kind = Choice(
        _("怎么答？"),
        choices=[(kind.value, word) for kind, word in PARTS.items() if kind is not PartKind.PARAGRAPH],
        default=PartKind.CHOICE.value,
        needed=_("请选怎么答"),
    )
    words = Text(_("问什么？"), needed=_("请写问什么"), attributes={"rows": "2"})
    options = Text(_("选项"), hint=_("一行一个；打分和写几句的题不用写。"), attributes={"rows": "4"})
    required = Tick(_("这一题必须答"))

    @property
    def draft(self) -> PartDraft:
        options = (self.options.data or "").splitlines()
        return PartDraft(PartKind(self.kind.data), self.words.data or "", options, self.required.data)


class DraftTextForm(Form):
    """The whole draft, which blank lines part."""

    text = Text(
        _("草案全文"),
        needed=_("请把草案贴在这里"),
        hint=_("空一行就是另一段，大家逐段提意见。再贴一次会换掉原来的。"),
        attributes={"rows": "16"},
    )


class ReasonForm(Form):
    """Why a call is withdrawn."""

    text = Text(_("为什么收回？"), needed=_("请写明理由，大家都会看到"))


class ConclusionForm(Form):
    """What was made of it as a whole."""

    text = Text(
        _("最后怎么定的？"),
        needed=_("请写最后怎么定的，大家都会看到"),
        hint=_("定了什么、什么时候做、没采纳的主要原因。"),
    )


class VerdictForm(Form):
    """What becomes of all the suggestions that are ticked."""

    fate = Choice(
        _("勾选的这些，怎么处理？"), choices=list(FATES.items()), needed=_("请选采纳、部分采纳还是没有采纳")
    )
    why = Text(
        _("为什么？"),
        needed=_("请写明理由，提的人和大家都会看到"),
        hint=_("采纳的写什么时候做；没采纳的说清道理。"),
        attributes={"rows": "3"},
    )


class IdeaForm(Form):
    """Why a suggestion is a good idea."""

    text = Text(_("好在哪里？"), needed=_("请写好在哪里，大家都会看到"))


class InviteForm(Form):
    """Somebody for a group, by login or number."""

    group = Pick(_("哪支队伍？"), needed=_("请选一支队伍"))
    who = Line(_("用户名或手机号"), needed=_("请写这个人的用户名，或登录过的手机号"))

    def offer(self, book: RuleBook) -> None:
        """The groups of the rule book."""
        self.group.choices = [(group.key, group.title) for group in book.groups]


class _Figures(Line):
    """The figures circled on paper: 2, or 1 3."""

    def figures(self) -> tuple[int, ...]:
        """Raises ValueError for what is no figure."""
        return tuple(int(each) for each in (self.data or "").replace("，", " ").replace(",", " ").split())


class SheetForm(Form):
    """One sheet, typed as it lies there: its number, then the figures that were circled."""

    sheet = Number(_("编号"), least=1, most=_MOST_SHEETS, needed=_("请写问卷右上角的编号"))


def sheet_form(parts: Sequence[Part]) -> type[SheetForm]:
    """With one field a part."""
    return type("SheetOfCallForm", (SheetForm,), {part.question.field: _typed(part) for part in parts})


def _typed(part: Part) -> Any:
    label = f"{part.position}. {part.words}"
    if part.kind in IN_WORDS:
        return Text(label, attributes={"rows": "2"})
    if part.kind is PartKind.SCALE:
        return _Figures(label, hint=_("1到5"), attributes={"inputmode": "numeric", "class": "short"})
    options = gettext("　").join(f"{at} {words}" for at, words in enumerate(part.options, 1))
    return _Figures(label, hint=options, attributes={"class": "short"})


def said_on_paper(form: SheetForm, parts: Sequence[Part]) -> dict[int, Said] | None:
    """What stands on the sheet, by part; None where a field, which then says so, holds no figures."""
    said = {part.id: _said(form[part.question.field], part) for part in parts}
    return None if form.errors else {part_id: each for part_id, each in said.items() if each is not None}


def _said(field: Any, part: Part) -> Said | None:
    if part.kind in IN_WORDS:
        return Said(words=field.data or "")
    first = 1 if part.kind in WITH_OPTIONS else 0  # people count options from one
    try:
        return Said(tuple(figure - first for figure in field.figures()))
    except ValueError:
        field.errors = [gettext("请只写数字，比如 2；选了几个的中间空一格")]
        return None
