"""吹哨报到: called, come, told, confirmed and rated; late is kept, and one of two who race wins."""

from datetime import datetime, timedelta

import pytest

from portal.domain.notices import NoticeKind
from portal.domain.permissions import THE_CLOCK, Grant, Role
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import VenueKind
from portal.models import CallReport, MatterEvent, Notice, NoticeGroup, Venue, Whistle, WhistleCall
from portal.models.places import OrganisationKind
from portal.models.whistles import CallStep, CheckInWay
from portal.services import places, say, whistle
from portal.services.say import Draft
from tests.conftest import MORNING, _person

AN_HOUR = timedelta(hours=1)
NIGHT = datetime(2026, 11, 3, 22, 15)
PLACE = "7号楼东侧"


@pytest.fixture
def fire(town):
    return places.add_organisation("消防大队", OrganisationKind.DEPARTMENT, town.district)


@pytest.fixture
def blow(occasion, town, fire):
    """A whistle of the worker, for the city management and the fire brigade."""

    def blown(who="worker", at=MORNING, organisations=None, community=None, **more):
        called = [town.city_management.id, fire.id] if organisations is None else organisations
        words = "消防通道又被杂物堵死，请来人一起清。"
        return whistle.blow(occasion(who, at), community or town.community, called, words, PLACE, **more)

    return blown


@pytest.fixture
def call_of(town):
    def of(blown, organisation=None):
        return WhistleCall.get(
            WhistleCall.whistle == blown,
            WhistleCall.organisation == (organisation or town.city_management),
        )

    return of


def refused(rule):
    return pytest.raises(Refusal, match=f"^{rule.value}$")


def last_event(matter):
    return MatterEvent.select().where(MatterEvent.matter == matter).order_by(MatterEvent.id.desc()).get()


def test_each_department_has_its_clock_of_hours(blow, call_of, fire):
    blown, urgent = blow(), blow(urgent=True)
    assert {call_of(blown).due_at, call_of(blown, fire).due_at} == {MORNING + 24 * AN_HOUR}
    assert call_of(urgent).due_at == MORNING + 2 * AN_HOUR


def test_only_the_community_and_the_street_whistle(blow, town):
    assert blow("street_officer").community_id == town.community.id
    for who in ("stranger", "handler", "grid_member", "resident", "auditor"):
        with refused(Rule.NOT_ALLOWED):
            blow(who)


def test_a_whistle_calls_departments_that_there_are(blow, town):
    with refused(Rule.NOBODY_CALLED):
        blow(organisations=[])
    for other in (town.property_manager.id, 9999):
        with refused(Rule.UNKNOWN_CHOICE):
            blow(organisations=[other])


def test_a_whistle_says_where(occasion, town):
    with pytest.raises(Refusal) as refusal:
        whistle.blow(occasion("worker"), town.community, [town.city_management.id], "来人", "")
    assert (refusal.value.rule, refusal.value.facts["field"]) == (Rule.EMPTY_TEXT, "place")


def test_a_whistle_about_a_matter_stands_on_its_road(blow, lamp, town):
    blow(matter=lamp)
    event = last_event(lamp)
    assert (event.action, event.public) == (Action.WHISTLE, True)
    assert event.public_text == f"{PLACE}：消防通道又被杂物堵死，请来人一起清。"
    assert event.data["departments"] == ["城管中队", "消防大队"]
    assert event.data["due_at"] == (MORNING + 24 * AN_HOUR).isoformat()


def test_what_is_said_of_a_private_matter_stays_in_the_house(blow, call_of, occasion, town):
    draft = Draft("邻居家里吵得厉害。", town.building.id, private=True)
    quiet = say.raise_matter(occasion(), draft).matter
    whistle.check_in(occasion("handler"), call_of(blow(matter=quiet)), "来人了")
    events = MatterEvent.select().where(MatterEvent.matter == quiet, MatterEvent.action != Action.RAISE)
    assert [event.public for event in events] == [False, False]


def test_a_matter_of_another_community_is_not_whistled_for_here(blow, lamp, town):
    with refused(Rule.OTHER_COMMUNITY):
        blow("street_officer", community=town.neighbour, matter=lamp)


