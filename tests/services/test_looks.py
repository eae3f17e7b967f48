"""A whole number is seen only by whoever asks for it, and that it was seen is kept."""

import pytest

from portal.domain.permissions import Role
from portal.domain.refusal import Refusal, Rule
from portal.models import ContactLook
from portal.queries.looks import looks_at, looks_within
from portal.services.looks import look
from portal.services.say import Draft, raise_matter


@pytest.fixture
def reachable(town, occasion):
    draft = Draft(words="路灯坏了。", area_id=town.building.id, name="林小雨", phone="13800138000")
    return raise_matter(occasion(), draft).matter


def test_who_asks_sees_the_whole_number_and_it_is_written_down(reachable, occasion, cast):
    assert look(occasion("worker"), reachable).phone == "13800138000"
    (seen,) = looks_at(reachable.proposer_id)
    assert (seen.role, seen.number) == (Role.COMMUNITY_WORKER, reachable.number)
    (listed,) = looks_within(cast["auditor"])
    assert (listed.looked_by, listed.number) == ("李敏", reachable.number)


@pytest.mark.parametrize("who", ["nobody", "resident", "stranger", "auditor", "handler"])
def test_for_everybody_else_it_stays_half(reachable, occasion, who):
    with pytest.raises(Refusal) as refused:
        look(occasion(who), reachable)
    assert refused.value.rule is Rule.NOT_ALLOWED
    assert ContactLook.select().count() == 0


def test_where_nobody_left_a_number_nothing_is_written_down(lamp, occasion):
    with pytest.raises(Refusal) as refused:
        look(occasion("worker"), lamp)
    assert refused.value.rule is Rule.NOT_FOUND
    assert ContactLook.select().count() == 0


def test_who_watches_over_another_area_sees_no_looks(reachable, occasion, cast):
    look(occasion("worker"), reachable)
    assert looks_within(cast["worker"]) == []
    assert looks_within(cast["stranger"]) == []
