"""Personal data in free text: what is found, what is left alone, and that it is enough to mask once."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.contacts import half_number
from portal.domain.privacy import Finding, FindingKind, mask_name, mask_phone, mask_text

RealRows = Callable[[str], list[dict[str, str]]]


@pytest.mark.parametrize(
    ("name", "masked"),
    [("王小明", "王**"), ("王明", "王*"), ("欧阳小明", "欧阳**"), ("Kim", "K**"), ("王**", "王**"), ("", "")],
)
def test_a_masked_name_keeps_its_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800138000", "138****8000"),
        ("+86 138-0013-8000", "138****8000"),
        ("138****8000", "138****8000"),
        ("0357-1234567", "0357-*******"),
        ("(010) 8501 2345", "010-*******"),
        ("1234567", "*******"),
    ],
)
def test_a_masked_number_keeps_head_and_tail_or_the_area_code(number: str, masked: str) -> None:
    assert mask_phone(number) == half_number(number) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("打13800138000找我", "打138****8000找我"),
        ("打138-0013-8000找我", "打138****8000找我"),
        ("打+86 138 0013 8000找我", "打138****8000找我"),
        ("打１３８００１３８０００找我", "打138****8000找我"),
        ("电话0357-1234567。", "电话0357-*******。"),
        ("电话（0731）85012345转", "电话0731-*******转"),
        ("社区电话83269306", "社区电话********"),
        ("身份证11010519491231002X", "身份证110***************"),
        ("身份证号430102900101123", "身份证号430************"),
        ("卡6222021234567890128", "卡6222***************"),
        ("卡号：1234 5678 9012 3456", "卡号：1234***************"),
        ("邮箱zhang.san@qq.com，", "邮箱z****@****，"),
        ("车牌湘A12345挡路", "车牌湘A*****挡路"),
        ("新能源湘AD12345挡路", "新能源湘A******挡路"),
        ("微信号：zhangsan_88", "微信号：z**********"),
        ("QQ：12345678", "QQ：1*******"),
        ("7号楼2单元301漏水", "7号楼*单元***漏水"),
        ("3单元502室漏水", "*单元***室漏水"),
        ("三单元五零二室漏水", "*单元***室漏水"),
        ("住502房", "住***房"),
        ("12栋1203漏水", "12栋****漏水"),
        ("7-2-301漏水", "7-*-***漏水"),
        ("2单元3楼东户", "*单元*楼*户"),
        ("我叫王小明，住清华园", "我叫王**，住清华园"),
        ("我叫王明住在清华园", "我叫王*住在清华园"),
        ("本人李四，退休", "本人李*，退休"),
        ("姓名：欧阳小明", "姓名：欧阳**"),
        ("联系人：陳大文", "联系人：陳**"),
        ("联系人王小明 13800138000", "联系人王** 138****8000"),
        ("请刘建国先生来", "请刘**先生来"),
        ("我姓欧阳，住清华园", "我姓欧*，住清华园"),
        ("我姓王，叫小明", "我姓王****"),
        ("联系人：王小明、李大勇和张三等人", "联系人：王**、李**和张*等人"),
        ("灯坏了。\n此致\n敬礼！\n王小明\n2026年3月1日", "灯坏了。\n此致\n敬礼！\n王**\n2026年3月1日"),
        ("灯坏了\n王小明\n2026-03-01", "灯坏了\n王**\n2026-03-01"),
        ("请修一修。——王小明", "请修一修。——王**"),
        ("打一三八零零一三八零零零找我", "打一三八****八零零零找我"),
        ("打幺三八 零零幺三 八零零零", "打幺三八****八零零零"),
        ("三单元三楼漏水", "*单元*楼漏水"),
    ],
)
def test_personal_data_is_masked(text: str, masked: str) -> None:
    assert mask_text(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-17 19:30和2026年2月17日",
        "共1234567.89元，即￥1,234,567元",
        "事项AZ-2026-0217",
        "诉求FZ16014852538号",
        "7号楼门口，3栋和12幢之间",
        "3栋120户居民，12栋1203户",
        "请打12345或400-889-3333",
        "三室一厅，2018房产税",
        "王先生、李女士和张师傅",
        "联系人：王主任",
        "本人于昨日，本人曾多次，反映",
        "每趟14人左右，业主孙子",
        "我叫停车",
        "我姓王，有件事",
        "三单元门口，7号楼2单元的消防通道",
        "灯坏了，请修一修。\n谢谢",
        "此致敬礼 谢谢",
        "请修一修——谢谢大家",
        "一三五七九、二四六八，一千三百八十元",
        "",
    ],
)
def test_dates_money_numbers_buildings_and_titles_stay(text: str) -> None:
    assert mask_text(text).text == text
    assert mask_text(text).findings == ()


def test_a_name_that_is_known_is_masked_wherever_it_stands() -> None:
    masked = mask_text("王小明说，小王和王小明都在", names=("王小明", "王", ""))
    assert masked.text == "王**说，小王和王**都在"


def test_findings_come_in_the_order_of_the_text_with_what_was_written() -> None:
    assert mask_text("王小明住3单元502室，电话１３８００１３８０００", names=("王小明",)).findings == (
        Finding(FindingKind.NAME, "王小明", "王**"),
        Finding(FindingKind.ADDRESS, "3单元502室", "*单元***室"),
        Finding(FindingKind.PHONE, "１３８００１３８０００", "138****8000"),
    )


def test_a_card_number_with_a_wrong_check_figure_that_nothing_announces_stays() -> None:
    assert mask_text("流水6222021234567890129").findings == ()


def test_an_identity_number_without_a_date_of_birth_is_none() -> None:
    assert mask_text("编号110105194913310029").findings == ()


# What texts with personal data are made of, so that chance puts together what nobody thought of.
FIGURES = ["138", "0013", "8000", "13800138000", "0357", "1234567", "430102", "19900101", "6222", "１", "６"]
MARKS = ["-", "*", "****", " ", "：", "，", "+86", "(", ")", "@", ".", "X", "a", "abcdef", "qq.com", "湘A"]
WORDS = ["单元", "室", "房", "栋", "号楼", "楼", "号", "东户", "第", "六", "零", "微信", "QQ", "电话", "卡号"]
PEOPLE = [
    "我叫",
    "我姓",
    "敬礼",
    "\n",
    "——",
    "、",
    "2026-03-01",
    "一三八",
    "本人",
    "姓名",
    "联系人",
    "王",
    "小",
    "明",
    "欧阳",
    "先生",
]
texts = st.lists(st.sampled_from(FIGURES + MARKS + WORDS + PEOPLE), max_size=16).map("".join)

# Each makes some pattern begin again and again without ever coming to its end.
STUBBORN = [
    "1",
    "1-",
    "138 ",
    "a",
    "a@",
    "a@a.",
    "三",
    "王",
    "我叫",
    "人：",
    "单元",
    "栋301",
    "(0731)",
    "*",
    "一三八",
    "王*、",
    "——王",
    "敬礼 ",
    "\n王",
    "我姓王叫",
]


@given(texts, st.lists(st.sampled_from(["王小明", "小明王", "明王", "abc"]), max_size=2))
def test_a_masked_text_needs_no_masking(text: str, names: list[str]) -> None:
    once = mask_text(text, names)
    assert mask_text(once.text, names) == type(once)(once.text, ())


@given(texts)
def test_what_is_not_found_stays_as_it_was(text: str) -> None:
    masked = mask_text(text)
    assert (masked.text == text) == (masked.findings == ())


@pytest.mark.parametrize("unit", [*STUBBORN, "先生王小明"])
def test_a_hundred_thousand_stubborn_characters_come_to_an_end(unit: str) -> None:
    masked = mask_text((unit * 100_000)[:100_000], names=("王小明",)).text
    assert mask_text(masked, names=("王小明",)).findings == ()


def test_real_messages_hide_what_they_told(real_rows: RealRows) -> None:
    told = {row["留言编号"]: mask_text(row["留言详情"]) for row in real_rows("replied.csv")}
    found = Counter(finding.kind for masked in told.values() for finding in masked.findings)
    assert found == {
        FindingKind.NAME: 55,
        FindingKind.ADDRESS: 11,
        FindingKind.PHONE: 2,
        FindingKind.PLATE: 1,
    }
    assert all(mask_text(masked.text).findings == () for masked in told.values())


def test_a_real_message_about_a_wounded_father_hides_both_names(real_rows: RealRows) -> None:
    message = next(row["留言详情"] for row in real_rows("replied.csv") if row["留言编号"] == "97540")
    masked = mask_text(message)
    assert [finding.original for finding in masked.findings] == ["文凌", "文家善"]
    assert "我叫文*，我爸叫文**，于2019-06-28不慎在工地上做事" in masked.text


def test_a_real_hotline_reference_is_no_phone_number(real_rows: RealRows) -> None:
    replies = "\n".join(row["回复"] for row in real_rows("hotline.csv"))
    assert "FZ16014852538" in mask_text(replies).text


def test_the_number_of_an_office_stays_when_it_is_named() -> None:
    masked = mask_text("请打社区电话0357-7000001，或打13800138000。", keep=["0357 7000001"])
    assert masked.text == "请打社区电话0357-7000001，或打138****8000。"


def test_a_name_that_the_place_shows_stays_also_where_it_is_introduced() -> None:
    masked = mask_text(
        "居民3人：何大勇、林小雨、王小明。联系人：丁一", names=["王小明"], keep=["何大勇", "林小雨"]
    )
    assert masked.text == "居民3人：何大勇、林小雨、王**。联系人：丁*"


def test_who_signs_as_a_resident_has_no_name_to_hide():
    words = "居民反映的路灯，业主委员会今天就修。王小明来看。"
    assert mask_text(words, names=["居民", " 业主 ", "王小明"]).text == words.replace("王小明", "王**")
