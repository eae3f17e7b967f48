"""问计于民 in the office: composing a call, hanging it out, taking it back, concluding it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.campaigns import CHANGEABLE, TAKES_PAPER, CampaignForm, Standing
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, can, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Campaign, CampaignPart
from portal.queries import campaigns as queries
from portal.queries.campaign_office import areas_for
from portal.services import answers, campaigns
from portal.web.access import occasion, staff
from portal.web.calls import call_on
from portal.web.fields import Form
from portal.web.office.campaign_forms import CallForm, ConclusionForm, DraftTextForm, PartForm, ReasonForm
from portal.web.office.routes import blueprint
from portal.web.render import render
from portal.web.security import row_id

Answered = Response | Redirection

#: How long a call stays open unless somebody writes otherwise.
_FORTNIGHT = timedelta(days=14)


def load_campaign(campaign_id: int) -> Campaign:
    """The call, for whoever runs it or enters its paper. Raises Refusal otherwise."""
    campaign = Campaign.get_or_none(Campaign.id == campaign_id)
    if campaign is None:
        raise Refusal(Rule.NOT_FOUND)
    now = occasion()
    if not (may_run(now, campaign) or answers.may_enter_paper(now, campaign.area.path)):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.RUN_CAMPAIGN)
    return campaign


def may_run(now: Occasion, campaign: Campaign) -> bool:
    """The same question that the services ask."""
    return can(now.actor, Action.RUN_CAMPAIGN, Subject(area_path=campaign.area.path))


def run_by_me(campaign_id: int) -> Campaign:
    """The call, for whoever runs it. Raises Refusal otherwise."""
    campaign = load_campaign(campaign_id)
    require(occasion().actor, Action.RUN_CAMPAIGN, Subject(area_path=campaign.area.path))
    return campaign


def page_of(campaign_id: int) -> Redirection:
    """303 to the call's paper."""
    return redirect(url_for("office.campaign", campaign_id=campaign_id), code=303)


@blueprint.get("/campaigns")
@staff(Action.ENTER_PAPER)
def campaigns_list() -> Response:
    """All calls, the latest first."""
    now, before = occasion(), request.args.get("before", type=row_id)
    found = queries.all_calls(before)
    shown = found[: queries.CARDS_SHOWN]
    older = url_for("office.campaigns_list", before=shown[-1].id) if len(found) > len(shown) else None
    calls = [call_on(card, now) for card in shown]
    may_make = bool(areas_for(now.actor, Action.RUN_CAMPAIGN))
    mine = {card.id for card in shown if answers.may_enter_paper(now, card.area_path)}
    return render("office/campaigns/list.html", calls=calls, mine=mine, older=older, may_make=may_make)


@blueprint.route("/campaigns/new", methods=["GET", "POST"])
@staff(Action.RUN_CAMPAIGN)
def new_campaign() -> Answered:
    """Begins a call."""
    now = occasion()
    form = CallForm(
        data={"form": CampaignForm.QUESTIONNAIRE, "opens_on": now.today, "closes_on": now.today + _FORTNIGHT}
    )
    form.offer(now.book, areas_for(now.actor, Action.RUN_CAMPAIGN))
    if form.validate_on_submit():
        try:
            return page_of(campaigns.make(now, form.draft).id)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/campaigns/compose.html", status=422 if form.errors else 200, form=form, campaign=None
    )


@blueprint.route("/campaigns/<int:campaign_id>/edit", methods=["GET", "POST"])
@staff(Action.RUN_CAMPAIGN)
def edit_campaign(campaign_id: int) -> Answered:
    """Writes it anew, until its first day."""
    now, campaign = occasion(), run_by_me(campaign_id)
    form = CallForm(data=CallForm.words_of(campaign))
    form.offer(now.book, areas_for(now.actor, Action.RUN_CAMPAIGN))
    if form.validate_on_submit():
        try:
            return page_of(campaigns.change(now, campaign, form.draft).id)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    return render("office/campaigns/compose.html", status=status, form=form, campaign=campaign)


