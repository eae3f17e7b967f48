"""A table from elsewhere becomes matters at their own times, once, whatever happens on the way."""

from datetime import date, datetime

import pytest

from portal.domain import columns
from portal.domain.columns import NAME_WITHHELD
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, Outcome, State
from portal.domain.terms import Channel, MatterKind
from portal.models import ImportedRow, ImportRun, Matter, MatterEvent, Support
from portal.services import importing
from portal.services.import_files import Table, read_table

HOTLINE = (
    "编号",
    "性质",
    "信息来源",
    "标题",
    "匿名(1)/实名(0)",
    "时间",
    "内容",
    "回复",
    "转处理次数",
    "最终回复天数",
)
BOARD = ("编号", "时间", "内容", "点赞数")


@pytest.fixture
def take_in(occasion, town):
    def run(table, who="street_officer"):
        plan = importing.Plan(table, columns.guess(table.headings), town.street, table.kind)
        return list(importing.run(occasion(who), plan))

    return run


def lamps(count, supports="0"):
    rows = [(str(n), "2026-03-02 08:00:00", f"第{n}盏路灯坏了。", supports) for n in range(1, count + 1)]
    return Table(BOARD, rows)


def test_a_hotline_matter_keeps_its_channel_its_time_and_how_often_it_was_passed_on(take_in):
    row = ("408", "咨询", "电话", "河臭", "1", "09/16/2016", "每天路过都闻到。", "已经清淤。", "10", "11")
    take_in(Table(HOTLINE, [row]))
    matter = Matter.get()
    assert (matter.number, matter.raised_at) == ("AZ-2016-0001", datetime(2016, 9, 16))
    assert (matter.channel, matter.kind, matter.proposer) == (Channel.PHONE, MatterKind.ENQUIRY, None)
    assert (matter.state, matter.outcome) == (State.SETTLED, Outcome.ANSWERED)
    answer = MatterEvent.get(MatterEvent.action == Action.ANSWER)
    assert (answer.at, answer.text, answer.data) == (datetime(2016, 9, 27), "已经清淤。", {"passed_on": 10})


def test_the_time_for_rating_ends_on_its_true_date_not_on_the_day_of_the_import(take_in):
    row = ("1", "投诉", "网站", "", "0", "2026-03-02", "灯坏了。", "换好了。", "1", "1")
    take_in(Table(HOTLINE, [row]))
    answered, settled = MatterEvent.select().order_by(MatterEvent.id)[1:]
    assert answered.at.date() == date(2026, 3, 3)
    assert (settled.action, settled.due_on, settled.at) == (
        Action.SETTLE,
        date(2026, 3, 31),
        datetime(2026, 4, 1),
    )


def test_what_was_answered_lately_is_still_open_for_rating(take_in):
    take_in(Table(HOTLINE, [("1", "投诉", "网站", "", "0", "2026-10-28", "灯坏了。", "换好了。", "1", "1")]))
    assert Matter.get().state is State.RATING


@pytest.mark.parametrize(
    ("flag", "name"), [("1", None), ("市民", None), ("0", NAME_WITHHELD), ("陈先生", "陈先生")]
)
def test_a_name_is_kept_only_where_one_was_given(take_in, flag, name):
    take_in(Table(HOTLINE, [("1", "投诉", "网站", "", flag, "2026-03-02", "灯坏了。", "", "", "")]))
    proposer = Matter.get().proposer
    assert (proposer.name if proposer else None) == name


def test_likes_become_as_many_supports(take_in):
    take_in(lamps(1, supports="1762"))
    assert Matter.get().support_count == Support.select().count() == 1762


def test_running_twice_brings_nothing_twice(take_in):
    take_in(lamps(60))
    fates = take_in(lamps(61))
    assert [fate.key for fate in fates if fate.number] == ["61"]
    assert Matter.select().count() == ImportedRow.select().count() == 61
    runs = [(run.imported, run.known, run.refused) for run in ImportRun.select().order_by(ImportRun.id)]
    assert runs == [(60, 0, 0), (1, 60, 0)]


