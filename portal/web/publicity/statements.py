"""What the house says about itself: how it treats personal data, and for whom it was made to work."""

from flask import Response

from portal.web.access import public
from portal.web.publicity.routes import blueprint
from portal.web.render import render


@blueprint.get("/privacy")
@public
def privacy() -> Response:
    """What is kept of a person, what is public, and what never is."""
    return render("publicity/privacy.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> Response:
    """What was checked, and what was not."""
    return render("publicity/accessibility.html")
