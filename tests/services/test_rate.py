"""评: the proposer's word decides, once a round; a visit asks again; the clock ends what nobody ends."""

from datetime import date, datetime

import pytest

from portal.domain.permissions import THE_CLOCK
from portal.domain.rating import Score
from portal.domain.refusal import Rule
from portal.domain.stages import Action, State
from portal.models import Assignment, Matter, MatterEvent, Organisation, Rating, ReturnVisit
from portal.services import handle, say
from portal.services.handle import Order
from portal.services.rate import PROPOSER, close_due_ratings, close_rating, rate_matter, record_visit
from tests.refusals import rule_of

GOOD, BAD = Score(5, 4, 5, 4), Score(2, 1, 2, 1)
LAST_DAY = datetime(2026, 12, 1, 17, 0)
DAY_AFTER = datetime(2026, 12, 2, 8, 0)


@pytest.fixture
def done(lamp, occasion, town):
    """The lamp, supported by 何大勇, mended by 城管中队; ratings are open until 1 December."""
    other = occasion("other_resident")
    say.support(other, lamp, f"p:{other.actor.person_id}")
    handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))
    return handle.complete(occasion("handler"), lamp, "路灯修好了。")


def by_proposer(occasion, matter, score, satisfied, words=""):
    return rate_matter(occasion("nobody"), matter, PROPOSER, score, satisfied, words, shown_code=True)


def test_a_satisfied_proposer_settles_the_matter(done, occasion):
    rating = by_proposer(occasion, done, GOOD, True)
    assert (rating.attitude, rating.efficiency, rating.result, rating.effect) == (5, 4, 5, 4)
    assert rating.round == 1
    assert Matter.get_by_id(done.id).state is State.SETTLED


def test_a_dissatisfied_proposer_brings_rectification(done, occasion, town):
    by_proposer(occasion, done, GOOD, False, "灯还是一闪一闪的。")
    matter = Matter.get_by_id(done.id)
    assert (matter.state, matter.outcome, matter.due_on) == (State.RECTIFYING, None, date(2026, 11, 17))
    second = Assignment.get(Assignment.round == 2)
    assert (second.organisation_id, second.person_name) == (town.city_management.id, "赵强")
    assert (second.working_days, second.due_on) == (10, date(2026, 11, 17))


def test_a_low_rating_counts_as_dissatisfied_whatever_was_ticked(done, occasion):
    assert by_proposer(occasion, done, BAD, True).satisfied is False
    assert Matter.get_by_id(done.id).state is State.RECTIFYING


def test_after_rectification_the_proposer_rates_again(done, occasion):
    by_proposer(occasion, done, BAD, False)
    handle.complete(occasion("handler"), done, "换了新的镇流器。")
    assert by_proposer(occasion, done, GOOD, True).round == 2
    assert Matter.get_by_id(done.id).state is State.SETTLED


def test_a_supporter_is_heard_but_decides_nothing(done, occasion, cast):
    rater = f"p:{cast['other_resident'].person_id}"
    rate_matter(occasion("other_resident"), done, rater, BAD, False, "没看出来。")
    assert Rating.get().rater == rater
    assert Matter.get_by_id(done.id).state is State.RATING


def test_nobody_rates_twice_in_a_round(done, occasion, cast):
    rater = f"p:{cast['other_resident'].person_id}"
    rate_matter(occasion("other_resident"), done, rater, GOOD, True)
    rule = rule_of(rate_matter, occasion("other_resident"), done, rater, BAD, False)
    assert rule is Rule.ALREADY_RATED
    assert Rating.select().count() == 1


def test_who_neither_raised_nor_supported_it_does_not_rate(done, occasion, cast):
    stranger = occasion("resident")
    assert rule_of(rate_matter, stranger, done, "p:99", GOOD, True) is Rule.NOT_ALLOWED
    own = f"p:{cast['resident'].person_id}"
    assert rule_of(rate_matter, stranger, done, own, GOOD, True) is Rule.NOT_ALLOWED


def test_nobody_rates_in_the_name_of_another(done, occasion, cast):
    rater = f"p:{cast['other_resident'].person_id}"
    assert rule_of(rate_matter, occasion("resident"), done, rater, GOOD, True) is Rule.NOT_ALLOWED


def test_the_proposer_must_show_the_code_or_be_the_account(done, occasion):
    rule = rule_of(rate_matter, occasion("resident"), done, PROPOSER, GOOD, True)
    assert rule is Rule.NOT_ALLOWED


def test_what_is_not_done_yet_is_not_rated(lamp, occasion):
    assert rule_of(by_proposer, occasion, lamp, GOOD, True) is Rule.WRONG_STATE


def test_the_words_of_a_rating_are_kept_as_they_were_said(done, occasion):
    rating = by_proposer(occasion, done, GOOD, True, "谢谢，我的电话13800138000。")
    assert rating.words == "谢谢，我的电话13800138000。"


