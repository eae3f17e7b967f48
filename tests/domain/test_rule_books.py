"""The five rule books, and how a wrong one is refused."""

from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from portal import presets
from portal.domain.calendar import DayRule
from portal.domain.policy import RuleBookError
from portal.domain.terms import Channel

ANZE = Path(presets.__file__).with_name("anze.toml")


@pytest.fixture
def altered(tmp_path: Path) -> Callable[[str, str], Path]:
    """Anze's rule book with one piece of text replaced."""

    def alter(old: str, new: str) -> Path:
        text = ANZE.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path = tmp_path / "altered.toml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return alter


def test_five_places_ship() -> None:
    assert presets.names() == ["anze", "chenghua", "dongying", "helong", "shanwei"]


@pytest.mark.parametrize("place", presets.names())
def test_a_rule_book_bears_the_name_of_its_file_and_a_prefix_of_its_own(place: str) -> None:
    prefixes = [presets.load(name).number_prefix for name in presets.names()]
    assert presets.load(place).place == place
    assert prefixes.count(presets.load(place).number_prefix) == 1


def test_anze_meets_on_the_15th_and_30th_and_closes_its_agenda_ten_days_before() -> None:
    meeting = presets.load("anze").meeting
    assert (meeting.ordinary.days, meeting.agenda_closes_days_before) == ((DayRule(monthdays=(15, 30)),), 10)
    assert meeting.ordinary.starts_at == time(19)


def test_chenghua_meets_on_the_20th() -> None:
    assert presets.load("chenghua").meeting.ordinary.days == (DayRule(monthdays=(20,)),)


@pytest.mark.parametrize("place", ["dongying", "helong", "shanwei"])
def test_a_day_that_no_source_names_says_that_it_is_an_example(place: str) -> None:
    assert presets.load(place).meeting.ordinary.days[0].example


def test_shanwei_visits_again_within_five_working_days() -> None:
    assert presets.load("shanwei").handling.return_visit_working_days == 5
    assert Channel.OBSERVATION_STATION in presets.load("shanwei").channels


def test_lists_that_the_sources_only_name_ship_as_examples() -> None:
    lists = {entry.title: entry.example for name in presets.names() for entry in presets.load(name).lists}
    assert lists == {"三督两评": True, "四项清单": True}
    assert presets.load("chenghua").grading_title == "三快二提一转"
    assert all(grade.example for grade in presets.load("chenghua").grading)
    assert presets.load("chenghua").admission_title == "七议五不议"
    assert all(entry.example for entry in presets.load("chenghua").admission)


DAYS = "meeting.types.0.days.0"

WRONG = [
    ("monthdays = [15, 30]", "monthdays = [15, 32]", f"{DAYS}.monthdays.1", "from 1 to 31, found 32"),
    ("monthdays = [15, 30]", "monthdays = []", DAYS, "either monthdays or weekdays, and not both"),
    ("monthdays = [15, 30]", "monthdays = [15, 15]", f"{DAYS}.monthdays", "stands twice"),
    ("monthdays = [15, 30]", "weekdays = [1]\nweeks = [0]", DAYS, "-1 for the last"),
    ("agenda_closes_days_before = 10", "agenda_closes_days_before = -1", "meeting.agenda_closes_days_before",
     "a number from 0 to 28, found -1"),
    ("minimum_count = 3", "minimum_count = 0", "rating.minimum_count", "a number from 1 to 1000, found 0"),
    ("minimum_count = 3", "minimum_count = true", "rating.minimum_count", "a whole number, found True"),
    ("minimum_count = 3", "minimum_count = 3.0", "rating.minimum_count", "a whole number, found 3.0"),
    ("minimum_count = 3", 'minimum_count = "3"', "rating.minimum_count", "a whole number, found '3'"),
    ("minimum_count = 3", "minimum = 3", "rating.minimum", "not this one"),
    ("minimum_count = 3", "", "rating.minimum_count", "a number from 1 to 1000, but the key is missing"),
    ("quorum_share = 0.5", "quorum_share = nan", "meeting.quorum_share", "a number from 0 to 1, found nan"),
    ('carries_by = "votes_cast"', 'carries_by = "all"', "meeting.carries_by", "one of votes_cast, present"),
    ("names_public = false", "names_public = 0", "meeting.names_public", "true or false, found 0"),
    ("starts_at = 19:00:00                         # example", 'starts_at = "19:00"',
     "meeting.types.0.starts_at", "a time of day such as 19:00:00"),
    ('"web", "kiosk"', '"web", "pigeon"', "channels.1", "one of web, kiosk"),
    ('kinds = ["suggestion", "request", "enquiry", "risk"]', "kinds = []", "kinds", "at least one entry"),
    ('levels = ["社区党组织", "网格", "楼栋党小组", "党员中心户"]', "levels = 4", "levels", "a list"),
    ('title = "说事议事厅"', 'title = " "', "title", "a text that is not blank, found ' '"),
    ('number_prefix = "AZ"', 'number_prefix = "az"', "number_prefix", "two to four capital letters"),
    ('key = "in_procedure"', 'key = "unlawful"', "admission", "no entry or key stands twice"),
    ('key = "in_procedure"', 'key = "in_procedure"\ncolour = 1', "admission.4.colour", "not this one"),
    ("[lights]", "[lamps]", "lamps", "one of the keys place, title"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "expected"), WRONG)
def test_a_wrong_rule_book_is_refused_with_file_key_and_what_was_expected(
    altered: Callable[[str, str], Path], old: str, new: str, key: str, expected: str
) -> None:
    with pytest.raises(RuleBookError) as refused:
        presets.read(altered(old, new))
    error: Any = refused.value
    assert (error.file, error.key) == ("altered.toml", key)
    assert expected in error.expected
    assert str(error) == f"altered.toml: {key}: expected {error.expected}"


def test_a_table_that_is_no_table_is_refused(altered: Callable[[str, str], Path]) -> None:
    with pytest.raises(RuleBookError) as refused:
        presets.read(altered("[[meeting.types.days]]\nmonthdays = [15, 30]", "days = 15"))
    assert (refused.value.key, refused.value.expected) == ("meeting.types.0.days", "a list, found 15")


def test_a_missing_table_is_named(altered: Callable[[str, str], Path]) -> None:
    with pytest.raises(RuleBookError) as refused:
        presets.read(altered("[lights]\namber_working_days = 1", "#"))
    assert refused.value.key == "lights"
    assert refused.value.expected == "a table, but the key is missing"


@pytest.mark.parametrize("written", [b"place = ", b"\xff\xfe", b"place = 1\nplace = 2"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(written)
    with pytest.raises(RuleBookError, match=r"broken.toml: the whole file: expected a readable TOML file"):
        presets.read(path)


def test_a_place_without_a_rule_book_is_refused_with_those_there_are() -> None:
    with pytest.raises(RuleBookError, match="expected one of anze, chenghua, dongying, helong, shanwei"):
        presets.load("../anze")
