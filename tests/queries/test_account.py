"""Anze's reported year in miniature, told through the services: the figures come out exactly."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from portal.domain.quarters import Period
from portal.domain.rating import Score
from portal.models import AgendaItem, Matter, Meeting
from portal.models.meetings import ItemState
from portal.queries.account import first_and_last_session, read_ledger
from portal.services import agenda, attend, deliberate, handle, rate, say
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from portal.services.say import Draft
from tests.lively import TEN_PRESENT

YEAR = Period(2026)
MINIMUM = 3


@pytest.fixture
def year(town, occasion):
    """Three meetings: the 30th of January, the 15th of April, the 30th of October."""
    return Teller(town, occasion)


class Teller:
    """Lets meetings be held and matters be done, by the day."""

    def __init__(self, town, occasion):
        self.town, self.occasion = town, occasion

    def meeting(self, day: date, topics: int) -> list[AgendaItem]:
        early = datetime.combine(day - timedelta(days=20), datetime.min.time()).replace(hour=9)
        worker = self.occasion("worker", at=early)
        planned = agenda.plan_meetings(worker, self.town.community, until=day)
        meeting = next(each for each in planned if each.day == day)
        items = [agenda.list_topic(worker, self.matter(early, number), meeting) for number in range(topics)]
        secretary = self.occasion("secretary", at=early + timedelta(days=10))
        agenda.publish_agenda(secretary, meeting)
        self.evening = self.occasion("secretary", at=datetime.combine(day, meeting.starts_at))
        attend.record_attendance(self.evening, meeting, TEN_PRESENT)
        deliberate.open_meeting(self.evening, meeting)
        return items

    def matter(self, at: datetime, number: int) -> Matter:
        draft = Draft(words=f"第{number}件要商量的事", area_id=self.town.community.id)
        return say.raise_matter(self.occasion("nobody", at=at), draft).matter

    def resolve(self, item: AgendaItem) -> None:
        order = Order(self.town.committee.id, "王建国", 15)
        deliberate.resolve(self.evening, item, ResolutionDraft("照办。", order, in_favour=10))

    def close(self, item: AgendaItem) -> None:
        deliberate.close_meeting(self.evening, Meeting.get_by_id(item.meeting_id))

    def complete(self, item: AgendaItem, day: date) -> Matter:
        at = datetime.combine(day, datetime.min.time()).replace(hour=16)
        return handle.complete(self.occasion("worker", at=at), Matter.get_by_id(item.matter_id), "办好了。")


def figures(account):
    return account.sessions, account.items, account.completed, account.on_time


def test_all_completed_is_exactly_a_hundred_percent(year):
    for day, topics in ((date(2026, 1, 30), 3), (date(2026, 4, 15), 2)):
        items = year.meeting(day, topics)
        for item in items:
            year.resolve(item)
        year.close(items[0])
        for item in items:
            year.complete(item, day + timedelta(days=7))
    ledger = read_ledger(YEAR.first, YEAR.last)
    account = ledger.account(MINIMUM)
    assert figures(account) == (2, 5, 5, 5)
    assert (account.completion_rate, account.on_time_rate) == (Decimal("100.0"), Decimal("100.0"))
    assert figures(ledger.within(Period(2026, 1)).account(MINIMUM)) == (1, 3, 3, 3)
    assert figures(ledger.within(Period(2026, 2)).account(MINIMUM)) == (1, 2, 2, 2)
    assert first_and_last_session() == (date(2026, 1, 30), date(2026, 4, 15))


def test_late_open_refused_and_deferred_items_count_as_what_they_are(year):
    late, still_open, refused, explained, deferred = items = year.meeting(date(2026, 10, 30), 5)
    year.resolve(late)
    year.resolve(still_open)
    deliberate.refuse_item(year.evening, refused, "这件事不归社区管。", "elsewhere")
    deliberate.explain_item(year.evening, explained, "政策不允许，请大家谅解。")
    deliberate.defer(year.evening, deferred, "等消防队来了再议。")
    year.close(items[0])
    year.complete(late, date(2026, 12, 1))
    account = read_ledger(YEAR.first, YEAR.last).account(MINIMUM)
    assert figures(account) == (1, 4, 3, 2)
    assert (account.completion_rate, account.on_time_rate) == (Decimal("75.0"), Decimal("66.6"))


def test_the_account_is_of_one_community_where_it_is_asked_for(year, town):
    (item,) = year.meeting(date(2026, 10, 30), 1)
    year.resolve(item)
    year.close(item)
    whole = read_ledger(YEAR.first, YEAR.last)
    assert figures(whole.within(YEAR, town.community.id).account(MINIMUM)) == (1, 1, 0, 0)
    assert figures(whole.within(YEAR, town.neighbour.id).account(MINIMUM)) == (0, 0, 0, 0)
    assert read_ledger(YEAR.first, YEAR.last, town.neighbour.id).sessions == []


def test_rectification_takes_the_completion_back(year, occasion):
    (item,) = year.meeting(date(2026, 10, 30), 1)
    year.resolve(item)
    year.close(item)
    matter = year.complete(item, date(2026, 11, 3))
    rated = occasion("nobody", at=datetime(2026, 11, 4, 9, 0))
    rate.rate_matter(rated, matter, rate.PROPOSER, Score(1, 1, 1, 1), False, "还是漏水。", shown_code=True)
    account = read_ledger(YEAR.first, YEAR.last).account(1)
    assert figures(account) == (1, 1, 0, 0)
    assert (account.raters, account.satisfaction.overall) == (1, Decimal("1.0"))
    year.complete(item, date(2026, 11, 10))
    assert figures(read_ledger(YEAR.first, YEAR.last).account(MINIMUM)) == (1, 1, 1, 1)


def test_a_meeting_in_session_is_not_yet_held(year):
    (item,) = year.meeting(date(2026, 10, 30), 1)
    year.resolve(item)
    assert AgendaItem.get_by_id(item.id).state is ItemState.RESOLVED
    assert read_ledger(YEAR.first, YEAR.last).items == []
    assert first_and_last_session() is None
