"""Accounts: opened once, entered by the right password only, ended at once; roles given by who may."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from portal.domain.passwords import is_weak
from portal.domain.permissions import Role
from portal.domain.refusal import Rule
from portal.models import Account, Person, SignIn
from portal.queries.sign_ins import visit_of
from portal.services import limits, people, sign_ins
from portal.services.limits import Visitor
from portal.services.people import Newcomer
from tests.conftest import MORNING
from tests.refusals import rule_of

PASSWORD = "七号楼的路灯亮了没有"
HOME = Visitor("b:home", "10.0.0.1")
ELSEWHERE = Visitor("b:elsewhere", "10.0.0.2")


@pytest.fixture
def account(occasion):
    return people.register(occasion("nobody"), Newcomer(" 林小雨 ", "XiaoYu", PASSWORD, "13800138000"))


def test_the_password_is_kept_as_an_argon2_hash(account):
    assert account.password_hash.startswith("$argon2id$")
    assert (account.person.name, account.login) == ("林小雨", "xiaoyu")


def test_a_taken_login_leaves_no_person_behind(account, occasion):
    persons = Person.select().count()
    taken = rule_of(people.register, occasion("nobody"), Newcomer("何大勇", "xiaoyu", PASSWORD))
    assert taken is Rule.LOGIN_TAKEN
    assert Person.select().count() == persons


@pytest.mark.parametrize("login", ["", "a", "小 雨", "a" * 41, "雨\n", "<b>"])
def test_an_unfit_login_is_refused(login, occasion):
    assert rule_of(people.register, occasion("nobody"), Newcomer("林小雨", login, PASSWORD)) in (
        Rule.LOGIN_UNFIT,
        Rule.CONTROL_CHARACTERS,
    )


@pytest.mark.parametrize(
    "password",
    [
        "太短了",
        "aaaaaaaaaaaa",
        "1234567890",
        "9876543210",
        "password123",
        "qwertyuiop",
        "xiaoyu2026",
        "林小雨林小雨林小雨1",
    ],
)
def test_the_first_passwords_anybody_would_try_are_weak(password):
    assert is_weak(password, known=("xiaoyu", "林小雨", ""))


@pytest.mark.parametrize("password", [PASSWORD, "correct horse battery", "kx8-wq2-pn5-tr"])
def test_long_passwords_of_unrelated_words_are_fit(password):
    assert not is_weak(password, known=("xiaoyu", "林小雨", ""))


def test_a_token_opens_the_house_until_the_session_is_ended(account, occasion):
    token = people.sign_in(occasion("nobody"), "xiaoyu", PASSWORD, HOME)
    assert visit_of(token, MORNING).actor.person_id == account.person_id
    sign_ins.sign_out(occasion("nobody"), token)
    assert visit_of(token, MORNING) is None


def test_nobody_stays_signed_in_longer_than_a_month(account, occasion):
    token = people.sign_in(occasion("nobody"), "xiaoyu", PASSWORD, HOME)
    assert visit_of(token, MORNING + timedelta(days=29)) is not None
    assert visit_of(token, MORNING + timedelta(days=30)) is None


def test_a_closed_account_opens_nothing(account, occasion):
    token = people.sign_in(occasion("nobody"), "xiaoyu", PASSWORD, HOME)
    Account.update(active=False).execute()
    assert visit_of(token, MORNING) is None
    again = rule_of(people.sign_in, occasion("nobody"), "xiaoyu", PASSWORD, HOME)
    assert again is Rule.SIGN_IN_FAILED


def mistyped(occasion, times, visitor=ELSEWHERE):
    return [rule_of(people.sign_in, occasion("nobody"), "xiaoyu", "不对", visitor) for _ in range(times)]


def test_eight_wrong_passwords_close_the_login_for_that_address_for_a_quarter_of_an_hour(account, occasion):
    assert mistyped(occasion, 8) == [Rule.SIGN_IN_FAILED] * 8
    closed = rule_of(people.sign_in, occasion("nobody"), "xiaoyu", PASSWORD, ELSEWHERE)
    assert closed is Rule.SIGN_IN_THROTTLED
    later = occasion("nobody", MORNING + timedelta(minutes=15))
    assert people.sign_in(later, "xiaoyu", PASSWORD, ELSEWHERE)


def test_who_mistypes_a_login_elsewhere_does_not_lock_its_owner_out(account, occasion):
    mistyped(occasion, 8)
    assert people.sign_in(occasion("nobody"), "xiaoyu", PASSWORD, HOME)


def test_a_browser_that_has_signed_in_before_counts_by_itself(account, occasion):
    people.sign_in(occasion("nobody"), "xiaoyu", PASSWORD, HOME)
    neighbour = Visitor("b:neighbour", HOME.address)
    mistyped(occasion, 8, neighbour)
    assert people.sign_in(occasion("nobody"), "xiaoyu", PASSWORD, HOME)
    assert mistyped(occasion, 1, neighbour) == [Rule.SIGN_IN_THROTTLED]


def test_guessing_from_many_addresses_is_bounded_and_the_owner_still_comes_in(account, occasion, monkeypatch):
    few = limits.SIGN_IN_UNKNOWN._replace(times=9)
    monkeypatch.setattr(limits, "SIGN_IN_UNKNOWN", few)
    people.sign_in(occasion("nobody"), "xiaoyu", PASSWORD, HOME)
    for number in range(8):
        mistyped(occasion, 1, Visitor(f"b:{number}", f"10.1.0.{number}"))
    assert mistyped(occasion, 1, Visitor("b:9", "10.1.0.9")) == [Rule.SIGN_IN_THROTTLED]
    assert people.sign_in(occasion("nobody"), "xiaoyu", PASSWORD, HOME)


def test_the_right_password_wipes_out_the_wrong_ones(account, occasion):
    for _ in range(3):
        for _ in range(7):
            rule_of(people.sign_in, occasion("nobody"), "xiaoyu", "不对", HOME)
        assert people.sign_in(occasion("nobody"), "xiaoyu", PASSWORD, HOME)


def test_one_address_cannot_try_login_after_login(occasion, town):
    for _ in range(79):  # without the hash of a password, which takes its time
        limits.spend(occasion("nobody"), limits.SIGN_IN_FROM, HOME.address)
    last = rule_of(people.sign_in, occasion("nobody"), "login80", "不对", HOME)
    assert last is Rule.SIGN_IN_FAILED
    closed = rule_of(people.sign_in, occasion("nobody"), "another", "不对", HOME)
    assert closed is Rule.SIGN_IN_THROTTLED


def test_an_old_hash_is_renewed_at_sign_in(account, occasion):
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    Account.update(password_hash=weak).execute()
    people.sign_in(occasion("nobody"), "xiaoyu", PASSWORD, HOME)
    assert Account.get().password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_an_account_without_a_password_lets_nobody_in(account, occasion):
    Account.update(password_hash="").execute()
    assert rule_of(people.sign_in, occasion("nobody"), "xiaoyu", "", HOME) is Rule.SIGN_IN_FAILED
    assert SignIn.select().count() == 0


def test_an_administrator_appoints(occasion, cast, town):
    person = Person.get_by_id(cast["resident"].person_id)
    holding = people.appoint(occasion("administrator"), person, Role.COMMUNITY_WORKER, town.community)
    assert holding.since == MORNING


@pytest.mark.parametrize("who", ["nobody", "resident", "secretary", "auditor"])
def test_nobody_else_gives_roles(who, occasion, cast, town):
    person = Person.get_by_id(cast["resident"].person_id)
    refused = rule_of(people.appoint, occasion(who), person, Role.COMMUNITY_WORKER, town.community)
    assert refused is Rule.NOT_ALLOWED


def test_a_handler_acts_for_a_department_and_nobody_else_does(occasion, cast, town):
    person = Person.get_by_id(cast["resident"].person_id)
    administrator = occasion("administrator")
    alone = rule_of(people.appoint, administrator, person, Role.DEPARTMENT_HANDLER, town.district)
    assert alone is Rule.HANDLER_MISSING
    worker = (administrator, person, Role.COMMUNITY_WORKER, town.community, town.city_management)
    assert rule_of(people.appoint, *worker) is Rule.HANDLER_MISSING
