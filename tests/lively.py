"""A neighbourhood in which something hangs in every column: two months of it, told through the services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from portal.domain.occasion import Occasion
from portal.domain.rating import Score
from portal.domain.terms import Capacity, Channel
from portal.models import AgendaItem, Matter, Meeting
from portal.services import agenda, attend, deliberate, handle, publish, rate, say
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from portal.services.say import Draft
from tests.conftest import Town

Occasions = Callable[..., Occasion]

RAISED = datetime(2026, 10, 9, 10, 0)
MEETING_DAY = datetime(2026, 10, 30, 19, 0)
TEN_PRESENT = [Attendee(f"到会{number}", Capacity.RESIDENT) for number in range(1, 11)]


@dataclass(frozen=True)
class Lively:
    """What hangs where on the morning of the tests."""

    lamp: Matter  # 说: waits for its answer
    bench: Matter  # 说: in the topic pool
    wall: Matter  # 议: on the agenda of the 15th of November
    chargers: Matter  # 办: resolved by the meeting of the 30th of October
    billboard: Matter  # 办: assigned straight away, overdue
    photo: Matter  # 评: answered on the spot
    green: Matter  # 晒: done, rated by three, published
    refused: Matter  # 晒: refused with its reason
    held: Meeting
    ahead: Meeting


def lively(town: Town, occasion: Occasions) -> Lively:
    """Fills the town."""
    held, ahead = _plan(town, occasion)
    chargers = _raised(town, occasion, "电动车充电桩装在哪、谁来管？楼道里充电太危险了。", place="6号楼东侧")
    green = _raised(town, occasion, "院里空地能不能改成孩子玩的绿地？", place="3号楼前")
    refused = _raised(town, occasion, "请社区直接免了今年的物业费。")
    for matter in (chargers, green):
        say_support(occasion, matter, 4)
        agenda.list_topic(occasion("worker", at=RAISED), matter, held)
    say.refuse(occasion("worker", at=RAISED), refused, "物业费由业主和物业公司约定。", "elsewhere")
    _hold(town, occasion, held)
    _finish(occasion, green)
    billboard = _raised(town, occasion, "商铺广告牌松动，风大会掉下来。", place="东门外")
    handle.assign(occasion("worker", at=RAISED), billboard, Order(town.city_management.id, "赵强", 5))
    at = datetime(2026, 10, 30, 9, 0)
    photo = _raised(town, occasion, "老人办证拍照要跑很远，能不能上门拍？", at=at)
    say.answer(occasion("worker", at=at), photo, "这周四下午上门拍，不用跑了。")
    wall = _raised(town, occasion, "3号楼外墙渗水怎么修、钱怎么出？", place="3号楼", at=at)
    agenda.list_topic(occasion("worker", at=at), wall, ahead)
    bench = _raised(town, occasion, "想在楼下加两个长椅。", at=at)
    say.pool(occasion("worker", at=at), bench)
    lamp = _raised(town, occasion, "7号楼前路灯晚上不亮，老人出门看不清。", at=datetime(2026, 11, 2, 9, 0))
    matters = (lamp, bench, wall, chargers, billboard, photo, green, refused)
    return Lively(*(Matter.get_by_id(matter.id) for matter in matters), held, ahead)


def _raised(town: Town, occasion: Occasions, words: str, place: str = "", at: datetime = RAISED) -> Matter:
    draft = Draft(words=words, area_id=town.community.id, place=place, name="林小雨", channel=Channel.WEB)
    return say.raise_matter(occasion("nobody", at=at), draft).matter


def say_support(occasion: Occasions, matter: Matter, times: int) -> None:
    for number in range(times):
        say.support(occasion("nobody", at=RAISED), matter, f"browser-{number}")


def _plan(town: Town, occasion: Occasions) -> tuple[Meeting, Meeting]:
    planned = agenda.plan_meetings(occasion("worker", at=RAISED), town.community, until=date(2026, 11, 20))
    by_day = {meeting.day: meeting for meeting in planned}
    return by_day[date(2026, 10, 30)], by_day[date(2026, 11, 15)]


def _hold(town: Town, occasion: Occasions, meeting: Meeting) -> None:
    agenda.publish_agenda(occasion("secretary", at=datetime(2026, 10, 20, 9, 0)), meeting)
    now = occasion("secretary", at=MEETING_DAY)
    attend.record_attendance(now, meeting, TEN_PRESENT)
    deliberate.open_meeting(now, meeting)
    order = Order(town.committee.id, "王建国", 15, partner_ids=(town.property_manager.id,))
    for item in AgendaItem.select().where(AgendaItem.meeting == meeting).order_by(AgendaItem.position):
        deliberate.resolve(now, item, ResolutionDraft("照大家商量的办。", order, in_favour=9, against=1))
    deliberate.close_meeting(now, meeting)


def _finish(occasion: Occasions, matter: Matter) -> None:
    done = occasion("worker", at=datetime(2026, 11, 2, 16, 0))
    matter = handle.complete(done, Matter.get_by_id(matter.id), "“顽童绿地”已经铺好，周末就能用。")
    for number in range(2):
        rate.rate_matter(done, matter, f"browser-{number}", Score(5, 4, 5, 5), satisfied=True)
    rate.rate_matter(done, matter, rate.PROPOSER, Score(4, 4, 5, 5), satisfied=True, shown_code=True)
    words = (matter.public_title, matter.public_body, matter.public_place)
    publish.publish(occasion("secretary", at=datetime(2026, 11, 2, 17, 0)), matter, *words)
