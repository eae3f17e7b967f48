"""What closed matters teach: kept in memory as numbers, asked about one text in a few milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from portal.domain.similarity import is_grammar
from portal.domain.triage import Likely, Neighbour, likely, traits

#: How often all matters are gone through, the most that one of them changes a word's weight at first, and
#: how this shrinks. (Tried on 6,000 real messages.)
_ROUNDS, _STEP, _CALMER = 6, 2.0, 0.5

NEIGHBOURS = 10
_TELLING = 3

Numbers = NDArray[Any]


class Known(NamedTuple):
    """A closed matter: its key, what was written, and how it was filed."""

    key: int
    text: str
    label: int


class Judgement(NamedTuple):
    """The labels, likeliest first; what is most alike, nearest first; the words that speak for the first."""

    labels: list[Likely]
    neighbours: list[Neighbour]
    telling: list[str]


class Experience:
    """Learns from closed matters, in their order the same every time, and judges new ones.

    Each text becomes a vector of its traits, the rarer weighing more. For every label a line is drawn between
    its matters and all others (one against the rest, each matter moving the line when it lies on the wrong
    side or too near); the neighbours are those of the largest cosine.
    """

    def __init__(self, known: Sequence[Known]) -> None:
        self._keys = [each.key for each in known]
        self._labels = sorted({each.label for each in known})
        self._filed = np.array([self._labels.index(each.label) for each in known], dtype=np.int64)
        counted = [traits(each.text) for each in known]
        self._number = {word: at for at, word in enumerate(dict.fromkeys(chain.from_iterable(counted)))}
        self._words = list(self._number)
        self._rarity = self._weigh(counted)
        vectors = [self._vector(counts) for counts in counted]
        self._postings = _Postings(vectors, len(self._number))
        self._lines = self._draw(vectors)

    def __len__(self) -> int:
        return len(self._keys)

    def judge(self, text: str) -> Judgement:
        """What a text is about; nothing at all as long as nothing is known."""
        if not self._keys:
            return Judgement([], [], [])
        vector = self._vector(traits(text))
        neighbours = self._nearest(vector)
        fits = vector.weights @ self._lines[vector.words]
        labels = likely(dict(zip(self._labels, map(float, fits), strict=True)), neighbours)
        return Judgement(labels, neighbours, self._telling(vector, self._labels.index(labels[0].label)))

    def _weigh(self, counted: Sequence[Any]) -> Numbers:
        """What each trait weighs: the more, the rarer it is and the more it tells of the label.

        Rarity is the logarithm of how many matters there are for one that has the trait; what it tells is how
        far the labels of those that have it are from the labels of all (Kullback and Leibler, in nats).
        """
        having = np.zeros((len(self._number), len(self._labels)))
        for counts, label in zip(counted, self._filed, strict=True):
            having[[self._number[word] for word in counts], label] += 1
        usual = np.bincount(self._filed, minlength=len(self._labels)) / len(counted)
        matters = having.sum(1, keepdims=True)
        shares = (having + usual) / (matters + 1)
        told = (shares * np.log(shares / usual)).sum(1)
        weights: Numbers = (np.log((len(counted) + 1) / (matters[:, 0] + 1)) + 1) * (1 + told)
        return weights

    def _vector(self, counts: Any) -> "_Vector":
        known = [(self._number[word], count) for word, count in counts.items() if word in self._number]
        words = np.array([word for word, _ in known], dtype=np.int64)
        weights = (1 + np.log(np.array([count for _, count in known], dtype=float))) * self._rarity[words]
        return _Vector(words, weights / (np.linalg.norm(weights) or 1.0))

    def _draw(self, vectors: Sequence["_Vector"]) -> Numbers:
        lines: Numbers = np.zeros((len(self._number), len(self._labels)))
        sides = 2 * np.eye(len(self._labels)) - 1
        order, chance = list(range(len(vectors))), Random(1)  # noqa: S311 - nothing here is secret
        for turn in range(_ROUNDS):
            chance.shuffle(order)
            for at in order:
                words, weights = vectors[at]
                side = sides[self._filed[at]]
                missing = np.clip(1 - side * (weights @ lines[words]), 0, _STEP) / (1 + _CALMER * turn)
                lines[words] += np.outer(weights, missing * side)
        return lines

    def _nearest(self, vector: "_Vector") -> list[Neighbour]:
        closeness = self._postings.cosines(vector, len(self._keys))
        top = np.argsort(-closeness, kind="stable")[:NEIGHBOURS]
        return [
            Neighbour(self._keys[at], self._labels[self._filed[at]], float(closeness[at]))
            for at in top
            if closeness[at] > 0
        ]

    def _telling(self, vector: "_Vector", label: int) -> list[str]:
        """The words of two characters or more that speak loudest for the label."""
        speaks = vector.weights * self._lines[vector.words, label]
        loudest = (int(vector.words[at]) for at in np.argsort(-speaks) if speaks[at] > 0)
        words = (self._words[number] for number in loudest)
        return [word for word in words if len(word) > 1 and not is_grammar(word)][:_TELLING]


class _Vector(NamedTuple):
    """The traits of one text by number, and what each weighs; of length 1."""

    words: Numbers
    weights: Numbers


@dataclass
class _Postings:
    """For every trait the matters that have it, one after another in long arrays."""

    def __init__(self, vectors: Sequence[_Vector], words: int) -> None:
        sizes = [len(vector.words) for vector in vectors]
        of_word = np.concatenate([vector.words for vector in vectors]) if vectors else np.zeros(0, np.int64)
        order = np.argsort(of_word, kind="stable")
        self._matters = np.repeat(np.arange(len(vectors)), sizes)[order]
        weights = np.concatenate([vector.weights for vector in vectors]) if vectors else np.zeros(0)
        self._weights = weights[order]
        self._starts = np.searchsorted(of_word[order], np.arange(words + 1))

    def cosines(self, vector: _Vector, matters: int) -> Numbers:
        """How alike each matter is to the vector."""
        slices = [slice(self._starts[word], self._starts[word + 1]) for word in vector.words]
        if not slices:
            return np.zeros(matters)
        who = np.concatenate([self._matters[part] for part in slices])
        share = [self._weights[part] * weight for part, weight in zip(slices, vector.weights, strict=True)]
        return np.bincount(who, np.concatenate(share), matters)