@blueprint.route("/campaigns/<int:campaign_id>", methods=["GET", "POST"])
@staff(Action.ENTER_PAPER)
def campaign(campaign_id: int) -> Answered:
    """The call's paper: its parts, with the form for one more while it may be changed; what comes next."""
    now, this = occasion(), load_campaign(campaign_id)
    form = DraftTextForm() if this.form is CampaignForm.DRAFT else PartForm()
    if form.validate_on_submit():
        try:
            _write(now, this, form)
            return page_of(campaign_id)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/campaigns/campaign.html",
        status=422 if form.errors else 200,
        form=form,
        **_told(now, this),
    )


def _told(now: Occasion, this: Campaign) -> dict[str, Any]:
    """What is shown of a call, and what the one who looks may do about it."""
    standing = this.course.on(now.today)
    runs = may_run(now, this)
    return {
        "campaign": this,
        "call": call_on(queries.card_of(this.id), now),
        "parts": queries.parts_of(this.id),
        "counts": queries.counts_of(this.id),
        "waiting": queries.suggestions_open(this.id) if standing is Standing.CLOSED else 0,
        "may_run": runs,
        "may_change": runs and standing in CHANGEABLE,
        "takes_paper": standing in TAKES_PAPER and answers.may_enter_paper(now, this.area.path),
    }


def _write(now: Occasion, this: Campaign, form: DraftTextForm | PartForm) -> None:
    if isinstance(form, DraftTextForm):
        count = campaigns.write_draft_text(now, this, form.text.data or "")
        tell(_("分成了%(count)s段，请看看对不对", count=count))
    else:
        campaigns.add_part(now, this, form.draft)


@blueprint.post("/campaigns/<int:campaign_id>/parts/<int:part_id>/<any(up, remove):way>")
@staff(Action.RUN_CAMPAIGN)
def arrange_part(campaign_id: int, part_id: int, way: str) -> Redirection:
    """Moves a part up by one, or takes it out."""
    part = CampaignPart.get_or_none(CampaignPart.id == part_id, CampaignPart.campaign == campaign_id)
    if part is None:
        raise Refusal(Rule.NOT_FOUND)
    arrange = campaigns.move_up if way == "up" else campaigns.remove_part
    arrange(occasion(), part)
    return page_of(campaign_id)


@blueprint.route("/campaigns/<int:campaign_id>/publish", methods=["GET", "POST"])
@staff(Action.RUN_CAMPAIGN)
def publish_campaign(campaign_id: int) -> Answered:
    """Shows it once more as people will see it, then hangs it out."""
    now, this, form = occasion(), run_by_me(campaign_id), Form()
    if form.validate_on_submit():
        campaigns.publish(now, this)
        tell(_("已经发布"))
        return page_of(campaign_id)
    call, parts = call_on(queries.card_of(campaign_id), now), queries.parts_of(campaign_id)
    return render("office/campaigns/publish.html", form=form, campaign=this, call=call, parts=parts)


@blueprint.route("/campaigns/<int:campaign_id>/withdraw", methods=["GET", "POST"])
@staff(Action.RUN_CAMPAIGN)
def withdraw_campaign(campaign_id: int) -> Answered:
    """Takes it back, with the reason that everybody reads."""
    return _ended(campaign_id, ReasonForm(), campaigns.withdraw, "office/campaigns/withdraw.html")


@blueprint.route("/campaigns/<int:campaign_id>/conclude", methods=["GET", "POST"])
@staff(Action.RUN_CAMPAIGN)
def conclude_campaign(campaign_id: int) -> Answered:
    """Says what was made of it."""
    return _ended(campaign_id, ConclusionForm(), campaigns.conclude, "office/campaigns/conclude.html")


def _ended(
    campaign_id: int,
    form: ReasonForm | ConclusionForm,
    end: Callable[[Occasion, Campaign, str], Campaign],
    template: str,
) -> Answered:
    this = run_by_me(campaign_id)
    if form.validate_on_submit():
        try:
            end(occasion(), this, form.text.data or "")
            return page_of(campaign_id)
        except Refusal as refusal:
            form.refuse(refusal)
    waiting = queries.suggestions_open(campaign_id)
    return render(template, status=422 if form.errors else 200, form=form, campaign=this, waiting=waiting)
