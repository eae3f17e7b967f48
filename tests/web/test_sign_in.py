"""Signing in tells nobody anything, can be ended from anywhere, and leaves nothing of the visit before."""

import pytest

from portal.domain.permissions import Role
from portal.models import Account, RoleHolding, SignIn
from portal.models.people import SignInWay
from portal.queries.sign_ins import token_hash
from portal.services.people import Newcomer, register
from portal.services.sign_ins import open_sign_in

PASSWORD = "七号楼的路灯亮了没有"


@pytest.fixture
def account(occasion, portal):
    return register(occasion("nobody"), Newcomer("林小雨", "xiaoyu", PASSWORD))


def signed_in(portal, **changed):
    browser = portal.test_client()
    response = browser.submit("/sign-in", {"login": "xiaoyu", "password": PASSWORD, **changed})
    return browser, response


def test_who_knows_the_password_comes_in(portal, account):
    browser, response = signed_in(portal)
    assert (response.status_code, response.location) == (303, "/me")
    assert "林小雨，您好" in browser.get("/me").text


def test_staff_begin_at_their_desk(portal, account, town):
    RoleHolding.create(
        person=account.person, role=Role.COMMUNITY_WORKER, area=town.community, since="2026-01-01 00:00:00"
    )
    browser, response = signed_in(portal)
    assert response.location == "/office"
    assert browser.get("/office").status_code == 200


def ways_at_the_top(page):
    tools = page.partition('<div class="tools">')[2].partition("</div>")[0]
    return [way for way in ("/me", "/office") if f'href="{way}"' in tools]


def test_who_has_signed_in_finds_the_own_pages_at_the_top(client, client_of):
    shown = {who: ways_at_the_top(client_of(who).get("/").text) for who in ("resident", "worker")}
    assert shown == {"resident": ["/me"], "worker": ["/me", "/office"]}
    assert ways_at_the_top(client.get("/").text) == []


def test_the_login_may_be_typed_in_capitals_and_full_width(portal, account):
    _, response = signed_in(portal, login=" ＸｉａｏＹＵ ")
    assert response.status_code == 303


def test_a_wrong_password_and_an_unknown_login_get_the_same_page(portal, account):
    _, wrong = signed_in(portal, password="不是这个密码呀")
    _, unknown = signed_in(portal, login="xiaoyv", password="不是这个密码呀")
    assert wrong.status_code == unknown.status_code == 422
    assert "用户名或密码不对" in wrong.text
    assert "用户名或密码不对" in unknown.text


def test_the_password_is_never_sent_back(portal, account):
    _, response = signed_in(portal, login="xiaoyv")
    assert PASSWORD not in response.text


def test_the_ninth_wrong_password_is_not_looked_at(portal, account):
    for _ in range(8):
        signed_in(portal, password="不是这个密码呀")
    _, right = signed_in(portal)
    assert right.status_code == 422
    assert "试的次数太多了" in right.text


def test_the_database_keeps_only_a_hash_of_the_token(portal, account):
    browser, _ = signed_in(portal)
    with browser.session_transaction() as session:
        token = session["_user_id"]
    kept = SignIn.get()
    assert kept.token_hash == token_hash(token) != token


def test_nothing_planted_before_signing_in_survives_it(portal, account):
    browser = portal.test_client()
    browser.get("/sign-in")
    with browser.session_transaction() as session:
        session["opened"] = ["AZ-2026-0001"]
        session["_user_id"] = "planted"
    browser.submit("/sign-in", {"login": "xiaoyu", "password": PASSWORD})
    with browser.session_transaction() as session:
        assert "opened" not in session
        assert session["_user_id"] != "planted"


def test_signing_out_ends_the_session_for_whoever_copied_the_cookie(portal, account):
    browser, _ = signed_in(portal)
    thief = portal.test_client()
    with browser.session_transaction() as session, thief.session_transaction() as copy:
        copy.update(session)
    assert thief.get("/me").status_code == 200
    assert browser.submit("/sign-out", {}).status_code == 303
    assert thief.get("/me").location == "/sign-in?next=/me"


def test_looking_at_the_page_of_signing_out_signs_nobody_out(portal, account):
    browser, _ = signed_in(portal)
    browser.get("/sign-out")
    assert browser.get("/me").status_code == 200


