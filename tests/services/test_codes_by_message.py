"""Signing in by a one-time code: once, within ten minutes, within five tries; one contact is one person."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.db import revision
from portal.domain.permissions import Actor
from portal.domain.refusal import Rule
from portal.models import Notice, OneTimeCode, Person, SignIn, VerifiedContact
from portal.models.people import ContactWay, SignInWay
from portal.queries.sign_ins import visit_of
from portal.services import codes_by_message as codes
from portal.services import limits, people
from portal.services.contacts import phone_columns
from portal.services.limits import Visitor
from tests.conftest import MORNING
from tests.refusals import rule_of

PHONE = codes.Contact(ContactWay.SMS, "13800138000")
EMAIL = codes.Contact(ContactWay.EMAIL, "xiaoyu@example.com")
HOME = Visitor("b:home", "10.0.0.1")


def send(occasion, contact=PHONE, figure="7", address=HOME.address):
    codes.send_code(occasion, contact, address, "", lambda _: figure)


def come_in(occasion, contact=PHONE, code="777777", visitor=HOME):
    return codes.sign_in_with_code(occasion, contact, code, visitor, "en")


def test_a_code_signs_in_somebody_who_never_came_before(occasion, town):
    send(occasion())
    came = come_in(occasion(), code=" 777 777 ")
    person = Person.get_by_id(visit_of(came.token, MORNING).actor.person_id)
    assert came.is_new
    assert (person.name, person.phone, person.language) == ("", "13800138000", "en")
    assert SignIn.get().way is SignInWay.CODE


def test_whoever_proves_the_same_number_again_is_the_same_person(occasion, town):
    persons = []
    for _ in range(2):
        send(occasion())
        persons.append(visit_of(come_in(occasion()).token, MORNING).actor.person_id)
    assert persons[0] == persons[1]
    assert VerifiedContact.select().count() == 1


def test_a_person_whom_staff_wrote_down_is_not_taken_over(occasion, town):
    written = Person.create(name="王小明", **phone_columns("13800138000"), created_at=MORNING)
    send(occasion())
    assert visit_of(come_in(occasion()).token, MORNING).actor.person_id != written.id


def test_a_code_is_good_once(occasion, town):
    send(occasion())
    come_in(occasion())
    assert rule_of(come_in, occasion()) is Rule.CODE_WRONG


def test_a_code_is_good_for_ten_minutes(occasion, town):
    send(occasion())
    late = occasion(at=MORNING + timedelta(minutes=10))
    assert rule_of(come_in, late) is Rule.CODE_WRONG
    assert come_in(occasion(at=MORNING + timedelta(minutes=9))).is_new


def test_the_fifth_wrong_try_ends_a_code(occasion, town):
    send(occasion())
    wrong = [rule_of(come_in, occasion(), PHONE, f"00000{number}") for number in range(5)]
    assert wrong == [Rule.CODE_WRONG] * 5
    assert rule_of(come_in, occasion()) is Rule.CODE_WRONG
    assert OneTimeCode.get().tries == 5


def test_a_new_code_takes_the_place_of_the_one_before(occasion, town):
    send(occasion())
    send(occasion(), figure="8")
    assert rule_of(come_in, occasion()) is Rule.CODE_WRONG
    assert come_in(occasion(), code="888888").is_new


def test_a_code_for_one_number_is_none_for_another(occasion, town):
    send(occasion())
    other = codes.Contact(ContactWay.SMS, "13900139000")
    assert rule_of(come_in, occasion(), other) is Rule.CODE_WRONG


def test_the_database_holds_no_code_that_can_be_read(occasion, town):
    send(occasion())
    assert "777777" not in str(OneTimeCode.get().__data__)
    notice = Notice.get()
    assert "777777" not in str(notice.facts)
    assert notice.address == "13800138000"


def test_one_number_gets_five_codes_an_hour_and_fifteen_a_day(occasion, town):
    for number in range(5):
        send(occasion(), address=f"10.0.1.{number}")
    assert rule_of(send, occasion()) is Rule.CODES_SPENT
    for hour in (1, 2):
        for _ in range(5):
            send(occasion(at=MORNING + timedelta(hours=hour)))
    assert rule_of(send, occasion(at=MORNING + timedelta(hours=3))) is Rule.CODES_SPENT


def test_a_hall_asks_for_sixty_codes_an_hour(occasion, town):
    for number in range(60):
        send(occasion(), codes.Contact(ContactWay.SMS, f"138001380{number:02d}"))
    assert rule_of(send, occasion(), EMAIL) is Rule.CODES_SPENT


def test_one_address_cannot_try_code_after_code(occasion, town, monkeypatch):
    monkeypatch.setattr(limits, "CODE_TRY_FROM", limits.CODE_TRY_FROM._replace(times=3))
    send(occasion())
    for _ in range(3):
        rule_of(come_in, occasion(), EMAIL)
    assert rule_of(come_in, occasion()) is Rule.SIGN_IN_THROTTLED
    assert come_in(occasion(), visitor=Visitor("b:else", "10.0.0.2")).is_new


@pytest.mark.parametrize(
    ("typed", "contact"),
    [
        (" +86 138 0013 8000 ", PHONE),
        ("１３８００１３８０００", PHONE),
        ("XiaoYu@Example.com", EMAIL),
    ],
)
def test_contacts_are_read_as_people_write_them(typed, contact):
    assert codes.read_contact(typed, set(ContactWay)) == contact


@pytest.mark.parametrize("typed", ["", "林小雨", "0357-7000001", "a@b", "x" * 200 + "@example.com"])
def test_what_no_message_reaches_is_told(typed):
    assert rule_of(codes.read_contact, typed, set(ContactWay)) is Rule.CONTACT_UNFIT


def test_a_way_that_is_not_set_up_is_told():
    assert rule_of(codes.read_contact, "13800138000", {ContactWay.EMAIL}) is Rule.CHANNEL_MISSING


def test_a_contact_that_is_proved_belongs_to_the_account_and_signs_in(occasion, cast):
    send(occasion("resident"), EMAIL)
    codes.prove(occasion("resident"), EMAIL, "777777", HOME.address)
    person = Person.get_by_id(cast["resident"].person_id)
    assert person.email == "xiaoyu@example.com"
    send(occasion(), EMAIL)
    came = come_in(occasion(), EMAIL)
    assert (visit_of(came.token, MORNING).actor.person_id, came.is_new) == (person.id, False)


def test_a_number_that_was_changed_signs_in_no_more(occasion, cast):
    other = codes.Contact(ContactWay.SMS, "13900139000")
    for contact in (PHONE, other):
        send(occasion("resident"), contact)
        codes.prove(occasion("resident"), contact, "777777", HOME.address)
    send(occasion())
    assert visit_of(come_in(occasion()).token, MORNING).actor.person_id != cast["resident"].person_id


def test_what_somebody_else_has_proved_is_not_taken(occasion, cast):
    for who, times in (("resident", 1), ("other_resident", 0)):
        send(occasion(who))
        if times:
            codes.prove(occasion(who), PHONE, "777777", HOME.address)
        else:
            assert rule_of(codes.prove, occasion(who), PHONE, "777777", HOME.address) is Rule.CONTACT_TAKEN
    assert VerifiedContact.get().person_id == cast["resident"].person_id


def test_a_password_and_a_code_open_the_same_account(occasion, town):
    account = people.register(
        occasion(), people.Newcomer("林小雨", "xiaoyu", "七号楼的路灯亮了没有", "13800138000")
    )
    person = account.person_id
    own = replace(occasion(), actor=Actor(person, "林小雨"))
    send(own)
    codes.prove(own, PHONE, "777777", HOME.address)
    send(occasion())
    by_code = visit_of(come_in(occasion()).token, MORNING).actor
    by_password = visit_of(people.sign_in(occasion(), "xiaoyu", "七号楼的路灯亮了没有", HOME), MORNING).actor
    assert by_code.person_id == by_password.person_id == person


def test_a_code_that_is_sent_empties_no_page_cache(occasion, town):
    before = revision()
    send(occasion())
    assert revision() == before