def test_a_matter_that_has_ended_is_not_whistled_for(blow, lamp, occasion):
    say.refuse(occasion("worker"), lamp, "不在小区里。")
    with refused(Rule.WRONG_STATE):
        blow(matter=lamp)
    assert Whistle.select().count() == 0


def test_the_department_comes_and_says_what_it_does(blow, call_of, occasion, lamp, cast):
    call = whistle.check_in(occasion("handler", MORNING + AN_HOUR), call_of(blow(matter=lamp)), "带了两个人")
    assert (call.checked_in_at, call.way) == (MORNING + AN_HOUR, CheckInWay.PAGE)
    assert call.checked_in_by_id == cast["handler"].person_id
    event = last_event(lamp)
    assert (event.action, event.public_text) == (Action.CHECK_IN, "带了两个人")
    assert event.data == {"late": False, "way": "page", "department": "城管中队"}


def test_late_is_kept_and_not_refused(blow, call_of, occasion, lamp):
    whistle.check_in(occasion("handler", MORNING + 30 * AN_HOUR), call_of(blow(matter=lamp)), "来晚了")
    assert last_event(lamp).data["late"] is True


def test_nobody_of_another_organisation_checks_in(blow, call_of, occasion, fire, town, cast):
    call = call_of(blow(), fire)
    for who in ("handler", "worker", "street_officer"):
        with refused(Rule.NOT_ALLOWED):
            whistle.check_in(occasion(who), call, "我们来了")
    cast["fireman"] = _person("雷振宇", Grant(Role.DEPARTMENT_HANDLER, town.district.path, fire.id))
    assert whistle.check_in(occasion("fireman"), call, "到了").checked_in_at == MORNING


def test_of_two_who_come_at_once_one_wins(blow, call_of, occasion):
    first = second = call_of(blow())
    whistle.check_in(occasion("handler"), first, "到了")
    with refused(Rule.CHECKED_IN_ALREADY):
        whistle.check_in(occasion("handler"), second, "也到了")
    assert [report.text for report in CallReport.select()] == ["到了"]


def test_the_code_of_the_venue_shows_that_one_is_there(blow, call_of, occasion, town):
    hall = {
        "kind": VenueKind.DELIBERATION_HALL,
        "community": town.community,
        "address": "",
        "opening_hours": "",
    }
    here = Venue.create(code="HALL22", name="议事厅", **hall)
    Venue.create(code="OTHER2", name="观察站", **hall)
    call = call_of(blow(venue_id=here.id))
    with refused(Rule.OTHER_VENUE):
        whistle.check_in_by_code(occasion("handler"), call, "OTHER2", "到了")
    came = whistle.check_in_by_code(occasion("handler"), call, " hall22", "到了")
    assert came.way is CheckInWay.VENUE_CODE
    with refused(Rule.OTHER_VENUE):
        whistle.check_in_by_code(occasion("handler"), call_of(blow()), "HALL22", "到了")


def test_a_venue_of_another_community_is_no_place_for_it(blow, town):
    hall = {"kind": VenueKind.DELIBERATION_HALL, "address": "", "opening_hours": ""}
    there = Venue.create(code="THERE2", name="和川议事厅", community=town.neighbour, **hall)
    with refused(Rule.UNKNOWN_CHOICE):
        blow(venue_id=there.id)


def test_progress_is_said_between_coming_and_confirming(blow, call_of, occasion):
    call = call_of(blow())
    with refused(Rule.NOT_CHECKED_IN):
        whistle.say_what_is_done(occasion("handler"), call, "清了一半")
    call = whistle.check_in(occasion("handler"), call, "到了")
    whistle.say_what_is_done(occasion("handler"), call, "清了一半")
    whistle.confirm(occasion("worker"), WhistleCall.get_by_id(call.id), 5)
    with refused(Rule.STALE):
        whistle.say_what_is_done(occasion("handler"), call, "又清了一点")
    said = [(report.step, report.text) for report in CallReport.select().order_by(CallReport.id)]
    assert said == [(CallStep.CHECKED_IN, "到了"), (CallStep.PROGRESS, "清了一半"), (CallStep.CONFIRMED, "")]


