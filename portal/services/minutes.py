"""The minutes that a meeting writes of itself: who was there, and what became of each topic.

They are a document of the place, so they are in its language whoever reads the portal in another.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from portal.domain.meeting_rules import MeetingRules
from portal.domain.occasion import Occasion
from portal.domain.terms import CAPACITIES, Capacity
from portal.models import (
    AgendaItem,
    Attendance,
    Matter,
    Meeting,
    MinutesCorrection,
    Person,
    Remark,
    Resolution,
)
from portal.queries.earlier import earlier_of
from portal.queries.invitations import quorum_of
from portal.services import search
from portal.services.masking import masked
from portal.services.minutes_items import lines_of, long_day, said_of

#: Minutes of a long evening; the limit is there so that a slip of the clipboard does not fill the page.
MINUTES_CHARS = 20_000

_NOT_PUBLIC = "（这几句不公开）"

#: Words of so many characters stand nowhere by chance.
_CLAUSE_CHARS = 5

#: A line of ``_earlier``.
_LOOKING_BACK = re.compile(r"^（\d+）.*$", re.MULTILINE)


def draft_minutes(occasion: Occasion, meeting: Meeting) -> str:
    """The minutes as the portal knows them, to be read over before the meeting is closed."""
    rules = occasion.book.meeting
    return "\n".join([*_head(meeting, rules), *_earlier(meeting), *lines_of(meeting, rules)])


def _head(meeting: Meeting, rules: MeetingRules) -> Iterator[str]:
    yield f"{meeting.community.name}{rules.type_of(meeting.kind).title}纪要"
    yield f"时间：{long_day(meeting.day)}{meeting.starts_at:%H:%M}{_begun(meeting)}"
    yield f"地点：{meeting.venue}"
    if meeting.chair:
        yield f"主持：{meeting.chair.name}"
    quorum = quorum_of(meeting, rules.quorum_share)
    if quorum.invited:
        reached = "够" if quorum.is_reached else "不够"
        yield f"请了{quorum.invited}人，要到{quorum.needed}人，到了{quorum.present}人，{reached}法定人数。"
    yield from _present(meeting)


def _begun(meeting: Meeting) -> str:
    """When it really began, where that was another minute than the one announced."""
    begun = f"{meeting.opened_at:%H:%M}" if meeting.opened_at else ""
    return "" if begun in ("", f"{meeting.starts_at:%H:%M}") else f"，{begun}开会"


def _present(meeting: Meeting) -> Iterator[str]:
    came = attendance_of(meeting)
    yield f"到会{len(came)}人"
    for capacity, called in CAPACITIES.items():
        names = [row.name for row in came if row.capacity == capacity]
        if names:
            yield f"{called}{len(names)}人：{'、'.join(names)}"


def _earlier(meeting: Meeting) -> Iterator[str]:
    """What became of earlier resolutions: with that the meeting opened."""
    for number, row in enumerate(earlier_of(meeting), 1):
        if number == 1:
            yield "上次决议的落实："
        end = f"{long_day(row.closed_on)}办结" if row.closed_on else f"还在办，{long_day(row.due_on)}到期"
        yield f"（{number}）{row.title}：{row.resolution}（{row.organisation}，{row.person_name}）{end}。"


def public_wording(occasion: Occasion, meeting: Meeting, text: str) -> str:
    """The minutes as everybody reads them: without the names of those who raised a topic or whom it concerns;
    the names of those who came or are to act stand there if the rule book shows them, and else do not."""
    came = attendance_of(meeting)
    raisers, others = _raisers(meeting, came), _others(meeting, came)
    if occasion.book.meeting.names_public:
        return masked(text, *raisers, keep=others - raisers)
    return masked(text, *raisers, *others)


def _raisers(meeting: Meeting, came: list[Attendance]) -> set[str]:
    raised = Person.select(Person.name).join(Matter, on=Matter.proposer == Person.id).join(AgendaItem)
    concerned = {row.name for row in came if row.capacity == Capacity.CONCERNED}
    return concerned | {row.name for row in raised.where(AgendaItem.meeting == meeting)}


def _others(meeting: Meeting, came: list[Attendance]) -> set[str]:
    listed = AgendaItem.meeting == meeting
    doers = Resolution.select(Resolution.person_name).join(AgendaItem).where(listed)
    spoke = Remark.select(Remark.speaker).join(AgendaItem).where(listed).distinct()
    to_act = {row.person_name for row in (*doers, *earlier_of(meeting))}
    return {row.name for row in came} | {row.speaker for row in spoke} | to_act


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """Everybody who came, in the order in which they were entered."""
    return list(Attendance.select().where(Attendance.meeting == meeting).order_by(Attendance.id))


def print_instead(matter: Matter, before: str, now: str) -> None:
    """Where public minutes of the meetings about a matter, of later ones that looked back at it, or what was
    corrected in them, repeat its words as they were public before, they say what is public now. What was
    withheld leaves a note, which stays also if it is shown again."""
    if before and before != now:
        _reword(matter, {before: now or _NOT_PUBLIC})


def say_nothing_of(matter: Matter) -> None:
    """A matter that turned out to be a family's: whatever public minutes repeat of it leaves that note."""
    if said := sorted(said_of(matter), key=len, reverse=True):
        _reword(matter, dict.fromkeys(said, _NOT_PUBLIC))


def _reword(matter: Matter, words: Mapping[str, str]) -> None:
    took = Meeting.id.in_(AgendaItem.select(AgendaItem.meeting).where(AgendaItem.matter == matter))
    first = {row.community_id: row.day for row in Meeting.select().where(took).order_by(Meeting.day.desc())}
    for meeting in Meeting.select().where(took):
        _reword_minutes(meeting, lambda text: _replaced(text, words))
    for community_id, day in first.items():
        later = (Meeting.community == community_id) & (Meeting.day > day)
        for meeting in Meeting.select().where(later & (Meeting.public_minutes != "") & ~took):
            _reword_minutes(meeting, lambda text: _LOOKING_BACK.sub(lambda it: _replaced(it[0], words), text))


def _reword_minutes(meeting: Meeting, anew: Callable[[str], str]) -> None:
    meeting.public_minutes = anew(meeting.public_minutes)
    meeting.save(only=[Meeting.public_minutes])
    search.index_meeting(meeting)
    for made in MinutesCorrection.select().where(MinutesCorrection.meeting == meeting):
        for column in ("before", "after", "reason"):
            setattr(made, column, anew(getattr(made, column)))
        made.save(only=made.dirty_fields)


def _replaced(text: str, words: Mapping[str, str]) -> str:
    return re.sub("|".join(map(_standing_alone, words)), lambda it: words[it[0]], text)


def _standing_alone(words: str) -> str:
    """A pattern for the words, not as a part of others: 王明 is not in 王明星. ``minutes_items`` prints them
    between punctuation, after 问过, or before a count; a whole clause is itself wherever somebody put it."""
    plain = re.escape(words)
    return plain if len(words) >= _CLAUSE_CHARS else rf"(?:(?<!\w)|(?<=问过)){plain}(?=\d+人|\W|\Z)"
