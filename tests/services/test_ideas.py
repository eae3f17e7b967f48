"""金点子 and the groups of those who are asked on their own."""

from datetime import date, datetime

import pytest

from portal.domain.campaigns import AnswerWay, CampaignForm, PartKind, Said
from portal.domain.refusal import Rule
from portal.domain.stages import Action
from portal.models import Account, CampaignReply, MatterEvent, Membership, VerifiedContact
from portal.models.people import ContactWay
from portal.queries.campaign_office import members
from portal.queries.ideas import how_many, ideas, is_marked, marked_between
from portal.services import answers, campaigns, groups
from portal.services import ideas as services
from portal.services.campaigns import CallDraft, PartDraft
from portal.services.contacts import phone_mark
from tests.conftest import MORNING
from tests.refusals import rule_of

AFTER = datetime(2026, 11, 4, 9)


@pytest.fixture
def reply(occasion, town):
    now, day = occasion("secretary"), MORNING.date()
    draft = CallDraft("怎么改", "怎么改好？", CampaignForm.QUESTIONNAIRE, town.community.id, day, day)
    campaign = campaigns.make(now, draft)
    part = campaigns.add_part(now, campaign, PartDraft(PartKind.TEXT, "有什么建议？"))
    campaigns.publish(now, campaign)
    said = {part.id: Said(words="废旧自行车改成花架。")}
    answers.answer(occasion(), campaign, "b:1", said, AnswerWay.ONLINE)
    return CampaignReply.get()


def test_a_marked_matter_is_a_good_idea_and_its_road_says_why(occasion, lamp):
    services.mark_matter(occasion("worker"), lamp, "省钱又管用，联系 13812345678。")
    (idea,) = ideas()
    assert (idea.number, idea.area) == (lamp.number, "清华园社区")
    assert "13812345678" not in idea.why
    assert MatterEvent.get(MatterEvent.action == Action.MARK_IDEA).data == {"marked": True}
    assert is_marked(lamp.id)
    assert rule_of(services.mark_matter, occasion("worker"), lamp, "再记一次。") is Rule.IDEA_MARKED


def test_a_mark_is_taken_back_with_its_reason(occasion, lamp):
    services.mark_matter(occasion("worker"), lamp, "好主意。")
    services.unmark_matter(occasion("worker"), lamp, "记错了一件。")
    assert (ideas(), how_many(), is_marked(lamp.id)) == ([], 0, False)
    assert MatterEvent.select().where(MatterEvent.action == Action.MARK_IDEA).count() == 2
    assert rule_of(services.unmark_matter, occasion("worker"), lamp, "又一次。") is Rule.NOT_FOUND


@pytest.mark.parametrize("who", ["nobody", "resident", "handler", "stranger", "auditor"])
def test_only_the_community_marks_good_ideas(occasion, lamp, reply, who):
    assert rule_of(services.mark_matter, occasion(who), lamp, "好。") is Rule.NOT_ALLOWED
    assert rule_of(services.mark_reply, occasion(who, at=AFTER), reply, "好。") is Rule.NOT_ALLOWED


def test_a_suggestion_is_marked_once_its_call_has_closed(occasion, reply):
    assert rule_of(services.mark_reply, occasion("worker"), reply, "好主意。") is Rule.STALE
    services.mark_reply(occasion("worker", at=AFTER), reply, "好主意。")
    (idea,) = ideas()
    assert (idea.words, idea.campaign, idea.area) == ("废旧自行车改成花架。", "怎么改", "清华园社区")
    services.unmark_reply(occasion("worker", at=AFTER), reply)
    assert how_many() == 0


def test_good_ideas_are_counted_by_place_and_time(occasion, lamp, reply, town):
    services.mark_matter(occasion("worker"), lamp, "好。")
    services.mark_reply(occasion("worker", at=AFTER), reply, "好。")
    third, fourth = date(2026, 11, 3), date(2026, 11, 4)
    assert marked_between(third, fourth) == 2
    assert marked_between(fourth, fourth) == 1
    assert marked_between(third, fourth, town.community.id) == 2
    assert marked_between(third, fourth, town.neighbour.id) == 0


def test_an_adviser_is_invited_by_login_or_by_a_proved_number(occasion, cast):
    one, other = cast["resident"].person_id, cast["other_resident"].person_id
    Account.create(person=one, login="小雨", password_hash="")
    VerifiedContact.create(
        mark=phone_mark("13800138000"), way=ContactWay.SMS, person=other, verified_at=MORNING
    )
    groups.invite(occasion("secretary"), "observers", " 小雨 ")
    groups.invite(occasion("secretary"), "observers", "小雨")
    groups.invite(occasion("secretary"), "observers", "+86 138 0013 8000")
    assert [member.name for member in members()] == ["林小雨", "何大勇"]
    groups.let_go(occasion("secretary"), "observers", one)
    assert [member.person_id for member in members()] == [other]


def test_nobody_is_invited_by_whoever_may_not_or_to_what_there_is_not(occasion):
    assert rule_of(groups.invite, occasion("worker"), "observers", "小雨") is Rule.NOT_ALLOWED
    assert rule_of(groups.invite, occasion("secretary"), "advisers", "小雨") is Rule.UNKNOWN_CHOICE
    assert rule_of(groups.invite, occasion("secretary"), "observers", "小雨") is Rule.NOBODY_KNOWN
    assert rule_of(groups.invite, occasion("secretary"), "observers", "13800138000") is Rule.NOBODY_KNOWN
    assert rule_of(groups.let_go, occasion("secretary"), "observers", 1) is Rule.NOT_FOUND
    assert not Membership.select().exists()
