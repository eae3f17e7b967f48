"""The kiosk itself: which registered device this browser is, what it may see, and for how long it remembers.

A browser that holds a device's token sees kiosk pages and nothing else. Below ``/kiosk`` whatever a session
holds ends with the rule book's patience, counted from the last request: a script that was stopped, or a
browser that fell asleep, leaves nothing to the next person.
"""

import secrets
from datetime import datetime, timedelta

from flask import Flask, Response, after_this_request, current_app, g, redirect, request, session
from itsdangerous import BadSignature, Signer
from werkzeug.wrappers import Response as AnyResponse

from portal.queries.kiosks import Device, device_of
from portal.services.kiosks import is_due_to_be_seen, see
from portal.web.access import BROWSER_COOKIE, has_session, occasion
from portal.web.render import face

#: Holds the device's token. Named in ``page_cache`` too: whoever sends it is never served from memory.
DEVICE_COOKIE = "device"
_TEN_YEARS = 10 * 365 * 24 * 3600
_LONGEST_TOKEN = 64
#: What kiosk pages are made of, besides themselves; anything else would lead away from the kiosk.
_ITS_OWN = ("/kiosk", "/static/", "/photos/", "/display")
#: The moment of this browser's last request below ``/kiosk``, signed.
TOUCHED_COOKIE = "touched"
#: An upright screen of 32 inches; for browsers that are no registered device.
USUAL_PX_PER_MM = 3.0


def device() -> Device | None:
    """The registered kiosk that this browser is; None for every other browser."""
    if "device" not in g:
        token = request.cookies.get(DEVICE_COOKIE, "")
        g.device = device_of(token) if 0 < len(token) <= _LONGEST_TOKEN else None
    this: Device | None = g.device
    return this


def become(response: AnyResponse, token: str) -> AnyResponse:
    """Makes this browser the device, for as long as a device lasts."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(
        DEVICE_COOKIE, token, max_age=_TEN_YEARS, secure=secure, httponly=True, samesite="Lax"
    )
    return response


def patience() -> timedelta:
    """How long a kiosk remembers somebody who does nothing."""
    rules = current_app.config["BOOK"].kiosk
    return timedelta(seconds=rules.idle_seconds + rules.warning_seconds)


def patience_minutes() -> int:
    """The same in whole minutes, as people are told beforehand."""
    return max(1, int(patience().total_seconds()) // 60)


def _keep_to_the_kiosk() -> AnyResponse | None:
    if DEVICE_COOKIE not in request.cookies:
        return None
    this = device()
    if this is None:
        after_this_request(_no_device_any_more)
        return None
    if is_due_to_be_seen(occasion(), this):
        see(occasion(), this)
    return None if request.path.startswith(_ITS_OWN) else redirect("/kiosk/", code=303)


def _no_device_any_more(response: Response) -> Response:
    response.delete_cookie(DEVICE_COOKIE)
    return response


def _forget_the_one_who_left() -> None:
    """Before anybody is asked who they are: who has been away for too long is nobody any more."""
    if face() != "kiosk":
        return
    if has_session() and _was_away():
        session.clear()
        session["visit"] = secrets.token_urlsafe(12)
        after_this_request(_forget_the_browser)
    after_this_request(_touch)


def _was_away() -> bool:
    """Whether the patience is over since the last request; a session without that moment has just begun."""
    try:
        touched = _signer().unsign(request.cookies.get(TOUCHED_COOKIE, "")).decode()
    except BadSignature:
        return False
    now: datetime = current_app.config["CLOCK"]()
    return now - datetime.fromisoformat(touched) > patience()


def _touch(response: Response) -> Response:
    """In a cookie of its own: an answer that comes late must not bring back the session that was replaced."""
    now = current_app.config["CLOCK"]().isoformat(timespec="seconds")
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(
        TOUCHED_COOKIE, _signer().sign(now).decode(), secure=secure, httponly=True, samesite="Lax"
    )
    return response


def _forget_the_browser(response: Response) -> Response:
    response.delete_cookie(BROWSER_COOKIE)
    return response


def _signer() -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt=TOUCHED_COOKIE)


def size_address() -> str:
    """Where the style sheet with this device's millimetre is; see ``kiosk.sizes``."""
    this = device()
    return f"/kiosk/size-{this.px_per_mm if this else USUAL_PX_PER_MM:.1f}.css"


def bind_kiosk(app: Flask) -> None:
    """Puts the kiosk's gate in front: first forgets who left, then keeps the device to its own pages."""
    app.before_request(_forget_the_one_who_left)
    app.before_request(_keep_to_the_kiosk)
    app.jinja_env.globals.update(
        this_device=device, size_address=size_address, patience_minutes=patience_minutes
    )
