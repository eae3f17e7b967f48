"""One tap: the category that was suggested is the right one."""

from flask import flash as tell
from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.stages import Action
from portal.queries.categories import words_of
from portal.services.classify import file_under
from portal.web.access import local_path, occasion, staff
from portal.web.office.dossier import open_dossier
from portal.web.office.routes import blueprint


@blueprint.post("/matters/<number>/file-under/<int:category_id>")
@staff(Action.CLASSIFY)
def file_matter(number: str, category_id: int) -> Redirection:
    """Files it and goes back to where the button was; htmx takes the category from the matter's own page."""
    now = occasion()
    matter = open_dossier(now, number).matter
    file_under(now, matter, category_id)
    page = url_for("office.matter", number=number)
    if request.headers.get("HX-Request") == "true":
        return redirect(page, code=303)
    tell(_("%(number)s 已归到 %(what)s", number=number, what=words_of([category_id])[category_id]))
    return redirect(local_path(request.form.get("next"), page), code=303)
