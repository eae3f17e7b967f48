"""What a round of handling consists of: its steps, the clocks of its parts, hand-overs, the open question."""

from peewee import JOIN

from portal.models import Assignment, Forwarding, Matter, Organisation, Pause, Person, StageClock, Step


def steps_of(assignment: Assignment) -> list[Step]:
    """Its steps in their order, each with its organisation."""
    query = Step.select(Step, Organisation).join(Organisation, JOIN.LEFT_OUTER)
    return list(query.where(Step.assignment == assignment).order_by(Step.position))


def clocks_of(assignment: Assignment) -> list[StageClock]:
    """The clocks of its parts, in the order in which they started."""
    return list(StageClock.select().where(StageClock.assignment == assignment).order_by(StageClock.id))


def forwardings_of(assignment: Assignment) -> list[Forwarding]:
    """Through whose hands it went, newest first."""
    given, taken = Organisation.alias(), Organisation.alias()
    query = (
        Forwarding.select(Forwarding, given, taken)
        .join_from(Forwarding, given, on=Forwarding.from_organisation == given.id, attr="from_organisation")
        .join_from(Forwarding, taken, on=Forwarding.to_organisation == taken.id, attr="to_organisation")
    )
    return list(query.where(Forwarding.assignment == assignment).order_by(Forwarding.id.desc()))


def open_question(matter: Matter) -> Pause | None:
    """What the proposer was asked and has not answered."""
    waiting = (Pause.matter == matter) & Pause.ended_at.is_null()
    found: Pause | None = Pause.select(Pause, Person).join(Person).where(waiting).first()
    return found


def step_at(matter: Matter, position: int) -> Step | None:
    """A step of the round under way."""
    query = Step.select(Step, Assignment).join(Assignment)
    lasting = (Assignment.matter == matter) & Assignment.ended_at.is_null()
    found: Step | None = query.where(lasting, Step.position == position).first()
    return found
