"""联心卡: issued by who may, good once printed, ended by revoking; five wrong PINs lock one."""

from datetime import timedelta

import pytest

from portal.domain.cards import Holder
from portal.domain.refusal import Rule
from portal.models import Account, Attempt, Card, CardHolder, Person, SignIn, VerifiedContact
from portal.models.people import ContactWay, SignInWay
from portal.queries.cards import cards_held_by, cards_of
from portal.queries.sign_ins import visit_of
from portal.services import cards, people, sign_ins
from portal.services.contacts import phone_columns, phone_mark
from portal.services.people import Newcomer
from tests.conftest import MORNING
from tests.refusals import rule_of

WANG = Holder("王小明", "13800138000")
SOON = MORNING + timedelta(minutes=2)
HALL = "10.0.0.1"


@pytest.fixture
def issued(occasion, town):
    """A card for 王小明, printed: the card and what its code holds."""
    card = cards.issue(occasion("worker"), town.community, [WANG])
    return cards.print_cards(occasion("worker"), [card])[0]


def come_in(occasion, printed, pin="", person_id=None):
    card = cards.show(occasion(), printed.secret, HALL)
    return cards.sign_in_with_card(occasion(), card, pin, person_id, SOON)


def test_a_printed_card_signs_its_holder_in_for_as_long_as_the_kiosk_waits(issued, occasion):
    token = come_in(occasion, issued)
    assert visit_of(token, MORNING).actor.name == "王小明"
    assert visit_of(token, SOON) is None
    assert SignIn.get().way is SignInWay.CARD


def test_who_stays_at_the_kiosk_stays_signed_in(issued, occasion):
    token = come_in(occasion, issued)
    sign_ins.stay(occasion(at=MORNING + timedelta(minutes=1)), token, SOON + timedelta(minutes=1))
    assert visit_of(token, SOON) is not None
    late = SOON + timedelta(minutes=1)
    sign_ins.stay(occasion(at=late), token, late + timedelta(minutes=2))
    assert visit_of(token, late) is None


def test_only_the_hash_of_the_secret_is_kept(issued):
    kept = Card.get()
    assert issued.secret.startswith("YST1:")
    assert len(issued.secret) == 37
    assert issued.secret not in str(kept.__data__)
    assert len(kept.secret_hash) == 64
    assert kept.serial == "AZK-2026-0001"


@pytest.mark.parametrize("typed", ["{}\r\n", " {} ", "{}"])
def test_a_scanner_may_type_around_it_in_small_and_full_width(issued, occasion, typed):
    read = typed.format(issued.secret.lower().replace(":", "："))
    assert cards.show(occasion(), read, HALL).id == issued.card.id


def test_another_code_is_no_card_and_only_what_could_be_one_counts(issued, occasion):
    for read in ("", "https://example.com/", "YST1:" + "A" * 32, issued.secret[:-1]):
        assert rule_of(cards.show, occasion(), read, HALL) is Rule.CARD_UNKNOWN
    assert Attempt.select().count() == 1


def test_a_card_that_is_printed_again_leaves_the_lost_one_worthless(issued, occasion):
    (again,) = cards.print_cards(occasion("worker"), [issued.card])
    assert rule_of(come_in, occasion, issued) is Rule.CARD_UNKNOWN
    assert visit_of(come_in(occasion, again), MORNING).actor.name == "王小明"


def test_a_revoked_card_opens_nothing_and_is_not_printed(issued, occasion):
    shown = cards.show(occasion(), issued.secret, HALL)
    cards.revoke(occasion("secretary"), issued.card)
    assert rule_of(come_in, occasion, issued) is Rule.CARD_UNKNOWN
    assert rule_of(cards.sign_in_with_card, occasion(), shown, "", None, SOON) is Rule.CARD_UNKNOWN
    assert cards.print_cards(occasion("worker"), [Card.get()]) == []
    assert rule_of(cards.revoke, occasion("worker"), issued.card) is Rule.STALE


def test_five_wrong_pins_lock_the_card_until_staff_give_a_new_one(occasion, town):
    card = cards.issue(occasion("worker"), town.community, [WANG], pin="2580")
    (printed,) = cards.print_cards(occasion("worker"), [card])
    assert [rule_of(come_in, occasion, printed, "2581") for _ in range(5)] == [Rule.PIN_WRONG] * 5
    assert rule_of(come_in, occasion, printed, "2580") is Rule.PIN_LOCKED
    cards.renew_pin(occasion("worker"), card, "1470")
    assert rule_of(come_in, occasion, printed, "2580") is Rule.PIN_WRONG
    assert visit_of(come_in(occasion, printed, "1470"), MORNING).actor.name == "王小明"
    assert Card.get().wrong_pins == 0


