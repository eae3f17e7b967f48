"""Without a password: a code to the telephone or by e-mail, and nobody learns who is known here."""

from dataclasses import replace

import pytest

from portal.config import Settings
from portal.models import Matter, Notice, Person, SignIn, Support, VerifiedContact
from portal.services import say
from portal.vault import unseal


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A portal that can send messages."""
    return replace(
        settings, sms_channel="json://127.0.0.1:9/{phone}", mail_channel="mailto://127.0.0.1:9/{email}"
    )


def last_code() -> str:
    return unseal(Notice.select().order_by(Notice.id.desc()).get().facts["code"])


def ask(browser, contact="13800138000"):
    return browser.submit("/sign-in", {"contact": contact}, to="/sign-in/contact")


def come_in(browser, contact="13800138000"):
    asked = ask(browser, contact)
    assert asked.location == "/sign-in/code"
    return browser.submit("/sign-in/code", {"code": last_code()})


def test_who_never_came_before_is_asked_only_for_a_name_and_may_skip_it(client, portal):
    first = come_in(client)
    assert (first.status_code, first.location) == (303, "/me/name?next=/me")
    assert 'href="/me">先跳过' in client.get(first.location).text
    page = client.get("/me").text
    assert "<h1>您好</h1>" in page
    assert "138****8000" in page
    assert "13800138000" not in page
    assert "改密码" not in page


def test_the_name_is_kept_and_greeted(client, portal):
    there = come_in(client).location
    assert client.submit(there, {"name": "林阿姨"}).location == "/me"
    assert "林阿姨，您好" in client.get("/me").text


def test_the_second_time_one_is_where_one_wanted_to_be(client, portal):
    come_in(portal.test_client())
    asked = client.submit("/sign-in?next=/say", {"contact": "138 0013 8000"}, to="/sign-in/contact?next=/say")
    assert asked.location == "/sign-in/code?next=/say"
    assert client.submit(asked.location, {"code": last_code()}).location == "/say"
    assert Person.select().where(Person.phone_mark != "").count() == 1


def test_known_and_unknown_numbers_get_the_same_answer(client, portal):
    come_in(portal.test_client())
    known, unknown = portal.test_client(), portal.test_client()
    answers = [ask(known), ask(unknown, "13800138001")]
    assert [answer.location for answer in answers] == ["/sign-in/code"] * 2
    pages = [browser.get("/sign-in/code").text for browser in (known, unknown)]
    assert "138****8000" in pages[0]
    assert pages[0].count("<p>") == pages[1].count("<p>")


def test_the_code_stands_on_no_page_and_in_no_cookie(client, portal):
    ask(client)
    code = last_code()
    assert code not in client.get("/sign-in/code").text
    with client.session_transaction() as session:
        assert "13800138000" not in str(dict(session))
        assert code not in str(dict(session))


def test_a_wrong_code_says_what_to_do_and_stays_in_its_field(client, portal):
    ask(client)
    wrong = client.submit("/sign-in/code", {"code": "000000"})
    assert wrong.status_code == 422
    assert "验证码不对" in wrong.text
    assert 'value="000000"' in wrong.text
    assert SignIn.select().count() == 0


def test_what_is_no_contact_is_told_beside_what_was_typed(client, portal):
    wrong = ask(client, "林小雨")
    assert wrong.status_code == 422
    assert "请写11位手机号，或者电子邮箱" in wrong.text
    assert 'value="林小雨"' in wrong.text


def test_a_code_is_sent_again_and_the_first_is_good_no_more(client, portal):
    ask(client)
    first = last_code()
    client.submit("/sign-in/code", {}, to="/sign-in/code/again")
    assert "又发了一次" in client.get("/sign-in/code").text
    if first != last_code():
        assert client.submit("/sign-in/code", {"code": first}).status_code == 422
    assert client.submit("/sign-in/code", {"code": last_code()}).status_code == 303


def test_after_five_codes_in_an_hour_there_is_no_sixth(client, portal):
    assert [ask(client).status_code for _ in range(6)] == [303] * 5 + [422]


def test_the_page_of_the_code_leads_back_who_asked_for_none(client, portal):
    assert client.get("/sign-in/code").location == "/sign-in"


def test_what_this_browser_supported_counts_once_for_the_person(client, portal, lamp):
    client.submit(f"/matters/{lamp.number}/support", {})
    come_in(client)
    person = VerifiedContact.get().person_id
    assert [row.supporter for row in Support.select()] == [f"p:{person}"]
    assert "附议过" in client.get(f"/matters/{lamp.number}/support").text
    assert Matter.get_by_id(lamp.id).support_count == 1


def test_a_contact_is_changed_by_a_code_and_signs_in(client_of, portal, cast):
    resident = client_of("resident")
    asked = resident.submit("/me/contact", {"contact": "xiaoyu@example.com"})
    assert asked.location == "/me/contact/code"
    wrong = resident.submit("/me/contact/code", {"code": "000000"})
    assert wrong.status_code == 422
    assert resident.submit("/me/contact/code", {"code": last_code()}).location == "/me"
    assert "x***@example.com" in resident.get("/me").text
    elsewhere = portal.test_client()
    assert come_in(elsewhere, "xiaoyu@example.com").location == "/me"
    assert "林小雨，您好" in elsewhere.get("/me").text


def test_the_language_of_notices_is_chosen(client_of, portal, cast):
    resident = client_of("resident")
    assert resident.submit("/me", {"language": "ko"}, to="/me/language").location == "/me"
    assert Person.get_by_id(cast["resident"].person_id).language == "ko"
    resident.submit("/me", {"language": "tlh"}, to="/me/language")
    assert Person.get_by_id(cast["resident"].person_id).language == "ko"


def test_what_staff_wrote_down_under_the_number_is_offered_and_taken(client, portal, occasion, town):
    draft = say.Draft("长椅坏了。", town.building.id, name="王小明", phone="13800138000")
    written = say.raise_matter(occasion("worker"), draft).matter.proposer_id
    come_in(client)
    assert "这些是您说的吗？" in client.get("/me").text
    assert client.submit("/me", {}, to=f"/me/others/{written}").location == "/me"
    page = client.get("/me").text
    assert "这些是您说的吗？" not in page
    assert "王小明，您好" in page
    assert client.submit("/me", {}, to=f"/me/others/{written}").status_code == 404
