"""Which call for suggestions stands for which page of the walk."""

from collections.abc import Callable, Iterator, Mapping

from werkzeug.routing import Rule

from portal.domain.campaigns import CampaignForm, Standing
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, can
from portal.domain.stages import Action
from portal.models import Campaign, CampaignAnswer, CampaignReply
from portal.services.answers import may_enter_paper

Fits = Callable[[Campaign, Standing], bool]
_WEIGHED = frozenset({Standing.CLOSED, Standing.CONCLUDED})
_PAPER = frozenset({"campaign", "enter_paper"})

#: What a page shows only of some calls; of the others it leads on.
_FITS: Mapping[str, Fits] = {
    "answer": lambda call, standing: standing is Standing.OPEN and call.form is CampaignForm.QUESTIONNAIRE,
    "remark": lambda call, standing: standing is Standing.OPEN and call.form is CampaignForm.DRAFT,
    "results": lambda call, standing: standing in _WEIGHED,
    "mark_suggestion": lambda call, standing: standing in _WEIGHED,
    "publish_campaign": lambda call, standing: standing is Standing.OPEN,
}


def examples(rule: Rule, occasion: Occasion) -> Iterator[dict[str, object]]:
    """For the pages that show a call one of each form and standing; for the others one that fits."""
    page, shown = rule.endpoint.rpartition(".")[2], set()
    for call in Campaign.select().order_by(Campaign.id):
        standing = call.course.on(occasion.today)
        fits = _FITS.get(page, lambda _call, _standing: True)(call, standing)
        kind = (call.form, standing) if page == "campaign" else page
        if fits and _is_open_to(rule, page, call, occasion) and kind not in shown:
            shown.add(kind)
            yield {"campaign_id": call.id} | _more(rule, call)


def _is_open_to(rule: Rule, page: str, call: Campaign, occasion: Occasion) -> bool:
    if not rule.rule.startswith("/office"):
        return True
    if page in _PAPER:
        return may_enter_paper(occasion, call.area.path)
    action = Action.MARK_IDEA if "suggestion" in page else Action.RUN_CAMPAIGN
    return can(occasion.actor, action, Subject(area_path=call.area.path))


def _more(rule: Rule, call: Campaign) -> dict[str, object]:
    if "part_id" in rule.arguments:
        return {"part_id": call.parts.first().id}
    if "reply_id" in rule.arguments:
        theirs = CampaignReply.select().join(CampaignAnswer).where(CampaignAnswer.campaign == call)
        return {"reply_id": theirs.where(CampaignReply.words != "").first().id}
    return {}
