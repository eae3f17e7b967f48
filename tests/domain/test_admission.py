"""The admission list, and the entry that a refusal cites."""

import pytest

from portal import presets
from portal.domain.admission import NOT_LISTED, refusing, refusing_entry, refusing_task
from portal.domain.refusal import Refusal, Rule

CHENGHUA = presets.load("chenghua")


def test_chenghua_admits_seven_and_refuses_five() -> None:
    assert (sum(entry.admits for entry in CHENGHUA.admission), len(refusing(CHENGHUA))) == (7, 5)


def test_a_refusal_cites_the_entry_that_refuses() -> None:
    assert refusing_entry(CHENGHUA, "unlawful").text == "违反法律法规和政策的不议"


@pytest.mark.parametrize("key", ["environment", "no_such_entry", ""])
def test_nobody_is_refused_by_an_entry_that_admits_or_is_not_there(key: str) -> None:
    with pytest.raises(Refusal) as refused:
        refusing_entry(CHENGHUA, key)
    assert refused.value.rule is Rule.ADMISSION_ENTRY_UNKNOWN
    assert refused.value.facts == {"field": "entry", "key": key}


def test_a_task_is_refused_by_an_entry_of_its_own_list_or_because_none_admits_it() -> None:
    entry = refusing_task(CHENGHUA, "ledgers")
    assert entry is not None
    assert entry.text == "重复报表、台账和打卡留痕"
    assert refusing_task(CHENGHUA, NOT_LISTED) is None


@pytest.mark.parametrize("key", ["by_law", "unlawful", ""])
def test_a_task_is_not_refused_by_what_admits_it_nor_by_the_list_of_topics(key: str) -> None:
    with pytest.raises(Refusal) as refused:
        refusing_task(CHENGHUA, key)
    assert refused.value.rule is Rule.ADMISSION_ENTRY_UNKNOWN
