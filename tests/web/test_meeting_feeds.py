"""What telephones and feed readers are told of meetings, read back as they read it."""

import logging
from datetime import UTC, date, datetime, time
from xml.etree.ElementTree import Element, fromstring
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from portal.domain.policy import PassageKind
from portal.models import Matter, Meeting, Passage
from portal.services import agenda
from portal.services.meeting_days import call_off, convene_urgent, move_meeting

CHINA = ZoneInfo("Asia/Shanghai")
ATOM = "{http://www.w3.org/2005/Atom}"
TOPIC = "1. 7号楼前的路灯坏了，晚上老人出门看不清台阶"
CLOSED = datetime(2026, 11, 20, 8, 0)


@pytest.fixture
def meeting(town, occasion, lamp):
    """30 November, with the lamp on its agenda."""
    planned = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.list_topic(occasion("worker"), lamp, planned)
    return planned


def calendar_of(client, address) -> Calendar:
    answer = client.get(address)
    assert answer.content_type == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.data)


def event_of(client, meeting) -> Event:
    (event,) = calendar_of(client, f"/calendars/meeting-{meeting.id}.ics").events
    return event


def feed_of(client, address) -> Element:
    answer = client.get(address)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return fromstring(answer.data)  # noqa: S314 - our own


def texts(feed, name):
    return [element.text for element in feed.iter(ATOM + name)]


def test_a_communitys_calendar_has_its_meetings_in_chinas_time(client, town, meeting):
    calendar = calendar_of(client, f"/calendars/{town.community.id}.ics")
    assert str(calendar["X-WR-CALNAME"]) == "清华园社区议事日"
    assert [zone.tz_name for zone in calendar.timezones] == ["Asia/Shanghai"]
    assert [event.start for event in calendar.events] == [
        datetime(2026, 11, 15, 19, 0, tzinfo=CHINA),
        datetime(2026, 11, 30, 19, 0, tzinfo=CHINA),
    ]
    last = calendar.events[-1]
    assert (str(last["SUMMARY"]), str(last["LOCATION"])) == ("清华园社区 · 说事议事会", "居民说事议事厅")
    assert (last.sequence, str(last["STATUS"])) == (0, "CONFIRMED")
    assert last.url == f"http://localhost/meetings/{meeting.id}"


def test_what_a_calendar_says_of_when_it_was_written_comes_from_the_data(client, meeting):
    event = event_of(client, meeting)
    assert event.stamp == event["LAST-MODIFIED"].dt == datetime(2026, 11, 3, 1, 30, tzinfo=UTC)


def test_a_calendar_that_says_nothing_new_is_the_same_byte_for_byte(client, town, meeting):
    address = f"/calendars/{town.community.id}.ics"
    written = client.get(address).data
    assert written == client.get(address).data
    assert {b"REFRESH-INTERVAL;VALUE=DURATION:PT6H", b"X-PUBLISHED-TTL:PT6H"} < set(written.splitlines())


def test_a_meeting_that_moves_keeps_its_name_and_counts_up(client, meeting, occasion):
    before = event_of(client, meeting)
    move_meeting(occasion("secretary"), meeting, date(2026, 12, 2), time(19, 30), "二楼", "当晚停电。")
    after = event_of(client, meeting)
    assert after["UID"] == before["UID"] == f"meeting-{meeting.id}@anze.yishiting"
    assert (before.sequence, after.sequence) == (0, 1)
    assert after.start == datetime(2026, 12, 2, 19, 30, tzinfo=CHINA)
    assert (str(after["LOCATION"]), str(after["DESCRIPTION"])) == ("二楼", "当晚停电。")


def test_a_meeting_called_off_stays_in_the_calendar_as_cancelled(client, town, meeting, occasion):
    call_off(occasion("secretary"), meeting, "当晚停电。")
    event = calendar_of(client, f"/calendars/{town.community.id}.ics").events[-1]
    assert (str(event["STATUS"]), event.sequence) == ("CANCELLED", 1)
    assert str(event["SUMMARY"]) == "（取消）清华园社区 · 说事议事会"