def test_a_single_rating_stays_in_the_house(done, occasion):
    by_proposer(occasion, done, GOOD, True)
    event = MatterEvent.get(MatterEvent.action == Action.RATE)
    assert event.public is False
    assert event.data == {"proposer": True, "round": 1, "satisfied": True}


def test_what_a_dissatisfied_proposer_said_stays_in_the_house_too(done, occasion):
    by_proposer(occasion, done, BAD, False, "只有我家门口还黑着。")
    told = MatterEvent.select(MatterEvent.public_text).where(MatterEvent.public)
    assert [event.public_text for event in told.order_by(MatterEvent.id)] == ["", "", "路灯修好了。", ""]
    assert MatterEvent.get(MatterEvent.action == Action.RATE).text == "只有我家门口还黑着。"


def test_a_visit_not_made_before_rectification_is_owed_no_more(done, occasion):
    by_proposer(occasion, done, BAD, False)
    assert ReturnVisit.select().count() == 0
    handle.complete(occasion("handler"), done, "换了新的镇流器。")
    assert [visit.round for visit in ReturnVisit.select()] == [2]


def test_what_was_answered_on_the_spot_is_rectified_by_the_committee(lamp, occasion, town):
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    by_proposer(occasion, lamp, BAD, False)
    assignment = Assignment.get()
    assert (assignment.organisation_id, assignment.person_name) == (town.committee.id, "李敏")


def test_the_committee_takes_over_from_a_dissolved_organisation(done, occasion, town):
    Organisation.update(active=False).where(Organisation.id == town.city_management.id).execute()
    by_proposer(occasion, done, BAD, False)
    assert Assignment.get(Assignment.round == 2).organisation_id == town.committee.id


def test_the_window_stays_open_through_its_last_day(done, occasion):
    assert rule_of(close_rating, occasion("worker", LAST_DAY), done) is Rule.RATING_OPEN
    close_rating(occasion("worker", DAY_AFTER), done)
    assert Matter.get_by_id(done.id).state is State.SETTLED


def test_the_clock_ends_what_is_over_and_nothing_else(done, occasion, cast):
    cast["clock"] = THE_CLOCK
    assert close_due_ratings(occasion("clock", LAST_DAY)) == 0
    assert close_due_ratings(occasion("clock", DAY_AFTER)) == 1
    assert close_due_ratings(occasion("clock", DAY_AFTER)) == 0
    assert Matter.get_by_id(done.id).state is State.SETTLED


def test_a_satisfied_visit_is_noted(done, occasion):
    visit = record_visit(occasion("grid_member"), ReturnVisit.get(), True, "灯很亮。", "phone")
    assert (visit.satisfied, visit.way, visit.visited_at) == (True, "phone", occasion().now)
    assert Matter.get_by_id(done.id).state is State.RATING


def test_a_dissatisfied_visit_brings_rectification(done, occasion):
    record_visit(occasion("grid_member"), ReturnVisit.get(), False, "灯还是闪。", "visit")
    assert Matter.get_by_id(done.id).state is State.RECTIFYING


def test_what_was_told_to_a_visitor_stays_in_the_house(done, occasion):
    record_visit(occasion("grid_member"), ReturnVisit.get(), False, "只有我家门口还闪。", "visit")
    told = MatterEvent.select().where(MatterEvent.public)
    assert [event.public_text for event in told.order_by(MatterEvent.id)] == ["", "", "路灯修好了。", "", ""]
    event = MatterEvent.get(MatterEvent.action == Action.VISIT)
    assert (event.public, event.text) == (True, "只有我家门口还闪。")


def test_after_settlement_a_dissatisfied_visit_is_only_noted(done, occasion):
    by_proposer(occasion, done, GOOD, True)
    record_visit(occasion("worker"), ReturnVisit.get(), False, "过了几天又闪了。", "phone")
    assert Matter.get_by_id(done.id).state is State.SETTLED


def test_nobody_is_visited_twice(done, occasion):
    again = ReturnVisit.get()
    record_visit(occasion("worker"), ReturnVisit.get(), True, "", "phone")
    assert rule_of(record_visit, occasion("worker"), again, True, "", "phone") is Rule.VISIT_DONE


def test_a_dissatisfied_visit_says_why(done, occasion):
    visit = ReturnVisit.get()
    assert rule_of(record_visit, occasion("worker"), visit, False, " ", "phone") is Rule.EMPTY_TEXT
    assert ReturnVisit.get().visited_at is None


def test_a_visit_by_an_unknown_way_is_refused(done, occasion):
    visit = ReturnVisit.get()
    assert rule_of(record_visit, occasion("worker"), visit, True, "", "pigeon") is Rule.UNKNOWN_CHOICE
