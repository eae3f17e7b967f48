"""吹哨报到 and 预警 in figures: how departments respond, and how risks were met."""

from flask import Response, request

from portal.domain.early_warning import figures_of
from portal.domain.whistles import Response as Responded
from portal.domain.whistles import response_of
from portal.queries.warnings import met_between
from portal.queries.whistles import answered_between
from portal.web.access import occasion, public
from portal.web.publicity.asked import read_asked
from portal.web.publicity.routes import blueprint
from portal.web.render import render


@blueprint.get("/whistles")
@public
def whistles() -> Response:
    """Department by department: how often called, how many times there in time, how soon, how rated."""
    now = occasion()
    asked = read_asked(request.args, now.today)
    called = answered_between(asked.period.first, asked.period.last, asked.community_id)
    minimum = now.book.rating.minimum_count
    figures: dict[str, Responded] = {
        name: response_of(calls, now.now, minimum) for name, calls in called.items()
    }
    return render(
        "publicity/whistles.html",
        asked=asked,
        figures=figures,
        minimum=minimum,
    )


@blueprint.get("/warnings")
@public
def warnings() -> Response:
    """Risks found, settled before anything happened, and how soon somebody took notice."""
    asked = read_asked(request.args, occasion().today)
    met = met_between(asked.period.first, asked.period.last, asked.community_id)
    figures = figures_of(met)
    return render("publicity/warnings.html", asked=asked, figures=figures)
