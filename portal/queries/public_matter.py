"""One matter as everybody may read it: its public words and its whole road, nothing else of it."""

from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import JOIN

from portal.domain.privacy import mask_name
from portal.domain.rating import Score
from portal.domain.stages import Action, Outcome, State
from portal.domain.terms import Channel, HandlingStage, MatterKind, Mode, Urgency
from portal.models import (
    AgendaItem,
    Area,
    Assignment,
    AssignmentPartner,
    Category,
    Matter,
    MatterEvent,
    Meeting,
    Organisation,
    Passage,
    Photo,
    Rating,
    Resolution,
    StageClock,
)
from portal.models import Step as StepRow
from portal.queries.passages import HIDDEN_COLUMNS, HiddenPart, hidden_among, is_hidden
from portal.queries.ratings import last_words
from portal.queries.rows import Query, prepared
from portal.queries.votes import decided_among_options


class PublicMatter(NamedTuple):
    """What was raised, and where it stands. ``merged_into`` is the number of the matter it repeats;
    ``hidden`` is what of it is not public."""

    id: int
    number: str
    title: str
    body: str
    place: str
    community_id: int
    community: str
    kind: MatterKind
    channel: Channel
    category_id: int | None
    category: str | None
    state: State
    outcome: Outcome | None
    raised_at: datetime
    due_on: date | None
    supports: int
    merged_into: str | None
    urgency: Urgency | None
    begin_by: datetime | None
    hidden: list[HiddenPart]


class Step(NamedTuple):
    """Something that happened on the road. Of the person among its ``facts`` only the surname is left."""

    id: int
    action: Action
    state: State
    at: datetime
    text: str
    facts: dict[str, Any]


class Picture(NamedTuple):
    """A photo, and the event it came with."""

    name: str
    width: int
    height: int
    event_id: int | None


class Part(NamedTuple):
    """A step of the handling, with its own deadline."""

    position: int
    text: str
    organisation: str | None
    due_on: date
    done_at: datetime | None


class PartClock(NamedTuple):
    """The clock of taking it on, or of visiting the site."""

    stage: HandlingStage
    due_on: date
    met_at: datetime | None


class Handling(NamedTuple):
    """The last round of handling: who leads, who helps, by when, in which steps. The person's name is
    masked; ``ended_at`` is when the round was over."""

    organisation: str
    person: str
    mode: Mode
    due_on: date
    working_days: int
    round: int
    ended_at: datetime | None
    partners: list[str]
    steps: list[Part]
    clocks: list[PartClock]


class Agreed(NamedTuple):
    """What a meeting resolved, and the count of hands."""

    text: str
    in_favour: int
    against: int
    abstained: int
    among_options: bool  # those against chose another option
    meeting_id: int
    day: date


def public_matter(number: str) -> PublicMatter | None:
    """The matter of this number; None when there is none or it is not for everybody to read."""
    found = _public_matter(number)
    if not found:
        return None
    told = len(PublicMatter._fields) - 1
    return PublicMatter._make([*found[0][:told], hidden_among(row[told:] for row in found)])


@prepared
def _public_matter(number: str) -> Query:
    community, target = Area.alias(), Matter.alias()
    return (
        Matter.select(
            Matter.id,
            Matter.number,
            Matter.public_title,
            Matter.public_body,
            Matter.public_place,
            community.id,
            community.name,
            Matter.kind,
            Matter.channel,
            Matter.category,
            Category.name,
            Matter.state,
            Matter.outcome,
            Matter.raised_at,
            Matter.due_on,
            Matter.support_count,
            target.number,
            Matter.urgency,
            Matter.begin_by,
            *HIDDEN_COLUMNS,
        )
        .join(community, on=Matter.community == community.id)
        .join(target, JOIN.LEFT_OUTER, on=Matter.merged_into == target.id)
        .join(Category, JOIN.LEFT_OUTER, on=Matter.category == Category.id)
        .join_from(Matter, Passage, JOIN.LEFT_OUTER, on=is_hidden(Matter.id))
        .join(Photo, JOIN.LEFT_OUTER, on=Passage.photo == Photo.id)
        .where((Matter.number == number) & ~Matter.private & (Matter.state != State.WITHDRAWN))
        .order_by(Passage.id)
    )


