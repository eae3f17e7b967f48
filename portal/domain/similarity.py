"""The words by which matters are searched and compared: Chinese has no blanks, so its words are bigrams."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_CHINESE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(rf"(?P<chinese>[{_CHINESE}]+)|[0-9]+|[^\W\d_{_CHINESE}]+")


class Run(NamedTuple):
    """A stretch of text without a break: of Chinese, of other letters, or of figures."""

    word: str
    is_chinese: bool

    @property
    def tokens(self) -> list[str]:
        """Overlapping bigrams of Chinese; everything else whole."""
        if self.is_chinese and len(self.word) > 1:
            return [self.word[at : at + 2] for at in range(len(self.word) - 1)]
        return [self.word]


def runs(text: str) -> list[Run]:
    """The stretches of a text in its order, in small letters and plain forms."""
    found = _RUN.finditer(unicodedata.normalize("NFKC", text).lower())
    return [Run(run[0], run["chinese"] is not None) for run in found]


def search_tokens(text: str) -> list[str]:
    """The tokens of a text in its order, repetitions included.

    A run of Chinese gives its overlapping bigrams (路灯坏 → 路灯, 灯坏), a single character itself; other
    words come whole in small letters, and runs of figures whole. Full-width forms count as plain ones.
    """
    return [token for run in runs(text) for token in run.tokens]


def likeness(tokens_a: Iterable[str], tokens_b: Iterable[str]) -> float:
    """How alike two texts are, from 0 (no token shared) to 1 (the same tokens equally often).

    The weighted Jaccard index: shared occurrences over all occurrences. Two empty texts are not alike.
    """
    a, b = Counter(tokens_a), Counter(tokens_b)
    union = (a | b).total()
    return (a & b).total() / union if union else 0.0
