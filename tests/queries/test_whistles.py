"""Who sees which whistles and warnings, in which order, and what the figures of a period are made of."""

from datetime import date, datetime, timedelta

import pytest

from portal.domain.early_warning import Met, RiskEnd
from portal.domain.terms import MatterKind
from portal.models import EarlyWarning, WhistleCall
from portal.queries.rows import rows
from portal.queries.waited_for import counted_calls
from portal.queries.warnings import met_between, risks_for
from portal.queries.whistles import answered_between, calls_from, calls_to, departments_of, said_on
from portal.services import say, warn, whistle
from portal.services.say import Draft
from tests.conftest import MORNING

AN_HOUR = timedelta(hours=1)
NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def blow(occasion, town):
    def blown(place="东门", at=MORNING):
        called = [town.city_management.id]
        made = whistle.blow(occasion("worker", at), town.community, called, "来清一清。", place)
        return WhistleCall.get(WhistleCall.whistle == made)

    return blown


@pytest.fixture
def risk(occasion, town):
    def raised(at=MORNING, private=False):
        draft = Draft("外墙要掉。", town.building.id, kind=MatterKind.RISK, private=private)
        return EarlyWarning.get(EarlyWarning.matter == say.raise_matter(occasion(at=at), draft).matter)

    return raised


def test_a_department_sees_what_waits_for_it_first(blow, occasion, cast):
    done, later, sooner = blow("甲"), blow("乙", MORNING + 3 * AN_HOUR), blow("丙", MORNING + AN_HOUR)
    whistle.confirm(occasion("worker"), whistle.check_in(occasion("handler"), done, "到了"), 5)
    ours = departments_of(cast["handler"])
    assert [call.place for call in calls_to(ours)] == ["丙", "乙", "甲"]
    assert {call.id for call in calls_to(ours)} == {done.id, later.id, sooner.id}
    assert (departments_of(cast["worker"]), calls_to([])) == ([], [])


def test_the_community_and_those_above_see_their_own_whistles(blow, cast):
    blow()
    seeing = [who for who in cast if calls_from(cast[who])]
    assert seeing == ["worker", "secretary", "street_officer", "auditor"]


def test_what_was_said_stands_with_its_call(blow, occasion):
    call = whistle.check_in(occasion("handler"), blow(), "到了")
    whistle.say_what_is_done(occasion("handler"), call, "清完了")
    assert [(said.name, said.text) for said in said_on([call.id])[call.id]] == [
        ("赵强", "到了"),
        ("赵强", "清完了"),
    ]


def test_the_figures_are_of_whistles_blown_in_the_period(blow, occasion, town):
    blow(at=datetime(2026, 10, 31, 23, 59))
    whistle.check_in(occasion("handler", MORNING + AN_HOUR), blow(), "到了")
    ((name, calls),) = answered_between(*NOVEMBER, town.community.id).items()
    (call,) = calls
    assert (name, call.blown_at, call.checked_in_at) == ("城管中队", MORNING, MORNING + AN_HOUR)
    assert answered_between(*NOVEMBER, town.neighbour.id) == {}


def test_what_was_called_off_is_nobodys_call_and_waits_for_nobody(blow, occasion, cast, town):
    off, waiting = blow("甲"), blow("乙")
    whistle.call_off(occasion("worker"), off.whistle, "吹错了")
    assert {name: len(calls) for name, calls in answered_between(*NOVEMBER, None).items()} == {"城管中队": 1}
    ours = departments_of(cast["handler"])
    assert [(call.place, call.called_off) for call in calls_to(ours)] == [("乙", ""), ("甲", "吹错了")]
    assert rows(counted_calls(cast["handler"])) == [(1,)]
    assert waiting.id == calls_to(ours)[0].id


def test_who_was_late_when_it_was_called_off_stays_late(blow, occasion):
    call = blow("甲")
    too_late = call.due_at + timedelta(minutes=1)
    whistle.call_off(occasion("worker", too_late), call.whistle, "不用了")
    (answered,) = answered_between(*NOVEMBER, None)["城管中队"]
    assert (answered.due_at, answered.checked_in_at) == (call.due_at, None)


def test_what_waits_is_shown_however_much_is_over(blow, cast):
    waiting = blow("甲")
    over = [blow("乙") for _ in range(60)]
    WhistleCall.update(confirmed_at=MORNING).where(WhistleCall.id.in_(over)).execute()
    assert calls_to(departments_of(cast["handler"]))[0].id == waiting.id


def test_those_of_the_area_see_its_risks_and_the_open_ones_first(risk, occasion, cast):
    first, second = risk(), risk(MORNING + AN_HOUR)
    warn.settle_warning(occasion("worker"), second, RiskEnd.EARLY, "加固了")
    assert [each.id for each in risks_for(cast["grid_member"])] == [first.id, second.id]
    seeing = [who for who in cast if risks_for(cast[who])]
    assert seeing == ["grid_member", "worker", "secretary", "street_officer", "auditor"]


def test_a_warning_counts_from_when_the_first_took_notice(risk, occasion, town):
    warning = risk()
    warn.acknowledge(occasion("worker", MORNING + AN_HOUR), warning)
    warn.acknowledge(occasion("grid_member", MORNING + 2 * AN_HOUR), warning)
    assert met_between(*NOVEMBER, None) == [Met(MORNING, MORNING + AN_HOUR, None)]
    assert met_between(*NOVEMBER, town.neighbour.id) == []


def test_what_was_taken_back_was_no_risk_found(risk, occasion, cast):
    say.withdraw(occasion(), risk().matter, shown_code=True)
    assert (met_between(*NOVEMBER, None), risks_for(cast["worker"])) == ([], [])
