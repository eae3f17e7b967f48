"""Which days are off and which weekends are worked: by them every deadline is counted."""

from flask import Response, request

from portal.web.access import occasion, public
from portal.web.days_off import holiday_words, told_changes, year_of, years_shown
from portal.web.publicity.routes import blueprint
from portal.web.render import render


@blueprint.get("/publicity/days-off")
@public
def days_off() -> Response:
    """One year, and what of it was announced late."""
    today = occasion().today
    asked, years = years_shown(request.args.get("year", ""), today)
    return render(
        "publicity/days_off.html",
        year=year_of(asked),
        years=years,
        today=today,
        changes=told_changes(asked),
        holiday_words=holiday_words,
    )
