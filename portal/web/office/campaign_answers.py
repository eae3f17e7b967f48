"""What came in to a call: paper entered by keyboard, suggestions weighed one by one or many at once."""

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.campaigns import Fate, Said
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Campaign, CampaignAnswer, CampaignReply
from portal.queries import campaign_office as queries
from portal.queries.campaigns import counts_of, parts_of
from portal.services import answers, ideas
from portal.web.access import occasion, staff
from portal.web.office.campaign_forms import IdeaForm, SheetForm, VerdictForm, said_on_paper, sheet_form
from portal.web.office.campaigns import load_campaign, may_run
from portal.web.office.routes import blueprint
from portal.web.render import render
from portal.web.security import row_id

Answered = Response | Redirection


@blueprint.route("/campaigns/<int:campaign_id>/paper", methods=["GET", "POST"])
@staff(Action.ENTER_PAPER)
def enter_paper(campaign_id: int) -> Answered:
    """A sheet after the other: the number of the next one stands there already."""
    this, parts = load_campaign(campaign_id), parts_of(campaign_id)
    form = sheet_form(parts)(data={"sheet": request.args.get("next", type=row_id)})
    if form.validate_on_submit():
        said = said_on_paper(form, parts)
        if said is not None and _entered(this, form, said):
            tell(_("第%(sheet)s号录好了，接着录", sheet=form.sheet.data))
            onward = (form.sheet.data or 0) + 1
            return redirect(url_for("office.enter_paper", campaign_id=campaign_id, next=onward), code=303)
    return render(
        "office/campaigns/paper.html",
        status=422 if form.errors else 200,
        form=form,
        campaign=this,
        sheets=queries.sheets_of(campaign_id),
        counts=counts_of(campaign_id),
    )


def _entered(this: Campaign, form: SheetForm, said: dict[int, Said]) -> bool:
    try:
        answers.enter_sheet(occasion(), this, form.sheet.data or 0, said)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


@blueprint.post("/campaigns/<int:campaign_id>/paper/<int:sheet>/strike")
@staff(Action.ENTER_PAPER)
def strike_sheet(campaign_id: int, sheet: int) -> Redirection:
    """Takes a sheet out, to be entered again."""
    answers.strike_sheet(occasion(), load_campaign(campaign_id), sheet)
    tell(_("第%(sheet)s号已经划掉，可以重新录", sheet=sheet))
    return redirect(url_for("office.enter_paper", campaign_id=campaign_id, next=sheet), code=303)


@blueprint.route("/campaigns/<int:campaign_id>/suggestions", methods=["GET", "POST"])
@staff(Action.MARK_IDEA)
def suggestions(campaign_id: int) -> Answered:
    """The suggestions that wait for a word, or those that have one; many ticked get the same."""
    this, form, now = load_campaign(campaign_id), VerdictForm(), occasion()
    decided, after = request.args.get("decided") == "1", request.args.get("after", default=0, type=row_id)
    ticked = request.form.getlist("reply", type=row_id)
    if form.validate_on_submit() and _decided(this, form, ticked):
        return redirect(url_for("office.suggestions", campaign_id=campaign_id), code=303)
    found = (queries.decided if decided else queries.to_decide)(campaign_id, after)
    shown = found[: queries.VERDICTS_SHOWN]
    return render(
        "office/campaigns/suggestions.html",
        status=422 if form.errors else 200,
        campaign=this,
        form=form,
        decided=decided,
        ticked=ticked,
        suggestions=shown,
        after=shown[-1].id if len(found) > len(shown) else None,
        standing=this.course.on(now.today),
        may_run=may_run(now, this),
    )


def _decided(this: Campaign, form: VerdictForm, ticked: list[int]) -> bool:
    if not ticked:
        form.form_errors.append(_("请先勾选要写明的建议"))
        return False
    try:
        count = answers.decide(occasion(), this, ticked, Fate(form.fate.data), form.why.data or "")
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    tell(_("写明了%(count)s条", count=count))
    return True


@blueprint.route("/campaigns/<int:campaign_id>/suggestions/<int:reply_id>/idea", methods=["GET", "POST"])
@staff(Action.MARK_IDEA)
def mark_suggestion(campaign_id: int, reply_id: int) -> Answered:
    """金点子: says what is good about a suggestion."""
    this, reply, form = load_campaign(campaign_id), _reply_of(campaign_id, reply_id), IdeaForm()
    if form.validate_on_submit():
        try:
            ideas.mark_reply(occasion(), reply, form.text.data or "")
            tell(_("记为金点子了"))
            return _to_decided(campaign_id)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    return render("office/campaigns/idea.html", status=status, form=form, campaign=this, reply=reply)


@blueprint.post("/campaigns/<int:campaign_id>/suggestions/<int:reply_id>/no-idea")
@staff(Action.MARK_IDEA)
def unmark_suggestion(campaign_id: int, reply_id: int) -> Redirection:
    """Takes the mark back."""
    ideas.unmark_reply(occasion(), _reply_of(campaign_id, reply_id))
    tell(_("不再是金点子了"))
    return _to_decided(campaign_id)


def _to_decided(campaign_id: int) -> Redirection:
    return redirect(url_for("office.suggestions", campaign_id=campaign_id, decided=1), code=303)


def _reply_of(campaign_id: int, reply_id: int) -> CampaignReply:
    """A suggestion of this very call. Raises Refusal NOT_FOUND otherwise."""
    found = (
        CampaignReply.select()
        .join(CampaignAnswer)
        .where(
            CampaignReply.id == reply_id, CampaignAnswer.campaign == campaign_id, CampaignReply.words != ""
        )
    )
    reply: CampaignReply | None = found.first()
    if reply is None:
        raise Refusal(Rule.NOT_FOUND)
    return reply
