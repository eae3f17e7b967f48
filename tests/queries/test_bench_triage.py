"""The figures of the triage bench, on few messages whose figures can be counted by hand."""

import pytest

from scripts import bench_triage as bench
from scripts.bench_triage import Message, Quality, Verdict

VERDICTS = [
    Verdict("城管", ["城管", "环保", "教育"]),
    Verdict("城管", ["环保", "城管", "教育"]),
    Verdict("环保", ["环保", "城管", "教育"]),
    Verdict("教育", ["环保", "城管", "教育"]),
]


def test_quality_of_each_category_is_exact():
    assert bench.quality(VERDICTS) == {
        "城管": Quality(1.0, 0.5, pytest.approx(2 / 3), 2),
        "教育": Quality(0.0, 0.0, 0.0, 1),
        "环保": Quality(pytest.approx(1 / 3), 1.0, 0.5, 1),
    }
    assert bench.macro_f1(VERDICTS) == pytest.approx((2 / 3 + 0 + 0.5) / 3)


def test_how_often_the_right_one_is_among_the_first():
    assert [bench.share_in_first(VERDICTS, number) for number in (1, 2, 3)] == [0.5, 0.75, 1.0]


def test_a_message_sent_twice_is_never_judged_by_its_twin():
    messages = [Message(f"第{number % 7}件", "城管") for number in range(20)]
    parts = bench.folds(messages, 3)
    assert sorted(message for part in parts for message in part) == sorted(messages)
    texts = [{message.text for message in part} for part in parts]
    assert len(set.union(*texts)) == sum(map(len, texts)) == 7


def test_what_was_learned_is_suggested_for_what_is_alike():
    names = ["环保", "路灯"]
    lamps = [Message(f"{number}号楼路灯坏了", "路灯") for number in range(4)]
    noise = [Message(f"{number}号工地噪声太大", "环保") for number in range(4)]
    experience = bench.learn(names, lamps + noise)
    assert bench.judge(experience, names, [Message("门口路灯坏了", "路灯")]) == [
        Verdict("路灯", ["路灯", "环保"])
    ]


def test_without_the_messages_it_says_so(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(bench, "MESSAGES", tmp_path / "labelled.csv")
    assert bench.main() == 0
    assert capsys.readouterr().out.startswith("No figures: the messages are not there.")


def test_with_messages_it_prints_every_figure(monkeypatch, capsys, tmp_path):
    table = tmp_path / "labelled.csv"
    lines = [f"{number}号楼路灯坏了,路灯\n{number}号工地噪声太大,环保\n" for number in range(10)]
    table.write_text("留言详情,一级分类\n" + "".join(lines), "utf-8")
    monkeypatch.setattr(bench, "MESSAGES", table)
    assert bench.main() == 0
    told = capsys.readouterr().out
    assert "macro-F1, mean of 5 folds   1.0000" in told
    assert "among the first three        1.0000" in told
    assert "one suggestion" in told
