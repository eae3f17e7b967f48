"""How departments respond, as open data: one line a department."""

from flask import Response, request
from flask_babel import gettext as _

from portal.domain.quarters import quarter_of, read_period
from portal.domain.whistles import response_of
from portal.queries.places import communities
from portal.queries.whistles import answered_between
from portal.web.access import occasion, public
from portal.web.csv_files import csv_file
from portal.web.data.routes import blueprint


@blueprint.get("/data/whistles.csv")
@public
def whistles_csv() -> Response:
    """The figures of ``period``, of ``community`` or of all; an empty field where there is no figure."""
    now = occasion()
    period = read_period(request.args.get("period", "")) or quarter_of(now.today)
    everywhere = [place.area_id for place in communities()]
    here = next((each for each in everywhere if str(each) == request.args.get("community")), None)
    lines: list[list[object]] = [_headings()]
    for name, calls in answered_between(period.first, period.last, here).items():
        each = response_of(calls, now.now, now.book.rating.minimum_count)
        judged = [each.calls, each.due, each.in_time, each.share]
        lines.append([name, *judged, each.hours, each.rated, each.average])
    return csv_file(f"whistles-{period}.csv", lines)


def _headings() -> list[object]:
    judged = (_("部门"), _("吹哨次数"), _("该到的次数"), _("按时报到次数"), _("按时率（%）"))
    return [*judged, _("到场用时中位数（小时）"), _("评分次数"), _("平均分")]
