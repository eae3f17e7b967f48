"""Meetings for everybody: when the next one is, what it takes up, what became of it."""

from collections.abc import Collection
from typing import Any

from flask import Response, current_app, request

from portal.domain.refusal import Refusal, Rule
from portal.models.meetings import MeetingState
from portal.queries import meetings as queries
from portal.queries.earlier import EarlierRow, Sitting, looking_back
from portal.queries.invitations import quorum_of
from portal.queries.meeting_days import changes_of
from portal.queries.opinions import opinions_of
from portal.queries.places import communities
from portal.queries.preparations import tables_of
from portal.queries.sessions import taken_among
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
        head_count=len(present),
        groups=queries.groups_of(present, names_public),
        today=occasion().today,
        quorum=quorum_of(meeting_id, occasion().book.meeting.quorum_share) if notes.asked else None,
        changes=changes_of([meeting_id])[meeting_id] if card.off_its_day else [],
        **_agenda(card, notes),
    )


def _agenda(card: queries.MeetingCard, notes: queries.MeetingNotes) -> dict[str, Any]:
    """Once it is public: what is on it, how far the meeting is, what was found out and said before, and what
    became of earlier resolutions."""
    items = items_of(card.id) if card.published else []
    return {
        "items": items,
        "taken": taken_among(items) if card.state is MeetingState.OPEN else None,
        "opinions": opinions_of(card.id) if notes.opinions else {},
        "tables": tables_of(card.id) if card.published and notes.prepared else {},
        "earlier": _earlier(card, notes) if card.published else [],
    }


def _earlier(card: queries.MeetingCard, notes: queries.MeetingNotes) -> list[EarlierRow]:
    sitting = Sitting(card.community_id, card.day, notes.closed_at)
    return looking_back(sitting, current_app.config["BOOK"].meeting.names_public)


def items_of(meeting_id: int) -> list[queries.ItemRow]:
    return queries.items_of(meeting_id, current_app.config["BOOK"].meeting.names_public)
