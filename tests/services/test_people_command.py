"""A place begins with three commands, and who forgot the password is given another."""

import re

import pytest
from click.testing import CliRunner

from portal import presets
from portal.cli import main
from portal.clock import china_now
from portal.db import database, open_database
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import NOBODY, Grant, Role
from portal.domain.refusal import Refusal, Rule
from portal.models import Account, Area, Community, Organisation, RoleHolding, SignIn
from portal.queries.officers import officer
from portal.services.limits import Visitor
from portal.services.people import sign_in

COMMUNITY = "清华园社区"
SECRETARY = ("--role", "community_secretary", "--area", COMMUNITY)
HANDLER = ("--role", "department_handler", "--area", "安泽县")


@pytest.fixture
def run(sqlite_url, tmp_path):
    """The command line of a portal that knows one district with one community, and nobody."""
    open_database(sqlite_url)
    database.close()
    environment = {"PORTAL_DATA": str(tmp_path), "DATABASE_URL": sqlite_url}

    def invoke(*words):
        return CliRunner().invoke(main, words, env=environment)

    invoke("area", "district", "安泽县")
    invoke("area", "community", COMMUNITY, "--parent", "安泽县", "--telephone", "0357-7000001")
    yield invoke
    database.close()


def password_in(result):
    assert result.exit_code == 0, result.output
    return re.search(r"at /me: (\S+)", result.output)[1]


def enter(login, password):
    nobody = Occasion(NOBODY, china_now(), presets.load("anze"), WorkCalendar({}, frozenset()))
    return sign_in(nobody, login, password, Visitor("b:desk", "127.0.0.1"))


def test_a_community_comes_with_its_hall_and_its_committee(run):
    area = Area.get(Area.name == COMMUNITY)
    assert area.parent.name == "安泽县"
    assert Community.get().telephone == "0357-7000001"
    assert Organisation.get().name == "清华园社区居委会"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("area", "community", "和川社区"), "--parent"),
        (("area", "community", "和川社区", "--parent", "沁水县"), "no area 沁水县"),
        (("area", "community", COMMUNITY, "--parent", "安泽县"), "there already"),
    ],
)
def test_an_area_has_its_one_place(run, words, why):
    result = run(*words)
    assert (result.exit_code, Area.select().count()) == (1, 2)
    assert why in result.output


def test_whoever_is_appointed_comes_in_with_the_printed_password(run):
    password = password_in(run("appoint", "Wang", "--name", "王建国", *SECRETARY))
    assert enter("wang", password)
    area = Area.get(Area.name == COMMUNITY)
    assert officer("wang", china_now()).grants == (Grant(Role.COMMUNITY_SECRETARY, area.path),)


def test_a_second_role_leaves_the_password_as_it_is(run):
    password = password_in(run("appoint", "wang", "--name", "王建国", *SECRETARY))
    again = run("appoint", "wang", "--role", "auditor", "--area", "安泽县")
    assert "password" not in again.output
    assert {holding.role for holding in RoleHolding.select()} == {Role.COMMUNITY_SECRETARY, Role.AUDITOR}
    assert enter("wang", password)


def test_a_handler_acts_for_a_department(run):
    password_in(run("appoint", "zhao", "--name", "赵强", *HANDLER, "--organisation", "城管中队"))
    assert RoleHolding.get().organisation.name == "城管中队"


@pytest.mark.parametrize("words", [("--name", "赵强", *HANDLER), SECRETARY], ids=["no department", "no name"])
def test_an_appointment_that_is_refused_leaves_no_account_behind(run, words):
    result = run("appoint", "zhao", *words)
    assert (result.exit_code, Account.select().count()) == (1, 0)
    assert "Error: " in result.output


def test_a_new_password_ends_the_old_one_and_every_session(run):
    old = password_in(run("appoint", "wang", "--name", "王建国", *SECRETARY))
    enter("wang", old)
    new = password_in(run("reset-password", "wang"))
    assert SignIn.select().where(SignIn.ended_at.is_null()).count() == 0
    with pytest.raises(Refusal) as refused:
        enter("wang", old)
    assert refused.value.rule is Rule.SIGN_IN_FAILED
    assert enter("wang", new)


def test_nobody_is_given_a_password_by_mistake(run):
    assert "nobody signs in as wong" in run("reset-password", "wong").output
