"""Each way in with its own figures: how much came by it, and what became of that."""

from flask import Response, request

from portal.domain.channels import came_in_all
from portal.queries.channels import channel_figures
from portal.web import labels
from portal.web.access import occasion, public
from portal.web.publicity.asked import read_asked
from portal.web.publicity.routes import blueprint
from portal.web.render import render


@blueprint.get("/publicity/channels")
@public
def channels() -> Response:
    """The channels of the rule book, of one period and one community or all."""
    now = occasion()
    asked = read_asked(request.args, now.today)
    where = [asked.community_id] if asked.community_id else [place.area_id for place in asked.places]
    figures = channel_figures(now.book.channels, where, asked.period)
    everything = came_in_all(figures)
    return render(
        "publicity/channels.html",
        asked=asked,
        figures=figures,
        everything=everything,
        minimum=now.book.rating.minimum_count,
        bars=[(labels.CHANNELS[each.channel], each.came, None) for each in figures if each.came],
        most=max((each.came for each in figures), default=0),
    )
