"""Each notice goes once at most: one has it in hand; what failed is tried later; what broke off, by hand."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from portal.db import database
from portal.domain.notices import NoticeKind, NoticeState, NoticeWay, Often, Trouble
from portal.models import Notice, NoticeGroup, NoticeWish, Person
from portal.models.people import ContactWay
from portal.services import notices, posting, say
from portal.services.contacts import email_columns
from portal.services.say import Draft
from tests.conftest import MORNING

MOBILE = "13800138000"
ALL = list(NoticeWay)


@pytest.fixture
def receipt(occasion, town):
    """A neighbour's receipt, waiting to go by text message."""
    draft = Draft("路灯坏了。", town.building.id, phone=MOBILE, wants_reply="sms")
    matter = say.raise_matter(occasion(), draft).matter
    return Notice.get(Notice.matter == matter)


@pytest.fixture
def at(occasion):
    return lambda moment=MORNING: occasion("nobody", moment)


def again(notice):
    return Notice.get_by_id(notice.id)


def test_a_notice_that_has_gone_does_not_go_again_and_its_address_is_forgotten(at, occasion):
    notices.write_code(at(), ContactWay.SMS, MOBILE, "493027")
    letter = posting.take_in_hand(at(), ALL)
    assert letter.address == MOBILE
    posting.mark_sent(at(), letter)
    sent = Notice.get()
    assert (sent.state, sent.sent_at, sent.address, sent.facts) == (NoticeState.SENT, MORNING, "", {})
    assert posting.take_in_hand(at(MORNING + timedelta(days=1)), ALL) is None


def test_what_one_worker_has_in_hand_no_other_takes(receipt, at):
    assert posting.take_in_hand(at(), ALL).first == receipt
    assert posting.take_in_hand(at(), ALL) is None


def test_of_four_workers_at_once_each_takes_its_own(at, town):
    for number in range(20):
        notices.write_code(at(), ContactWay.SMS, f"1380013{number:04}", "493027")

    def work(_):
        taken = []
        with database.connection_context():
            while letter := posting.take_in_hand(at(), ALL):
                taken.append(letter.address)
        return taken

    with ThreadPoolExecutor(4) as workers:
        taken = [address for each in workers.map(work, range(4)) for address in each]
    assert sorted(taken) == [f"1380013{number:04}" for number in range(20)]


def test_what_failed_is_tried_after_one_minute_then_five_and_at_last_given_up(receipt, at):
    moment, waits = MORNING, []
    for _ in range(6):
        letter = posting.take_in_hand(at(moment), ALL)
        posting.mark_failed(at(moment), letter, Trouble.NOT_TAKEN)
        waits.append(again(receipt).due_at - moment)
        moment = again(receipt).due_at
    assert waits[:4] == [
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
    ]
    failed = again(receipt)
    assert (failed.state, failed.tries, failed.error) == (NoticeState.FAILED, 6, "not_taken")
    assert posting.take_in_hand(at(moment + timedelta(days=1)), ALL) is None


def test_a_channel_that_nobody_understands_is_not_tried_again(receipt, at):
    posting.mark_failed(at(), posting.take_in_hand(at(), ALL), Trouble.BAD_CHANNEL)
    assert again(receipt).state is NoticeState.FAILED


def test_what_broke_off_while_it_was_sent_has_failed_and_is_not_sent_again_by_itself(receipt, at):
    posting.take_in_hand(at(), ALL)
    assert posting.tidy(at(MORNING + timedelta(minutes=9))) == 0
    assert posting.tidy(at(MORNING + timedelta(minutes=11))) == 1
    assert (again(receipt).state, again(receipt).error) == (NoticeState.FAILED, "interrupted")
    assert posting.take_in_hand(at(MORNING + timedelta(hours=1)), ALL) is None


def test_without_a_channel_for_messages_they_wait(receipt, at):
    assert posting.take_in_hand(at(), [NoticeWay.GROUP, NoticeWay.EMAIL]) is None
    assert again(receipt).state is NoticeState.WAITING


def test_after_a_week_it_is_no_news_any_more(receipt, at):
    assert posting.tidy(at(MORNING + timedelta(days=7))) == 0
    assert posting.tidy(at(MORNING + timedelta(days=8))) == 1
    assert (again(receipt).state, again(receipt).error) == (NoticeState.DROPPED, "too_old")


def test_a_code_that_did_not_go_within_ten_minutes_is_forgotten(at, town):
    notices.write_code(at(), ContactWay.SMS, MOBILE, "493027")
    posting.tidy(at(MORNING + timedelta(minutes=11)))
    code = Notice.get()
    assert (code.state, code.address, code.facts) == (NoticeState.DROPPED, "", {})


def test_a_call_that_nobody_made_is_owed_however_late(occasion, at, town):
    draft = Draft("路灯坏了。", town.building.id, phone=MOBILE, wants_reply="call")
    say.answer(occasion("worker"), say.raise_matter(occasion(), draft).matter, "今晚就换。")
    assert posting.tidy(at(MORNING + timedelta(days=30))) == 0
    assert Notice.get().state is NoticeState.WAITING


def test_who_has_no_number_any_more_is_not_written_to(receipt, at):
    Person.update(phone="", phone_mark="").where(Person.id == receipt.person_id).execute()
    letter = posting.take_in_hand(at(), ALL)
    assert letter.address == ""
    posting.mark_unreachable(at(), letter)
    assert (again(receipt).state, again(receipt).error) == (NoticeState.DROPPED, "no_address")


def test_a_code_goes_before_everything_else(receipt, at):
    notices.write_code(at(MORNING + timedelta(minutes=1)), ContactWay.SMS, MOBILE, "493027")
    later = at(MORNING + timedelta(minutes=2))
    assert posting.take_in_hand(later, ALL).first.kind is NoticeKind.CODE
    assert posting.take_in_hand(later, ALL).first == receipt


def test_a_day_is_gathered_into_one_letter_at_six(occasion, town, cast, at):
    person = cast["resident"].person_id
    Person.update(email_columns("lin@example.org")).where(Person.id == person).execute()
    for kind in (NoticeKind.RECEIPT, NoticeKind.ANSWER):
        NoticeWish.create(person=person, kind=kind, way=NoticeWay.EMAIL, often=Often.DAILY)
    draft = Draft("路灯坏了。", town.building.id)
    say.answer(occasion("worker"), say.raise_matter(occasion("resident"), draft).matter, "今晚就换。")
    assert posting.take_in_hand(at(datetime(2026, 11, 3, 17, 59)), ALL) is None
    letter = posting.take_in_hand(at(datetime(2026, 11, 3, 18, 0)), ALL)
    assert [notice.kind for notice in letter.notices] == [NoticeKind.RECEIPT, NoticeKind.ANSWER]
    assert (letter.first.often, letter.address) == (Often.DAILY, "lin@example.org")
    posting.mark_sent(at(datetime(2026, 11, 3, 18, 0)), letter)
    assert {notice.state for notice in Notice.select()} == {NoticeState.SENT}


def test_a_paused_group_is_not_written_to(lamp, at, town, occasion):
    group = NoticeGroup.create(
        name="群", area=town.community, address="wecombot://key", kinds=[NoticeKind.RECEIPT.value]
    )
    say.raise_matter(occasion(), Draft("路灯坏了。", town.building.id))
    NoticeGroup.update(active=False).where(NoticeGroup.id == group.id).execute()
    assert posting.take_in_hand(at(), ALL).address == ""
