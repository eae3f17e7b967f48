"""What people say in a meeting before an item is settled: it is called up, and two of those present speak."""

from portal.demo.cases import voices
from portal.demo.story import chance
from portal.domain.occasion import Occasion
from portal.models import AgendaItem, Attendance
from portal.services import remark


def talk_about(occasion: Occasion, earlier: Occasion, item: AgendaItem) -> None:
    """Calls the item up and notes what is said.

    Args:
        earlier: the chair, when the item was called up.
    """
    remark.call_up(earlier, item)
    drawn = chance("talk", item.id)
    here = list(Attendance.select().where(Attendance.meeting == item.meeting_id).order_by(Attendance.id))
    said = drawn.sample(voices()["talk"], 2)
    for number, (speaker, words) in enumerate(zip(drawn.sample(here, 2), said, strict=True)):
        remark.note_remark(occasion, item, speaker, words, f"talk-{item.id}-{number}")
