"""What happens is told to those concerned: written with the event, once, to nobody who did not want it."""

from datetime import datetime

import pytest

from portal.db import transaction
from portal.domain.notices import NoticeKind, NoticeState, NoticeWay, Often
from portal.domain.refusal import Refusal
from portal.models import (
    Area,
    HelpCall,
    Matter,
    MatterEvent,
    Notice,
    NoticeGroup,
    NoticeWish,
    Person,
)
from portal.models.people import ContactWay
from portal.services import handle, link, notices, rate, say
from portal.services.contacts import email_columns, phone_columns
from portal.services.handle import Order
from portal.services.say import Draft
from tests.conftest import MORNING

MOBILE, LANDLINE = "13800138000", "0357-7123456"
NIGHT = datetime(2026, 11, 3, 22, 15)


@pytest.fixture
def raise_for(occasion, town):
    """A matter of a neighbour who wants to be told so."""

    def raised(wants_reply="sms", phone=MOBILE, who="nobody", at=MORNING, **more):
        draft = Draft("路灯坏了。", town.building.id, phone=phone, wants_reply=wants_reply, **more)
        return say.raise_matter(occasion(who, at), draft).matter

    return raised


@pytest.fixture
def group(town):
    def of(area, organisation=None, *kinds, active=True):
        address = "wecombot://a-key-of-the-group"
        return NoticeGroup.create(
            name="群",
            area=area,
            organisation=organisation,
            address=address,
            kinds=[kind.value for kind in kinds],
            active=active,
        )

    return of


@transaction
def answered_twice(worker, matter):
    say.answer(worker, matter, "今晚就换灯泡。")
    say.answer(worker, matter, "今晚就换灯泡。")


def told(*, of=None, to=None):
    """Kinds and ways of what was written, in order."""
    rows = Notice.select().order_by(Notice.id)
    if of is not None:
        rows = rows.where(Notice.matter == of)
    if to is not None:
        rows = rows.where(Notice.person == to)
    return [(row.kind, row.way) for row in rows]


def test_a_neighbour_who_asked_for_messages_hears_that_it_came_in_and_was_answered(raise_for, occasion):
    matter = raise_for()
    say.answer(occasion("worker"), matter, "今晚就换灯泡。")
    assert told() == [(NoticeKind.RECEIPT, NoticeWay.SMS), (NoticeKind.ANSWER, NoticeWay.SMS)]
    receipt = Notice.select().order_by(Notice.id).first()
    assert receipt.person_id == matter.proposer_id
    assert receipt.state is NoticeState.WAITING
    assert receipt.facts == {"action": "raise", "whose": "proposer", "due_on": "2026-11-06"}
    assert receipt.address == ""  # read from the person when it goes, so nothing is kept twice


def test_one_who_asked_for_a_call_is_called_about_the_answer_and_not_about_the_receipt(raise_for, occasion):
    matter = raise_for("call", LANDLINE)
    say.answer(occasion("worker"), matter, "今晚就换灯泡。")
    assert told() == [(NoticeKind.ANSWER, NoticeWay.CALL)]


def test_a_telephone_that_takes_no_messages_is_called(raise_for, occasion):
    matter = raise_for("sms", LANDLINE)
    say.answer(occasion("worker"), matter, "今晚就换灯泡。")
    assert told() == [(NoticeKind.ANSWER, NoticeWay.CALL)]


def test_who_said_no_is_told_nothing_unless_chosen_otherwise(raise_for, occasion, cast):
    person = cast["resident"].person_id
    Person.update(email_columns("lin@example.org")).where(Person.id == person).execute()
    matter = raise_for("none", who="resident")
    NoticeWish.create(person=person, kind=NoticeKind.ANSWER, way=NoticeWay.EMAIL, often=Often.DAILY)
    say.answer(occasion("worker"), matter, "今晚就换灯泡。")
    assert told() == [(NoticeKind.ANSWER, NoticeWay.EMAIL)]
    notice = Notice.get()
    assert (notice.often, notice.due_at) == (Often.DAILY, datetime(2026, 11, 3, 18))


def test_who_chose_never_is_told_nothing_though_the_form_said_yes(raise_for, cast):
    person = cast["resident"].person_id
    NoticeWish.create(person=person, kind=NoticeKind.RECEIPT, way=NoticeWay.SMS, often=Often.NEVER)
    raise_for("sms", who="resident")
    assert told() == []