def road_of(matter_id: int) -> list[Step]:
    """The public events of the matter, oldest first."""
    return [Step(*(*row, _without_name(facts))) for *row, facts in _road_of(matter_id)]


def _without_name(facts: dict[str, Any]) -> dict[str, Any]:
    return facts | {"person": mask_name(str(facts["person"]))} if "person" in facts else facts


@prepared
def _road_of(matter_id: int) -> Query:
    query = MatterEvent.select(
        MatterEvent.id,
        MatterEvent.action,
        MatterEvent.state,
        MatterEvent.at,
        MatterEvent.public_text,
        MatterEvent.data,
    )
    return query.where((MatterEvent.matter == matter_id) & MatterEvent.public).order_by(MatterEvent.id)


def pictures_of(matter_id: int) -> list[Picture]:
    """The photos that may be shown, oldest first."""
    return [Picture(*row) for row in _pictures_of(matter_id)]


@prepared
def _pictures_of(matter_id: int) -> Query:
    query = Photo.select(Photo.name, Photo.width, Photo.height, Photo.event)
    return query.where((Photo.matter == matter_id) & Photo.public).order_by(Photo.id)


def handling_of(matter_id: int) -> Handling | None:
    """The last round of handling; None before anybody was asked to handle the matter."""
    found = _handling_of(matter_id)
    if not found:
        return None
    own, last = len(Handling._fields) - 3, found[0]
    rows_of_last = [row[own:] for row in found if row[:own] == last[:own]]
    partners = dict.fromkeys(partner for partner, *_rest in rows_of_last if partner)
    steps = dict.fromkeys(Part(*rest[:5]) for _partner, *rest in rows_of_last if rest[0])
    clocks = dict.fromkeys(PartClock(*rest[5:]) for _partner, *rest in rows_of_last if rest[5])
    handling = Handling._make([*last[:own], list(partners), list(steps), list(clocks)])
    return handling._replace(person=mask_name(handling.person))


@prepared
def _handling_of(matter_id: int) -> Query:
    lead, partner, doer = Organisation.alias(), Organisation.alias(), Organisation.alias()
    return (
        Assignment.select(
            lead.name,
            Assignment.person_name,
            Assignment.mode,
            Assignment.due_on,
            Assignment.working_days,
            Assignment.round,
            Assignment.ended_at,
            partner.name,
            StepRow.position,
            StepRow.public_text,
            doer.name,
            StepRow.due_on,
            StepRow.done_at,
            StageClock.stage,
            StageClock.due_on,
            StageClock.met_at,
        )
        .join(lead, on=Assignment.organisation == lead.id)
        .join(AssignmentPartner, JOIN.LEFT_OUTER, on=AssignmentPartner.assignment == Assignment.id)
        .join(partner, JOIN.LEFT_OUTER, on=AssignmentPartner.organisation == partner.id)
        .join_from(Assignment, StepRow, JOIN.LEFT_OUTER, on=StepRow.assignment == Assignment.id)
        .join(doer, JOIN.LEFT_OUTER, on=StepRow.organisation == doer.id)
        .join_from(Assignment, StageClock, JOIN.LEFT_OUTER, on=StageClock.assignment == Assignment.id)
        .where(Assignment.matter == matter_id)
        .order_by(Assignment.round.desc(), partner.id, StepRow.position, StageClock.id)
    )


def agreed_on(matter_id: int) -> Agreed | None:
    """The matter's resolution; None before a meeting reached one."""
    return next((Agreed(*row) for row in _agreed_on(matter_id)), None)


@prepared
def _agreed_on(matter_id: int) -> Query:
    return (
        Resolution.select(
            Resolution.public_text,
            Resolution.in_favour,
            Resolution.against,
            Resolution.abstained,
            decided_among_options(AgendaItem.id),
            Meeting.id,
            Meeting.day,
        )
        .join(AgendaItem)
        .join(Meeting)
        .where(AgendaItem.matter == matter_id)
        .order_by(Resolution.id.desc())
        .limit(1)
    )


def scores_of(matter_id: int) -> list[Score]:
    """What each person who rated the matter said last."""
    return [Score(*row) for row in _scores_of(matter_id)]


@prepared
def _scores_of(matter_id: int) -> Query:
    query = Rating.select(Rating.attitude, Rating.efficiency, Rating.result, Rating.effect)
    return query.where(Rating.matter == matter_id, last_words())
