"""The figures as tables, and what they come to beside the aims."""

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scripts.bench.load import Sample
from scripts.bench.submitting import Submits
from scripts.bench.weight import Visit

#: Rounds of one page that differ more than this say that the machine had other things to do.
_NOISY = 1.4
_HEAD = f"{'matters':>9}  {'cache':<6}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'CPU µs':>9}"


class Line(NamedTuple):
    """One page in one circumstance, round by round; the yardsticks have neither matters nor a cache."""

    page: str
    matters: int | None
    cached: bool | None
    rounds: Sequence[Sample]

    @property
    def median(self) -> Sample:
        return Sample(*(statistics.median(figures) for figures in zip(*self.rounds, strict=True)))

    @property
    def spread(self) -> float:
        """The fastest round as a multiple of the slowest."""
        rates = [sample.a_second for sample in self.rounds]
        return max(rates) / min(rates)


class Aim(NamedTuple):
    """One promise: a figure and the bound it should keep."""

    words: str
    figure: float
    bound: float
    at_most: bool = True

    @property
    def is_met(self) -> bool:
        return self.figure <= self.bound if self.at_most else self.figure >= self.bound


def print_pages(lines: Sequence[Line]) -> None:
    """A row a page; the last column is the main figure."""
    bare = {line.page.removeprefix("bare "): line.median.a_second for line in lines if line.matters is None}
    print(f"\n{'page':<12}{_HEAD}{'× bare':>8}")
    for line in lines:
        matters = f"{line.matters:,}" if line.matters else ""
        cache = {True: "on", False: "off", None: ""}[line.cached]
        ratio = f"{line.median.a_second / bare[line.page]:.2f}" if line.matters else ""
        print(f"{line.page:<12}{matters:>9}  {cache:<6}{_figures(line.median)}{ratio:>8}")
    print(
        "Jinja rows: a list from memory by a plain template; own rows: by the portal's own, with its frame."
    )


def _figures(one: Sample | Submits) -> str:
    return f"{one.a_second:>9,.0f}{one.p50:>9.2f}{one.p99:>9.2f}{one.cpu * 1e3:>9,.0f}"


def print_submits(by_size: dict[int, Submits], writers: int, commits: float) -> None:
    """The writers beside the database alone."""
    print(f"\n{f'{writers} writers':<12}{_HEAD}{'slowest ms':>12}")
    for matters, done in by_size.items():
        print(f"{'POST /say':<12}{matters:>9,}  {'':<6}{_figures(done)}{done.slowest:>12.0f}")
    print(f"The database alone commits {commits:,.0f} rows a second, each safe on disk.")


def print_visits(first: Visit, second: Visit) -> None:
    """What goes over the wire, file by file."""
    print("\nvisits to the board, bytes over the wire (gzip, bodies and headers)")
    for path, size in first.parts.items():
        print(f"  {size:>8,}  {path}")
    print(f"  {first.total:>8,}  first visit in all")
    print(f"  {second.total:>8,}  second visit, the page changed meanwhile")


def print_aims(aims: Iterable[Aim]) -> None:
    print("\naims")
    for aim in aims:
        bound = f"{'≤' if aim.at_most else '≥'} {aim.bound:g}"
        print(f"  {'met   ' if aim.is_met else 'MISSED'}  {aim.words}: {aim.figure:.2f} ({bound})")


def print_noise(lines: Sequence[Line]) -> None:
    noisy = [line for line in lines if line.spread > _NOISY]
    if noisy:
        worst = max(noisy, key=lambda line: line.spread)
        print(f"\nThe machine was noisy: in {len(noisy)} of {len(lines)} rows the rounds differ by more than")
        print(f"{_NOISY} times ({worst.page}: {worst.spread:.1f}). Trust ratios; run again when it is quiet.")
