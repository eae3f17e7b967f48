"""What staff wrote down under a number becomes its owner's, who has proved it, and only when confirmed."""

from dataclasses import replace

import pytest

from portal.domain.cards import Holder
from portal.domain.permissions import Actor
from portal.domain.refusal import Refusal, Rule
from portal.models import Account, CardHolder, ContactLook, Matter, Notice, Person, Support
from portal.models.people import ContactWay
from portal.queries.own_account import offered_to
from portal.queries.sign_ins import visit_of
from portal.services import cards, say
from portal.services import codes_by_message as codes
from portal.services.limits import Visitor
from portal.services.looks import look
from portal.services.unite import take_over
from tests.conftest import MORNING

PHONE = codes.Contact(ContactWay.SMS, "13800138000")


@pytest.fixture
def bench(occasion, town):
    """What 王小明 said at the counter, with his number."""
    draft = say.Draft("长椅坏了。", town.building.id, name="王小明", phone="138-0013-8000")
    return say.raise_matter(occasion("worker"), draft).matter


@pytest.fixture
def owner(bench, occasion):
    """Whoever proved the number, acting."""
    codes.send_code(occasion(), PHONE, "10.0.0.1", "", lambda _: "7")
    came = codes.sign_in_with_code(occasion(), PHONE, "777777", Visitor("b:home", "10.0.0.1"), "")
    return replace(occasion(), actor=visit_of(came.token, MORNING).actor)


def test_nothing_is_merged_in_silence(owner, bench):
    assert Matter.get_by_id(bench.id).proposer_id != owner.actor.person_id
    assert [
        (other.name, [title for _, title in other.matters]) for other in offered_to(owner.actor.person_id)
    ] == [("王小明", ["长椅坏了"])]


def test_what_is_confirmed_goes_along_and_counts_once(owner, bench, lamp, occasion, town):
    written = Matter.get_by_id(bench.id).proposer_id
    card = cards.issue(occasion("worker"), town.community, [Holder("王小明", "13800138000")])
    for supporter in (f"p:{written}", f"p:{owner.actor.person_id}"):
        acting = replace(occasion(), actor=Actor(int(supporter[2:]), ""))
        say.support(acting, Matter.get_by_id(lamp.id), supporter)
    take_over(owner, written)
    person = Person.get_by_id(owner.actor.person_id)
    assert (Matter.get_by_id(bench.id).proposer_id, person.name) == (person.id, "王小明")
    assert [(held.card_id, held.person_id) for held in CardHolder.select()] == [(card.id, person.id)]
    assert [row.supporter for row in Support.select()] == [f"p:{person.id}"]
    assert Matter.get_by_id(lamp.id).support_count == 1
    assert offered_to(person.id) == []


def test_of_the_record_that_was_taken_over_nothing_is_left(owner, bench, occasion):
    written = Matter.get_by_id(bench.id).proposer_id
    look(occasion("worker"), bench)
    waiting = {"way": "sms", "written_at": MORNING, "due_at": MORNING}
    Notice.create(once="x", kind="receipt", person=written, **waiting)
    take_over(owner, written)
    other, me = Person.get_by_id(written), owner.actor.person_id
    assert (other.name, other.phone, other.phone_mark, other.email_mark) == ("", "", "", "")
    assert Notice.select().where(Notice.person == written).count() == 0
    assert Notice.get(Notice.once == "x").person_id == ContactLook.get().person_id == me


def test_whoever_signs_in_is_offered_to_nobody(owner, bench):
    written = Matter.get_by_id(bench.id).proposer_id
    Account.create(person=written, login="xiaoming", password_hash="")
    assert offered_to(owner.actor.person_id) == []
    with pytest.raises(Refusal) as refused:
        take_over(owner, written)
    assert refused.value.rule is Rule.NOT_FOUND


def test_a_number_that_is_only_claimed_offers_nothing(bench, occasion, cast):
    Person.update(phone_mark=PHONE.mark).where(Person.id == cast["resident"].person_id).execute()
    assert offered_to(cast["resident"].person_id) == []
    with pytest.raises(Refusal):
        take_over(occasion("resident"), Matter.get_by_id(bench.id).proposer_id)