def test_what_happens_at_night_is_told_in_the_morning(raise_for):
    raise_for(at=NIGHT)
    assert [notice.due_at for notice in Notice.select()] == [datetime(2026, 11, 4, 8)]


def test_supporters_hear_once_a_day_by_mail_and_those_without_an_address_not_at_all(lamp, occasion, cast):
    with_mail, without = cast["resident"].person_id, cast["other_resident"].person_id
    Person.update(email_columns("lin@example.org")).where(Person.id == with_mail).execute()
    Person.update(phone_columns(MOBILE)).where(Person.id == without).execute()
    for person in (with_mail, without):
        say.support(occasion("resident"), lamp, f"p:{person}")
    say.support(occasion("nobody"), lamp, "a-browser-without-a-person")
    say.answer(occasion("worker"), Matter.get_by_id(lamp.id), "今晚就换灯泡。")
    assert [(notice.person_id, notice.kind, notice.way, notice.often) for notice in Notice.select()] == [
        (with_mail, NoticeKind.PLEASE_RATE, NoticeWay.EMAIL, Often.DAILY)
    ]


def test_a_proposer_who_supports_the_own_matter_is_told_once(raise_for, occasion, cast):
    person = cast["resident"].person_id
    Person.update(email_columns("lin@example.org")).where(Person.id == person).execute()
    matter = raise_for(who="resident")
    say.support(occasion("resident"), matter, f"p:{person}")
    say.answer(occasion("worker"), matter, "今晚就换灯泡。")
    assert told(to=person)[1:] == [(NoticeKind.ANSWER, NoticeWay.SMS)]


def test_what_happens_to_a_matter_is_told_to_those_whose_matters_were_merged_into_it(raise_for, occasion):
    first, second, third = raise_for(), raise_for(phone="13900139000"), raise_for(phone="13700137000")
    link.merge(occasion("worker"), first, second)
    link.merge(occasion("worker"), second, third)
    Notice.delete().execute()
    say.answer(occasion("worker"), third, "今晚就换灯泡。")
    assert [(notice.person_id, notice.matter_id) for notice in Notice.select().order_by(Notice.matter)] == [
        (matter.proposer_id, matter.id) for matter in (first, second, third)
    ]


def test_the_handling_department_and_the_community_hear_of_what_is_theirs(lamp, occasion, town, group):
    theirs = group(town.district, town.city_management, NoticeKind.CHECK_IN)
    ours = group(town.community, None, NoticeKind.DONE)
    group(town.neighbour, None, NoticeKind.DONE)
    group(town.community, town.property_manager, NoticeKind.CHECK_IN)
    group(town.community, None, NoticeKind.DONE, active=False)
    handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))
    handle.complete(occasion("handler"), lamp, "换好了。")
    assert [(notice.kind, notice.group_id) for notice in Notice.select().order_by(Notice.id)] == [
        (NoticeKind.CHECK_IN, theirs.id),
        (NoticeKind.DONE, ours.id),
    ]
    assert Notice.get(Notice.group == theirs).facts == {
        "action": "assign",
        "whose": "staff",
        "organisation": "城管中队",
        "due_on": "2026-11-17",
    }


def test_dissatisfaction_is_answered_to_who_said_so(raise_for, occasion, town):
    matter = raise_for()
    say.answer(occasion("worker"), matter, "今晚就换灯泡。")
    bad = rate.Score(2, 2, 1, 1)
    rate.rate_matter(occasion(), matter, rate.PROPOSER, bad, False, shown_code=True)
    assert told()[-1] == (NoticeKind.DISSATISFACTION_ANSWERED, NoticeWay.SMS)


def test_a_matter_taken_back_drops_what_still_waits(raise_for, occasion):
    matter = raise_for()
    say.withdraw(occasion("nobody"), matter, shown_code=True)
    assert [(notice.state, notice.error) for notice in Notice.select()] == [
        (NoticeState.DROPPED, "taken_back")
    ]


def test_an_event_that_is_rolled_back_writes_no_notice(raise_for, occasion):
    matter = raise_for()
    with pytest.raises(Refusal):
        answered_twice(occasion("worker"), matter)
    assert told() == [(NoticeKind.RECEIPT, NoticeWay.SMS)]
    assert MatterEvent.select().count() == 1