def test_rows_without_a_number_are_known_by_what_they_say(take_in):
    rows = [("2026-03-02", "灯坏了。"), ("2026-03-02", "井盖坏了。"), ("2026-03-02", "灯坏了。")]
    table = Table(("时间", "内容"), rows)
    assert [bool(fate.number) for fate in take_in(table)] == [True, True, False]
    assert not any(fate.number for fate in take_in(table))


def test_a_crash_half_way_loses_no_batch_that_was_done_and_leaves_no_half_of_one(take_in):
    broken = lamps(120)
    broken.rows[70] = ("71", None, "第71盏路灯坏了。", "0")
    with pytest.raises(AttributeError):
        take_in(broken)
    assert Matter.select().count() == ImportedRow.select().count() == 50
    take_in(lamps(120))
    assert Matter.select().count() == 120
    assert {event.matter_id for event in MatterEvent.select()} == {matter.id for matter in Matter.select()}


def test_a_row_that_cannot_be_is_refused_by_its_rule_and_the_others_come_in(take_in):
    rows = [
        ("1", "投诉", "网站", "", "1", "2026-13-02", "灯坏了。", "", "", ""),
        ("2", "投诉", "网站", "", "1", "2027-01-01", "灯坏了。", "", "", ""),
        ("3", "投诉", "网站", "", "1", "2026-03-02", "", "", "", ""),
        ("4", "投诉", "网站", "", "1", "2026-03-02", "灯坏了。", "好了。", "1", "-3"),
        ("5", "投诉", "网站", "", "1", "2026-03-02", "灯" * 10_001, "", "", ""),
        ("6", "投诉", "网站", "", "1", "2026-03-02", "灯坏了。", "换\u0007好了。", "1", "1"),
        ("7", "投诉", "网站", "", "1", "2026-03-02", "灯坏了。", "", "", "", "多出来的一格"),
        ("8", "投诉", "网站", "", "1", "2026-03-02", "灯坏了。", "", "", ""),
    ]
    fates = take_in(Table(HOTLINE, rows))
    assert [fate.refusal.rule if fate.refusal else None for fate in fates] == [
        Rule.UNREADABLE,
        Rule.UNREADABLE,
        Rule.EMPTY_TEXT,
        Rule.UNREADABLE,
        Rule.TEXT_TOO_LONG,
        Rule.CONTROL_CHARACTERS,
        Rule.UNREADABLE,
        None,
    ]
    assert [matter.body for matter in Matter.select()] == ["灯坏了。"]
    assert MatterEvent.select().count() == 1


def test_a_reply_from_before_the_matter_is_refused(take_in):
    table = Table(("时间", "内容", "答复意见", "答复时间"), [("2026/3/2", "灯坏了。", "好了。", "2026/3/1")])
    assert take_in(table)[0].refusal.rule is Rule.REPLY_BEFORE_MATTER


@pytest.mark.parametrize("who", ["administrator", "auditor", "stranger", "resident", "nobody"])
def test_nobody_imports_who_may_not_answer_for_the_whole_area(take_in, who):
    with pytest.raises(Refusal) as refused:
        take_in(lamps(1), who)
    assert refused.value.rule is Rule.NOT_ALLOWED
    assert ImportRun.select().count() == 0


@pytest.mark.parametrize(
    ("name", "counts"),
    [("replied", (1400, 1400, 0)), ("supported", (2000, 0, 5722)), ("hotline", (700, 700, 0))],
)
def test_all_real_messages_of_a_file_come_in(take_in, real_file, name, counts):
    fates = take_in(read_table(real_file(f"{name}.csv")))
    assert [fate for fate in fates if fate.refusal] == []
    answers = MatterEvent.select().where(MatterEvent.action == Action.ANSWER)
    assert (Matter.select().count(), answers.count(), Support.select().count()) == counts


def test_a_row_whose_number_is_no_number_is_known_by_what_it_says(take_in):
    table = Table(BOARD, [("9" * 121, "2026-03-02 08:00:00", "路灯坏了。", "0")])
    assert take_in(table)[0].number == "AZ-2026-0001"
    assert len(ImportedRow.get().key) == 64
    assert take_in(table)[0].number == ""
