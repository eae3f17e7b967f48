"""Words with fields in braces, filled in from the matter."""

import pytest

from portal.domain.answer_templates import fill, joined, require_known
from portal.domain.refusal import Refusal, Rule

FACTS = {"编号": "AZ-2026-0001", "地点": "7号楼前", "姓名": "", "题目": "{今天}坏了"}


def test_fields_are_filled_in_from_the_matter():
    assert fill("{编号}：{地点}的灯今晚修。", FACTS) == "AZ-2026-0001：7号楼前的灯今晚修。"


def test_braces_of_chinese_keyboards_and_spaces_within_are_the_same():
    assert fill("｛ 地点 ｝的灯", FACTS) == "7号楼前的灯"


@pytest.mark.parametrize("field", ["{姓名}", "{期限}"])
def test_a_field_without_a_fact_stays_to_be_seen(field):
    assert fill(f"{field}您好", FACTS) == f"{field}您好"


def test_what_a_fact_says_is_no_field():
    assert fill("{题目}", FACTS | {"今天": "11月3日"}) == "{今天}坏了"


def test_an_unknown_field_is_named():
    with pytest.raises(Refusal) as refused:
        require_known("{姓名}您好，{电话}会打给您。")
    assert refused.value.rule is Rule.FIELD_UNKNOWN
    assert refused.value.facts == {"field": "text", "name": "电话"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("", "今晚修。"), ("您好。\n", "您好。\n今晚修。"), ("您好。今晚修。", "您好。今晚修。")],
)
def test_what_was_typed_stays_before_the_words(typed, expected):
    assert joined(typed, "今晚修。") == expected