def test_a_refused_move_tells_nobody(raise_for, occasion):
    matter = raise_for()
    with pytest.raises(Refusal):
        say.answer(occasion("stranger"), matter, "好的。")
    assert told() == [(NoticeKind.RECEIPT, NoticeWay.SMS)]


def test_an_event_told_twice_is_written_once(raise_for, occasion):
    raise_for()
    event = MatterEvent.get()
    notices.write(occasion("nobody"), event)
    assert Notice.select().count() == 1


def test_what_was_imported_is_old_news(raise_for, occasion, town):
    quiet = type(occasion("worker"))(
        occasion("worker").actor, MORNING, occasion().book, occasion().calendar, quietly=True
    )
    draft = Draft("路灯坏了。", town.building.id, phone=MOBILE, wants_reply="sms")
    say.answer(quiet, say.raise_matter(quiet, draft).matter, "修好了。")
    assert told() == []


def test_where_nobody_is_to_be_told_it_takes_two_reads_and_no_write(occasion, town, queries_of):
    draft = Draft("路灯坏了。", town.building.id)
    with queries_of() as before:
        quiet = type(occasion())(occasion().actor, MORNING, occasion().book, occasion().calendar, True)
        say.raise_matter(quiet, draft)
    with queries_of() as after:
        say.raise_matter(occasion("nobody"), draft)
    assert len(after) - len(before) <= 2
    assert Notice.select().count() == 0


def test_a_code_is_sealed_and_goes_at_any_hour(occasion, town):
    notices.write_code(occasion("nobody", NIGHT), ContactWay.SMS, MOBILE, "493027", "ko")
    notice = Notice.get()
    assert (notice.kind, notice.way, notice.due_at) == (NoticeKind.CODE, NoticeWay.SMS, NIGHT)
    assert (notice.address, notice.language) == (MOBILE, "ko")
    assert "493027" not in str(notice.facts)


def test_a_call_for_help_reaches_the_one_whose_turn_it_is_then_the_next(occasion, town, cast, group):
    ours = group(town.community, None, NoticeKind.HELP_CALL)
    for who in ("worker", "secretary"):
        Person.update(phone_columns(MOBILE)).where(Person.id == cast[who].person_id).execute()
    call = HelpCall.create(
        community=Area.get_by_id(town.community.id),
        step="说一件事",
        called_at=NIGHT,
        asked=cast["worker"].person_id,
        asked_at=NIGHT,
    )
    notices.write_help_call(occasion("nobody", NIGHT), call)
    call.asked = Person.get_by_id(cast["secretary"].person_id)
    notices.write_help_call(occasion("nobody", NIGHT), call)
    assert [(notice.person_id, notice.group_id) for notice in Notice.select().order_by(Notice.id)] == [
        (None, ours.id),
        (cast["worker"].person_id, None),
        (cast["secretary"].person_id, None),
    ]
    assert {notice.due_at for notice in Notice.select()} == {NIGHT}


def test_a_deadline_that_comes_near_is_told_to_the_handlers_once(lamp, occasion, town, group):
    group(town.district, town.city_management, NoticeKind.DUE_SOON)
    handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))
    early, near = datetime(2026, 11, 13, 9), datetime(2026, 11, 16, 9)
    assert notices.remind(occasion("nobody", early)) == 0
    assert notices.remind(occasion("nobody", near)) == 1
    assert notices.remind(occasion("nobody", near)) == 0
    assert Notice.get().facts == {"due_on": "2026-11-17", "whose": "staff"}


def test_who_has_not_rated_is_asked_once_before_it_is_too_late(raise_for, occasion):
    matter = raise_for()
    say.answer(occasion("worker"), matter, "今晚就换灯泡。")  # the rating ends on 1 December
    before = Notice.select().count()
    assert notices.remind(occasion("nobody", datetime(2026, 11, 25, 9))) == 0
    assert notices.remind(occasion("nobody", datetime(2026, 11, 26, 9))) == 1
    assert notices.remind(occasion("nobody", datetime(2026, 11, 27, 9))) == 0
    assert told()[before:] == [(NoticeKind.PLEASE_RATE, NoticeWay.SMS)]