def test_a_calendar_names_topics_only_once_the_agenda_is_public(client, meeting, occasion):
    assert "DESCRIPTION" not in event_of(client, meeting)
    agenda.publish_agenda(occasion("secretary"), meeting)
    assert str(event_of(client, meeting)["DESCRIPTION"]) == TOPIC


@pytest.mark.parametrize(
    ("private", "words"), [(False, "1. 等人看过再公开"), (True, "1. 涉及个人或家庭的事，不公开")]
)
def test_a_title_that_is_not_public_says_why(client, meeting, occasion, lamp, private, words):
    agenda.publish_agenda(occasion("secretary"), meeting)
    Passage.create(matter=lamp, area=lamp.area_id, kind=PassageKind.WORDS, written_at=CLOSED)
    Matter.update(public_title="", private=private).where(Matter.id == lamp.id).execute()
    assert str(event_of(client, meeting)["DESCRIPTION"]) == words


def test_a_communitys_calendar_holds_no_meeting_of_the_neighbours(client, town, meeting, occasion):
    agenda.plan_meetings(occasion("street_officer"), town.neighbour, date(2026, 11, 30))
    assert len(calendar_of(client, f"/calendars/{town.community.id}.ics").events) == 2


def test_agendas_make_a_feed_whose_entries_keep_their_names(client, town, meeting, occasion):
    agenda.publish_agenda(occasion("secretary"), meeting)
    feed = feed_of(client, f"/agendas/{town.community.id}.atom")
    assert texts(feed, "title") == ["清华园社区：公布的议程", "清华园社区 · 说事议事会，2026年11月30日"]
    assert texts(feed, "updated") == ["2026-11-03T09:30:00+08:00"] * 2
    assert texts(feed, "content") == [f"2026年11月30日 19:00 · 居民说事议事厅\n{TOPIC}"]
    names = texts(feed, "id")
    move_meeting(
        occasion("secretary", at=CLOSED),
        Meeting.get_by_id(meeting.id),
        date(2026, 12, 2),
        time(19),
        "<厅>",
        "停电",
    )
    moved = feed_of(client, f"/agendas/{town.community.id}.atom")
    assert texts(moved, "id") == names
    assert texts(moved, "updated") == ["2026-11-20T08:00:00+08:00"] * 2
    assert texts(moved, "content") == [f"2026年12月2日 19:00 · <厅>\n{TOPIC}"]
    assert [link.get("href") for link in moved.iter(ATOM + "link") if link.get("rel") == "self"] == [
        f"http://localhost/agendas/{town.community.id}.atom"
    ]


def test_the_feed_of_all_tells_of_urgent_meetings_first_and_of_those_called_off(client, lamp, occasion):
    urgent = convene_urgent(occasion("secretary"), lamp, date(2026, 11, 3), time(19), "老人摔伤了。")
    call_off(occasion("secretary"), Meeting.get_by_id(urgent.id), "当场修好了。")
    assert texts(feed_of(client, "/agendas.atom"), "title") == [
        "说事议事厅：公布的议程",
        "（取消）清华园社区 · 急事急议，2026年11月3日",
    ]


def test_a_feed_without_entries_is_a_feed_all_the_same(client):
    feed = feed_of(client, "/agendas.atom")
    assert texts(feed, "updated") == ["2026-11-03T00:00:00+08:00"]


@pytest.mark.parametrize("address", ["/calendars/99.ics", "/calendars/meeting-99.ics", "/agendas/99.atom"])
def test_of_what_is_not_there_there_is_no_feed(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/calendars/{community}.ics", "/calendars/meeting-{meeting}.ics", "/agendas.atom"]
)
def test_a_feed_sets_no_cookie_and_asks_little(client, town, meeting, occasion, caplog, address):
    agenda.publish_agenda(occasion("secretary"), meeting)
    path = address.format(community=town.community.id, meeting=meeting.id)
    client.get(path)
    with caplog.at_level(logging.DEBUG, logger="peewee"):
        answer = client.get(path)
    assert "Set-Cookie" not in answer.headers
    assert len([line for line in caplog.records if line.name == "peewee"]) <= 4
