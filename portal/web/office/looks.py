"""看完整号码: shown once to whoever asks, and kept that it was; and the list of all who looked."""

from flask import Response, request

from portal.domain.stages import Action
from portal.queries.looks import PAGE, looks_within
from portal.services.looks import look
from portal.web.access import acting, occasion, staff
from portal.web.office.dossier import open_dossier
from portal.web.office.routes import blueprint
from portal.web.office.wishes import page_of
from portal.web.render import render


@blueprint.post("/matters/<number>/contact")
@staff(Action.SEE_CONTACT)
def contact(number: str) -> Response:
    """The answer itself shows the number, and no address does: whoever wants it again asks again."""
    now = occasion()
    this = open_dossier(now, number)
    contact = look(now, this.matter)
    return render("office/matters/contact.html", "contact_sheet", this=this, contact=contact)


@blueprint.get("/looks")
@staff(Action.SEE_LOOKS)
def looks() -> Response:
    """Who saw whole numbers, last first."""
    page = page_of(request.args.get("page", ""))
    found = looks_within(acting(), page)
    return render("office/looks.html", looks=found[:PAGE], page=page, has_more=len(found) > PAGE)
