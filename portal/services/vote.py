"""表决: hands counted or each present casting one vote; what was decided stands when the vote is closed.

A secret vote keeps that somebody voted and how many chose what, and nothing that ties the two: no choice and
no time with the ballot, no event of its own, and all counts of the vote are written anew with each ballot, so
that not even the database can tell which of them changed last.
"""

from collections.abc import Collection, Mapping
from typing import Any

from peewee import Case

from portal.db import forget_journal, transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.voting import MOTION, Stance, VoteMethod, in_words
from portal.domain.wording import given_reason
from portal.models import AgendaItem, Attendance, Ballot, MatterEvent, Meeting, TopicOption, Vote, VoteChoice
from portal.models.deliberating import BallotWay
from portal.models.meetings import ItemState
from portal.queries import votes
from portal.queries.invitations import quorum_of
from portal.services import journal
from portal.services.gate import printed
from portal.services.in_session import head_count, require_chair, require_in_session

#: What the road says before the reason for which a vote was called off.
VOIDED = "表决作废："


@transaction
def open_vote(
    occasion: Occasion,
    item: AgendaItem,
    method: VoteMethod,
    option_ids: Collection[int] = (),
    secret: bool = False,
) -> Vote:
    """Puts an item to the vote: in favour or against, or which of the options that are named.

    Args:
        secret: what the chair wishes; the rule book's ``secret_ballot`` makes every vote secret that is cast
            one by one. Hands that are raised everybody sees.

    Raises:
        Refusal: NOT_ALLOWED, MEETING_NOT_OPEN, ITEM_SETTLED, VOTE_OPEN, NO_QUORUM, OPTIONS_TOO_FEW,
            UNKNOWN_CHOICE for what is no option of this topic or was withdrawn.
    """
    require_in_session(occasion, item.meeting)
    if not AgendaItem.select().where(AgendaItem.id == item.id, AgendaItem.state == ItemState.LISTED).exists():
        raise Refusal(Rule.ITEM_SETTLED)
    require_none_open(item)
    require_quorum(occasion, item.meeting)
    options = _options(item, option_ids)
    vote = Vote.create(
        item=item,
        method=method,
        secret=method is VoteMethod.EACH and (secret or occasion.book.meeting.secret_ballot),
        opened_at=occasion.now,
        opened_by=occasion.actor.person_id,
    )
    for position, choice in enumerate(_choices(options), 1):
        VoteChoice.create(vote=vote, position=position, **choice)
    return vote


@transaction
def run_off(occasion: Occasion, vote: Vote) -> Vote:
    """Puts an item to the vote once more, in the same way, among the strongest options of a vote that carried
    none of them.

    Raises:
        Refusal: NO_RUN_OFF unless it is the vote that decides and it carried none of several options; and as
            ``open_vote``.
    """
    require_in_session(occasion, vote.item.meeting)
    held = votes.deciding_vote_of(vote.item_id)
    if held is None or held.id != vote.id or held.carried(occasion.book.meeting.carries_by):
        raise Refusal(Rule.NO_RUN_OFF)
    among = [each.option_id for each in held.run_off if each.option_id is not None]
    if not among:
        raise Refusal(Rule.NO_RUN_OFF)
    return open_vote(occasion, vote.item, vote.method, among, vote.secret)


@transaction
def count_hands(occasion: Occasion, vote: Vote, counts: Mapping[int, int]) -> None:
    """Writes down how many hands were raised for each choice, by its id; again until the vote is closed.

    Raises:
        Refusal: NOT_ALLOWED, VOTE_CLOSED, VOTED_OTHERWISE, UNKNOWN_CHOICE, COUNTS_MISSING for a negative
            count or none at all, COUNTS_EXCEED_ATTENDANCE.
    """
    require_chair(occasion, vote.item.meeting)
    _hold_open(vote)
    _require_method(vote, VoteMethod.HANDS)
    choices = list(VoteChoice.select().where(VoteChoice.vote == vote))
    if set(counts) - {choice.id for choice in choices}:
        raise Refusal(Rule.UNKNOWN_CHOICE)
    counted = sum(counts.values())
    if min(counts.values(), default=-1) < 0 or not counted:
        raise Refusal(Rule.COUNTS_MISSING)
    attendance = head_count(vote.item.meeting)
    if counted > attendance:
        raise Refusal(Rule.COUNTS_EXCEED_ATTENDANCE, counted=counted, attendance=attendance)
    for choice in choices:
        VoteChoice.update(count=counts.get(choice.id, 0)).where(VoteChoice.id == choice.id).execute()


@transaction
def cast(occasion: Occasion, vote: Vote, attendance: Attendance, choice: VoteChoice, way: BallotWay) -> None:
    """The one vote of somebody present. A card's PIN is not asked: who is on the list sits in the room.

    Raises:
        Refusal: VOTE_CLOSED, VOTED_OTHERWISE while hands are counted, NOT_PRESENT, UNKNOWN_CHOICE,
            ALREADY_VOTED.
    """
    _hold_open(vote)
    _require_method(vote, VoteMethod.EACH)
    if not votes.is_present(attendance.id, vote.item.meeting_id):
        raise Refusal(Rule.NOT_PRESENT)
    if choice.vote_id != vote.id:
        raise Refusal(Rule.UNKNOWN_CHOICE)
    known: dict[str, Any] = {} if vote.secret else {"choice": choice.id, "cast_at": occasion.now}
    ballot = Ballot.insert(vote=vote.id, attendance=attendance.id, way=way, **known)
    if not ballot.on_conflict_ignore().as_rowcount().execute():
        raise Refusal(Rule.ALREADY_VOTED)
    one_more = VoteChoice.count + Case(None, ((VoteChoice.id == choice.id, 1),), 0)
    VoteChoice.update(count=one_more).where(VoteChoice.vote == vote.id).execute()


