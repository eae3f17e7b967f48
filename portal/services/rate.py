"""评: those concerned rate; dissatisfaction brings rectification; a return visit asks once more."""

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.rating import Score, is_dissatisfied
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State
from portal.domain.wording import clean, required
from portal.models import Matter, Rating, ReturnVisit, Support
from portal.queries.subjects import subject_of
from portal.services.handle import rounds_of
from portal.services.journal import move, note
from portal.services.rectify import rectify

PROPOSER = "proposer"
WAYS = ("phone", "message", "visit")


@transaction
def rate_matter(
    occasion: Occasion,
    matter: Matter,
    rater: str,
    score: Score,
    satisfied: bool,
    words: str = "",
    shown_code: bool = False,
) -> Rating:
    """Takes in what one person thinks of this round of handling.

    The proposer's word decides while the matter waits for it: a dissatisfied one brings rectification, a
    satisfied one settles it. What others say is recorded.

    Args:
        rater: ``PROPOSER``, or as in ``Support.supporter``.
        shown_code: whether the matter's follow-up code was given.

    Raises:
        Refusal: NOT_ALLOWED for somebody who neither raised nor supported it, ALREADY_RATED in this round,
            TEXT_TOO_LONG, CONTROL_CHARACTERS, and as ``journal.move``.
    """
    require(occasion.actor, Action.RATE, subject_of(matter, shown_code))
    if not _is_concerned(occasion, matter, rater, shown_code):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.RATE)
    words = clean(words, occasion.book.limits.text_chars, "words")
    rating = _keep(occasion, matter, rater, score, satisfied, words)
    data = {"proposer": rater == PROPOSER, "round": rating.round, "satisfied": rating.satisfied}
    # Single ratings stay in the house: what the public sees is the average of enough of them.
    note(occasion, matter, Action.RATE, text=words, data=data, public=False, shown_code=shown_code)
    if rater == PROPOSER and matter.state is State.RATING:
        _conclude(occasion, matter, rating, shown_code)
    return rating


def _is_concerned(occasion: Occasion, matter: Matter, rater: str, shown_code: bool) -> bool:
    person_id = occasion.actor.person_id
    if rater == PROPOSER:
        return shown_code or (person_id is not None and person_id == matter.proposer_id)
    if rater.startswith("p:") and rater != f"p:{person_id}":
        return False
    return Support.select().where((Support.matter == matter) & (Support.supporter == rater)).exists()


def _keep(
    occasion: Occasion, matter: Matter, rater: str, score: Score, satisfied: bool, words: str
) -> Rating:
    this = {"matter": matter, "round": rounds_of(matter), "rater": rater}
    said = {
        "attitude": score.attitude,
        "efficiency": score.efficiency,
        "result": score.result,
        "effect": score.effect,
        "satisfied": not is_dissatisfied(score, satisfied, occasion.book.rating),
        "words": words,
        "at": occasion.now,
    }
    if not Rating.insert(this | said).on_conflict_ignore().as_rowcount().execute():
        raise Refusal(Rule.ALREADY_RATED)
    return Rating.get(Rating.matter == matter, Rating.round == this["round"], Rating.rater == rater)


def _conclude(occasion: Occasion, matter: Matter, rating: Rating, shown_code: bool) -> None:
    if rating.satisfied:
        move(occasion, matter, Action.SETTLE, shown_code=shown_code, due_on=None)
    else:
        rectify(occasion, matter, shown_code)


@transaction
def record_visit(
    occasion: Occasion, visit: ReturnVisit, satisfied: bool, words: str, way: str
) -> ReturnVisit:
    """回访: what the proposer said when asked again (Shanwei: by phone, message or in person).

    Dissatisfaction brings rectification while the matter waits for ratings; later it is only noted.

    Raises:
        Refusal: UNKNOWN_CHOICE for another way, EMPTY_TEXT for dissatisfaction without its reason,
            VISIT_DONE, and as ``journal.note``.
    """
    matter = Matter.get_by_id(visit.matter_id)
    require(occasion.actor, Action.VISIT, subject_of(matter))
    if way not in WAYS:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="way")
    limit = occasion.book.limits.text_chars
    words = clean(words, limit, "text") if satisfied else required(words, limit, "text")
    _keep_visit(occasion, visit, satisfied=satisfied, words=words, way=way)
    data = {"satisfied": satisfied, "way": way}
    note(occasion, matter, Action.VISIT, text=words, data=data, in_confidence=True)
    if not satisfied and matter.state is State.RATING:
        rectify(occasion, matter)
    return ReturnVisit.get_by_id(visit.id)


def _keep_visit(occasion: Occasion, visit: ReturnVisit, **said: object) -> None:
    visited = {"visited_by": occasion.actor.person_id, "visited_at": occasion.now}
    still_due = (ReturnVisit.id == visit.id) & ReturnVisit.visited_at.is_null()
    if not ReturnVisit.update(visited | said).where(still_due).execute():
        raise Refusal(Rule.VISIT_DONE)


@transaction
def close_rating(occasion: Occasion, matter: Matter) -> Matter:
    """Ends the rating when its window is over: whoever says nothing by then leaves it at that.

    Raises:
        Refusal: RATING_OPEN until the window is over, and as ``journal.move``.
    """
    require(occasion.actor, Action.SETTLE, subject_of(matter))
    if matter.due_on is not None and occasion.today <= matter.due_on:
        raise Refusal(Rule.RATING_OPEN, due_on=matter.due_on)
    move(occasion, matter, Action.SETTLE, due_on=None)
    return matter


def close_due_ratings(occasion: Occasion) -> int:
    """Ends every rating whose window is over, each in its own transaction; gives their number.

    One that somebody else ends meanwhile is left to them.
    """
    over = (Matter.state == State.RATING) & (Matter.due_on < occasion.today)
    due = list(Matter.select().where(over).order_by(Matter.id))
    return sum(_close_unless_done(occasion, matter) for matter in due)


def _close_unless_done(occasion: Occasion, matter: Matter) -> bool:
    try:
        close_rating(occasion, matter)
    except Refusal as refusal:
        if refusal.rule is Rule.STALE:
            return False
        raise
    return True
