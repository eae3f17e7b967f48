"""Filters of the inbox that an officer keeps."""

import pytest

from portal.domain.refusal import Refusal, Rule
from portal.models import SavedFilter
from portal.queries.inbox import filters_of
from portal.services.filters import MOST, drop_filter, keep_filter, rename_filter

LATE = {"light": "red", "mine": "1"}


def refused(rule, verb, *given):
    with pytest.raises(Refusal) as caught:
        verb(*given)
    assert caught.value.rule is rule


def test_a_filter_is_kept_under_a_name_and_found_in_its_order(occasion):
    worker = occasion("worker")
    keep_filter(worker, " 我手上超期的 ", LATE)
    keep_filter(worker, "待答复", {"stage": "answer"})
    kept = [(each.name, each.query) for each in filters_of(worker.actor.person_id)]
    assert kept == [("我手上超期的", "light=red&mine=1"), ("待答复", "stage=answer")]
    assert filters_of(occasion("secretary").actor.person_id) == []


@pytest.mark.parametrize(
    ("name", "parts", "rule"),
    [
        ("全部", {}, Rule.FILTER_EMPTY),
        ("别处", {"next": "https://example.org"}, Rule.UNKNOWN_CHOICE),
        (" ", LATE, Rule.EMPTY_TEXT),
        ("长" * 41, LATE, Rule.TEXT_TOO_LONG),
    ],
)
def test_what_makes_no_filter_is_refused(occasion, name, parts, rule):
    refused(rule, keep_filter, occasion("worker"), name, parts)
    assert SavedFilter.select().count() == 0


def test_a_name_is_given_once_to_ones_own_and_may_be_a_colleagues_too(occasion):
    keep_filter(occasion("worker"), "超期", LATE)
    refused(Rule.FILTER_KNOWN, keep_filter, occasion("worker"), "超期", {"stage": "answer"})
    assert keep_filter(occasion("secretary"), "超期", LATE).position == 1


def test_there_are_at_most_a_dozen(occasion):
    for number in range(MOST):
        keep_filter(occasion("worker"), f"第{number}个", LATE)
    refused(Rule.FILTERS_FULL, keep_filter, occasion("worker"), "再一个", LATE)


def test_a_filter_is_renamed_and_dropped_by_its_owner_alone(occasion):
    kept = keep_filter(occasion("worker"), "超期", LATE)
    refused(Rule.NOT_FOUND, rename_filter, occasion("secretary"), kept, "我的")
    refused(Rule.NOT_FOUND, drop_filter, occasion("secretary"), kept)
    rename_filter(occasion("worker"), kept, "超期")
    rename_filter(occasion("worker"), kept, "急的")
    assert [each.name for each in filters_of(kept.person_id)] == ["急的"]
    drop_filter(occasion("worker"), kept)
    assert filters_of(kept.person_id) == []


def test_a_resident_keeps_none(occasion):
    refused(Rule.NOT_ALLOWED, keep_filter, occasion("resident"), "超期", LATE)
