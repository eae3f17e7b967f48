"""Every stage, state, action, role, channel and rule has its words, and figures read as they should."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import pytest
from flask import Flask

from portal.domain.group_channels import GroupChannel
from portal.domain.lights import Light, Reading
from portal.domain.notices import NoticeKind, NoticeState, NoticeWay, Often, Trouble
from portal.domain.permissions import Role
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, Outcome, Stage, State
from portal.domain.terms import Channel, MatterKind
from portal.web import filters, labels
from portal.web.refusals import DETAILED, SENTENCES, explain
from portal.web.road import seals_of

TABLES: list[tuple[Mapping[StrEnum, object], type[StrEnum]]] = [
    (labels.SEALS, Stage),
    (labels.STAGES, Stage),
    (labels.STATES, State),
    (labels.OUTCOMES, Outcome),
    (labels.ACTIONS, Action),
    (labels.ROLES, Role),
    (labels.CHANNELS, Channel),
    (labels.KINDS, MatterKind),
    (labels.LIGHTS, Light),
    (labels.NOTICES, NoticeKind),
    (labels.NOTICE_WAYS, NoticeWay),
    (labels.NOTICE_STATES, NoticeState),
    (labels.OFTEN, Often),
    (labels.TROUBLES, Trouble),
    (labels.GROUP_CHANNELS, GroupChannel),
    (SENTENCES, Rule),
]  # type: ignore[list-item]


@pytest.mark.parametrize(("table", "members"), TABLES, ids=lambda value: getattr(value, "__name__", ""))
def test_every_member_has_its_words(table: Mapping[StrEnum, object], members: type[StrEnum]) -> None:
    assert set(table) == set(members)
    assert all(str(words) for words in table.values())


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading(Light.GREEN, 6), "还剩6个工作日"),
        (Reading(Light.AMBER, 0), "今天到期"),
        (Reading(Light.RED, -2), "已超期2个工作日"),
        (Reading(Light.RED, 0), "期限刚过"),
    ],
)
def test_a_light_says_how_long_is_left(portal: Flask, reading: Reading, words: str) -> None:
    with portal.test_request_context("/"):
        assert labels.light_words(reading) == words


def test_a_refusal_tells_its_figures_where_it_brought_them(portal: Flask) -> None:
    with portal.test_request_context("/"):
        long = Refusal(Rule.TEXT_TOO_LONG, limit=60, length=61)
        early = Refusal(Rule.MEETING_TOO_EARLY, day=date(2026, 11, 30))
        assert explain(long) == "写得太长了：最多60个字，现在有61个，请缩短一些"
        assert explain(early) == "还没到开会的日子（2026年11月30日），请到那天再开"
        assert explain(Refusal(Rule.TEXT_TOO_LONG)) == "写得太长了，请缩短一些"


def test_every_detailed_sentence_has_a_plain_one() -> None:
    assert set(DETAILED) <= set(SENTENCES)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("zh_Hans", ["2026年11月30日", "11月30日", "2026年11月", "星期一", "11月30日 09:05"]),
        ("zh_Hant", ["2026年11月30日", "11月30日", "2026年11月", "星期一", "11月30日 09:05"]),
        ("en", ["Nov 30, 2026", "Nov 30", "Nov 2026", "Monday", "Nov 30 09:05"]),
        ("ko", ["2026년 11월 30일", "11월 30일", "2026년 11월", "월요일", "11월 30일 09:05"]),
    ],
)
def test_dates_read_as_people_write_them(portal: Flask, language: str, texts: list[str]) -> None:
    day, at = date(2026, 11, 30), datetime(2026, 11, 30, 9, 5)
    with portal.test_request_context("/", headers={"Cookie": f"language={language}"}):
        read = [filters.full_day(day), filters.short_day(day), filters.month(day), filters.weekday(day)]
        assert [*read, filters.moment(at)] == texts


def test_a_day_of_this_year_goes_without_the_year_and_one_of_another_with_it(portal: Flask) -> None:
    with portal.test_request_context("/"):
        assert [filters.near_day(date(year, 11, 30)) for year in (2025, 2026)] == [
            "2025年11月30日",
            "11月30日",
        ]
        assert filters.moment(datetime(2025, 12, 31, 9, 5)) == "2025年12月31日 09:05"


@pytest.mark.parametrize(
    ("state", "standings"),
    [
        (State.RECEIVED, ["now", "ahead", "ahead", "ahead", "ahead"]),
        (State.HANDLING, ["done", "done", "now", "ahead", "ahead"]),
        (State.SETTLED, ["done", "done", "done", "done", "now"]),
        (State.PUBLISHED, ["done"] * 5),
        (State.REFUSED, ["done", "never", "never", "never", "never"]),
    ],
)
def test_the_seals_show_where_a_matter_stands(state: State, standings: list[str]) -> None:
    assert [seal.standing for seal in seals_of(state)] == standings
