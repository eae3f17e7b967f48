"""The words by which matters are searched and compared: Chinese has no blanks, so its words are bigrams."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from portal.domain.simplified import simplified

_CHINESE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
#: Characters of grammar: a bigram with one of them (坏了, 的灯) tells how something is said, not what.
_GRAMMAR = frozenset("的了吗呢吧啊是在有和也都就很太我你您他们这那没不请")
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
    """The stretches of a text in its order, in small letters, plain forms and Simplified characters."""
    found = _RUN.finditer(simplified(unicodedata.normalize("NFKC", text).lower()))
    return [Run(run[0], run["chinese"] is not None) for run in found]


def search_tokens(text: str) -> list[str]:
    """The tokens of a text in its order, repetitions included.

    A run of Chinese gives its overlapping bigrams (路灯坏 → 路灯, 灯坏), a single character itself; other
    words come whole in small letters, and runs of figures whole. Full-width forms count as plain ones,
    Traditional characters as Simplified ones.
    """
    return [token for run in runs(text) for token in run.tokens]


def is_grammar(token: str) -> bool:
    """Whether the token tells nothing, or nearly nothing, of the matter."""
    return not _GRAMMAR.isdisjoint(token)


def _alike(token: str) -> float:
    return 1.0


def likeness(
    tokens_a: Iterable[str], tokens_b: Iterable[str], weight: Callable[[str], float] = _alike
) -> float:
    """How alike two texts are, from 0 (no token shared) to 1 (the same tokens equally often).

    The weighted Jaccard index: the weight of shared occurrences over that of all. Two empty texts are not
    alike.
    """
    a, b = Counter(tokens_a), Counter(tokens_b)
    shared, union = (
        sum(weight(token) * times for token, times in tokens.items()) for tokens in (a & b, a | b)
    )
    return shared / union if union else 0.0
