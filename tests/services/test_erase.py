"""One person's data: given out whole, and taken out so that nothing of it is left anywhere."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from portal.db import database, is_sqlite
from portal.domain.campaigns import AnswerWay, CampaignForm, PartKind, Said
from portal.domain.permissions import Actor
from portal.domain.policy import PassageKind
from portal.domain.rating import Score
from portal.domain.refusal import Refusal, Rule
from portal.models import (
    TABLES,
    Account,
    Erasure,
    Matter,
    Membership,
    Passage,
    Person,
    Rating,
    SignIn,
    Support,
    VerifiedContact,
    WhistleCall,
)
from portal.models.people import ContactWay
from portal.queries.everything import everything_of, persons_called
from portal.queries.office_matter import matter_by_number
from portal.services import answers, campaigns, people, say, whistle
from portal.services.campaigns import CallDraft, PartDraft
from portal.services.contacts import email_columns, phone_mark
from portal.services.erase import erase
from portal.services.looks import look
from portal.services.people import Newcomer
from portal.services.rate import rate_matter
from portal.services.say import Draft, raise_matter
from tests.conftest import MORNING

NAME, NUMBER, MAIL, LOGIN = "欧阳晓曦", "13912345678", "xiaoxi@example.org", "晓曦在此"
WORDS = f"我叫{NAME}，电话{NUMBER}，7号楼前的路灯坏了。"


@pytest.fixture
def person(town, cast, occasion):
    """Somebody who did all that leaves traces: an account, a matter, a rating, a support, a group."""
    account = people.register(occasion("nobody"), Newcomer(NAME, LOGIN, "jin-tian-qi-wei-46", NUMBER))
    person = account.person
    Person.update(**email_columns(MAIL)).where(Person.id == person.id).execute()
    VerifiedContact.create(mark=phone_mark(NUMBER), way=ContactWay.SMS, person=person, verified_at=MORNING)
    Membership.create(person=person, group="observers", since=MORNING)
    SignIn.create(person=person, token_hash="x", created_at=MORNING)
    return Person.get_by_id(person.id)


@pytest.fixture
def matter(town, occasion, person, lamp):
    """Theirs, answered to their number, rated by them; and they support the lamp."""
    now = replace(occasion("nobody"), actor=Actor(person.id, NAME))
    draft = Draft(words=WORDS, area_id=town.building.id, place=f"7号楼3单元502室{NAME}家", phone=NUMBER)
    raised = matter_by_number(raise_matter(now, draft).matter.number)
    look(occasion("worker"), raised)
    city = [town.city_management.id]
    whistle.blow(occasion("worker"), town.community, city, f"到{NAME}家看灯", "7号楼", matter=raised)
    whistle.check_in(occasion("handler"), WhistleCall.get(), f"{NAME}在家，灯看过了")
    say.answer(occasion("worker"), raised, f"已给{NAME}回电{NUMBER}，今晚换灯泡。")
    rate_matter(now, raised, "proposer", Score(5, 5, 5, 5), True, f"{NAME}谢谢", shown_code=True)
    say.support(now, lamp, f"p:{person.id}")
    return Matter.get_by_id(raised.id)


def whole_database():
    """Every row of every table, as text; what is sealed is opened."""
    rows = [str(row) for table in TABLES for row in table.select().dicts()]
    tables = ("matter_search", "own_search", "findable_search")
    rows += [str(row) for table in tables for row in database.execute_sql(f"SELECT * FROM {table}")]  # noqa: S608
    return "\n".join(rows)


def files_of_sqlite():
    """Free pages and journal too, where a word may outlive its row."""
    file = Path(database.obj.database)
    return file.read_bytes() + file.with_name(file.name + "-wal").read_bytes()


def test_everything_that_is_kept_is_given_out(person, matter):
    told = json.loads(json.dumps(everything_of(person)))
    assert told["person"]["phone"] == NUMBER
    assert told["accounts"] == [{"login": LOGIN, "active": True}]
    assert [each["body"] for each in told["matters"]] == [WORDS]
    assert [each["words"] for each in told["ratings"]] == [f"{NAME}谢谢"]
    assert [each["matter"] for each in told["supports"]] == ["AZ-2026-0001"]
    assert [each["role"] for each in told["looks_at_contact"]] == ["community_worker"]
    assert told["groups"][0]["group"] == "observers"


@pytest.mark.parametrize("words", [NUMBER, "+86 139-1234-5678", MAIL, LOGIN, "AZ-2026-0002"])
def test_a_person_is_found_by_number_address_login_or_matter(person, matter, words):
    assert [each.id for each in persons_called(words)] == [person.id]


@pytest.mark.parametrize("words", ["", "路灯", "13900000000", "AZ-2026-0099", "AZ-2026-0001"])
def test_nobody_is_found_by_anything_else(person, matter, words):
    assert persons_called(words) == []


def test_afterwards_neither_name_nor_number_stands_anywhere(person, matter, occasion):
    assert NAME in whole_database()
    assert NUMBER in whole_database()
    erase(occasion("administrator"), person, f"{NAME}本人申请")
    left = whole_database()
    for trace in (NAME, "晓曦", NUMBER, "12345678", MAIL, "xiaoxi", LOGIN):
        assert trace not in left


def test_the_very_bytes_of_a_file_tell_nothing(person, matter, occasion):
    erase(occasion("administrator"), person, "本人申请")
    bytes_left = files_of_sqlite() if is_sqlite() else whole_database().encode()
    for trace in (NAME, "晓曦", NUMBER, MAIL, LOGIN):
        assert trace.encode() not in bytes_left
        assert json.dumps(trace)[1:-1].encode() not in bytes_left


def test_the_public_road_and_the_figures_stay_as_they_were(person, matter, occasion, lamp):
    public = (matter.public_title, matter.public_body, matter.public_place)
    erase(occasion("administrator"), person, "本人申请")
    left = Matter.get_by_id(matter.id)
    assert (left.public_title, left.public_body, left.public_place) == public
    assert (left.title, left.body, left.place) == public
    assert left.body == "我叫欧阳**，电话139****5678，7号楼前的路灯坏了。"
    assert left.proposer_id == person.id
    assert Rating.get(Rating.matter == matter).attitude == 5
    assert Support.select().where(Support.supporter == f"p:{person.id}").count() == 1
    assert Account.select().where(Account.person == person).count() == 0


def test_a_reply_that_still_waits_to_be_read_waits_without_the_name(town, person, occasion):
    now = occasion("secretary")
    rules = replace(now.book.moderation, before_publishing=(PassageKind.REPLIES,))
    call = CallDraft(
        "广场怎么改", "您说", CampaignForm.QUESTIONNAIRE, town.community.id, now.today, now.today
    )
    campaign = campaigns.make(now, call)
    part = campaigns.add_part(now, campaign, PartDraft(PartKind.TEXT, "您说"))
    campaigns.publish(now, campaign)
    nobody = replace(occasion("nobody"), book=replace(now.book, moderation=rules))
    words = {part.id: Said(words=f"{NAME}说：多种树")}
    answers.answer(nobody, campaign, f"p:{person.id}", words, AnswerWay.ONLINE)
    assert NAME in Passage.get().text
    erase(occasion("administrator"), person, "本人申请")
    assert Passage.get().text == "欧阳**说：多种树"


def test_that_it_was_done_is_kept_without_saying_of_whom(person, matter, occasion, cast):
    erase(occasion("administrator"), person, f"{NAME}到窗口申请")
    kept = Erasure.get()
    assert (kept.erased_by_id, kept.reason) == (cast["administrator"].person_id, "欧阳**到窗口申请")
    assert kept.erased_at == MORNING
    with pytest.raises(Refusal) as refused:
        erase(occasion("administrator"), Person.get_by_id(person.id), "再来")
    assert refused.value.rule is Rule.NOT_FOUND


@pytest.mark.parametrize("who", ["nobody", "resident", "worker", "secretary", "auditor"])
def test_only_an_administrator_erases(person, occasion, who):
    with pytest.raises(Refusal) as refused:
        erase(occasion(who), person, "本人申请")
    assert refused.value.rule is Rule.NOT_ALLOWED
    assert Person.get_by_id(person.id).name == NAME


def test_who_holds_a_role_is_not_erased(occasion, cast):
    with pytest.raises(Refusal) as refused:
        erase(occasion("administrator"), Person.get_by_id(cast["worker"].person_id), "本人申请")
    assert refused.value.rule is Rule.STILL_IN_OFFICE


def test_of_a_family_matter_nothing_stays(town, occasion, person):
    now = replace(occasion("nobody"), actor=Actor(person.id, NAME))
    raise_matter(now, Draft(words="家里的事，请调解。", area_id=town.building.id, private=True))
    erase(occasion("administrator", at=MORNING + timedelta(days=1)), person, "本人申请")
    assert "家里" not in whole_database()
