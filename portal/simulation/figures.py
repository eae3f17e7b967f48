"""What a simulated year came to, counted from the tables."""

from dataclasses import dataclass

from portal.domain.account import Closing, percent
from portal.domain.stages import Action
from portal.models import AgendaItem, Extension, Matter, MatterEvent, Meeting, Rating
from portal.models.meetings import ItemState, MeetingState
from portal.queries.rows import rows


@dataclass(frozen=True)
class Figures:
    """How many of what."""

    matters: int
    events: int
    meetings: int
    items: int
    resolutions: int
    closings: int
    closed_in_time: int
    ratings: int
    satisfied: int
    extensions_granted: int
    extensions_declined: int
    reminders: int
    escalations: int

    @property
    def lines(self) -> list[str]:
        """For people to read."""
        return [
            f"{self.matters:,} matters, {self.events:,} events",
            f"{self.meetings} meetings, {self.items} items, {self.resolutions} resolutions",
            f"{self.closings} closed, {percent(self.closed_in_time, self.closings)} % in time",
            f"{self.ratings} ratings, {percent(self.satisfied, self.ratings)} % satisfied",
            f"extensions: {self.extensions_granted} granted, {self.extensions_declined} declined",
            f"{self.reminders} reminders, {self.escalations} escalations",
        ]


def count_figures() -> Figures:
    """Counts what stands in the database."""
    closings = _closings()
    return Figures(
        matters=Matter.select().count(),
        events=MatterEvent.select().count(),
        meetings=Meeting.select().where(Meeting.state == MeetingState.CLOSED).count(),
        items=AgendaItem.select().count(),
        resolutions=AgendaItem.select().where(AgendaItem.state == ItemState.RESOLVED).count(),
        closings=len(closings),
        closed_in_time=sum(closing.in_time for closing in closings),
        ratings=Rating.select().count(),
        satisfied=Rating.select().where(Rating.satisfied).count(),
        extensions_granted=Extension.select().where(Extension.granted).count(),
        extensions_declined=Extension.select().where(Extension.granted == False).count(),  # noqa: E712
        reminders=_happened(Action.REMIND),
        escalations=_happened(Action.ESCALATE),
    )


def _closings() -> list[Closing]:
    columns = MatterEvent.select(MatterEvent.at, MatterEvent.due_on)
    closing = MatterEvent.action.in_((Action.COMPLETE, Action.EXPLAIN))
    return [Closing(at.date(), due_on) for at, due_on in rows(columns.where(closing))]


def _happened(action: Action) -> int:
    return int(MatterEvent.select().where(MatterEvent.action == action).count())
