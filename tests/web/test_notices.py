"""Notices on pages: what one wants to hear, the link that stops it, the office's list, calls and groups."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.domain.notices import FOR_PERSONS, NoticeKind, NoticeState, NoticeWay, Often, Trouble, Wish
from portal.domain.occasion import Occasion
from portal.models import Matter, Notice, NoticeGroup, Person
from portal.models.people import ContactWay
from portal.queries.notices import wishes_of
from portal.services import notice_groups, notices, posting, say
from portal.services.contacts import email_columns, phone_columns
from portal.services.notice_groups import Connection
from portal.services.say import Draft
from portal.web.notices import link_to, news_of, read_stop_token, stop_token
from tests.conftest import MORNING, Cast, Town

MOBILE = "13800138000"
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=12345678-abcd"

Occasions = Callable[..., Occasion]
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def answered(occasion: Occasions, town: Town) -> Callable[[str], Matter]:
    """A neighbour's matter with its answer, to be told by message or call."""

    def of(wants_reply: str) -> Matter:
        draft = Draft("路灯坏了。", town.building.id, name="何大勇", phone=MOBILE, wants_reply=wants_reply)
        matter = say.raise_matter(occasion(), draft).matter
        return say.answer(occasion("worker"), matter, "今晚就换灯泡。")

    return of


@pytest.fixture
def group(occasion: Occasions, town: Town) -> NoticeGroup:
    connection = Connection("社区值班群", town.community.id, ROBOT, [NoticeKind.RECEIPT])
    return notice_groups.connect(occasion("secretary"), connection)


def everything(often: Often, way: str) -> dict[str, str]:
    return {kind.value: often.value for kind in FOR_PERSONS} | {"way": way}


def test_one_chooses_how_often_and_by_which_way(client_of: ClientOf, cast: Cast) -> None:
    person = cast["resident"].person_id
    Person.update(**phone_columns(MOBILE), **email_columns("lin@example.org")).where(
        Person.id == person
    ).execute()
    browser = client_of("resident")
    typed = everything(Often.DAILY, "email") | {"visit": "never"}
    assert browser.submit("/me/notices", typed).status_code == 303
    wishes = wishes_of(person)
    assert wishes[NoticeKind.ANSWER] == Wish(NoticeWay.EMAIL, Often.DAILY)
    assert wishes[NoticeKind.VISIT] == Wish(NoticeWay.EMAIL, Often.NEVER)
    page = browser.get("/me/notices").text
    assert "138****8000" in page
    assert MOBILE not in page


def test_a_way_one_cannot_be_reached_by_is_no_choice(client_of: ClientOf, cast: Cast) -> None:
    person = cast["resident"].person_id
    Person.update(**phone_columns(MOBILE)).where(Person.id == person).execute()
    answer = client_of("resident").submit("/me/notices", everything(Often.DAILY, "email"))
    assert answer.status_code == 422
    assert wishes_of(person) == {}


def test_without_number_or_address_one_is_told_where_to_give_one(client_of: ClientOf) -> None:
    assert "/me/contact" in client_of("resident").get("/me/notices").text


@pytest.mark.parametrize(("what", "kinds"), [("this", {NoticeKind.ANSWER}), ("all", set(FOR_PERSONS))])
def test_the_link_in_a_message_stops_it_without_signing_in(
    portal: Flask, client: FlaskClient, cast: Cast, what: str, kinds: set[NoticeKind]
) -> None:
    person = cast["resident"].person_id
    with portal.app_context():
        token = stop_token(person, NoticeKind.ANSWER)
    client.get(f"/stop/{token}")
    assert wishes_of(person) == {}  # a mail program that looks at it stops nothing
    assert client.submit(f"/stop/{token}", {"what": what}).status_code == 303
    assert {kind for kind, wish in wishes_of(person).items() if wish.often is Often.NEVER} == kinds


def test_a_forged_link_stops_nothing(portal: Flask, client: FlaskClient, cast: Cast) -> None:
    assert client.get(f"/stop/{cast['resident'].person_id}-answer.forged").status_code == 404
    with portal.app_context():
        assert read_stop_token("1-answer.forged") is None


