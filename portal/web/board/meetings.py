"""Meetings for everybody: when the next one is, what it takes up, what became of it."""

from collections.abc import Collection
from typing import Any

from flask import Response, current_app, request

from portal.domain.refusal import Refusal, Rule
from portal.queries import meetings as queries
from portal.queries.earlier import EarlierRow, Sitting, looking_back
from portal.queries.invitations import quorum_of
from portal.queries.meeting_days import changes_of
from portal.queries.opinions import opinions_of
from portal.queries.places import communities
from portal.queries.preparations import tables_of
from portal.web.access import occasion, public
from portal.web.board.routes import blueprint
from portal.web.render import render


@blueprint.get("/meetings")
@public
def meetings() -> Response:
    """The next deliberation day with its agenda, then what was held, a year at a time."""
    today, halls = occasion().today, communities()
    chosen = next((hall for hall in halls if hall.area_id == request.args.get("community", type=int)), None)
    only = None if chosen is None else {chosen.area_id}
    ahead = queries.upcoming(only, today)
    first = [card for card in ahead if card.day == ahead[0].day]
    return render(
        "board/meetings/list.html",
        "meetings",
        halls=halls,
        chosen=chosen,
        first=first,
        later=[card for card in ahead if card not in first],
        days_left=(first[0].day - today).days if first else 0,
        agenda=items_of(first[0].id) if len(first) == 1 and first[0].published else [],
        **_held(only),
    )


def _held(only: Collection[int] | None) -> dict[str, Any]:
    years = queries.years_held(only)
    wished = request.args.get("year", type=int)
    year = wished if wished in years else next(iter(years), None)
    cards = queries.held_in(only, year) if year else []
    return {"years": years, "year": year, "quarters": queries.by_quarter(cards)}


@blueprint.get("/meetings/<int:meeting_id>")
@public
def meeting(meeting_id: int) -> Response:
    """One meeting: its agenda, what was agreed, who came, the minutes."""
    card = queries.card_of(meeting_id)
    if card is None:
        raise Refusal(Rule.NOT_FOUND)
    names_public = current_app.config["BOOK"].meeting.names_public
    present, notes = queries.present_at(meeting_id), queries.notes_of(meeting_id)
    return render(
        "board/meetings/meeting.html",
        card=card,
        notes=notes,
        items=items_of(meeting_id) if card.published else [],
        head_count=len(present),
        groups=queries.groups_of(present, names_public),
        earlier=_earlier(card, notes),
        today=occasion().today,
        quorum=quorum_of(meeting_id, occasion().book.meeting.quorum_share) if notes.asked else None,
        opinions=opinions_of(meeting_id) if notes.opinions else {},
        changes=changes_of([meeting_id])[meeting_id] if card.off_its_day else [],
        tables=tables_of(meeting_id) if card.published and notes.prepared else {},
    )


def _earlier(card: queries.MeetingCard, notes: queries.MeetingNotes) -> list[EarlierRow]:
    """What became of earlier resolutions, once the agenda is public."""
    sitting = Sitting(card.community_id, card.day, notes.closed_at)
    return looking_back(sitting, current_app.config["BOOK"].meeting.names_public) if card.published else []


def items_of(meeting_id: int) -> list[queries.ItemRow]:
    return queries.items_of(meeting_id, current_app.config["BOOK"].meeting.names_public)
