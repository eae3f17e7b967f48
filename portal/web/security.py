"""The floor of safety under every page: what the browser is told, and what is not let in at all."""

import re
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, abort, current_app, request, session
from werkzeug.routing import IntegerConverter
from werkzeug.sansio.utils import host_is_trusted

from portal.web.access import has_session

#: Nothing but our own files, and nothing inline. The pages carry no script, style or handler of their own.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # The address of a page may hold a follow-up code: it never leaves the house.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


#: Only here may a page ask the device for what it senses, and only when somebody taps for it: where one is,
#: while something is said; the camera, while a card is shown.
_SENSED = {
    "suggest.say": "geolocation",
    "suggest.spot": "geolocation",
    "suggest.alike": "geolocation",
    "kiosk.show_card": "camera",
    "office.attendance": "camera",
}
_MAY_SENSE = {
    endpoint: _HEADERS["Permissions-Policy"].replace(f"{sense}=()", f"{sense}=(self)")
    for endpoint, sense in _SENSED.items()
}


class RowId(IntegerConverter):
    """A number in an address, no longer than the keys of both databases: a longer one leads nowhere."""

    regex = "[0-9]{1,9}"


def row_id(text: str) -> int:
    """The same in a query, for ``request.args.get``. Raises ValueError for what is none."""
    if not re.fullmatch(RowId.regex, text):
        raise ValueError(text)
    return int(text)


def refuse_malformed() -> None:
    """400 for addresses no browser makes: broken UTF-8, and NUL, which PostgreSQL cannot even store."""
    try:
        address = request.environ.get("PATH_INFO", "").encode("latin-1").decode()
        address += unquote_to_bytes(request.query_string).decode()
    except UnicodeError:
        abort(400)
    if "\0" in address or not _is_our_host():
        abort(400)


def _is_our_host() -> bool:
    """Asked here and not by Flask, which would leave the page of the refusal without addresses to link."""
    ours = current_app.config["SETTINGS"].trusted_hosts
    return not ours or host_is_trusted(request.host, ours)


def bound_the_body() -> None:
    """Only photos may be large; what else is sent is read into memory whole."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]


def protect(response: Response) -> Response:
    """Add the headers every response carries, and keep pages out of caches that are not ours."""
    response.headers.extend(_HEADERS)  # added, not asked for first: nobody else sets one of these
    if request.endpoint in _MAY_SENSE:
        response.headers["Permissions-Policy"] = _MAY_SENSE[request.endpoint]
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.add("Strict-Transport-Security", "max-age=31536000")
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store" if _is_personal() else "private, no-cache")
        response.headers.add("Vary", "Accept-Language, Cookie, HX-Request, HX-Target")
    elif request.path.startswith("/office/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _is_personal() -> bool:
    """Whether the page may show somebody's own things: office, kiosk, forms, whoever has a session."""
    behind_a_door = request.path.startswith(("/office", "/kiosk"))
    return behind_a_door or has_session() or session.modified or request.method != "GET"


def bind_security(app: Flask) -> None:
    """Malformed addresses are refused before anything else looks at them."""
    app.url_map.converters["int"] = RowId
    app.before_request(refuse_malformed)
    app.before_request(bound_the_body)
    app.after_request(protect)