def close_vote(occasion: Occasion, vote: Vote) -> Vote:
    """Ends a vote: what was cast until now counts, and the road of the matter says what came of it.

    Raises:
        Refusal: NOT_ALLOWED, VOTE_CLOSED, VOTE_EMPTY.
    """
    _close(occasion, vote)
    if vote.secret:
        forget_journal()
    return vote


def end_by_hands(occasion: Occasion, vote: Vote, counts: Mapping[int, int]) -> Vote:
    """Writes the hands down and ends the vote, both or neither. Raises as ``count_hands``, ``close_vote``."""
    _count_and_close(occasion, vote, counts)
    if vote.secret:
        forget_journal()
    return vote


@transaction
def _count_and_close(occasion: Occasion, vote: Vote, counts: Mapping[int, int]) -> None:
    count_hands(occasion, vote, counts)
    _close(occasion, vote)


def void_vote(occasion: Occasion, vote: Vote, reason: str) -> Vote:
    """Calls a vote off, also one that was closed, while the item waits: it counts for nothing and stays in
    the record with its reason.

    Raises:
        Refusal: NOT_ALLOWED, REASON_MISSING, MEETING_NOT_OPEN, ITEM_SETTLED, VOTE_CLOSED when it was called
            off before.
    """
    _void(occasion, vote, given_reason(reason, occasion.book.limits.text_chars))
    if vote.secret:
        forget_journal()
    return vote


@transaction
def _void(occasion: Occasion, vote: Vote, reason: str) -> None:
    require_in_session(occasion, vote.item.meeting)
    if AgendaItem.get_by_id(vote.item_id).state is not ItemState.LISTED:
        raise Refusal(Rule.ITEM_SETTLED)
    said = printed(occasion, reason, vote.item.matter)
    off = Vote.update(void=True, void_reason=said).where((Vote.id == vote.id) & ~Vote.void)
    if not off.execute():
        raise Refusal(Rule.VOTE_CLOSED)
    _end(occasion, vote)
    vote.void, vote.void_reason = True, said
    journal.note(occasion, vote.item.matter, Action.VOTE, text=f"{VOIDED}{reason}", data={"vote": vote.id})


def print_void_reason(event: MatterEvent, text: str) -> None:
    """What the public reads of the reason, once somebody has decided about the event that tells it."""
    if event.action is Action.VOTE and event.text.startswith(VOIDED):
        Vote.update(void_reason=text.removeprefix(VOIDED)).where(Vote.id == event.data["vote"]).execute()


def require_none_open(item: AgendaItem) -> None:
    """Nothing is settled, and no other vote opened, while a vote on the item is going on.

    Raises:
        Refusal: VOTE_OPEN.
    """
    if votes.open_vote_of(item.id):
        raise Refusal(Rule.VOTE_OPEN)


def require_quorum(occasion: Occasion, meeting: Meeting) -> None:
    """Where people were invited, enough of them are there to decide.

    Raises:
        Refusal: NO_QUORUM with how many are needed and how many present.
    """
    quorum = quorum_of(meeting, occasion.book.meeting.quorum_share)
    if not quorum.is_reached:
        raise Refusal(Rule.NO_QUORUM, needed=quorum.needed, present=quorum.present)


@transaction
def _close(occasion: Occasion, vote: Vote) -> None:
    require_chair(occasion, vote.item.meeting)
    _hold_open(vote)
    row = votes.vote_row(vote.id)
    if row is None or not any(choice.votes for choice in row.choices):
        raise Refusal(Rule.VOTE_EMPTY)
    _end(occasion, vote)
    said = in_words(vote.method, vote.secret, (choice.counted for choice in row.choices))
    journal.note(occasion, vote.item.matter, Action.VOTE, text=said, data={"vote": vote.id})


def _end(occasion: Occasion, vote: Vote) -> None:
    still = (Vote.id == vote.id) & Vote.closed_at.is_null()
    if Vote.update(closed_at=occasion.now).where(still).execute():
        vote.closed_at = occasion.now


def _options(item: AgendaItem, option_ids: Collection[int]) -> list[TopicOption]:
    wished = set(option_ids)
    if not wished:
        return []
    on_the_table = (TopicOption.matter == item.matter_id) & TopicOption.withdrawn_at.is_null()
    chosen = TopicOption.select().where(on_the_table & TopicOption.id.in_(wished))
    options = list(chosen.order_by(TopicOption.position, TopicOption.id))
    if len(options) != len(wished):
        raise Refusal(Rule.UNKNOWN_CHOICE)
    if len(options) == 1:
        raise Refusal(Rule.OPTIONS_TOO_FEW)
    return options


def _choices(options: list[TopicOption]) -> list[dict[str, Any]]:
    if not options:
        return [{"stance": stance} for stance in MOTION]
    named = [{"stance": Stance.OPTION, "option": each} for each in options]
    return [*named, {"stance": Stance.ABSTAIN}]


def _hold_open(vote: Vote) -> None:
    """Keeps everybody else from ending the vote until this transaction does."""
    still = (Vote.id == vote.id) & Vote.closed_at.is_null()
    if not Vote.update(method=Vote.method).where(still).execute():
        raise Refusal(Rule.VOTE_CLOSED)


def _require_method(vote: Vote, method: VoteMethod) -> None:
    if vote.method is not method:
        raise Refusal(Rule.VOTED_OTHERWISE)
