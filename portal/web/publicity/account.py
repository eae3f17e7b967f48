"""晒一晒: how the meetings of a quarter or a year went, and the topics behind each figure."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from flask import Response, current_app, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from portal.domain.account import Account
from portal.domain.policy import RuleBook
from portal.domain.quarters import Period, quarters_of
from portal.domain.rating import Summary
from portal.queries.account import Ledger, LedgerItem, read_ledger
from portal.queries.ideas import marked_between
from portal.web import labels
from portal.web.access import occasion, public
from portal.web.filters import period
from portal.web.publicity.asked import Asked, read_asked
from portal.web.publicity.routes import blueprint
from portal.web.render import render


class Line(NamedTuple):
    """A line of a comparison: a community or a quarter, with its figures and the address of its own page."""

    word: str
    address: dict[str, object]
    account: Account


class Sift(NamedTuple):
    """Which of the topics one figure counts."""

    word: LazyString
    holds: Callable[[LedgerItem], bool]


SIFTS: Mapping[str, Sift] = {
    "": Sift(_("全部议题"), lambda each: True),
    "done": Sift(_("已办结的"), lambda each: each.item.completed),
    "open": Sift(_("还没办结的"), lambda each: not each.item.completed),
    "timely": Sift(_("按时办结的"), lambda each: each.item.on_time),
    "late": Sift(_("超期才办结的"), lambda each: each.item.completed and not each.item.on_time),
    "rated": Sift(_("有人评价的"), lambda each: bool(each.item.scores)),
}


@blueprint.get("/publicity")
@public
def account() -> Response:
    """The figures of one period beside those of the one before, compared by community or by quarter."""
    asked, book = _asked(), _book()
    ledger = _ledger(asked)
    this = ledger.within(asked.period).account(book.rating.minimum_count)
    before = ledger.within(asked.period.previous).account(book.rating.minimum_count)
    return render(
        "publicity/account.html",
        asked=asked,
        this=this,
        ideas=marked_between(asked.period.first, asked.period.last, asked.community_id),
        bars=_bars(this.satisfaction, before.satisfaction),
        lines=_lines(asked, ledger, book),
    )


@blueprint.get("/publicity/items")
@public
def items() -> Response:
    """The topics behind a figure, meeting by meeting."""
    asked, show = _asked(), request.args.get("show", "")
    sift = SIFTS.get(show, SIFTS[""])
    ledger = read_ledger(asked.period.first, asked.period.last, asked.community_id)
    chosen = [item for item in ledger.items if sift.holds(item)]
    return render(
        "publicity/items.html",
        asked=asked,
        sifts=SIFTS,
        show=show if show in SIFTS else "",
        total=len(chosen),
        sessions=_by_session(ledger, chosen, whole=sift is SIFTS[""]),
    )


def _asked() -> Asked:
    return read_asked(request.args, occasion().today)


def _book() -> RuleBook:
    book: RuleBook = current_app.config["BOOK"]
    return book


def _ledger(asked: Asked) -> Ledger:
    """What the page needs at once: the period, the one before it, and all quarters of its year."""
    year = Period(asked.period.year)
    first = min(asked.period.previous.first, year.first)
    return read_ledger(first, year.last, asked.community_id)


def _lines(asked: Asked, ledger: Ledger, book: RuleBook) -> list[Line]:
    """All communities of the period; of one community the quarters of the year."""
    minimum = book.rating.minimum_count
    if asked.community:
        quarters = quarters_of(asked.period.year)
        return [
            Line(period(each), asked.address(period=str(each)), ledger.within(each).account(minimum))
            for each in quarters
        ]
    here = ledger.within(asked.period)
    return [
        Line(
            place.name,
            asked.address(community=place.area_id),
            here.within(asked.period, place.area_id).account(minimum),
        )
        for place in asked.places
    ]


def _bars(this: Summary | None, before: Summary | None) -> list[tuple[LazyString, object, object]]:
    """The four dimensions now and before; nothing while too few have rated."""
    if this is None:
        return []
    return [
        (word, getattr(this, name), getattr(before, name) if before else None)
        for name, word in labels.DIMENSIONS.items()
    ]


def _by_session(
    ledger: Ledger, chosen: Iterable[LedgerItem], whole: bool
) -> list[tuple[object, list[LedgerItem]]]:
    """The topics by their meeting; a meeting without any stands in the whole list only."""
    listed = {session: list(group) for session, group in groupby(chosen, lambda item: item.session)}
    return [(session, listed.get(session, [])) for session in ledger.sessions if whole or session in listed]