@pytest.mark.parametrize("pin", ["123", "1234567", "12a4", "1111", "1234", "４５６７"])
def test_a_pin_is_four_to_six_figures_that_are_not_guessed_first(occasion, town, pin):
    assert rule_of(cards.issue, occasion("worker"), town.community, [WANG], pin=pin) is Rule.PIN_UNFIT
    assert Card.select().count() == 0


def test_a_household_says_which_of_them_it_is(occasion, town):
    family = [WANG, Holder("刘芳"), WANG]
    card = cards.issue(occasion("worker"), town.community, family, household="王家")
    (printed,) = cards.print_cards(occasion("worker"), [card])
    assert CardHolder.select().count() == 2
    assert rule_of(come_in, occasion, printed) is Rule.HOLDER_MISSING
    stranger = Person.get(Person.name == "林小雨").id
    assert rule_of(come_in, occasion, printed, person_id=stranger) is Rule.HOLDER_MISSING
    her = Person.get(Person.name == "刘芳").id
    assert visit_of(come_in(occasion, printed, person_id=her), MORNING).actor.person_id == her


def test_who_only_typed_anothers_number_when_registering_gets_no_card_of_theirs(occasion, town):
    people.register(
        occasion("nobody"), Newcomer("王小明", "imposter", "correct horse battery", "13800138000")
    )
    imposter = Account.get(Account.login == "imposter").person_id
    card = cards.issue(occasion("worker"), town.community, [WANG])
    assert CardHolder.get(CardHolder.card == card).person_id != imposter
    proof = {"way": ContactWay.SMS, "mark": phone_mark(WANG.phone), "verified_at": MORNING}
    VerifiedContact.create(person=imposter, **proof)
    another = cards.issue(occasion("worker"), town.community, [WANG])
    assert CardHolder.get(CardHolder.card == another).person_id == imposter


def test_the_same_name_and_number_are_the_same_person(occasion, town):
    known = Person.create(name="王小明", **phone_columns("138 0013 8000"), created_at=MORNING)
    for holder in (WANG, WANG._replace(name="王大明"), WANG._replace(phone="")):
        cards.issue(occasion("worker"), town.community, [holder])
    held = [row.person_id for row in CardHolder.select().order_by(CardHolder.card)]
    assert held[0] == known.id
    assert len(set(held)) == 3


def test_a_list_is_issued_whole_or_not_at_all(occasion, town):
    before = Person.select().count()
    assert (
        rule_of(cards.issue_many, occasion("worker"), town.community, [WANG, Holder(" ")]) is Rule.EMPTY_TEXT
    )
    assert (Card.select().count(), Person.select().count()) == (0, before)
    issued = cards.issue_many(occasion("worker"), town.community, [WANG, Holder("刘芳", "13900139000")])
    assert [card.serial for card in issued] == ["AZK-2026-0001", "AZK-2026-0002"]


def test_whoever_works_next_door_issues_and_sees_no_card_here(issued, occasion, cast, town):
    assert rule_of(cards.issue, occasion("stranger"), town.community, [WANG]) is Rule.NOT_ALLOWED
    for verb in (cards.revoke, lambda who, card: cards.print_cards(who, [card])):
        assert rule_of(verb, occasion("stranger"), issued.card) is Rule.NOT_ALLOWED
    assert cards_of(cast["stranger"]) == []
    assert [card.holders for card in cards_of(cast["worker"])] == [["王小明"]]
    assert rule_of(cards.issue, occasion("street_officer"), town.street, [WANG]) is Rule.UNKNOWN_AREA


def test_a_member_of_staff_is_a_neighbour_by_card(occasion, cast, town):
    officer = Person.get_by_id(cast["secretary"].person_id)
    Person.update(**phone_columns("13700137000")).where(Person.id == officer.id).execute()
    card = cards.issue(occasion("worker"), town.community, [Holder(officer.name, "13700137000")])
    (printed,) = cards.print_cards(occasion("worker"), [card])
    actor = visit_of(come_in(occasion, printed), MORNING).actor
    assert (actor.person_id, actor.grants) == (officer.id, ())


def test_a_holder_sees_the_cards_that_are_good(issued, occasion):
    holder = Person.get(Person.name == "王小明").id
    assert [card.serial for card in cards_held_by(holder)] == ["AZK-2026-0001"]
    cards.revoke(occasion("worker"), issued.card)
    assert cards_held_by(holder) == []
