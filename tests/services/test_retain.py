"""What is kept of persons is let go of when its time is over, and not a day before."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from portal.domain.permissions import THE_CLOCK
from portal.domain.policy import RetentionRules
from portal.models import ContactLook, Matter, Notice, OneTimeCode, Person, Retained, SignIn
from portal.models.people import ContactWay
from portal.services import say
from portal.services.contacts import phone_columns
from portal.services.looks import look
from portal.services.retain import BATCH, retain, retain_nightly
from portal.services.say import Draft, raise_matter
from tests.conftest import MORNING

RULES = RetentionRules(contact_days=100, notice_days=50, look_days=200)


@pytest.fixture
def later(occasion):
    """``later(100)``: the clock, so many days after the morning on which everything began."""

    def of(days):
        now = occasion(at=MORNING + timedelta(days=days))
        return replace(now, actor=THE_CLOCK, book=replace(now.book, retention=RULES))

    return of


@pytest.fixture
def matter(town, occasion):
    draft = Draft(words="路灯坏了。", area_id=town.building.id, name="林小雨", phone="13800138000")
    return raise_matter(occasion("nobody"), draft).matter


def phone_of(matter):
    return Person.get_by_id(matter.proposer_id).phone


def test_contacts_go_when_their_last_matter_has_ended_so_long_ago(matter, occasion, later):
    say.refuse(occasion("worker"), matter, "已经修好了。")
    assert retain(later(99))["contacts"] == 0
    assert phone_of(matter) == "13800138000"
    assert retain(later(100))["contacts"] == 1
    left = Person.get_by_id(matter.proposer_id)
    assert (left.phone, left.phone_mark, left.name) == ("", "", "林小雨")


def test_contacts_stay_while_a_matter_is_open(matter, later):
    assert retain(later(1000))["contacts"] == 0
    assert phone_of(matter) == "13800138000"


def test_contacts_stay_of_who_signed_in_since_and_of_who_works_here(matter, occasion, later, cast):
    say.refuse(occasion("worker"), matter, "已经修好了。")
    for person_id in (matter.proposer_id, cast["worker"].person_id):
        Person.update(**phone_columns("13800138000")).where(Person.id == person_id).execute()
    SignIn.create(person=matter.proposer_id, token_hash="x", created_at=MORNING + timedelta(days=90))
    assert retain(later(101))["contacts"] == 0
    assert retain(later(191))["contacts"] == 1
    assert Person.get_by_id(cast["worker"].person_id).phone == "13800138000"


def test_notices_and_looks_go_after_their_days(matter, occasion, later):
    Notice.delete().execute()
    Notice.create(
        once="x", kind="receipt", way="sms", person=matter.proposer_id, written_at=MORNING, due_at=MORNING
    )
    look(occasion("worker"), matter)
    first, second = retain(later(50)), retain(later(200))
    assert (first["notices"], first["looks"]) == (1, 0)
    assert (second["notices"], second["looks"]) == (0, 1)
    assert ContactLook.select().count() == Notice.select().count() == 0


def test_codes_and_sign_ins_go_when_they_are_spent(cast, later):
    OneTimeCode.create(mark="m", way=ContactWay.SMS, code_hash="h", sent_at=MORNING, expires_at=MORNING)
    SignIn.create(person=cast["resident"].person_id, token_hash="x", created_at=MORNING, ended_at=MORNING)
    assert (retain(later(0))["codes"], retain(later(1))["codes"]) == (0, 1)
    assert (retain(later(29))["sign_ins"], retain(later(30))["sign_ins"]) == (0, 1)


def test_the_last_sign_in_of_whoever_can_be_reached_stays_so_that_nobody_who_comes_is_forgotten(
    matter, occasion, later
):
    say.refuse(occasion("worker"), matter, "已经修好了。")
    for day in (5, 20):
        came = MORNING + timedelta(days=day)
        SignIn.create(person=matter.proposer_id, token_hash=f"{day}", created_at=came, ended_at=came)
    assert retain(later(90))["sign_ins"] == 1
    assert (retain(later(119))["contacts"], phone_of(matter)) == (0, "13800138000")
    assert (retain(later(120))["contacts"], phone_of(matter), SignIn.select().count()) == (1, "", 0)


def test_more_than_one_batch_goes_in_one_night(cast, later):
    spent = {"mark": "m", "way": ContactWay.SMS, "code_hash": "h", "sent_at": MORNING, "expires_at": MORNING}
    OneTimeCode.insert_many([spent] * (BATCH + 3)).execute()
    assert retain(later(2))["codes"] == BATCH + 3


def test_it_is_done_once_a_night_in_the_small_hours(lamp, later):
    before, after = datetime(2026, 11, 20, 2, 59), datetime(2026, 11, 20, 3, 0)
    assert retain_nightly(replace(later(0), now=before)) == {}
    assert retain_nightly(replace(later(0), now=after)).keys() >= {"contacts", "notices", "looks"}
    assert retain_nightly(replace(later(0), now=after + timedelta(minutes=10))) == {}
    assert [row.at for row in Retained.select()] == [after]
    assert Matter.get_by_id(lamp.id).title == lamp.title
