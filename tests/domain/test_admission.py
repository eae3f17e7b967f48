"""The admission list, and the entry that a refusal cites."""

import pytest

from portal import presets
from portal.domain.admission import admitting, refusing, refusing_entry
from portal.domain.refusal import Refusal, Rule

CHENGHUA = presets.load("chenghua")


def test_chenghua_admits_seven_and_refuses_five() -> None:
    assert (len(admitting(CHENGHUA)), len(refusing(CHENGHUA))) == (7, 5)


def test_a_refusal_cites_the_entry_that_refuses() -> None:
    assert refusing_entry(CHENGHUA, "unlawful").text == "违反法律法规和政策的不议"


@pytest.mark.parametrize("key", ["environment", "no_such_entry", ""])
def test_nobody_is_refused_by_an_entry_that_admits_or_is_not_there(key: str) -> None:
    with pytest.raises(Refusal) as refused:
        refusing_entry(CHENGHUA, key)
    assert (refused.value.rule, refused.value.facts) == (Rule.ADMISSION_ENTRY_UNKNOWN, {"key": key})
