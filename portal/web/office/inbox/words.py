"""Words that need not be typed again: of a template, or of how something alike was answered."""

from flask import request

from portal.domain.answer_templates import fill, joined
from portal.domain.stages import Action
from portal.queries.inbox import answers_to, templates_for
from portal.web.filters import full_day
from portal.web.office.dossier import Dossier
from portal.web.office.step_form import StepForm


def take_words(this: Dossier, action: Action, form: StepForm) -> None:
    """Writes below what was typed already what the pressed button stands for; it can be changed there."""
    if "text" in form:
        form["text"].data = joined(form["text"].data or "", _wanted(this, action, request.form["use"]))


def _wanted(this: Dossier, action: Action, use: str) -> str:
    if use != "template":
        answer = answers_to([use]).get(use)
        return answer.text if answer else ""
    chosen = request.form.get("template", type=int)
    offered = templates_for(this.matter.area.path, action)
    return next((fill(each.text, _facts(this)) for each in offered if each.id == chosen), "")


def _facts(this: Dossier) -> dict[str, str]:
    """The public words: what is answered hangs on the board."""
    matter = this.matter
    return {
        "编号": matter.number,
        "题目": matter.public_title or matter.title,
        "地点": matter.public_place or matter.place,
        "单位": matter.organisation.name if matter.organisation else "",
        "今天": full_day(this.now.today),
        "期限": full_day(matter.due_on) if matter.due_on else "",
        "姓名": matter.proposer.name if matter.proposer else "",
    }
