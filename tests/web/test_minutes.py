"""The minutes of a meeting that is over: corrected in public, printed for signing and for the wall."""

import pytest

from portal.models import AgendaItem, Meeting, MinutesCorrection
from portal.services import deliberate


@pytest.fixture
def closed(session, chair):
    deliberate.defer(chair, AgendaItem.get(), "等报价。")
    return deliberate.close_meeting(chair, session)


def test_minutes_are_corrected_in_public(client_of, client, closed):
    browser, page = client_of("secretary"), f"/office/meetings/{closed.id}/minutes"
    text = Meeting.get_by_id(closed.id).minutes.replace("等报价", "等三家报价")
    assert browser.submit(page, {"seen": "0", "minutes": text, "reason": ""}).status_code == 422
    assert browser.submit(page, {"seen": "0", "minutes": text, "reason": "漏了两个字。"}).status_code == 303
    for seen in ("0", "²", "9" * 5000):
        stale = browser.submit(page, {"seen": seen, "minutes": text + "！", "reason": "再改。"})
        assert stale.status_code == 422
        assert "别人刚刚先办了" in stale.text
    public = client.get(f"/meetings/{closed.id}/minutes").text
    assert "<ins><i>增</i>三家</ins>" in public
    assert "漏了两个字。" in public
    assert "王建国" in public
    assert "纪要更正过1次" in client.get(f"/meetings/{closed.id}").text
    assert MinutesCorrection.select().count() == 1


def test_minutes_are_printed_for_signing_and_for_the_wall(client_of, closed):
    browser = client_of("secretary")
    paper = browser.get(f"/office/meetings/{closed.id}/minutes/print").text
    assert paper.count("（签字）") == 4
    assert f"AZY-2026-{closed.id:04d}" in paper
    assert "钱多多" in paper
    posted = browser.get(f"/office/meetings/{closed.id}/notice").text
    assert "等报价。" in posted
    assert "data:image/svg+xml" in posted


def test_before_it_is_closed_a_meeting_has_no_minutes_to_correct_or_read(client_of, client, session):
    assert "会还没有散" in client_of("secretary").get(f"/office/meetings/{session.id}/minutes").text
    assert client.get(f"/meetings/{session.id}/minutes").status_code == 404
