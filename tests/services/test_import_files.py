"""Tables as people send them: in any of the usual encodings, or as a workbook; and what is no table."""

import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from portal.domain.columns import Column, guess, named, read_moment
from portal.domain.refusal import Refusal, Rule
from portal.services.import_files import read_table

LINES = '编号,内容,时间\n1,"路灯坏了，\n看不清。",2026/3/2 8:05\n,,\n2,井盖松了,2026-03-03\n'
ROWS = [("1", "路灯坏了，\n看不清。", "2026/3/2 8:05"), ("2", "井盖松了", "2026-03-03")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encoding_it_is_in(tmp_path, encoding):
    path = tmp_path / "matters.csv"
    path.write_bytes(LINES.encode(encoding))
    table = read_table(path)
    assert table.headings == ("编号", "内容", "时间")
    assert table.rows == ROWS


def test_tabs_and_semicolons_separate_as_well(tmp_path):
    path = tmp_path / "matters.csv"
    path.write_text("编号;内容\n1;路灯\n", encoding="utf-8")
    assert read_table(path).rows == [("1", "路灯")]


def test_a_workbook_is_read_with_its_dates_and_figures(tmp_path):
    book = Workbook()
    book.active.append(["编号", "内容", "时间", "点赞数"])
    book.active.append([7, "路灯坏了", datetime(2026, 3, 2, 8, 5), 3.0])
    book.save(tmp_path / "matters.xlsx")
    table = read_table(tmp_path / "matters.xlsx")
    assert table.rows == [("7", "路灯坏了", "2026-03-02 08:05:00", "3")]


def test_the_same_headings_give_the_same_name_whatever_the_file_is_called(tmp_path):
    (tmp_path / "a.csv").write_text("编号,内容\n1,路灯\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("编号,内容\n2,井盖\n", encoding="gb18030")
    (tmp_path / "c.csv").write_text("序号,内容\n2,井盖\n", encoding="utf-8")
    kinds = [read_table(tmp_path / name).kind for name in ("a.csv", "b.csv", "c.csv")]
    assert kinds[0] == kinds[1] != kinds[2]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"one\n1\n", b"\xff\x00\x81", b"PK\x03\x04broken", b"a,b\0\n1,2"]
)
def test_what_is_no_table_is_refused(tmp_path, content):
    path = tmp_path / "matters.csv"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_table(path)
    assert refused.value.rule is Rule.WRONG_FILE


def test_empty_columns_are_no_harm_however_many_and_filled_ones_have_an_end(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text("编号,内容" + "," * 1_000_000 + "\n1,路灯" + "," * 1_000_000, encoding="utf-8")
    assert read_table(path).rows == [("1", "路灯")]
    path.write_text(",".join(f"列{number}" for number in range(301)) + "\n1,路灯\n", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_table(path)
    assert (refused.value.rule, refused.value.facts["reason"]) == (Rule.WRONG_FILE, "too many columns")


def test_a_sheet_that_claims_all_the_cells_there_can_be_is_read_as_what_it_holds(tmp_path):
    book = Workbook()
    book.active.append(["编号", "内容"])
    book.active.append([1, "路灯坏了"])
    book.active.cell(row=1_048_576, column=16_384, value="")
    book.save(tmp_path / "claims.xlsx")
    assert read_table(tmp_path / "claims.xlsx").rows == [("1", "路灯坏了")]


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "matters.xlsx", "w") as package:
        package.writestr("hello.txt", "hello")
    with pytest.raises(Refusal) as refused:
        read_table(tmp_path / "matters.xlsx")
    assert refused.value.rule is Rule.WRONG_FILE


def test_a_workbook_is_known_by_what_is_in_it_whatever_it_is_called(tmp_path):
    book = Workbook()
    book.active.append(["编号", "内容"])
    book.save(tmp_path / "matters.xlsx")
    renamed = (tmp_path / "matters.xlsx").rename(tmp_path / "matters.csv")
    assert read_table(renamed).headings == ("编号", "内容")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", ["<torn", "<other/>", None])
def test_a_workbook_with_a_broken_part_is_refused(tmp_path, part, content):
    Workbook().save(tmp_path / "whole.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "whole.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "b.xlsx", "w") as broken,
    ):
        for name in whole.namelist():
            if name != part:
                broken.writestr(name, whole.read(name))
        if content is not None:
            broken.writestr(part, content)
    with pytest.raises(Refusal) as refused:
        read_table(tmp_path / "b.xlsx")
    assert refused.value.rule is Rule.WRONG_FILE


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2019/4/25 9:32:09", datetime(2019, 4, 25, 9, 32, 9)),
        ("2020-09-03 00:00:00", datetime(2020, 9, 3)),
        ("08/21/2010", datetime(2010, 8, 21)),
        ("2026年3月2日 8时5分", datetime(2026, 3, 2, 8, 5)),
        ("2026-03-02T08:05:09.123", datetime(2026, 3, 2, 8, 5, 9)),
    ],
)
def test_a_moment_is_read_in_each_form_that_tables_use(words, moment):
    assert read_moment(words) == moment


@pytest.mark.parametrize("words", ["", "昨天", "2026-02-30", "2026/3/2 25:00", "21/08/2010", "2026-03-02 x"])
def test_what_is_no_moment_is_not_guessed(words):
    with pytest.raises(ValueError):  # noqa: PT011 - ours and those of datetime
        read_moment(words)


def test_columns_are_guessed_from_headings_however_they_are_typed():
    assert guess(["序号", " 留言主题：", "来源", "不认识", "内容", "正文"]) == {
        Column.KEY: 0,
        Column.TITLE: 1,
        Column.CHANNEL: 2,
        Column.TEXT: 4,
    }


def test_a_column_can_be_named_by_hand():
    assert named(["甲", "乙"], ["text=乙", "time=甲"]) == {Column.TEXT: 1, Column.TIME: 0}
    with pytest.raises(Refusal) as refused:
        named(["甲"], ["text=丙"])
    assert refused.value.rule is Rule.UNKNOWN_CHOICE
