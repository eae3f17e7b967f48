"""走访: an entry after the other, each saved as it is written, none ever twice."""

import dataclasses
import re
from datetime import timedelta

import pytest

from portal.domain.permissions import Grant, Role
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State
from portal.domain.terms import Channel, MatterKind
from portal.models import Matter, MatterEvent
from portal.queries.rounds import round_of
from portal.services import rounds
from portal.services.codes import chooser
from portal.services.rounds import Heard
from tests.conftest import MORNING

HTMX = {"HX-Request": "true", "HX-Target": "round"}


@pytest.fixture
def heard(town):
    """What a grid member hears at a door."""
    return {
        "words": "楼道的灯坏了。",
        "area": str(town.building.id),
        "place": "7号楼2单元",
        "kind": "risk",
        "how": "",
    }


def hidden(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]+)"', page)[1]


def write(browser, fields, ticket=None, headers=None):
    page = browser.get("/office/round").text
    known = {"csrf_token": hidden(page, "csrf_token"), "ticket": ticket or hidden(page, "ticket")}
    return browser.post("/office/round", data=known | fields, headers=headers)


def test_after_saving_the_same_page_waits_empty_for_the_next(heard, client_of):
    member = client_of("grid_member")
    answer = write(member, heard)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/office/round")
    page = member.get("/office/round").text
    matter = Matter.get()
    assert (matter.channel, matter.body, matter.place) == (Channel.VISIT, "楼道的灯坏了。", "7号楼2单元")
    assert "共1件" in page
    assert matter.number in page
    assert '<textarea autocomplete="on" id="words" name="words" required rows="3">' in page
    assert re.search(r"<textarea[^>]*>\s*</textarea>", page)


def test_the_place_and_the_kind_are_remembered_for_the_next(heard, town, client_of):
    member = client_of("grid_member")
    write(member, heard)
    page = member.get("/office/round").text
    assert f'<option selected value="{town.building.id}">' in page
    assert 'value="7号楼2单元"' in page
    assert '<option selected value="risk">' in page


def test_a_risk_settled_on_the_spot_is_entered_warned_of_and_answered_at_once(heard, client_of):
    write(client_of("grid_member"), heard | {"how": "当场换了灯泡。"})
    assert Matter.get().state is State.RATING
    did = [event.action for event in MatterEvent.select().order_by(MatterEvent.id)]
    assert did == [Action.ENTER_FOR, Action.WARN, Action.ANSWER]


def test_the_same_entry_sent_again_is_the_same_matter(heard, client_of):
    member = client_of("grid_member")
    answers = [write(member, heard, ticket="one-ticket").status_code for _ in range(3)]
    assert answers == [303, 303, 303]
    assert Matter.select().count() == 1


def test_other_words_on_a_form_that_came_back_are_another_entry(heard, client_of):
    member = client_of("grid_member")
    write(member, heard, ticket="one-ticket")
    write(member, heard | {"words": "井盖松了。"}, ticket="one-ticket")
    assert {matter.body for matter in Matter.select()} == {"楼道的灯坏了。", "井盖松了。"}


def test_an_entry_that_is_not_taken_keeps_what_was_typed(heard, client_of):
    answer = write(client_of("grid_member"), heard | {"area": ""}, headers=HTMX)
    assert answer.status_code == 422
    assert "楼道的灯坏了。" in answer.text
    assert "<html" not in answer.text
    assert Matter.select().count() == 0


def test_a_round_is_of_one_person_and_one_day(heard, client_of):
    write(client_of("grid_member"), heard)
    assert "还没有。" in client_of("worker").get("/office/round").text


def test_yesterdays_entries_are_another_round(town, occasion):
    entry = Heard("灯坏了。", town.building.id)
    rounds.note_down(occasion("grid_member", at=MORNING - timedelta(days=1)), entry, chooser("k", "1"))
    rounds.note_down(occasion("grid_member"), entry, chooser("k", "2"))
    assert [stop.raised_at for stop in round_of(occasion("grid_member"))] == [MORNING]


def test_an_answer_that_is_refused_leaves_no_entry_behind(town, occasion):
    with pytest.raises(Refusal):
        rounds.note_down(
            occasion("worker"), Heard("灯坏了。", town.building.id, how="字" * 20_000), chooser("k")
        )
    assert Matter.select().count() == 0


@pytest.fixture
def observer(town, cast, occasion):
    """An observer of Shanwei, with its duties and its stations."""
    now = occasion("grid_member")
    actor = dataclasses.replace(now.actor, grants=(Grant(Role.OBSERVER, town.community.path),))
    book = dataclasses.replace(
        now.book, duties=("收集民情", "调解矛盾"), channels=(*now.book.channels, Channel.OBSERVATION_STATION)
    )
    return dataclasses.replace(now, actor=actor, book=book)


def test_an_observers_duty_stays_with_the_entry(observer, town):
    heard = Heard(
        "两家为车位吵起来了。", town.grid.id, kind=MatterKind.RISK, how="当场劝和。", duty="调解矛盾"
    )
    matter = rounds.note_down(observer, heard, chooser("k"))
    assert matter.channel is Channel.OBSERVATION_STATION
    assert MatterEvent.get(MatterEvent.action == Action.ENTER_FOR).data == {"duty": "调解矛盾"}


def test_a_duty_that_nobody_listed_is_refused(observer, town):
    with pytest.raises(Refusal) as refused:
        rounds.note_down(observer, Heard("路灯坏了。", town.grid.id, duty="收红包"), chooser("k"))
    assert refused.value.rule is Rule.UNKNOWN_CHOICE


def test_who_only_audits_walks_no_round(client_of):
    assert client_of("auditor").get("/office/round").status_code == 403
