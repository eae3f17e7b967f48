"""What the office reads of notices, on both databases: in reach, half shown, failures first."""

from datetime import datetime

import pytest

from portal.domain.group_channels import GroupChannel
from portal.domain.notices import NoticeKind, NoticeState, NoticeWay
from portal.models import Notice
from portal.models.people import ContactWay
from portal.queries.notice_desk import Narrowed, calls_for, groups_for, notices_for, places_for
from portal.services import notice_groups, notices, say
from portal.services.notice_groups import Connection
from portal.services.say import Draft

MOBILE = "13800138000"
EVERYTHING = Narrowed()


@pytest.fixture
def raised(occasion, town):
    def by(wants_reply):
        draft = Draft("路灯坏了。", town.building.id, name="何大勇", phone=MOBILE, wants_reply=wants_reply)
        return say.raise_matter(occasion("nobody"), draft).matter

    return by


def test_what_failed_comes_first_then_the_newest(raised, cast):
    first, second, third = (Notice.get(Notice.matter == raised("sms")) for _ in range(3))
    Notice.update(state=NoticeState.FAILED).where(Notice.id == second.id).execute()
    lines = notices_for(cast["worker"], EVERYTHING)
    assert [line.id for line in lines] == [second.id, third.id, first.id]
    assert {line.address for line in lines} == {"138****8000"}
    assert [line.may_be_tried_again for line in lines] == [True, False, False]


def test_one_reads_what_belongs_to_ones_own_places(raised, cast, occasion):
    raised("sms")
    notices.write_code(occasion(), ContactWay.EMAIL, "lin@example.org", "493027")
    seen = {who: len(notices_for(cast[who], EVERYTHING)) for who in ("worker", "stranger", "auditor")}
    assert seen == {"worker": 1, "stranger": 0, "auditor": 2}
    assert [line.address for line in notices_for(cast["auditor"], EVERYTHING)] == [
        "l***@example.org", "138****8000",
    ]  # fmt: skip


def test_the_list_is_narrowed_by_state_kind_and_way(raised, cast, occasion):
    say.answer(occasion("worker"), raised("call"), "今晚就换灯泡。")
    raised("sms")
    by_way = notices_for(cast["worker"], Narrowed(way=NoticeWay.CALL))
    assert [line.kind for line in by_way] == [NoticeKind.ANSWER]
    assert len(notices_for(cast["worker"], Narrowed(state=NoticeState.WAITING))) == 2
    assert notices_for(cast["worker"], Narrowed(kind=NoticeKind.AGENDA)) == []


def test_calls_are_made_when_nobody_is_disturbed(raised, cast, occasion):
    night, morning = datetime(2026, 11, 3, 22), datetime(2026, 11, 4, 8)
    say.answer(occasion("worker", night), raised("call"), "今晚就换灯泡。")
    assert calls_for(cast["worker"], night) == []
    assert [call.person.phone for call in calls_for(cast["worker"], morning)] == [MOBILE]
    assert calls_for(cast["stranger"], morning) == []


def test_groups_are_listed_for_those_who_look_after_their_place(cast, occasion, town):
    connection = Connection(
        "城管承办群",
        town.street.id,
        "https://oapi.dingtalk.com/robot/send?access_token=abc",
        [NoticeKind.DUE_SOON],
        town.city_management.id,
    )
    notice_groups.connect(occasion("street_officer"), connection)
    assert groups_for(cast["secretary"]) == []
    (line,) = groups_for(cast["street_officer"])
    assert (line.area, line.organisation, line.kinds, line.channel) == (
        "府城镇", "城管中队", [NoticeKind.DUE_SOON], GroupChannel.DINGTALK,
    )  # fmt: skip
    assert [name for _, name in places_for(cast["street_officer"])] == ["府城镇", "清华园社区", "和川社区"]
