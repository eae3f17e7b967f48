"""What was written is found, newest first, on both databases; odd input finds nothing and breaks nothing."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.models import Matter
from portal.queries.search import found, question
from portal.services import link, say
from portal.services.say import Draft


@pytest.fixture
def written(town, occasion):
    """Writes matters and gives their ids."""

    def write(*texts):
        drafts = (Draft(words=text, area_id=town.community.id) for text in texts)
        return [say.raise_matter(occasion("nobody"), draft).matter.id for draft in drafts]

    return write


def ids(words):
    return [matter_id for (matter_id,) in found(question(words), Matter.alias()).tuples()]


def test_the_newest_comes_first(written):
    old, _, new = written("7号楼前的路灯坏了", "楼道堆了杂物", "东门路灯不亮")
    assert ids("路灯") == [new, old]


def test_all_words_must_be_there_in_any_order(written):
    both, _ = written("7号楼前的路灯坏了", "5号楼前的路灯坏了")
    assert ids("路灯 7号楼") == [both]


@pytest.mark.parametrize("words", ["灯", "坏", "楼"])
def test_a_single_character_is_found_wherever_it_stands(written, words):
    (lamp,) = written("楼前路灯坏")
    assert ids(words) == [lamp]


def test_words_on_both_sides_of_a_comma_are_no_word(written):
    written("换了路灯，灯坏了再报")
    assert ids("路灯坏") == []


def test_full_width_and_capital_forms_are_the_same(written):
    (matter,) = written("小区 WiFi ２０２６ 年还没有")
    assert ids("wifi 2026") == ids("ＷＩＦＩ　2026") == [matter]


def test_a_matter_is_found_by_its_number(lamp):
    assert ids(lamp.number) == ids(lamp.number.lower()) == [lamp.id]


def test_what_was_withdrawn_or_merged_is_not_found(written, occasion, lamp):
    target, twin = written("东门路灯不亮", "东门的路灯又不亮")
    say.withdraw(occasion("nobody"), lamp, shown_code=True)
    link.merge(occasion("worker"), Matter.get_by_id(twin), Matter.get_by_id(target))
    assert ids("路灯") == [target]


def test_further_conditions_narrow_what_is_found(written):
    first, second = written("7号楼前的路灯坏了", "东门路灯不亮")
    matter = Matter.alias()
    assert [each for (each,) in found(question("路灯"), matter).where(matter.id < second).tuples()] == [first]


@pytest.mark.parametrize(
    "words", ["", "？！……", '"', "'", "*", "NOT", 'a" OR "b', "(", ":*", "\\", "'' & !", "-"]
)
def test_odd_input_finds_nothing_and_breaks_nothing(lamp, words):
    assert ids(words) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=100))
def test_no_text_makes_the_search_fail(opened, words):
    assert ids(words) == []


def test_real_messages_are_found_by_a_part_of_their_subject(written, real_rows):
    subjects = [row["留言主题"].strip() for row in real_rows("replied.csv")[:60]]
    for subject, matter_id in zip(subjects, written(*subjects), strict=True):
        inner = max(re.findall("[\u4e00-\u9fff]+", subject), key=len)[1:6]
        assert matter_id in ids(inner)


@pytest.mark.parametrize(
    ("written_as", "asked"),
    [
        ("理髮店後面的路燈壞了", "理发店后面的路灯坏了"),
        ("理发店后面的路灯坏了", "理髮店後面"),
        ("这条路出发去医院", "出發"),
        ("楼裏和楼裡都黑", "楼里"),
        ("楼里太黑", "樓裏"),
        ("皇后路的树倒了", "皇后路"),
        ("7號樓的電梯", "7号楼"),
        ("７号楼的电梯", "7號樓"),
        ("看著很危險", "看着"),
    ],
)
def test_either_script_finds_the_other(written, written_as, asked):
    matters = written(written_as)
    assert ids(asked) == matters


@pytest.mark.parametrize("letters", ["ldhl", "LDHL", "ｌｄｈｌ", "dh", "hl", "ldhlw", "ld hl"])
def test_the_first_letters_of_its_title_find_a_matter(written, letters):
    (lamp, _) = written("7号楼路灯坏了，晚上看不清", "东门堆了垃圾")
    assert ids(letters) == ([lamp] if letters != "ldhlw" else [])


def test_letters_are_a_word_before_they_are_initials(written):
    (matter,) = written("小区WiFi没有信号")
    assert ids("wifi") == ids("WIFI 小区") == [matter]
    assert ids("w") == []
