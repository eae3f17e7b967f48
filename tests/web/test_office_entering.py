"""请人代填: staff write down what somebody says, and hand over number and code."""

import re

import pytest

from portal.domain.stages import Action
from portal.domain.terms import Channel
from portal.models import Matter, MatterEvent
from portal.services.codes import code_hash
from portal.services.taxonomy import seed


@pytest.fixture
def said(town):
    """What an old man says at the counter."""
    return {
        "channel": "reception",
        "words": "楼道的灯坏了。",
        "area": str(town.building.id),
        "place": "7号楼2单元",
        "kind": "request",
        "category": str(seed(["公共设施"])["公共设施"]),
        "name": "何大爷",
        "phone": "",
        "wants_reply": "none",
    }


def send(browser, fields):
    page = browser.get("/office/enter").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    return browser.post("/office/enter", data={"csrf_token": token} | fields)


def test_the_receipt_shows_number_and_code_to_hand_over(said, client_of):
    worker = client_of("worker")
    response = send(worker, said)
    assert (response.status_code, response.headers["Location"]) == (303, "/office/enter/done")
    matter = Matter.get()
    page = worker.get("/office/enter/done").text
    assert matter.number in page
    code = re.search(r"(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}", page)[0]
    assert code_hash(code) == matter.code_hash


def test_the_matter_says_who_wrote_it_down_and_how_it_came(said, cast, client_of):
    send(client_of("worker"), said)
    matter = Matter.get()
    assert (matter.channel, matter.received_by_id) == (Channel.RECEPTION, cast["worker"].person_id)
    assert matter.proposer.name == "何大爷"
    assert MatterEvent.get().action is Action.ENTER_FOR


def test_the_next_person_finds_nothing_of_the_last(said, client_of):
    worker = client_of("worker")
    send(worker, said)
    worker.get("/office/enter")
    assert worker.get("/office/enter/done").status_code == 303


def test_whoever_wants_to_be_told_leaves_a_number(said, client_of):
    response = send(client_of("worker"), said | {"wants_reply": "call"})
    assert response.status_code == 422
    assert "要告诉本人结果，请留下电话" in response.text
    assert "楼道的灯坏了。" in response.text
    assert Matter.select().count() == 0


def test_a_worker_enters_nothing_for_the_next_community(said, town, client_of):
    response = send(client_of("worker"), said | {"area": str(town.neighbour.id)})
    assert response.status_code == 422
    assert Matter.select().count() == 0


def test_what_comes_by_itself_is_not_entered(said, client_of):
    assert send(client_of("worker"), said | {"channel": "web"}).status_code == 422


def test_the_auditor_enters_nothing(client_of):
    assert client_of("auditor").get("/office/enter").status_code == 403


def test_a_form_sent_twice_is_one_matter(said, client_of):
    worker = client_of("worker")
    page = worker.get("/office/enter").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    ticket = re.search(r'name="ticket"[^>]*value="([^"]+)"', page)[1]
    for _ in range(2):
        worker.post("/office/enter", data={"csrf_token": token, "ticket": ticket} | said)
    assert Matter.select().count() == 1
    code = re.search(r"(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}", worker.get("/office/enter/done").text)[0]
    assert code_hash(code) == Matter.get().code_hash
