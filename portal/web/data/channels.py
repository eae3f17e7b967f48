"""The figures of the channels as open data: one line a channel."""

from flask import Response, request
from flask_babel import gettext as _

from portal.domain.channels import ChannelFigures, came_in_all
from portal.domain.quarters import quarter_of, read_period
from portal.queries.channels import channel_figures
from portal.queries.places import communities
from portal.web import labels
from portal.web.access import occasion, public
from portal.web.csv_files import csv_file
from portal.web.data.routes import blueprint


@blueprint.get("/data/channels.csv")
@public
def channels_csv() -> Response:
    """The figures of ``period``, of ``community`` or of all."""
    now = occasion()
    period = read_period(request.args.get("period", "")) or quarter_of(now.today)
    everywhere = [place.area_id for place in communities()]
    asked = [area_id for area_id in everywhere if str(area_id) == request.args.get("community")]
    figures = channel_figures(now.book.channels, asked or everywhere, period)
    minimum = now.book.rating.minimum_count
    lines = [_line(each, came_in_all(figures), minimum) for each in figures]
    return csv_file(f"channels-{period}.csv", [_headings(), *lines])


def _line(each: ChannelFigures, everything: int, minimum: int) -> list[object]:
    """An empty field where there is no figure; how many were satisfied only where the share is told."""
    satisfied = each.satisfaction(minimum)
    counts = [each.came, each.share(everything), each.closed, each.timely, each.on_time_rate]
    return [labels.CHANNELS[each.channel], *counts, each.rated, satisfied]


def _headings() -> list[str]:
    words = (_("怎么来的"), _("收到件数"), _("占（%）"), _("办结次数"), _("按时次数"), _("按时率（%）"))
    return [*words, _("评价人数"), _("满意率（%）")]