def test_the_whistle_is_over_when_every_department_is_confirmed(blow, call_of, occasion, fire, town, cast):
    cast["fireman"] = _person("雷振宇", Grant(Role.DEPARTMENT_HANDLER, town.district.path, fire.id))
    blown = blow()
    ours = whistle.check_in(occasion("handler"), call_of(blown), "到了")
    theirs = whistle.check_in(occasion("fireman"), call_of(blown, fire), "到了")
    whistle.confirm(occasion("secretary"), ours, 4, "来得快")
    assert Whistle.get_by_id(blown.id).closed_at is None
    whistle.confirm(occasion("worker", MORNING + AN_HOUR), theirs, 5)
    assert Whistle.get_by_id(blown.id).closed_at == MORNING + AN_HOUR


def test_the_caller_alone_confirms_once_with_a_rating_of_five(blow, call_of, occasion):
    call = call_of(blow())
    with refused(Rule.NOT_CHECKED_IN):
        whistle.confirm(occasion("worker"), call, 5)
    call = whistle.check_in(occasion("handler"), call, "到了")
    for who in ("handler", "stranger"):
        with refused(Rule.NOT_ALLOWED):
            whistle.confirm(occasion(who), call, 5)
    for rating in (0, 6):
        with refused(Rule.UNKNOWN_CHOICE):
            whistle.confirm(occasion("worker"), call, rating)
    whistle.confirm(occasion("worker"), call, 5)
    with refused(Rule.STALE):
        whistle.confirm(occasion("secretary"), call, 1)


def test_where_nobody_came_the_call_stands_open_again_under_its_old_clock(blow, call_of, occasion, lamp):
    call = whistle.check_in(occasion("handler"), call_of(blow(matter=lamp)), "到了")
    with refused(Rule.EMPTY_TEXT):
        whistle.reject(occasion("worker"), call, " ")
    again = whistle.reject(occasion("worker"), call, "楼下没有见到人")
    assert (again.checked_in_at, again.way, again.due_at) == (None, None, MORNING + 24 * AN_HOUR)
    assert last_event(lamp).data == {"came": False, "department": "城管中队"}
    assert whistle.check_in(occasion("handler"), again, "这回到了").checked_in_at == MORNING
    with refused(Rule.STALE):
        whistle.reject(occasion("worker"), _confirmed_meanwhile(call), "没来")


def _confirmed_meanwhile(call):
    """The call as somebody read it before a colleague confirmed it."""
    stale = WhistleCall.get_by_id(call.id)
    WhistleCall.update(confirmed_at=MORNING).where(WhistleCall.id == call.id).execute()
    return stale


def test_a_matter_that_ended_meanwhile_holds_nobody_up(blow, call_of, occasion, lamp):
    call = call_of(blow(matter=lamp))
    say.refuse(occasion("worker"), lamp, "不在小区里。")
    assert whistle.check_in(occasion("handler"), call, "到了").checked_in_at == MORNING
    assert last_event(lamp).action is Action.REFUSE


@pytest.fixture
def group(town):
    return NoticeGroup.create(
        name="城管承办群",
        area=town.district,
        organisation=town.city_management,
        address="wecombot://a-key",
        kinds=[NoticeKind.WHISTLE, NoticeKind.WARNING],
    )


def test_the_departments_groups_are_told_and_only_urgently_by_night(blow, group):
    blow(at=NIGHT)
    blow(at=NIGHT, urgent=True)
    told = list(Notice.select().order_by(Notice.id))
    assert [(each.kind, each.group_id) for each in told] == [
        (NoticeKind.WHISTLE, group.id),
        (NoticeKind.URGENT_WHISTLE, group.id),
    ]
    assert [each.due_at for each in told] == [datetime(2026, 11, 4, 8), NIGHT]


def test_the_notice_of_a_private_matter_says_where_and_not_what(blow, group, occasion, town):
    quiet = say.raise_matter(occasion(), Draft("邻居家里吵。", town.building.id, private=True)).matter
    blow(matter=quiet)
    facts = Notice.get(Notice.group == group).facts
    assert (facts["place"], facts["about"]) == (PLACE, "")


def test_who_has_not_come_in_time_is_reminded_once(blow, group, occasion, cast):
    cast["clock"] = THE_CLOCK
    blow()
    assert whistle.remind_late(occasion("clock", MORNING + 24 * AN_HOUR)) == 0
    assert whistle.remind_late(occasion("clock", MORNING + 25 * AN_HOUR)) == 1
    assert whistle.remind_late(occasion("clock", MORNING + 48 * AN_HOUR)) == 0
