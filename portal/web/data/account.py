"""The account of a period as open data: one line a community, and one for all of them."""

from flask import Response, current_app, request
from flask_babel import gettext as _

from portal.domain.account import Account
from portal.domain.quarters import Period, quarter_of, read_period
from portal.queries.account import first_and_last_session, read_ledger
from portal.queries.places import communities
from portal.web import labels
from portal.web.access import occasion, public
from portal.web.csv_files import csv_file
from portal.web.data.routes import blueprint


@blueprint.get("/data/account.csv")
@public
def account_csv() -> Response:
    """The figures of ``period``, as the page of the account shows them."""
    period = read_period(request.args.get("period", "")) or _last_period()
    ledger = read_ledger(period.first, period.last)
    minimum = current_app.config["BOOK"].rating.minimum_count
    lines: list[list[object]] = [
        [place.name, *_figures(ledger.within(period, place.area_id).account(minimum))]
        for place in communities()
    ]
    lines.append([_("合计"), *_figures(ledger.account(minimum))])
    return csv_file(f"account-{period}.csv", [_headings(), *lines])


def _last_period() -> Period:
    held = first_and_last_session()
    return quarter_of(held[1] if held else occasion().today)


def _headings() -> list[str]:
    words = (_("社区"), _("议事次数"), _("议题件数"), _("办结件数"), _("办结率（%）"), _("按时办结件数"))
    dimensions = [str(word) for word in labels.DIMENSIONS.values()]
    return [*words, _("按时率（%）"), _("评价份数"), _("满意度"), *dimensions]


def _figures(account: Account) -> list[object]:
    """An empty field where there is no figure."""
    counts = [account.sessions, account.items, account.completed, account.completion_rate]
    rated = account.satisfaction
    averages = [getattr(rated, name, None) for name in ("overall", *labels.DIMENSIONS)]
    return [*counts, account.on_time, account.on_time_rate, account.raters, *averages]
