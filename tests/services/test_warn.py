"""预警: a risk is told at once to those concerned; they take notice, and how it ended is kept."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from portal.domain.early_warning import RiskEnd
from portal.domain.notices import NoticeKind
from portal.domain.permissions import THE_CLOCK
from portal.domain.policy import WarningRules
from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.domain.terms import MatterKind
from portal.models import EarlyWarning, Matter, MatterEvent, Notice, NoticeGroup, Person, Warned
from portal.models.warnings import WarnedRole
from portal.queries.office_figures import figures
from portal.services import say, warn
from portal.services.classify import Filed, classify
from portal.services.contacts import phone_columns
from portal.services.say import Draft
from tests.conftest import MORNING

NIGHT = datetime(2026, 11, 3, 22, 15)
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def of_book(occasion):
    """An occasion under a rule book that names the city management."""

    def of(who="nobody", at=MORNING, **more):
        given = occasion(who, at)
        return replace(
            given, book=replace(given.book, warning=WarningRules(("城管中队", "无此单位"))), **more
        )

    return of


@pytest.fixture
def risk(of_book, town):
    def raised(who="nobody", at=MORNING, **more):
        draft = Draft("7号楼外墙瓷砖松了，要掉下来。", town.building.id, kind=MatterKind.RISK)
        return say.raise_matter(of_book(who, at, **more), draft).matter

    return raised


@pytest.fixture
def warning(risk):
    return EarlyWarning.get(EarlyWarning.matter == risk())


def roles(warning):
    return [(each.role, each.person_id, each.organisation_id) for each in Warned.select().order_by(Warned.id)]


def events(matter, action):
    found = MatterEvent.select().where(MatterEvent.matter == matter, MatterEvent.action == action)
    return list(found.order_by(MatterEvent.id))


def test_a_risk_goes_to_its_grid_the_community_and_the_departments_named(warning, cast, town):
    assert roles(warning) == [
        (WarnedRole.GRID, cast["grid_member"].person_id, None),
        (WarnedRole.COMMUNITY, None, None),
        (WarnedRole.DEPARTMENT, None, town.city_management.id),
    ]
    assert warning.acknowledge_by == MORNING + 4 * AN_HOUR
    (event,) = events(warning.matter, Action.WARN)
    assert event.data == {"roles": ["grid", "community", "department"], "departments": ["城管中队"]}


def test_what_is_no_risk_warns_of_nothing_and_asks_nothing_more(of_book, town, queries_of):
    with queries_of() as queries:
        say.raise_matter(of_book(), Draft("路灯坏了。", town.building.id))
    asked = " ".join(queries)
    assert EarlyWarning.select().count() == 0
    assert not any(table in asked for table in ("early_warning", "warned", "role_holding"))


def test_what_happened_elsewhere_is_told_to_nobody(risk):
    risk(quietly=True)
    assert EarlyWarning.select().count() == 0


def test_a_matter_that_turns_out_to_be_a_risk_warns_once(lamp, of_book):
    filed = Filed(lamp.category_id, MatterKind.RISK, lamp.area_id, lamp.private)
    matter = classify(of_book("worker", MORNING + AN_HOUR), lamp, filed)
    assert EarlyWarning.get().warned_at == MORNING + AN_HOUR
    classify(of_book("worker"), matter, replace(filed, kind=MatterKind.REQUEST))
    classify(of_book("worker"), matter, filed)
    assert EarlyWarning.select().count() == 1


def test_everybody_warned_takes_notice_for_oneself_once(warning, of_book):
    assert warn.acknowledge(of_book("grid_member", MORNING + AN_HOUR), warning) == 1
    assert warn.acknowledge(of_book("secretary"), warning) == 1
    assert warn.acknowledge(of_book("worker"), warning) == 0
    assert warn.acknowledge(of_book("handler"), warning) == 1
    told = [event.data["role"] for event in events(warning.matter, Action.ACKNOWLEDGE)]
    assert told == ["grid", "community", "department"]
    first = Warned.get(Warned.role == WarnedRole.GRID)
    assert first.acknowledged_at == MORNING + AN_HOUR


def test_the_desk_counts_what_one_was_warned_of_until_it_was_noticed_or_taken_back(
    warning, risk, of_book, cast
):
    def to_notice():
        return [figures(cast[who], MORNING.date()).to_notice for who in ("secretary", "handler", "stranger")]

    assert to_notice() == [1, 1, 0]
    warn.acknowledge(of_book("secretary"), warning)
    assert to_notice() == [0, 1, 0]
    say.withdraw(of_book(), Matter.get_by_id(warning.matter_id), shown_code=True)
    assert to_notice() == [0, 0, 0]


def test_who_was_not_warned_takes_no_notice(warning, of_book):
    for who in ("stranger", "resident", "auditor", "street_officer"):
        with pytest.raises(Refusal, match="not_warned"):
            warn.acknowledge(of_book(who), warning)


def test_how_it_ended_is_said_once_with_words(warning, of_book):
    with pytest.raises(Refusal, match="empty_text"):
        warn.settle_warning(of_book("worker"), warning, RiskEnd.EARLY, " ")
    ended = warn.settle_warning(
        of_book("grid_member", MORNING + AN_HOUR), warning, RiskEnd.EARLY, "拉了警戒线"
    )
    assert (ended.end, ended.ended_at, ended.words) == (RiskEnd.EARLY, MORNING + AN_HOUR, "拉了警戒线")
    with pytest.raises(Refusal, match="stale"):
        warn.settle_warning(of_book("worker"), warning, RiskEnd.LATE, "掉下来了")
    (event,) = events(warning.matter, Action.SETTLE_WARNING)
    assert (event.data, event.public_text) == ({"end": "early"}, "拉了警戒线")
    with pytest.raises(Refusal, match="not_allowed"):
        warn.settle_warning(of_book("stranger"), warning, RiskEnd.EARLY, "没事")


def test_a_risk_is_settled_after_its_matter_has_ended(warning, of_book):
    say.refuse(of_book("worker"), Matter.get_by_id(warning.matter_id), "已由业主自行处理。")
    assert warn.acknowledge(of_book("worker"), warning) == 1
    assert warn.settle_warning(of_book("worker"), warning, RiskEnd.NO_RISK, "看过了").end is RiskEnd.NO_RISK
    assert events(warning.matter, Action.ACKNOWLEDGE) == []


def test_groups_and_persons_are_told_at_any_hour_and_the_late_once_more(risk, of_book, town, cast):
    number = phone_columns("13800138000")
    Person.update(**number).where(Person.id == cast["grid_member"].person_id).execute()
    groups = {"address": "wecombot://a-key", "kinds": [NoticeKind.WARNING]}
    NoticeGroup.create(name="社区群", area=town.community, **groups)
    NoticeGroup.create(name="城管群", area=town.district, organisation=town.city_management, **groups)
    risk(at=NIGHT)
    told = list(Notice.select().where(Notice.kind == NoticeKind.WARNING))
    assert (len(told), {each.due_at for each in told}) == (3, {NIGHT})
    warn.acknowledge(of_book("worker", NIGHT + AN_HOUR), EarlyWarning.get())
    late = replace(of_book("nobody", NIGHT + 5 * AN_HOUR), actor=THE_CLOCK)
    assert (warn.remind_late(late), warn.remind_late(late)) == (2, 0)


def test_a_risk_that_was_taken_back_is_not_reminded_of(risk, of_book, town):
    groups = {"address": "wecombot://a-key", "kinds": [NoticeKind.WARNING]}
    NoticeGroup.create(name="社区群", area=town.community, **groups)
    say.withdraw(of_book(), risk(), shown_code=True)
    assert warn.remind_late(of_book(at=MORNING + 5 * AN_HOUR)) == 0


def test_who_it_was_that_took_notice_is_not_public(warning, of_book):
    warn.acknowledge(of_book("grid_member"), warning)
    (event,) = events(warning.matter, Action.ACKNOWLEDGE)
    assert "陈晨" not in str(event.data) + event.public_text
