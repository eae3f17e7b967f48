"""Words that are kept for answers: for an area and below, mended and taken out of use."""

import pytest

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.queries.inbox import templates_for
from portal.services.templates import add_template, mend_template, retire_template

WORDS = "{姓名}您好，{地点}的灯今晚修。"


def refused(rule, verb, *given):
    with pytest.raises(Refusal) as caught:
        verb(*given)
    assert caught.value.rule is rule


@pytest.fixture
def lamps(town, occasion):
    return add_template(occasion("worker"), town.community, Action.ANSWER, "路灯", WORDS)


def offered(area, action=Action.ANSWER):
    return [each.title for each in templates_for(area.path, action)]


def test_a_template_is_offered_in_its_area_and_below_for_its_step_alone(town, lamps):
    assert offered(town.building) == offered(town.community) == ["路灯"]
    assert offered(town.street) == offered(town.neighbour) == []
    assert offered(town.building, Action.REFUSE) == []


def test_what_the_street_keeps_every_community_is_offered(town, occasion, lamps):
    add_template(occasion("street_officer"), town.street, Action.ANSWER, "停水", "明早来水。")
    assert offered(town.grid) == ["停水", "路灯"]
    assert offered(town.neighbour) == ["停水"]


@pytest.mark.parametrize(
    ("who", "action", "title", "text", "rule"),
    [
        ("stranger", Action.ANSWER, "路灯", WORDS, Rule.NOT_ALLOWED),
        ("grid_member", Action.ANSWER, "路灯", WORDS, Rule.NOT_ALLOWED),
        ("worker", Action.MERGE, "路灯", WORDS, Rule.UNKNOWN_CHOICE),
        ("worker", Action.ANSWER, "路灯", "{电话}会打给您。", Rule.FIELD_UNKNOWN),
        ("worker", Action.ANSWER, "", WORDS, Rule.EMPTY_TEXT),
        ("worker", Action.ANSWER, "灯" * 81, WORDS, Rule.TEXT_TOO_LONG),
    ],
)
def test_what_is_no_template_is_refused(town, occasion, who, action, title, text, rule):
    refused(rule, add_template, occasion(who), town.community, action, title, text)
    assert offered(town.community) == []


def test_a_template_is_mended(town, occasion, lamps):
    mend_template(occasion("secretary"), lamps, "路灯坏了", "{地点}的灯明早修。")
    (found,) = templates_for(town.grid.path, Action.ANSWER)
    assert (found.title, found.text) == ("路灯坏了", "{地点}的灯明早修。")
    refused(Rule.FIELD_UNKNOWN, mend_template, occasion("worker"), lamps, "路灯", "{灯}")
    refused(Rule.NOT_ALLOWED, mend_template, occasion("stranger"), lamps, "路灯", WORDS)


def test_a_template_out_of_use_is_offered_no_more_and_cannot_be_mended(town, occasion, lamps):
    retire_template(occasion("worker"), lamps)
    assert offered(town.community) == []
    refused(Rule.NOT_FOUND, mend_template, occasion("worker"), lamps, "路灯", WORDS)
