"""Topics before their meeting in the demonstration place, a list that was mended, and tasks from above."""

from dataclasses import replace
from datetime import datetime, timedelta

from portal.demo.people import Town, Ward
from portal.domain.admission import NOT_LISTED
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.policy import RuleBook
from portal.domain.stages import State
from portal.domain.terms import Channel, Reach, Urgency
from portal.models import Area, Matter, Task
from portal.models.rules import ListName
from portal.queries.officers import officer
from portal.services import lists, say, tasks
from portal.services.grade import grade
from portal.services.prepare import lay_before_the_meeting
from portal.services.say import Draft
from portal.services.tasks import TaskDraft

_DOOR = "3号楼单元门的门禁坏了半个月，晚上谁都推得开，老人不敢一个人在家。"
_FOUND_OUT = "主板烧了，修要八百元，换新的要两千六百元。物业说不在保修里；夜里已经请人多巡一遍。"
_OPTIONS = ("修旧门禁，物业出钱", "换新门禁，动维修资金", "换新门禁，各户摊一点，社区补一半")
_LEDGER = TaskDraft("每周填报楼道照明台账", "请各社区每周一把台账表填好，发到邮箱。")
_VOTES = TaskDraft("组织居民给窗口投票点赞", "本月每个社区不少于300票，截图报来。")
_COUNT = TaskDraft("协助做好六十岁以上老人补贴登记", "名单已随文发下，请核对后盖章报来。")


def lay_out_the_topics(town: Town, book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
    """Just now and in the days before, in the first community."""
    ward = town.wards[0]
    worker = Occasion(ward.worker, now, book, calendar)
    waiting = (Matter.community == ward.quarter.area) & (Matter.state == State.POOLED) & ~Matter.private
    for matter in Matter.select().where(waiting).order_by(Matter.id).limit(1):
        grade(worker, matter, Urgency.ROUTINE, Reach.COMMUNITY)
    door = say.raise_matter(replace(worker, now=now - timedelta(days=2)), _door_of(ward)).matter
    say.pool(worker, door, "要动维修资金，得大家一起定。")
    grade(worker, door, Urgency.URGENT, Reach.ESTATE)
    lay_before_the_meeting(worker, door, _FOUND_OUT, "物业、3号楼楼栋长、派出所", _OPTIONS)
    _mend_a_list(book, calendar, now - timedelta(days=20))
    _send_tasks(town, book, calendar, now)


def _door_of(ward: Ward) -> Draft:
    return Draft(words=_DOOR, area_id=ward.quarter.area.id, place="3号楼", channel=Channel.PHONE)


def _mend_a_list(book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
    actor = officer("street", now)
    if actor is None:
        return
    street = Occasion(actor, now, book, calendar)
    refuses = next(entry for entry in book.tasks if not entry.admits)
    why = "居民代表会议上提出：原来的说法看不出保留清单在哪里查。"
    lists.mend_line(street, ListName.TASKS, refuses.key, "要社区开的证明，国家保留清单以外的", why)
    lists.add_line(street, ListName.TASKS, "要社区工作人员值守的活动、会议充数", False, "去年一年派过六次。")


def _send_tasks(town: Town, book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
    """One is taken on, one is sent back by an entry, one because none admits it, one waits."""
    earlier, ward = now - timedelta(days=6), town.wards[0]
    street, district = officer("street", earlier), officer("district", earlier)
    if street is None or district is None:
        return
    everywhere = [each.quarter.area for each in town.wards]
    asks, orders = (Occasion(actor, earlier, book, calendar) for actor in (street, district))
    answers = Occasion(ward.secretary, now - timedelta(days=4), book, calendar)
    tasks.take_on(answers, _sent(asks, ward.quarter.area, _COUNT))
    repeated = "和九月报的一模一样，要的数网上都有。"
    tasks.refuse_task(answers, _sent(asks, ward.quarter.area, _LEDGER), repeated, "ledgers")
    none_admits = "清单里没有这一项，居民也不愿意。"
    tasks.refuse_task(answers, _sent(orders, ward.quarter.area, _VOTES), none_admits, NOT_LISTED)
    count = TaskDraft("统计沿街店铺门头数量", "三天内报来，表附后。", (now + timedelta(days=5)).date())
    tasks.send_task(Occasion(street, now, book, calendar), everywhere[:2], count)


def _sent(now: Occasion, community: Area, draft: TaskDraft) -> Task:
    (task,) = tasks.send_task(now, [community], draft)
    return task
