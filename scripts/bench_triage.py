"""How well categories are suggested, on real messages none of which was seen before: ``make bench-triage``.

Five-fold: each fifth is judged by an experience of the other four. Messages sent twice stay in one fifth, so
that nothing judged was learned.
"""

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from portal.queries.experience import Experience, Known

MESSAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "labelled.csv"
FOLDS = 5


class Message(NamedTuple):
    """A message, and the category somebody gave it."""

    text: str
    category: str


class Verdict(NamedTuple):
    """What a message is, and what was suggested, the likeliest first."""

    category: str
    suggested: list[str]


class Quality(NamedTuple):
    """How often suggestions of one category are right, and how many of its messages they reach."""

    precision: float
    recall: float
    f1: float
    messages: int


def read(path: Path) -> list[Message]:
    """The messages of a table with the columns 留言详情 and 一级分类."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        return [Message(row["留言详情"].replace("_x000D_", ""), row["一级分类"]) for row in table]


def folds(messages: Sequence[Message], number: int = FOLDS) -> list[list[Message]]:
    """The messages in so many parts, the same every time; equal texts stand in the same part."""
    by_text: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        by_text[message.text].append(message)
    groups = list(by_text.values())
    Random(7).shuffle(groups)  # noqa: S311 - nothing here is secret
    return [[message for group in groups[at::number] for message in group] for at in range(number)]


def learn(names: Sequence[str], messages: Iterable[Message]) -> Experience:
    """What the portal would know if these messages were its closed matters."""
    return Experience([Known(at, each.text, names.index(each.category)) for at, each in enumerate(messages)])


def judge(experience: Experience, names: Sequence[str], unseen: Iterable[Message]) -> list[Verdict]:
    """What the experience suggests for messages."""
    return [
        Verdict(each.category, [names[likely.label] for likely in experience.judge(each.text).labels])
        for each in unseen
    ]


def quality(verdicts: Sequence[Verdict]) -> dict[str, Quality]:
    """Precision, recall and F1 of the first suggestion, by category."""
    found = {}
    for category in sorted({verdict.category for verdict in verdicts}):
        said = [verdict.category == category for verdict in verdicts if verdict.suggested[0] == category]
        there = sum(verdict.category == category for verdict in verdicts)
        right = sum(said)
        precision = right / len(said) if said else 0.0
        f1 = 2 * right / (len(said) + there)
        found[category] = Quality(precision, right / there, f1, there)
    return found


def macro_f1(verdicts: Sequence[Verdict]) -> float:
    """The mean F1 of the categories, each counting the same."""
    each = quality(verdicts).values()
    return sum(one.f1 for one in each) / len(each)


def share_in_first(verdicts: Sequence[Verdict], number: int) -> float:
    """How often the right category is among the first so many."""
    return sum(verdict.category in verdict.suggested[:number] for verdict in verdicts) / len(verdicts)


def main() -> int:
    if not MESSAGES.exists():
        print(f"No figures: the messages are not there. They are expected at {MESSAGES}.")
        return 0
    messages = read(MESSAGES)
    parts, names = folds(messages), sorted({message.category for message in messages})
    verdicts, means, learning, judging = [], [], 0.0, 0.0
    for at, unseen in enumerate(parts):
        began = time.perf_counter()
        experience = learn(names, (message for part in parts if part is not unseen for message in part))
        learned = time.perf_counter()
        judged = judge(experience, names, unseen)
        learning, judging = learning + learned - began, judging + time.perf_counter() - learned
        means.append(macro_f1(judged))
        verdicts += judged
        print(f"  fold {at + 1}: macro-F1 {means[-1]:.4f} on {len(unseen)} messages not seen")
    _report(verdicts, means)
    print(f"learning {len(messages) * 4 // 5} messages     {learning / FOLDS:.1f} s")
    print(f"one suggestion             {1000 * judging / len(messages):.2f} ms")
    return 0


def _report(verdicts: Sequence[Verdict], means: Sequence[float]) -> None:
    print(f"macro-F1, mean of {FOLDS} folds   {sum(means) / len(means):.4f}")
    print(f"macro-F1, all folds together {macro_f1(verdicts):.4f}")
    print(f"accuracy                     {share_in_first(verdicts, 1):.4f}")
    print(f"among the first three        {share_in_first(verdicts, 3):.4f}")
    for category, its in quality(verdicts).items():
        figures = f"precision {its.precision:.4f}  recall {its.recall:.4f}  F1 {its.f1:.4f}"
        print(f"  {category:　<8} {figures}  of {its.messages}")


if __name__ == "__main__":
    sys.exit(main())
