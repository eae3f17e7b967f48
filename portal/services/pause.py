"""The clock stands while, and only while, the proposer is asked for something that nobody else knows.

The question and its answer stay between the office and the proposer; that the clock stands, since when and
until when at the latest, everybody sees.
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from portal.db import transaction
from portal.domain.deadlines import Wait, resumed, stopped
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import required
from portal.models import Assignment, Matter, MatterEvent, Pause, StageClock, Step
from portal.queries.proposers import can_be_asked
from portal.queries.subjects import subject_of
from portal.services.journal import note
from portal.services.photos import Picture, store


@transaction
def ask_proposer(occasion: Occasion, matter: Matter, question: str) -> Pause:
    """Asks the proposer, who is told of it, and stops the clock until the answer comes.

    It goes on by itself after the rule book's ``waits_working_days``.

    Raises:
        Refusal: CLOCK_STANDS while it waits already or no deadline runs, PAUSE_TOO_LATE once that has
            passed, NOBODY_TO_ASK, EMPTY_TEXT, LEAD_ALONE for who only helps, and as ``journal.note``.
    """
    require(occasion.actor, Action.PAUSE, subject_of(matter))
    question = required(question, occasion.book.limits.text_chars, "text")
    if matter.due_on is None:
        raise Refusal(Rule.CLOCK_STANDS)
    left = stopped(matter.due_on, occasion.today, occasion.calendar)
    if not can_be_asked(matter):
        raise Refusal(Rule.NOBODY_TO_ASK)
    resumes_on = occasion.due(occasion.book.handling.waits_working_days)
    facts = {"working_days": left, "day": resumes_on.isoformat()}
    note(
        occasion,
        matter,
        Action.PAUSE,
        text=question,
        in_confidence=True,
        data=facts,
        due_on=None,
        waits_since=occasion.today,
    )
    return Pause.create(
        matter=matter,
        question=question,
        asked_at=occasion.now,
        asked_by=occasion.actor.person_id,
        working_days_left=left,
        resumes_on=resumes_on,
    )


@transaction
def answer_question(
    occasion: Occasion,
    matter: Matter,
    answer: str,
    shown_code: bool = False,
    pictures: Sequence[Picture] = (),
) -> Matter:
    """The proposer answers, with photos if there are any, which stay in the house; the clock goes on.

    Raises:
        Refusal: NOT_ALLOWED for anybody else, NOT_WAITING, EMPTY_TEXT, and as ``journal.note``.
    """
    event = _go_on(occasion, matter, required(answer, _limit(occasion), "text"), shown_code)
    store(occasion, matter, pictures, event, public=False)
    return matter


@transaction
def resume(occasion: Occasion, matter: Matter, answer: str) -> Matter:
    """Staff who heard the answer on the telephone or at the counter write it down; the clock goes on.

    Raises:
        Refusal: NOT_WAITING, EMPTY_TEXT, LEAD_ALONE for who only helps, and as ``journal.note``.
    """
    _go_on(occasion, matter, required(answer, _limit(occasion), "text"))
    return matter


def resume_due(occasion: Occasion) -> int:
    """Lets those clocks go on whose day has come, unanswered; gives how many.

    They count from that day on, not from when this came to it, so that a standstill gives nobody time.
    """
    over = Pause.select().where(Pause.ended_at.is_null(), Pause.resumes_on <= occasion.today)
    return sum(_go_on_by_itself(occasion, pause) for pause in list(over.order_by(Pause.id)))


@transaction
def _go_on_by_itself(occasion: Occasion, pause: Pause) -> bool:
    """Whether it still waited: since it was found somebody may have answered, or another sweep been here."""
    if Pause.get_by_id(pause.id).ended_at is not None:
        return False
    _go_on(occasion, pause.matter, "")
    return True


def _limit(occasion: Occasion) -> int:
    return occasion.book.limits.text_chars


def _go_on(occasion: Occasion, matter: Matter, answer: str, shown_code: bool = False) -> MatterEvent:
    """From today, or from the day on which it would have gone on by itself, if nobody came to it then."""
    require(occasion.actor, Action.RESUME, subject_of(matter, shown_code))
    pause = _open_pause(matter)
    day = min(occasion.today, pause.resumes_on)
    due_on = resumed(pause.working_days_left, day, occasion.calendar).on
    _end(occasion, pause, answer, day)
    _move_along(occasion, pause, day, due_on)
    return note(
        occasion,
        matter,
        Action.RESUME,
        text=answer,
        in_confidence=True,
        shown_code=shown_code,
        data={"due_on": due_on.isoformat(), "answered": bool(answer), "day": day.isoformat()},
        due_on=due_on,
        due_from=day,
        waits_since=None,
    )


def _open_pause(matter: Matter) -> Pause:
    pause: Pause | None = Pause.get_or_none((Pause.matter == matter) & Pause.ended_at.is_null())
    if pause is None:
        raise Refusal(Rule.NOT_WAITING)
    return pause


def _end(occasion: Occasion, pause: Pause, answer: str, day: date) -> None:
    pause.answer = answer
    pause.ended_at = occasion.now if day == occasion.today else datetime.combine(day, time.min)
    pause.save()


def _move_along(occasion: Occasion, pause: Pause, day: date, due_on: date) -> None:
    """The round's own deadline, and with it its open steps and the clocks of its parts."""
    wait = Wait(pause.asked_at.date(), day, occasion.calendar)
    rounds = (Assignment.matter == pause.matter_id) & Assignment.ended_at.is_null()
    for assignment in Assignment.select().where(rounds):
        assignment.due_on = due_on
        assignment.save()
        for step in Step.select().where(Step.assignment == assignment, Step.done_at.is_null()):
            step.set_on, step.due_on = wait.move(step.set_on, step.due_on)
            step.save()
        running = StageClock.select().where(StageClock.assignment == assignment, StageClock.met_at.is_null())
        for clock in running:
            clock.starts_on, clock.due_on = wait.move(clock.starts_on, clock.due_on)
            clock.save()