def test_one_session_is_ended_from_another(portal, account):
    phone, _ = signed_in(portal)
    desk, _ = signed_in(portal)
    first = SignIn.select().order_by(SignIn.id).first()
    assert desk.submit("/me", {}, to=f"/me/sessions/{first.id}/end").status_code == 303
    assert phone.get("/me").status_code == 303
    assert desk.get("/me").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(portal, account, client_of):
    browser, _ = signed_in(portal)
    theirs = SignIn.get()
    assert (
        client_of("other_resident").submit("/me", {}, to=f"/me/sessions/{theirs.id}/end").status_code == 404
    )
    assert browser.get("/me").status_code == 200


def test_a_new_password_ends_all_other_sessions(portal, account):
    phone, _ = signed_in(portal)
    desk, _ = signed_in(portal)
    changed = desk.submit("/me", {"old": PASSWORD, "new": "八号楼的长椅修好了"}, to="/me/password")
    assert changed.status_code == 422, "eight characters are too few"
    changed = desk.submit("/me", {"old": PASSWORD, "new": "八号楼的长椅昨天修好了"}, to="/me/password")
    assert changed.status_code == 303
    assert phone.get("/me").status_code == 303
    assert desk.get("/me").status_code == 200
    assert signed_in(portal)[1].status_code == 422


def test_the_old_password_is_asked_for(portal, account):
    browser, _ = signed_in(portal)
    refused = browser.submit(
        "/me", {"old": "猜一个猜一个猜一个", "new": "八号楼的长椅昨天修好了"}, to="/me/password"
    )
    assert refused.status_code == 422


def test_after_signing_in_one_is_where_one_wanted_to_be(portal, account):
    browser = portal.test_client()
    response = browser.submit("/sign-in?next=/say", {"login": "xiaoyu", "password": PASSWORD})
    assert response.location == "/say"


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_signing_in_leads_to_no_other_house(portal, account, elsewhere):
    browser = portal.test_client()
    response = browser.submit(f"/sign-in?next={elsewhere}", {"login": "xiaoyu", "password": PASSWORD})
    assert response.location == "/me"


def test_a_neighbour_opens_an_account_and_is_signed_in(client):
    newcomer = {"name": "何大勇", "login": "大勇", "password": "柳下茶铺一壶好茶水", "phone": ""}
    too_short = client.submit("/register", newcomer)
    assert too_short.status_code == 422
    assert "密码太简单" in too_short.text
    assert client.submit("/register", newcomer | {"password": "柳下茶铺一壶好茶水呀"}).location == "/me"
    assert "何大勇，您好" in client.get("/me").text


def test_a_login_belongs_to_one_person(client, account):
    newcomer = {"name": "何大勇", "login": "XIAOYU", "password": "柳下茶铺一壶好茶水呀"}
    response = client.submit("/register", newcomer)
    assert response.status_code == 422
    assert "这个用户名有人用了" in response.text
    assert Account.select().count() == 1


@pytest.mark.parametrize("name", ["login", "name"])
def test_control_characters_are_refused_in_words(client, name):
    newcomer = {"name": "何大勇", "login": "dayong", "password": "柳下茶铺一壶好茶水呀"}
    response = client.submit("/register", newcomer | {name: "何\x00大勇"})
    assert response.status_code == 422
    assert "看不见的特殊字符" in response.text


def test_where_no_message_can_be_sent_the_page_says_so_and_offers_what_works(client):
    page = client.get("/sign-in").text
    assert "这里还发不了验证码" in page
    assert "发验证码</button>" not in page
    sent = client.submit("/sign-in", {"contact": "13800138000"}, to="/sign-in/contact")
    assert sent.status_code == 422


def test_who_signs_in_without_a_password_changes_none(portal, cast, occasion):
    token = open_sign_in(occasion(), cast["resident"].person_id, SignInWay.CODE)
    browser = portal.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = token
    assert "改密码" not in browser.get("/me").text
    new = {"old": "", "new": "八号楼的长椅昨天修好了"}
    assert browser.submit("/me", new | {"old": "没有密码"}, to="/me/password").status_code == 422
