"""``python -m scripts.bench``: how fast the portal's pages are beside a bare Flask page, in one run.

Everything is served by the portal's own server with one worker on one core; the load comes from the other.
The pages are measured in turns, round after round, so that a slow minute of the machine is everybody's.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from scripts.bench import report
from scripts.bench.filling import address_of, filled, numbers_to_read
from scripts.bench.load import CONNECTIONS, LoadError, Sample, load, need_wrk
from scripts.bench.report import Aim, Line
from scripts.bench.server import LOAD_CORE, OWN_LIST, PORTAL, SERVER_CORE, YARDSTICKS, Server, serving
from scripts.bench.submitting import WRITERS, Submits, durable_commits, submit
from scripts.bench.weight import first_visit, second_visit

FEW, MANY = 1_000, 100_000
ROUNDS = 5
SECONDS = 1
SECONDS_OF_WRITING = 4
PAGES = ("board", "list", "matter", "search")
#: A list from memory, by a plain template of as many links and choices, and by the portal's own.
ROWS = ("Jinja rows", "own rows")
WORDS_TO_FIND = ("路灯", "电梯", "停车", "垃圾", "小区", "扰民", "公交", "物业")


class Case(NamedTuple):
    """One page on one server, by a file of addresses that are asked for in turn."""

    page: str
    matters: int | None
    cached: bool | None
    server: Server
    paths: Path


class Bench:
    """One run: its servers, its addresses, and what it found."""

    def __init__(self, scratch: Path, stack: ExitStack) -> None:
        self._scratch = scratch
        self._stack = stack
        self._places = {matters: filled(matters) for matters in (FEW, MANY)}

    def cases(self) -> list[Case]:
        """Everything to be measured, the pages that are compared side by side."""
        cases = [
            Case(page, matters, cached, server, paths)
            for matters in self._places
            for cached, server in ((True, self.kept(matters)), (False, self._fresh(matters)))
            for page, paths in self._paths(matters)
        ]
        sizes = {case.page: _size(case) for case in cases}
        pages = " ".join(f"{page}={size}" for page, size in sizes.items())
        yardsticks = self._serve(YARDSTICKS, "yardsticks", BENCH_PAGES=pages)
        bare = [
            Case(f"bare {page}", None, None, yardsticks, self._file(f"bare-{page}", [f"/{page}"]))
            for page in PAGES
        ]
        rows = Case("Jinja rows", None, None, yardsticks, self._file("rows", ["/rows"]))
        own = Case("own rows", None, None, self._fresh(FEW, OWN_LIST), self._file("own", ["/own-list"]))
        return sorted([*bare, rows, own, *cases], key=_turn)

    def kept(self, matters: int) -> Server:
        """The portal as it runs."""
        return self._serve(PORTAL, f"kept-{matters}", DATABASE_URL=address_of(self._places[matters]))

    def _fresh(self, matters: int, target: str = PORTAL) -> Server:
        """The same without its page cache."""
        address = address_of(self._places[matters])
        name = f"fresh-{matters}-{target.partition(':')[0]}"
        return self._serve(target, name, DATABASE_URL=address, PORTAL_PAGE_CACHE="0")

    def submits(self, matters: int) -> Submits:
        """Writers on a copy of the place, so that the next run finds it as it was."""
        copy = self._scratch / f"written-{matters}"
        shutil.copytree(self._places[matters], copy)
        with ExitStack() as stack:
            server = stack.enter_context(
                serving(
                    PORTAL,
                    copy / "log",
                    DATABASE_URL=address_of(copy),
                    PORTAL_DATA=str(copy),
                    PORTAL_PROXIES="1",
                )
            )
            submit(server, 0.5)
            return submit(server, SECONDS_OF_WRITING)

    def commits(self) -> float:
        return durable_commits(self._scratch, SECONDS_OF_WRITING)

    def _serve(self, target: str, name: str, **environment: str) -> Server:
        data = {"PORTAL_DATA": str(self._scratch)}
        return self._stack.enter_context(
            serving(target, self._scratch / f"{name}.log", **data, **environment)
        )

    def _paths(self, matters: int) -> Iterator[tuple[str, Path]]:
        addresses = {
            "board": ["/"],
            "list": ["/matters"],
            "matter": [f"/matters/{number}" for number in numbers_to_read(self._places[matters])],
            "search": [f"/matters?q={word}" for word in map(quote, WORDS_TO_FIND)],
        }
        for page in PAGES:
            yield page, self._file(f"{page}-{matters}", addresses[page])

    def _file(self, name: str, addresses: list[str]) -> Path:
        path = self._scratch / f"{name}.paths"
        path.write_text("".join(f"{address}\n" for address in addresses))
        return path


def _turn(case: Case) -> tuple[int, bool, int]:
    """What is compared with each other comes one after the other."""
    page = "list" if case.page in ROWS else case.page.removeprefix("bare ")
    return PAGES.index(page), case.cached is False, case.matters or 0


def _size(case: Case) -> int:
    return len(case.server.get(case.paths.read_text().splitlines()[0])[1])


def measure(cases: Sequence[Case]) -> list[Line]:
    """All cases in turn, round after round; what may be kept ready is fetched before it is measured."""
    rounds: dict[Case, list[Sample]] = {case: [] for case in cases}
    for number in range(ROUNDS):
        for case, samples in rounds.items():
            for path in case.paths.read_text().splitlines():
                case.server.get(path)
            samples.append(load(case.server, case.paths, SECONDS))
        print(f"  round {number + 1} of {ROUNDS}")
    return [Line(case.page, case.matters, case.cached, samples) for case, samples in rounds.items()]


def aims(lines: Sequence[Line], first: int, second: int) -> Iterator[Aim]:
    """What the pages promise (docs: speed), from the medians of this run."""
    found = {(line.page, line.matters, line.cached): line.median for line in lines}
    for page, matters in product(("board", "matter"), (FEW, MANY)):
        ratio = found[page, matters, True].a_second / found[f"bare {page}", None, None].a_second
        yield Aim(f"{page} kept ready at {matters:,} / bare Flask page, requests", ratio, 2, at_most=False)
    for rows, matters in product(ROWS, (FEW, MANY)):
        ratio = found["list", matters, False].cpu / found[rows, None, None].cpu
        yield Aim(f"list at {matters:,}, fresh / {rows}, CPU", ratio, 1.5)
    for page in PAGES:
        ratio = found[page, MANY, False].cpu / found[page, FEW, False].cpu
        yield Aim(f"{page} at {MANY:,} / at {FEW:,}, fresh, CPU", ratio, 1.2)
    yield Aim("first visit to the board, kB", first / 1000, 60)
    yield Aim("second visit, kB", second / 1000, 15)


def run(bench: Bench) -> None:
    """Measures and prints everything."""
    cases = bench.cases()
    print(
        f"  server on core {SERVER_CORE}, {CONNECTIONS} connections from core {LOAD_CORE}, {SECONDS} s each"
    )
    lines = measure(cases)
    visited = bench.kept(FEW)
    first, second = first_visit(visited), second_visit(visited)
    written = {matters: bench.submits(matters) for matters in (FEW, MANY)}
    report.print_pages(lines)
    report.print_submits(written, WRITERS, bench.commits())
    report.print_visits(first, second)
    report.print_aims(aims(lines, first.total, second.total))
    report.print_noise(lines)


def main() -> None:
    need_wrk()
    os.sched_setaffinity(0, {LOAD_CORE})
    with tempfile.TemporaryDirectory(prefix="yishiting-bench-") as scratch, ExitStack() as stack:
        run(Bench(Path(scratch), stack))


if __name__ == "__main__":
    try:
        main()
    except LoadError as error:
        raise SystemExit(str(error)) from error