def test_the_office_sees_what_waits_with_half_a_number_and_that_nothing_is_connected(
    client_of: ClientOf, answered: Callable[[str], Matter]
) -> None:
    answered("sms")
    page = client_of("worker").get("/office/notices").text
    assert "138****8000" in page
    assert MOBILE not in page
    assert "还没有接通" in page


def test_where_channels_are_connected_nothing_is_said_of_it(portal: Flask, client_of: ClientOf) -> None:
    settings = portal.config["SETTINGS"]
    portal.config["SETTINGS"] = replace(
        settings, mail_channel="mailto://a/{email}", sms_channel="json://a/{phone}"
    )
    assert "还没有接通" not in client_of("worker").get("/office/notices").text


def test_a_code_is_nowhere_on_the_page_and_only_for_those_of_the_whole_place(
    client_of: ClientOf, occasion: Occasions
) -> None:
    notices.write_code(occasion(), ContactWay.SMS, "13912345678", "493027")
    assert "139****5678" not in client_of("worker").get("/office/notices").text
    page = client_of("administrator").get("/office/notices").text
    assert "139****5678" in page
    assert "493027" not in page


def test_the_neighbouring_community_does_not_see_ours(
    client_of: ClientOf, answered: Callable[[str], Matter]
) -> None:
    matter = answered("sms")
    assert matter.number not in client_of("stranger").get("/office/notices").text


def test_what_failed_stands_first_and_is_sent_again_by_one_tap(
    client_of: ClientOf, occasion: Occasions, answered: Callable[[str], Matter]
) -> None:
    answered("sms")
    letter = posting.take_in_hand(occasion(), [NoticeWay.SMS])
    assert letter is not None
    posting.mark_failed(occasion(), letter, Trouble.BAD_CHANNEL)
    answered("sms")
    browser = client_of("secretary")
    page = browser.get("/office/notices").text.partition("<tbody>")[2]
    assert page.index("没送到") < page.index("等着发")
    again = browser.submit("/office/notices", {}, to=f"/office/notices/{letter.first.id}/again")
    assert again.status_code == 303
    assert Notice.get_by_id(letter.first.id).state is NoticeState.WAITING


def test_only_those_who_decide_send_again(client_of: ClientOf, answered: Callable[[str], Matter]) -> None:
    answered("sms")
    browser = client_of("worker")
    assert browser.post(f"/office/notices/{Notice.get().id}/again").status_code in (400, 403)


def test_filters_show_what_is_asked_for(client_of: ClientOf, answered: Callable[[str], Matter]) -> None:
    sms, call = answered("sms"), answered("call")
    page = client_of("worker").get("/office/notices?way=call&kind=answer").text
    assert call.number in page
    assert sms.number not in page
    assert "这里没有通知" in client_of("secretary").get("/office/notices?state=failed").text


def test_who_asked_to_be_called_is_on_the_list_until_somebody_has_called(
    client_of: ClientOf, answered: Callable[[str], Matter], cast: Cast
) -> None:
    matter = answered("call")
    browser = client_of("worker")
    page = browser.get("/office/notices/calls").text
    assert "今晚就换灯泡。" in page  # what to say
    assert "何大勇" in page
    owed = Notice.get(Notice.way == NoticeWay.CALL)
    told = browser.submit(
        "/office/notices/calls", {"note": "说谢谢。"}, to=f"/office/notices/calls/{owed.id}"
    )
    assert told.status_code == 303
    done = Notice.get_by_id(owed.id)
    assert (done.state, done.done_by_id, done.sent_at) == (
        NoticeState.SENT, cast["worker"].person_id, MORNING,
    )  # fmt: skip
    assert done.facts["note"] == "说谢谢。"
    assert matter.number not in browser.get("/office/notices/calls").text


def test_of_two_who_called_the_second_is_told(client_of: ClientOf, answered: Callable[[str], Matter]) -> None:
    answered("call")
    owed = Notice.get(Notice.way == NoticeWay.CALL)
    address = f"/office/notices/calls/{owed.id}"
    browser = client_of("worker")
    first = browser.submit("/office/notices/calls", {}, to=address)
    answered("call")
    second = browser.submit("/office/notices/calls", {}, to=address)
    assert (first.status_code, second.status_code) == (303, 409)


