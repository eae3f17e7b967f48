"""Who stands at the public door, and what this browser was shown: kept in cookies, ended by 离开."""

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import Response, after_this_request, current_app, g, request, session

from portal.domain.occasion import Occasion
from portal.domain.permissions import NOBODY, Actor
from portal.services.limits import Visitor
from portal.services.sign_ins import sign_out
from portal.web.access import BROWSER_COOKIE, acting, occasion
from portal.web.access import leave as empty_session
from portal.web.kiosk_device import device
from portal.web.opened import forget_all, open_matter
from portal.web.render import face

_A_YEAR = 365 * 24 * 3600
_LONGEST_TOKEN = 64


class Kept(NamedTuple):
    """A receipt as the session keeps it: number, code in groups of four, and until when it is shown."""

    number: str
    code: str
    until: datetime


def as_neighbour() -> Occasion:
    """This occasion, without the actor's offices: at the public door everybody is a neighbour."""
    now = occasion()
    person = now.actor
    return replace(now, actor=NOBODY if person.person_id is None else Actor(person.person_id, person.name))


def visitor() -> Visitor:
    """For counting: the person, or the browser, the address it comes from, the kiosk it is."""
    person_id = acting().person_id
    return Visitor(f"p:{person_id}" if person_id is not None else browser(), address(), kiosk())


def before_signing_in() -> Visitor:
    """The browser itself, whoever may be signed in with it, and the address it comes from."""
    return Visitor(browser(), address())


def address() -> str:
    """Where attempts are counted: the network's address; at a registered kiosk the device itself, which
    shares the hall's address with the telephones of everybody there."""
    return kiosk() or request.remote_addr or ""


def kiosk() -> str:
    """The registered kiosk that this browser is, for counting; empty for any other browser."""
    this = device()
    return f"k:{this.id}" if this else ""


def supporter() -> str:
    """As in ``Support.supporter``: the person signed in, or else this browser."""
    person_id = acting().person_id
    return f"p:{person_id}" if person_id is not None else browser()


def browser() -> str:
    """This browser, by a hash of the token in its cookie; it is given one with the answer if it has none."""
    if "browser" not in g:
        token = request.cookies.get(BROWSER_COOKIE, "")
        if not 0 < len(token) <= _LONGEST_TOKEN:
            token = secrets.token_urlsafe(24)
            after_this_request(lambda response: _give(response, token))
        g.browser = "b:" + hashlib.sha256(token.encode()).hexdigest()
    this: str = g.browser
    return this


def _give(response: Response, token: str) -> Response:
    """At the kiosk only until the next person comes."""
    lasting = None if face() == "kiosk" else _A_YEAR
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(BROWSER_COOKIE, token, max_age=lasting, secure=secure, httponly=True, samesite="Lax")
    return response


def keep_receipt(number: str, code: str) -> None:
    """Shows the receipt for as long as the matter can be withdrawn: changing the text size loses nothing."""
    until = occasion().now + timedelta(minutes=occasion().book.withdraw_minutes)
    session["receipt"] = [number, code, until.isoformat()]
    open_matter(number)


def kept_receipt() -> Kept | None:
    """The receipt of what was just raised in this browser; None when there is none or its time is over."""
    if "receipt" not in session:
        return None
    number, code, until = session["receipt"]
    receipt = Kept(number, code, datetime.fromisoformat(until))
    return receipt if occasion().now <= receipt.until else None


def knows_browser() -> bool:
    """Whether the one at the door can be told from others without handing out a cookie."""
    return acting().person_id is not None or BROWSER_COOKIE in request.cookies


def matter_page(number: str) -> str:
    """The matter's public page, which is another room's, behind the same door."""
    return f"{home().rstrip('/')}/matters/{number}"


def home() -> str:
    return "/kiosk/" if face() == "kiosk" else "/"


def forget_visitor() -> None:
    """At the kiosk the next person is somebody else: neither session nor browser cookie stays.

    Before the page is written: its forms carry a token that belongs to the session of whoever comes next.

    The session's cookie is replaced, not taken away: only then does Chromium drop the pages that it keeps
    for its back button (measured; with the cookie deleted it showed the receipt of the person before).
    """
    if token := empty_session():
        sign_out(occasion(), token)
    session["visit"] = secrets.token_urlsafe(12)
    g.pop("csrf_token", None)  # made for the session that is gone, if this request had a form
    after_this_request(_forget_browser)


def _forget_browser(response: Response) -> Response:
    response.delete_cookie(BROWSER_COOKIE)
    return response


def leave() -> None:
    """Forgets what this browser was shown. Whoever is signed in stays so."""
    session.pop("receipt", None)
    forget_all()
