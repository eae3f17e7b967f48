"""One person, one voice: across a browser that was not known, a card, a code and a password."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.domain.cards import Holder
from portal.domain.rating import Score
from portal.domain.refusal import Refusal, Rule
from portal.models import Matter, Rating, Support
from portal.models.people import ContactWay, SignInWay
from portal.queries.sign_ins import visit_of
from portal.services import cards, people, rate, say
from portal.services import codes_by_message as codes
from portal.services.limits import Visitor
from portal.services.sign_ins import open_sign_in
from tests.conftest import MORNING

BROWSER = "b:home"


def supporters(matter):
    query = Support.select().where(Support.matter == matter).order_by(Support.supporter)
    return [row.supporter for row in query]


def test_what_a_browser_supported_is_the_persons_who_signs_in_with_it(lamp, occasion, cast):
    say.support(occasion(), lamp, BROWSER)
    open_sign_in(occasion(), cast["resident"].person_id, SignInWay.CODE, BROWSER)
    assert supporters(lamp) == [f"p:{cast['resident'].person_id}"]
    assert Matter.get_by_id(lamp.id).support_count == 1


def test_nobody_supports_twice_by_signing_in_afterwards(lamp, occasion, cast):
    own = f"p:{cast['resident'].person_id}"
    say.support(occasion("resident"), lamp, own)
    say.support(occasion(), Matter.get_by_id(lamp.id), BROWSER)
    say.support(occasion(), Matter.get_by_id(lamp.id), "b:neighbour")
    open_sign_in(occasion(), cast["resident"].person_id, SignInWay.CODE, BROWSER)
    assert supporters(lamp) == ["b:neighbour", own]
    assert Matter.get_by_id(lamp.id).support_count == 2


def test_a_support_given_directly_outlives_the_duplicate_it_also_came_by(lamp, occasion, cast, town):
    own = f"p:{cast['resident'].person_id}"
    twin = say.raise_matter(occasion(), say.Draft("路灯还是坏的。", town.building.id)).matter
    Support.create(matter=lamp, supporter=own, at=MORNING, via=twin)
    Support.create(matter=lamp, supporter=BROWSER, at=MORNING)
    Matter.update(support_count=2).where(Matter.id == lamp.id).execute()
    open_sign_in(occasion(), cast["resident"].person_id, SignInWay.CODE, BROWSER)
    assert [(row.supporter, row.via_id) for row in Support.select()] == [(own, None)]


def test_a_browser_that_said_nothing_changes_nothing(lamp, occasion, cast):
    say.support(occasion(), lamp, "b:neighbour")
    open_sign_in(occasion(), cast["resident"].person_id, SignInWay.PASSWORD, BROWSER)
    open_sign_in(occasion(), cast["resident"].person_id, SignInWay.PASSWORD, "")
    assert supporters(lamp) == ["b:neighbour"]


def test_a_rating_given_twice_counts_once(lamp, occasion, cast):
    own = f"p:{cast['resident'].person_id}"
    say.support(occasion("resident"), lamp, own)
    say.support(occasion(), Matter.get_by_id(lamp.id), BROWSER)
    answered = say.answer(occasion("worker"), Matter.get_by_id(lamp.id), "修好了。")
    rate.rate_matter(occasion("resident"), answered, own, Score(5, 5, 5, 5), True)
    rate.rate_matter(occasion(), Matter.get_by_id(lamp.id), BROWSER, Score(1, 1, 1, 1), False)
    open_sign_in(occasion(), cast["resident"].person_id, SignInWay.CODE, BROWSER)
    assert [(row.rater, row.attitude) for row in Rating.select()] == [(own, 5)]


def test_card_and_code_are_one_voice(lamp, occasion, town):
    phone = codes.Contact(ContactWay.SMS, "13800138000")
    codes.send_code(occasion(), phone, "10.0.0.1", "", lambda _: "7")
    at_home = codes.sign_in_with_code(occasion(), phone, "777777", Visitor(BROWSER, "10.0.0.1"), "")
    neighbour = visit_of(at_home.token, MORNING).actor
    people.call_oneself(replace(occasion(), actor=neighbour), "王小明")
    card = cards.issue(occasion("worker"), town.community, [Holder("王小明", "138 0013 8000")])
    shown = cards.show(occasion(), cards.print_cards(occasion("worker"), [card])[0].secret, "10.0.0.1")
    token = cards.sign_in_with_card(occasion(), shown, "", None, MORNING + timedelta(minutes=2))
    at_the_kiosk = visit_of(token, MORNING).actor
    say.support(occasion(), lamp, f"p:{neighbour.person_id}")
    with pytest.raises(Refusal) as refused:
        say.support(occasion(), Matter.get_by_id(lamp.id), f"p:{at_the_kiosk.person_id}")
    assert refused.value.rule is Rule.ALREADY_SUPPORTED
