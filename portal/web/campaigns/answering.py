"""Answering a call: a questionnaire at once, or question by question where one stands or reads large."""

from flask import flash, redirect
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from portal.domain.campaigns import AnswerWay, PartKind, Said
from portal.domain.refusal import Refusal, Rule
from portal.models import Campaign
from portal.queries import campaigns as queries
from portal.queries.campaigns import Part
from portal.services import answers
from portal.web import door
from portal.web.access import public
from portal.web.calls import fields_of, questions_form, said_in, told_back
from portal.web.campaigns.reading import public_call
from portal.web.campaigns.routes import blueprint
from portal.web.campaigns.steps import at_step, is_stepped, stepped
from portal.web.fields import Form, Text
from portal.web.render import face, render, room_url


class RemarkForm(Form):
    """What somebody says about one paragraph."""

    words = Text(
        _("您对这一段有什么话说？"), hint=_("哪里要改、为什么，写一句也行。"), attributes={"rows": "5"}
    )


@blueprint.route("/campaigns/<int:campaign_id>/answer", methods=["GET", "POST"])
@public
def answer(campaign_id: int) -> Response:
    """The questionnaire. Whoever has answered finds the answer and may change it."""
    call = public_call(campaign_id)
    if not call.is_open or call.card.is_draft_text:
        return _back_to(campaign_id)
    if not _is_asked(campaign_id):
        return render("campaigns/not_invited.html", call=call)
    parts = queries.parts_of(campaign_id)
    form = questions_form(parts)(data=fields_of(parts, _said_before(campaign_id)))
    step = stepped(form, parts) if is_stepped() else None
    if form.is_submitted() and (form.validate() if step is None else step.is_last_and_fit):
        if _taken(campaign_id, said_in(form, parts), form):
            return redirect(room_url("campaigns.received", campaign_id=campaign_id), code=303)
        step = at_step(form, parts) if step else None
    status = 422 if form.errors else 200
    if step is None:
        return render("campaigns/answer.html", status=status, call=call, form=form)
    return render("campaigns/steps.html", status=status, call=call, form=form, step=step)


@blueprint.route("/campaigns/<int:campaign_id>/parts/<int:part_id>", methods=["GET", "POST"])
@public
def remark(campaign_id: int, part_id: int) -> Response:
    """对这一段说几句. Taking all words out takes the remark back."""
    call = public_call(campaign_id)
    part = next((each for each in queries.parts_of(campaign_id) if each.id == part_id), None)
    if part is None or part.kind is not PartKind.PARAGRAPH:
        raise Refusal(Rule.NOT_FOUND)
    if not call.is_open:
        return _back_to(campaign_id)
    if not _is_asked(campaign_id):
        return render("campaigns/not_invited.html", call=call)
    form = RemarkForm(data={"words": _said_before(campaign_id).get(part_id, Said()).words})
    if form.validate_on_submit() and _remarked(campaign_id, part, form):
        return redirect(f"{room_url('campaigns.campaign', campaign_id=campaign_id)}#part-{part_id}", code=303)
    status = 422 if form.errors else 200
    return render("campaigns/remark.html", status=status, call=call, part=part, form=form)


@blueprint.get("/campaigns/<int:campaign_id>/received")
@public
def received(campaign_id: int) -> Response:
    """The receipt: what was answered, and until when it can be changed."""
    said = _said_before(campaign_id)
    if not said:
        return _back_to(campaign_id)
    parts = [part for part in queries.parts_of(campaign_id) if part.id in said]
    return render(
        "campaigns/received.html",
        call=public_call(campaign_id),
        said=[(part, told_back(part, said[part.id])) for part in parts],
    )


def _is_asked(campaign_id: int) -> bool:
    return answers.is_invited(door.as_neighbour(), Campaign.get_by_id(campaign_id))


def _said_before(campaign_id: int) -> dict[int, Said]:
    """What this one answered; a browser that was never here is given no cookie for being asked."""
    return queries.said_before(campaign_id, door.supporter()) if door.knows_browser() else {}


def _remarked(campaign_id: int, part: Part, form: RemarkForm) -> bool:
    words = form.words.data or ""
    if not _taken(campaign_id, {part.id: Said(words=words)}, form):
        return False
    flash(gettext("记下了，谢谢您。") if words else gettext("您的话已经收回。"))
    return True


def _taken(campaign_id: int, said: dict[int, Said], form: Form) -> bool:
    """Whether it was taken in; if not, the form says why."""
    way = AnswerWay.KIOSK if face() == "kiosk" else AnswerWay.ONLINE
    this = Campaign.get_by_id(campaign_id)
    try:
        answers.answer_at_the_door(door.as_neighbour(), this, door.supporter(), said, way, door.visitor())
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _back_to(campaign_id: int) -> Response:
    return redirect(room_url("campaigns.campaign", campaign_id=campaign_id), code=303)
