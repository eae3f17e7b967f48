"""谁看过我的电话: one sees when, and in which role, somebody of the office saw one's whole number."""

from flask import Response

from portal.queries.looks import looks_at
from portal.web.access import acting, resident
from portal.web.account.routes import blueprint
from portal.web.render import render


@blueprint.get("/me/looks")
@resident
def looks() -> Response:
    person_id = acting().person_id or 0  # the gate has asked: somebody is signed in
    return render("account/looks.html", looks=looks_at(person_id))
