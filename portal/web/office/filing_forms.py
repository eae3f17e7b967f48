"""Forms that put a matter where it belongs: with its like, apart from it, under its category."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _

from portal.domain.numbering import matter_number, parse
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.terms import MatterKind
from portal.models import Matter
from portal.queries.office_lists import places_of
from portal.queries.triage import suggestion_for
from portal.services import link
from portal.services.classify import Filed, classify
from portal.web.fields import Choice, Line, Pick, Tick
from portal.web.labels import KINDS
from portal.web.office.categories import choices_of
from portal.web.office.reasons import category_reason
from portal.web.office.step_form import StepForm


class MergeForm(StepForm):
    told = _("已并入同一件事")
    beside = "office/matters/_alike.html"
    into = Line(_("并入哪一件？写编号"), needed=_("请写编号，比如 AZ-2026-0217"))

    @classmethod
    def first_words(cls, now: Occasion, matter: Matter) -> dict[str, Any]:
        return {"into": request.args.get("into", "")}

    def take(self, now: Occasion, matter: Matter) -> None:
        parts = parse(self.into.data or "")
        target = Matter.get_or_none(Matter.number == matter_number(*parts)) if parts else None
        if target is None:
            raise Refusal(Rule.NOT_FOUND, field="into")
        link.merge(now, matter, target)


class UnlinkForm(StepForm):
    """Nothing to fill in: the button says it."""

    told = _("已分开，重新等待答复")

    def take(self, now: Occasion, matter: Matter) -> None:
        link.unlink(now, matter)


class ClassifyForm(StepForm):
    told = _("归类已改好")
    category = Pick(_("哪方面的事？"))
    kind = Choice(_("哪一类？"), needed=_("请选一类"))
    area = Pick(_("在哪个社区、网格？"), needed=_("请选一个地方"))
    private = Tick(_("涉及个人或家庭，不公开"), hint=_("勾上就从公示栏和搜索里拿下来，去掉就放回去。"))

    @classmethod
    def first_words(cls, now: Occasion, matter: Matter) -> dict[str, Any]:
        suggested = suggestion_for(matter)
        category = matter.category_id or (suggested.category_id if suggested else None)
        filed = {"kind": matter.kind.value, "area": str(matter.area_id), "private": matter.private}
        return filed | {"category": str(category or "")}

    def fit(self, now: Occasion, matter: Matter) -> None:
        self.category.choices = [("", str(_("还说不准"))), *choices_of(1, 3)]
        self.kind.choices = [(kind.value, KINDS[kind]) for kind in now.book.kinds]
        self.area.choices = [(str(number), name) for number, name in places_of(now.actor)]
        if matter.category_id is None:
            self.category.description = category_reason(suggestion_for(matter))

    def take(self, now: Occasion, matter: Matter) -> None:
        category = int(self.category.data) if self.category.data else None
        kind, area = MatterKind(self.kind.data), int(self.area.data)
        classify(now, matter, Filed(category, kind, area, bool(self.private.data)))
