"""Of an agenda people are told when it is public, each once; until then it is a draft."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.domain.notices import NoticeKind, NoticeWay
from portal.domain.permissions import THE_CLOCK
from portal.models import Meeting, Notice
from portal.services import agenda, say
from portal.services.say import Draft


@pytest.fixture
def raised(occasion, town):
    """A matter of a neighbour who wants to be told by message."""

    def of(phone):
        draft = Draft("路灯坏了。", town.building.id, phone=phone, wants_reply="sms")
        return say.raise_matter(occasion(), draft).matter

    return of


def told(of=None):
    rows = Notice.select().order_by(Notice.id)
    return [(row.kind, row.way) for row in rows if of is None or row.matter == of]


@pytest.fixture
def listed(raised, occasion, town):
    """A topic on the draft of the agenda of 30 November, and that meeting."""
    matter = raised("13800138000")
    say.pool(occasion("worker"), matter)
    meeting = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    return agenda.list_topic(occasion("worker"), matter, meeting), meeting


def test_of_an_agenda_that_may_still_change_nobody_is_told(listed, occasion):
    item, _meeting = listed
    agenda.unlist(occasion("worker"), item)
    assert told() == [(NoticeKind.RECEIPT, NoticeWay.SMS)]


def test_an_agenda_that_is_public_tells_the_day_of_the_meeting_once(listed, occasion):
    _item, meeting = listed
    agenda.publish_agenda(occasion("secretary"), meeting)
    clock = replace(occasion("secretary", at=datetime(2026, 11, 20, 9)), actor=THE_CLOCK)
    agenda.publish_due_agendas(clock)
    assert told()[1:] == [(NoticeKind.AGENDA, NoticeWay.SMS)]
    assert Notice.get(Notice.kind == NoticeKind.AGENDA).facts["day"] == "2026-11-30"


def test_what_comes_onto_a_public_agenda_is_told_at_once(raised, listed, occasion):
    _item, meeting = listed
    agenda.publish_agenda(occasion("secretary"), meeting)
    urgent = raised("13900139000")
    agenda.add_urgent(occasion("worker"), urgent, Meeting.get_by_id(meeting.id), "老人摔伤了。")
    assert told(of=urgent)[1:] == [(NoticeKind.AGENDA, NoticeWay.SMS)]
