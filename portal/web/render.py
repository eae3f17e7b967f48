"""Pages and fragments: one template serves both, one face (public, kiosk, office) frames it."""

import json
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import (
    Flask,
    Response,
    current_app,
    get_flashed_messages,
    make_response,
    request,
    session,
    url_for,
)
from flask_wtf import FlaskForm
from jinja2 import Environment, StrictUndefined
from jinja2_fragments import render_block
from markupsafe import Markup
from werkzeug.local import LocalProxy

from portal.web import labels
from portal.web.access import acting
from portal.web.languages import LANGUAGES
from portal.web.navigation import PUBLIC_WAYS, office_ways
from portal.web.own_words import bind_own_words
from portal.web.place import help_desk
from portal.web.preferences import preferences
from portal.web.spoken_templates import environments_of

#: Rooms that stand behind the public door and behind the kiosk's alike.
SHARED_ROOMS = frozenset({"board", "suggest", "publicity", "campaigns", "places"})

#: No eval, no style of its own and no copy of pages in the browser's storage; a form's 422 is shown in
#: place, any other error takes the place of the page's main part.
_HTMX = json.dumps(
    {
        "allowEval": False,
        "allowScriptTags": False,
        "includeIndicatorStyles": False,
        "historyCacheSize": 0,
        "historyRestoreAsHxRequest": False,
        "selfRequestsOnly": True,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..|422", "swap": True},
            {"code": "[45]..", "swap": True, "error": True, "target": "#main", "select": "#main",
             "swapOverride": "outerHTML"},
        ],
    }
)  # fmt: skip


def render(template: str, block: str | None = None, status: int = 200, **context: object) -> Response:
    """The whole page, or only ``block`` when htmx asks for the element of that name.

    The block's name is the element's id, so that the same address serves page and fragment.
    """
    context["wrong"] = any(isinstance(value, FlaskForm) and value.errors for value in context.values())
    current_app.update_template_context(context)
    if block is None or not _wants(block):
        page = _environment().get_template(template).render(context)
    elif context["wrong"]:
        page = _wrong_fragment(template, block, context)
    else:
        page = _render_block(template, block, context)
    return make_response(page, status)


def _environment() -> Environment:
    environments: dict[str, Environment] = current_app.extensions["environments"]
    return environments[preferences().language]


def _render_block(template: str, block: str, context: dict[str, object]) -> str:
    return str(render_block(_environment(), template, block, **context))


def _wrong_fragment(template: str, block: str, context: dict[str, object]) -> str:
    """The block below a title of its own, which htmx puts in the window: it, too, must begin with 有误."""
    title, fragment = (Markup(_render_block(template, name, context)) for name in ("title", block))  # noqa: S704
    return (
        _environment().get_template("layouts/fragment.html").render(context, title=title, fragment=fragment)
    )


def _wants(block: str) -> bool:
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == block


def face() -> str:
    """The face of this request: ``public``, ``kiosk`` or ``office``.

    Told by the address, not by the endpoint: a page that was not found has a face too.
    """
    first = request.path.split("/", 2)[1]
    return first if first in ("kiosk", "office") else "public"


def room_url(endpoint: str, **values: object) -> str:
    """``url_for`` that stays behind the door the person came through."""
    shared = endpoint.partition(".")[0] in SHARED_ROOMS
    return _address(f"kiosk.{endpoint}" if shared and face() == "kiosk" else endpoint, **values)


@lru_cache(maxsize=4096)  # a list has ten of them
def _address(endpoint: str, **values: Any) -> str:
    """The path below this house's own root, which depends on no request."""
    return url_for(endpoint, **values)


def display_url(lang: str | None = None, text: str | None = None) -> str:
    """Where one tap changes how this page is read, and comes back to it."""
    return _display_address(request.full_path.removesuffix("?"), lang, text)


@lru_cache(maxsize=4096)  # five such links stand on every page
def _display_address(here: str, lang: str | None, text: str | None) -> str:
    wishes = {"lang": lang, "text": text, "next": here}
    return "/display?" + urlencode({name: wish for name, wish in wishes.items() if wish})


def told() -> list[str]:
    """What the last step had to say. A reader without a session is not given one by being asked."""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies and not session:
        return []
    return [str(message) for message in get_flashed_messages()]


def _frame() -> dict[str, object]:
    """What every template may count on."""
    this = face()
    return {
        "face": this,
        "layout": f"layouts/{this}.html",
        "reader": preferences(),
        "book": current_app.config["BOOK"],
        "wrong": False,
    }


def bind_templates(app: Flask) -> None:
    """Strict, tidy templates with the frame of the face around them."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        actor=LocalProxy(acting),  # asked only where a template asks: the page of a failure must not
        room_url=room_url,
        display_url=display_url,
        help_desk=help_desk,
        told=told,
        office_ways=office_ways,
        public_ways=PUBLIC_WAYS,
        labels=labels,
        languages=tuple(LANGUAGES.values()),
        htmx_config=_HTMX,
    )
    bind_own_words(app)
    app.context_processor(_frame)
    app.extensions["environments"] = environments_of(app)