def test_a_group_is_connected_by_what_its_robot_shows_and_the_address_is_seen_no_more(
    client_of: ClientOf, town: Town
) -> None:
    browser = client_of("secretary")
    typed = {"name": "社区值班群", "area": str(town.community.id), "organisation": "", "kinds": "receipt"}
    assert browser.submit("/office/notices/groups", typed | {"address": ROBOT}).status_code == 303
    group = NoticeGroup.get()
    assert (group.address, group.kinds) == ("wecombot://12345678-abcd", ["receipt"])
    page = browser.get("/office/notices/groups").text
    assert "社区值班群" in page
    assert "12345678-abcd" not in page


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "syslog://", "https://example.org/hook", "wecombot://a b", "群"]
)
def test_no_other_address_is_taken(client_of: ClientOf, town: Town, address: str) -> None:
    typed = {"name": "群", "area": str(town.community.id), "organisation": "", "kinds": "receipt"}
    answer = client_of("secretary").submit("/office/notices/groups", typed | {"address": address})
    assert answer.status_code == 422
    assert "整条复制过来" in answer.text
    assert NoticeGroup.select().count() == 0


def test_a_group_is_tried_out_paused_and_resumed(client_of: ClientOf, group: NoticeGroup) -> None:
    browser, page = client_of("secretary"), "/office/notices/groups"
    assert browser.submit(page, {}, to=f"{page}/{group.id}/test").status_code == 303
    assert Notice.get().kind is NoticeKind.TEST
    assert browser.submit(page, {}, to=f"{page}/{group.id}/pause").status_code == 303
    assert (Notice.get().state, Notice.get().error) == (NoticeState.DROPPED, "paused")
    assert not NoticeGroup.get().active
    assert browser.submit(page, {}, to=f"{page}/{group.id}/test").status_code == 404
    assert browser.submit(page, {}, to=f"{page}/{group.id}/resume").status_code == 303
    assert NoticeGroup.get().active


def test_nobody_pauses_the_group_of_another_place(
    client_of: ClientOf, occasion: Occasions, town: Town
) -> None:
    theirs = Connection("和川群", town.neighbour.id, ROBOT, [NoticeKind.RECEIPT])
    group = notice_groups.connect(occasion("street_officer"), theirs)
    page = "/office/notices/groups"
    answer = client_of("secretary").submit(page, {}, to=f"{page}/{group.id}/pause")
    assert answer.status_code == 403
    assert NoticeGroup.get().active


def test_who_reads_korean_is_told_in_korean(client: FlaskClient, town: Town) -> None:
    client.set_cookie("language", "ko")
    typed = {"words": "路灯坏了。", "place": "7号楼前", "area": str(town.grid.id), "kind": "request"}
    asked = {"ticket": "a-ticket", "phone": MOBILE, "wants_reply": "sms"}
    assert client.submit("/say", typed | asked).status_code == 303
    assert Notice.get().language == "ko"


def test_who_helps_reads_whose_it_is_and_is_led_to_the_office(portal: Flask, lamp: Matter) -> None:
    portal.config["SETTINGS"] = replace(portal.config["SETTINGS"], address="https://hall.example.cn")
    facts = {"whose": "partners", "action": "assign", "organisation": "城管中队", "due_on": "2026-11-17"}
    notice = Notice(kind=NoticeKind.CHECK_IN, matter=lamp, way=NoticeWay.SMS, facts=facts)
    with portal.test_request_context():
        assert news_of(notice).endswith("由城管中队主办，请你们一起办，2026年11月17日前办好。")
        assert link_to(notice) == f"https://hall.example.cn/office/matters/{lamp.number}"
        notice.facts = facts | {
            "action": "forward",
            "from_organisation": "城管中队",
            "organisation": "居委会",
        }
        assert news_of(notice).endswith("由城管中队转给居委会主办。期限不变，请在2026年11月17日前办好。")
        notice.kind, notice.facts = NoticeKind.DONE, facts | {"action": "explain"}
        assert news_of(notice).endswith("办不成，主办单位已经说明原因。")
