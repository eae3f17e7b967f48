"""晒 without harm: personal data in what people write is masked before it becomes public."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.domain.personal_data import DETECTORS, Detector, FindingKind, mask_phone, plain_form
from portal.domain.personal_names import GENERAL_WORDS, mask_name

__all__ = ["Finding", "FindingKind", "Masked", "mask_name", "mask_phone", "mask_text"]


@dataclass(frozen=True)
class Finding:
    """One piece of personal data: its kind, as it was written, and what stands there instead."""

    kind: FindingKind
    original: str
    replacement: str

    @property
    def hides(self) -> bool:
        """Whether anything is left to hide: what is masked already is not found again."""
        return self.original != self.replacement


@dataclass(frozen=True)
class Masked:
    """A text fit for the public, and what was masked in it, in the order in which it stood."""

    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    finding: Finding


def mask_text(text: str, names: Iterable[str] = (), keep: Iterable[str] = ()) -> Masked:
    """The text with phone, identity, card and plate numbers, e-mail addresses, chat accounts, what lies below
    the building in an address, and people's names masked.

    Names count where the text introduces them (我叫…), and `names` wherever they stand; a surname with a
    title (王先生) stays. What is in `keep` stays: numbers that belong to an office, not to a person, for whom
    to call is what an answer is read for, and names that the place shows. Masking a masked text changes
    nothing. Whoever approves publication still reads it: a name that nothing introduces, or a number in
    words, is not found.
    """
    # Where two kinds overlap, masking the one may leave a piece of the other: so until nothing is found.
    named, findings, kept = _for_names(names), [], frozenset(map(_kept_form, keep)) - {""}
    while found := sorted(_find(text, named, kept), key=lambda each: each.start):
        text = _replaced(text, found)
        findings += [each.finding for each in found]
    return Masked(text, tuple(findings))


def _for_names(names: Iterable[str]) -> list[Detector]:
    given = {plain_form(name).strip() for name in names} - GENERAL_WORDS
    known = sorted(given, key=len, reverse=True)
    spoken = "|".join(re.escape(name) for name in known if len(name) > 1 and "*" not in name)
    pattern = re.compile(f"(?P<it>{spoken})")
    return [Detector(FindingKind.NAME, pattern, mask_name)] if spoken else []


def _kept_form(written: str) -> str:
    """A number however it is spaced, or a name."""
    return re.sub(r"[\W_]", "", plain_form(written))


def _find(text: str, named: list[Detector], kept: frozenset[str]) -> Iterator[_Found]:
    plain = plain_form(text)
    taken = bytearray(len(plain))
    for detector in (*named, *DETECTORS):
        for match in detector.pattern.finditer(plain):
            start, end = match.span("it")
            finding = Finding(detector.kind, text[start:end], detector.mask(match["it"]))
            if _kept_form(match["it"]) in kept:
                continue
            if detector.accepts(match["it"]) and finding.hides and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield _Found(start, end, finding)


def _replaced(text: str, found: list[_Found]) -> str:
    pieces, last = [], 0
    for each in found:
        pieces += [text[last : each.start], each.finding.replacement]
        last = each.end
    return "".join([*pieces, text[last:]])
