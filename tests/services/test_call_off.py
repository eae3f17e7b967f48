"""A whistle blown by mistake: called off before anybody comes, told to departments, and said on the road."""

from datetime import datetime, timedelta

import pytest

from portal.domain.notices import NoticeKind
from portal.domain.permissions import THE_CLOCK
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import MatterEvent, Notice, NoticeGroup, WhistleCall
from portal.services import say, whistle
from tests.conftest import MORNING

AN_HOUR = timedelta(hours=1)
NIGHT = datetime(2026, 11, 3, 22, 15)


@pytest.fixture
def blow(occasion, town):
    """A whistle of the worker for the city management."""

    def blown(at=MORNING, **more):
        called = [town.city_management.id]
        return whistle.blow(occasion("worker", at), town.community, called, "来清一清。", "7号楼", **more)

    return blown


def call_of(blown):
    return WhistleCall.get(WhistleCall.whistle == blown)


def refused(rule):
    return pytest.raises(Refusal, match=f"^{rule.value}$")


def last_event(matter):
    return MatterEvent.select().where(MatterEvent.matter == matter).order_by(MatterEvent.id.desc()).get()


def test_a_whistle_blown_by_mistake_is_called_off_and_its_road_says_why(blow, occasion, lamp):
    blown = whistle.call_off(occasion("secretary", MORNING + AN_HOUR), blow(matter=lamp), "吹错了门牌。")
    assert blown.closed_at == MORNING + AN_HOUR
    event = last_event(lamp)
    assert (event.action, event.public_text) == (Action.CALL_OFF_WHISTLE, "吹错了门牌。")
    assert event.data == {"departments": ["城管中队"]}


def test_only_who_may_whistle_calls_off_once_and_says_why(blow, occasion):
    blown = blow()
    for who in ("stranger", "handler", "grid_member", "auditor"):
        with refused(Rule.NOT_ALLOWED):
            whistle.call_off(occasion(who), blown, "吹错了")
    with refused(Rule.REASON_MISSING):
        whistle.call_off(occasion("worker"), blown, " ")
    whistle.call_off(occasion("worker"), blown, "吹错了")
    with refused(Rule.STALE):
        whistle.call_off(occasion("secretary"), blown, "吹错了")


def test_what_somebody_came_for_is_not_called_off(blow, occasion):
    blown = blow()
    whistle.check_in(occasion("handler"), call_of(blown), "到了")
    with refused(Rule.SOMEBODY_CAME):
        whistle.call_off(occasion("worker"), blown, "吹错了")
    whistle.reject(occasion("worker"), call_of(blown), "没有见到人")
    assert whistle.call_off(occasion("worker"), blown, "吹错了").called_off_because == "吹错了"


def test_nobody_checks_in_to_what_was_called_off(blow, occasion):
    blown = blow()
    whistle.call_off(occasion("worker"), blown, "吹错了")
    with refused(Rule.WHISTLE_CALLED_OFF):
        whistle.check_in(occasion("handler"), call_of(blown), "到了")


def test_a_matter_that_ended_says_that_nobody_need_come(blow, occasion, lamp):
    blown = blow(matter=lamp)
    say.refuse(occasion("worker"), lamp, "不在小区里。")
    whistle.call_off(occasion("worker"), blown, "不归小区管，不用来了。")
    assert last_event(lamp).action is Action.CALL_OFF_WHISTLE


def test_the_department_is_told_that_it_need_not_come_and_not_that_it_is_late(blow, occasion, town, cast):
    cast["clock"] = THE_CLOCK
    group = NoticeGroup.create(
        name="城管承办群",
        area=town.district,
        organisation=town.city_management,
        address="wecombot://a-key",
        kinds=[NoticeKind.WHISTLE],
    )
    whistle.call_off(occasion("worker", NIGHT), blow(at=NIGHT, urgent=True), "吹错了，打13800138000问我。")
    told = Notice.select().order_by(Notice.id.desc()).get()
    assert (told.kind, told.group_id, told.due_at) == (NoticeKind.URGENT_WHISTLE, group.id, NIGHT)
    assert (told.facts["called_off"], told.facts["about"]) == (True, "吹错了，打138****8000问我。")
    assert whistle.remind_late(occasion("clock", NIGHT + 25 * AN_HOUR)) == 0
