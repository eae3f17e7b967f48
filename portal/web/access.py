"""Who may come in: every route declares its audience, and one gate in front of all routes asks for it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from flask import Flask, Response, abort, current_app, redirect, request, session
from flask_login import AnonymousUserMixin, UserMixin, current_user, login_user

from portal.domain.occasion import Occasion
from portal.domain.permissions import NOBODY, Actor, can_anywhere
from portal.domain.stages import Action
from portal.models.people import SignInWay
from portal.queries.sign_ins import visit_of
from portal.web.extensions import login
from portal.web.page_cache import REVISION
from portal.web.place import place

#: Tells browsers apart, so that one supports a matter once. It names nobody and holds nothing else.
BROWSER_COOKIE = "browser"

#: Where the account room asks who one is, and where the kiosk does.
SIGN_IN = "/sign-in"
SHOW_CARD = "/kiosk/card"

View = TypeVar("View", bound=Callable[..., object])


class Whom(StrEnum):
    """The three audiences of a route."""

    PUBLIC = "public"
    RESIDENT = "resident"
    STAFF = "staff"


@dataclass(frozen=True)
class Audience:
    """For whom a route is, and for staff the action it serves, if it serves one."""

    whom: Whom
    action: Action | None = None

    def welcomes(self, actor: Actor) -> bool:
        """Whether the actor belongs to it. About *which* matter, the service asks again."""
        if self.whom is Whom.STAFF:
            return actor.is_staff and (self.action is None or can_anywhere(actor, self.action))
        return self.whom is Whom.PUBLIC or actor.person_id is not None


def public(view: View) -> View:
    """The route is for everybody, with or without an account."""
    return _declare(view, Audience(Whom.PUBLIC))


def resident(view: View) -> View:
    """The route needs somebody who has signed in."""
    return _declare(view, Audience(Whom.RESIDENT))


def staff(action: Action | None = None) -> Callable[[View], View]:
    """The route needs a role in the office, and one that may do ``action`` somewhere if it is given."""
    return lambda view: _declare(view, Audience(Whom.STAFF, action))


def _declare(view: View, audience: Audience) -> View:
    view.audience = audience  # type: ignore[attr-defined]  # functions take attributes
    return view


def audience_of(view: object) -> Audience | None:
    """The declared audience, or None where somebody forgot."""
    return getattr(view, "audience", None)


class SignedIn(UserMixin):
    """The person of this request for Flask-Login. The cookie holds the sign-in's token, never the person."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token = token
        self.actor = actor

    def get_id(self) -> str:
        return self.token


def acting() -> Actor:
    """Who acts in this request; ``NOBODY`` for somebody without an account."""
    if not has_session():
        return NOBODY
    person: SignedIn | AnonymousUserMixin = current_user._get_current_object()
    return person.actor if isinstance(person, SignedIn) else NOBODY


def current_token() -> str:
    """The token of this browser's sign-in; empty for somebody who has not signed in."""
    person: SignedIn | AnonymousUserMixin = current_user._get_current_object()
    return person.token if isinstance(person, SignedIn) else ""


def has_session() -> bool:
    """Whether the browser sent a session at all; most readers have none, and are given none by reading."""
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def enter(token: str) -> None:
    """Make this browser the one that holds the token of a sign-in; nothing of its earlier session stays."""
    session.clear()
    login_user(signed_in(token))


def leave() -> str:
    """Empty this browser's session and return the token it held, for the row to be ended; "" without one."""
    token = str(session.get("_user_id", ""))
    session.clear()
    return token


def occasion() -> Occasion:
    """Who acts in this request, when, and under which rules: the first argument of every service verb."""
    actor, here = acting(), place()
    return Occasion(actor, current_app.config["CLOCK"](), here.book, here.calendar)


def local_path(wish: str | None, otherwise: str) -> str:
    """The wish if it is an address of this house, so that nobody is sent elsewhere by a forged link."""
    if wish and wish.startswith("/") and not wish.startswith(("//", "/\\")) and wish.isprintable():
        return wish
    return otherwise


def send_to_sign_in() -> Response:
    """Ask the person to sign in, then come back; htmx is told to leave the page for it."""
    here = request.full_path.removesuffix("?") if request.method == "GET" else "/"
    there = SHOW_CARD if _at_the_kiosk() else f"{SIGN_IN}?{urlencode({'next': here}, safe='/')}"
    if request.headers.get("HX-Request") == "true":
        return Response(status=401, headers={"HX-Redirect": there})
    return redirect(there, code=303)  # type: ignore[return-value]  # werkzeug's Response is ours


def _ask_at_the_gate() -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return None
    audience = audience_of(view)
    if audience is None:
        abort(403)
    if audience.whom is Whom.PUBLIC or audience.welcomes(acting()):
        return None
    return send_to_sign_in() if acting() is NOBODY else abort(403)


def bind_access(app: Flask) -> None:
    """Put the gate in front of all routes; a route without an audience lets nobody in."""
    login.user_loader(signed_in)
    app.before_request(_ask_at_the_gate)
    public(app.view_functions["static"])


def signed_in(token: str) -> SignedIn | None:
    """For Flask-Login: the person behind the cookie's token, as the row says at this moment.

    Whoever showed a card is known at the kiosk alone: a card that was found changes nobody's account.
    """
    visit = visit_of(token, current_app.config["CLOCK"]())
    if visit is not None:
        request.environ.setdefault(REVISION, visit.revision)
    if visit is None or (visit.way is SignInWay.CARD and not _at_the_kiosk()):
        return None
    return SignedIn(token, visit.actor)


def _at_the_kiosk() -> bool:
    return request.path.startswith("/kiosk/")
