"""会前小议: what was found out before the meeting, who was asked, and the options on the table."""

from dataclasses import replace

import pytest

from portal.domain.policy import ModerationRules, PassageKind
from portal.domain.refusal import Rule
from portal.domain.stages import Action
from portal.models import MatterEvent, Passage, Preparation, TopicOption, Vote, VoteChoice
from portal.models.deliberating import Stance, VoteMethod
from portal.queries.preparations import options_of, prepared_for
from portal.services import moderate, say
from portal.services.agenda import add_urgent
from portal.services.prepare import MOST_OPTIONS, add_option, prepare, withdraw_option
from portal.services.say import Draft
from tests.conftest import MORNING
from tests.refusals import rule_of
from tests.services.test_grade import meeting_of


def cautious(now):
    return replace(now, book=replace(now.book, moderation=ModerationRules((PassageKind.EVENTS,))))


def on_the_table(matter):
    return [(option.number, option.text) for option in options_of(matter.id)]


def test_what_was_found_out_is_public_without_numbers_and_so_is_who_was_asked(occasion, lamp):
    asked = "物业、电工 13812345678"
    prepare(occasion("worker"), lamp, "灯杆是物业的，换一盏要三百元，电话 13912345678。", asked)
    (found,) = prepared_for([lamp.id])[lamp.id]
    assert (found.at, found.notes) == (MORNING, "灯杆是物业的，换一盏要三百元，电话 139****5678。")
    assert found.asked == "物业、电工 138****5678"
    assert Preparation.get().asked == asked
    assert MatterEvent.get(MatterEvent.action == Action.PREPARE).public_text == found.notes


def test_what_waits_to_be_read_names_nobody_who_was_asked(occasion, lamp):
    prepare(cautious(occasion("worker")), lamp, "灯杆是物业的。", "物业")
    assert prepared_for([lamp.id]) == {}
    moderate.show(occasion("secretary"), Passage.get())
    assert [found.asked for found in prepared_for([lamp.id])[lamp.id]] == ["物业"]


def test_an_option_that_waits_to_be_read_stands_on_the_table_without_words(occasion, lamp):
    add_option(cautious(occasion("worker")), lamp, "换成太阳能灯")
    assert [(each.text, each.public_text) for each in options_of(lamp.id)] == [("换成太阳能灯", "")]
    moderate.show(occasion("secretary"), Passage.get())
    assert [each.public_text for each in options_of(lamp.id)] == ["换成太阳能灯"]


def test_options_keep_their_numbers_when_one_is_withdrawn(occasion, lamp):
    now = occasion("worker")
    first, *_ = [add_option(now, lamp, text) for text in ("换灯泡", "换太阳能灯", "装声控灯")]
    withdraw_option(now, first)
    assert on_the_table(lamp) == [(2, "换太阳能灯"), (3, "装声控灯")]
    add_option(now, lamp, "换灯泡")
    assert on_the_table(lamp)[-1] == (4, "换灯泡")
    told = [event.data for event in MatterEvent.select().where(MatterEvent.action == Action.PREPARE)]
    assert told == [{"option": 1}, {"option": 2}, {"option": 3}, {"withdrawn": 1}, {"option": 4}]


def test_the_same_option_lies_on_the_table_once(occasion, lamp):
    add_option(occasion("worker"), lamp, "换灯泡")
    assert rule_of(add_option, occasion("worker"), lamp, " 换灯泡 ") is Rule.OPTION_KNOWN
    assert MatterEvent.select().where(MatterEvent.action == Action.PREPARE).count() == 1


def test_a_dozen_options_are_enough(occasion, lamp):
    for number in range(MOST_OPTIONS):
        add_option(occasion("worker"), lamp, f"第{number}种灯")
    assert rule_of(add_option, occasion("worker"), lamp, "再一种灯") is Rule.OPTIONS_FULL
    assert TopicOption.select().count() == 12


def test_what_was_voted_on_stays_on_the_table(occasion, lamp, town, cast):
    option = add_option(occasion("worker"), lamp, "换灯泡")
    item = add_urgent(occasion("worker"), lamp, meeting_of(town), "等不得。")
    opened = {"opened_at": MORNING, "opened_by": cast["worker"].person_id}
    vote = Vote.create(item=item, method=VoteMethod.HANDS, void=True, **opened)
    VoteChoice.create(vote=vote, position=1, stance=Stance.OPTION, option=option)
    assert rule_of(withdraw_option, occasion("worker"), option) is Rule.OPTION_VOTED
    assert on_the_table(lamp) == [(1, "换灯泡")]


def test_of_two_who_withdraw_the_same_option_one_is_told(occasion, lamp):
    option = add_option(occasion("worker"), lamp, "换灯泡")
    withdraw_option(occasion("worker"), option)
    assert rule_of(withdraw_option, occasion("secretary"), option) is Rule.STALE


@pytest.mark.parametrize("verb", [prepare, add_option])
def test_nothing_is_written_where_nothing_was_said(occasion, lamp, verb):
    assert rule_of(verb, occasion("worker"), lamp, "  ") is Rule.EMPTY_TEXT


@pytest.mark.parametrize("who", ["nobody", "resident", "grid_member", "handler", "auditor", "stranger"])
@pytest.mark.parametrize("verb", [prepare, add_option])
def test_only_the_community_and_those_above_prepare(occasion, lamp, verb, who):
    assert rule_of(verb, occasion(who), lamp, "换灯泡") is Rule.NOT_ALLOWED
    assert (Preparation.select().count(), TopicOption.select().count()) == (0, 0)


def test_what_was_answered_is_prepared_no_more(occasion, lamp):
    say.answer(occasion("worker"), lamp, "已经换好了。")
    assert rule_of(prepare, occasion("worker"), lamp, "灯杆是物业的。") is Rule.WRONG_STATE


def test_a_familys_matter_is_prepared_for_no_meeting(occasion, town):
    draft = Draft(words="家里的事。", area_id=town.building.id, private=True)
    matter = say.raise_matter(occasion("nobody"), draft).matter
    assert rule_of(prepare, occasion("worker"), matter, "问过本人。") is Rule.PRIVATE_MATTER
