"""问计于民 to read: what is asked now, what was asked before, what came of it, and the good ideas."""

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.queries import campaigns as queries
from portal.queries import ideas as idea_queries
from portal.web.access import acting, occasion, public, resident
from portal.web.addresses import whole_address
from portal.web.calls import Call, call_on, results_of
from portal.web.campaigns.routes import blueprint
from portal.web.qr import qr_in_page
from portal.web.render import render, room_url
from portal.web.security import row_id


@blueprint.get("/campaigns")
@public
def campaigns() -> Response:
    """What is open first, then what became of earlier calls."""
    now, before = occasion(), request.args.get("before", type=row_id)
    past = queries.past_calls(now.today, before)
    shown = past[: queries.CARDS_SHOWN]
    return render(
        "campaigns/list.html",
        asked=[] if before else [call_on(card, now) for card in queries.open_calls(now.today)],
        past=[call_on(card, now) for card in shown],
        older=room_url("campaigns.campaigns", before=shown[-1].id) if len(past) > len(shown) else None,
    )


@blueprint.get("/campaigns/invited")
@resident
def invited() -> Response:
    """The open calls to the groups in which one is."""
    now, person_id = occasion(), acting().person_id
    cards = queries.calls_for(person_id, now.today) if person_id else []
    return render("campaigns/invited.html", asked=[call_on(card, now) for card in cards])


@blueprint.get("/campaigns/<int:campaign_id>")
@public
def campaign(campaign_id: int) -> Response:
    """One call: the question, until when, how many took part; of a draft, its paragraphs."""
    call = public_call(campaign_id)
    is_draft = call.card.is_draft_text
    return render(
        "campaigns/campaign.html",
        call=call,
        counts=queries.counts_of(campaign_id),
        parts=queries.parts_of(campaign_id) if is_draft else [],
        tallies=queries.tallies_of(campaign_id) if is_draft else {},
        nobody=queries.Counts(),
    )


@blueprint.get("/campaigns/<int:campaign_id>/results")
@public
def results(campaign_id: int) -> AnyResponse:
    """The figures, and each suggestion with what became of it; once the last day is over."""
    call, after = public_call(campaign_id), request.args.get("after", default=0, type=row_id)
    if not call.has_results:
        return redirect(room_url("campaigns.campaign", campaign_id=campaign_id), code=303)
    parts = queries.parts_of(campaign_id)
    found = queries.suggestions_of(campaign_id, after)
    shown = found[: queries.SUGGESTIONS_SHOWN]
    more = len(found) > len(shown)
    return render(
        "campaigns/results.html",
        "suggestions",
        call=call,
        counts=queries.counts_of(campaign_id),
        results=results_of(parts, queries.tallies_of(campaign_id)),
        fates=queries.fates_of(campaign_id),
        suggestions=shown,
        asked={part.id: part for part in parts},
        first=room_url("campaigns.results", campaign_id=campaign_id) if after else None,
        later=room_url("campaigns.results", campaign_id=campaign_id, after=shown[-1].id) if more else None,
    )


@blueprint.get("/campaigns/<int:campaign_id>/paper")
@public
def paper(campaign_id: int) -> Response:
    """The same questions to print: boxes with the options' numbers, and a code that leads to the form."""
    call = public_call(campaign_id)
    address = whole_address(url_for("campaigns.campaign", campaign_id=campaign_id))
    return render(
        "campaigns/paper.html",
        call=call,
        parts=queries.parts_of(campaign_id),
        address=address,
        code=qr_in_page(address),
    )


@blueprint.get("/ideas")
@public
def ideas() -> Response:
    """金点子, with what came of each."""
    before = request.args.get("before", type=row_id)
    found = idea_queries.ideas(before)
    shown = found[: idea_queries.IDEAS_SHOWN]
    more = len(found) > len(shown)
    return render(
        "campaigns/ideas.html",
        ideas=shown,
        total=idea_queries.how_many(),
        older=room_url("campaigns.ideas", before=shown[-1].id) if more else None,
    )


def public_call(campaign_id: int) -> Call:
    """The call as of today; what the office still writes was never here."""
    card = queries.public_call(campaign_id)
    if card is None:
        abort(404)
    return call_on(card, occasion())
