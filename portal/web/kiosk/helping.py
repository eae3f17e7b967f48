"""Calling somebody, saying that one is still there, and what stands when the network is gone."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.web.access import local_path, public
from portal.web.kiosk.routes import blueprint
from portal.web.kiosk_help import call_for_help, words_of_help
from portal.web.render import render


@blueprint.post("/call")
@public
def call() -> AnyResponse:
    """Tells the staff, then back to the page; htmx stays on it and shows only the words."""
    back = local_path(request.form.get("back"), "/kiosk/")
    words = words_of_help(call_for_help(_step_of(back)))
    if request.headers.get("HX-Request") == "true":
        return render("kiosk/called.html", "called", words=words)
    flash(words)
    return redirect(back if back.startswith("/kiosk") else "/kiosk/", code=303)


def _step_of(address: str) -> str:
    """The first part of an address below the kiosk: whose matter it was is nobody's business."""
    return address.removeprefix("/kiosk").lstrip("/").split("/")[0].split("?")[0]


@blueprint.get("/here")
@public
def here() -> Response:
    """Somebody is still there: the answer renews the session's time, see ``kiosk_device``."""
    return make_response("", 204)


@blueprint.get("/offline")
@public
def offline() -> Response:
    """What still works without the network. Kept by the device; it shows nothing of anybody."""
    return render("kiosk/offline.html")


@blueprint.get("/worker.js")
@public
def worker() -> Response:
    """The service worker: keeps the page above and what it is made of, and nothing else."""
    response = make_response(render_template("kiosk/worker.js", offline=url_for("kiosk.offline")))
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    return response
