"""The minutes that a meeting writes of itself: who was there, and what became of each topic.

They are a document of the place, so they are in its language whoever reads the portal in another.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from portal.domain.occasion import Occasion
from portal.domain.privacy import mask_text
from portal.models import AgendaItem, Attendance, Matter, Meeting, Organisation, Person, Resolution
from portal.models.meetings import ItemState
from portal.queries.places import office_telephones
from portal.services import search

#: Minutes of a long evening; the limit is there so that a slip of the clipboard does not fill the page.
MINUTES_CHARS = 20_000

_NOT_PUBLIC = "（这几句不公开）"


def draft_minutes(meeting: Meeting) -> str:
    """The minutes from attendance, items and counts, to be read over before the meeting is closed."""
    names = [row.name for row in attendance_of(meeting)]
    head = [
        f"{meeting.community.name}议事会纪要",
        f"时间：{_day(meeting.day)}{meeting.starts_at:%H:%M}",
        f"地点：{meeting.venue}",
        f"到会{len(names)}人：{'、'.join(names)}",
    ]
    topics = [_topic(number, item) for number, item in enumerate(_items(meeting), 1)]
    return "\n".join([*head, *topics])


def public_wording(occasion: Occasion, meeting: Meeting, text: str) -> str:
    """The minutes as everybody reads them: without the names of those who raised a topic and, unless the
    rule book shows them, of those who came or are to act."""
    return mask_text(text, names=_names_to_mask(occasion, meeting), keep=office_telephones()).text


def _names_to_mask(occasion: Occasion, meeting: Meeting) -> list[str]:
    listed = AgendaItem.meeting == meeting
    raised = Person.select(Person.name).join(Matter, on=Matter.proposer == Person.id).join(AgendaItem)
    raisers = [row.name for row in raised.where(listed)]
    if occasion.book.meeting.names_public:
        return raisers
    doers = Resolution.select(Resolution.person_name).join(AgendaItem).where(listed)
    return raisers + [row.name for row in attendance_of(meeting)] + [row.person_name for row in doers]


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """Everybody who came, in the order in which they were entered."""
    return list(Attendance.select().where(Attendance.meeting == meeting).order_by(Attendance.id))


def print_instead(matter: Matter, before: str, now: str) -> None:
    """Where public minutes of the meetings about a matter repeat its words as they were public before, they
    say what is public now. What was withheld leaves a note, which stays also if it is shown again."""
    about = AgendaItem.select(AgendaItem.meeting).where(AgendaItem.matter == matter)
    for meeting in Meeting.select().where(Meeting.id.in_(about)) if before else ():
        meeting.public_minutes = meeting.public_minutes.replace(before, now or _NOT_PUBLIC)
        meeting.save(only=[Meeting.public_minutes])
        search.index_meeting(meeting)


def _items(meeting: Meeting) -> list[AgendaItem]:
    chosen = AgendaItem.select(AgendaItem, Matter).join(Matter)
    return list(chosen.where(AgendaItem.meeting == meeting).order_by(AgendaItem.position))


def _topic(number: int, item: AgendaItem) -> str:
    urgent = f"（急事加议：{item.urgent_reason}）" if item.urgent_reason else ""
    return f"{number}. {item.matter.public_title}{urgent}\n{_RESULTS[item.state](item)}"


def _resolved(item: AgendaItem) -> str:
    made = Resolution.select(Resolution, Organisation).join(Organisation).where(Resolution.item == item).get()
    counts = f"同意{made.in_favour}人，不同意{made.against}人，弃权{made.abstained}人"
    who = f"{made.organisation.name}（{made.person_name}）"
    return f"形成决议：{made.public_text}\n{counts}。由{who}办理，{_day(made.due_on)}前办好。"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


_RESULTS: Mapping[ItemState, Callable[[AgendaItem], str]] = MappingProxyType(
    {
        ItemState.LISTED: lambda item: "还没有议。",
        ItemState.RESOLVED: _resolved,
        ItemState.DEFERRED: lambda item: f"下次再议：{item.result_text}",
        ItemState.REFUSED: lambda item: f"不采纳：{item.result_text}",
        ItemState.EXPLAINED: lambda item: f"解释说明：{item.result_text}",
        ItemState.HANDED_ON: lambda item: f"交去办：{item.result_text}",
    }
)
