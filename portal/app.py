"""The factory: settings, extensions, rooms."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import presets
from portal.clock import china_now
from portal.config import Settings, read_settings
from portal.db import database, open_database, revision
from portal.vault import open_vault
from portal.web import account, board, campaigns, data, kiosk, office, places, publicity, suggest
from portal.web.access import bind_access
from portal.web.aloud import bind_aloud
from portal.web.errors import Portal, bind_errors
from portal.web.extensions import bind_languages, bind_sign_in, csrf, htmx
from portal.web.filters import bind_filters
from portal.web.kiosk_device import bind_kiosk
from portal.web.page_cache import PageCache
from portal.web.render import bind_templates
from portal.web.security import bind_security
from portal.web.spoken_templates import SharedGlobals
from portal.web.static_files import bind_static_files
from portal.web.unread import bind_unread
from portal.web.whole_requests import WholeRequests

ROOT = Path(__file__).parent.parent

#: Six photos of 8 MB and the words around them.
_MAX_REQUEST_BYTES = 50 * 1024 * 1024
_MAX_FIELD_BYTES = 256 * 1024

#: Rooms with two doors: the street's, and the kiosk's below ``/kiosk``. Nested once for all apps.
_SHARED_ROOMS = (
    board.blueprint,
    suggest.blueprint,
    publicity.blueprint,
    campaigns.blueprint,
    places.blueprint,
)
for _room in _SHARED_ROOMS:
    kiosk.blueprint.register_blueprint(_room)
_ROOMS = (
    *_SHARED_ROOMS,
    places.posters,
    board.projection.blueprint,
    office.blueprint,
    kiosk.blueprint,
    account.blueprint,
    data.blueprint,
)


def create_app(settings: Settings | None = None, clock: Callable[[], datetime] = china_now) -> Flask:
    """One portal for one place.

    Args:
        settings: read from the environment if not given.
        clock: gives the ``now`` of each request, naive China Standard Time.

    Raises:
        SettingsError: the environment makes no sense.
        RuleBookError: the place's rule book does not.
    """
    settings = settings or read_settings()
    app = Portal("portal", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.jinja_environment = SharedGlobals
    _configure(app, settings, clock)
    open_vault(settings.contact_keys)
    open_database(settings.database_url)
    app.teardown_request(_leave_no_transaction_open)
    for bind in (
        htmx.init_app,
        bind_languages,
        bind_sign_in,
        bind_filters,
        bind_unread,
        bind_templates,
        bind_aloud,
        bind_static_files,
    ):
        bind(app)
    # The order of the gates: malformed addresses, a kiosk's own pages, the audience, then forged forms.
    for bind in (bind_security, bind_kiosk, bind_access, csrf.init_app, bind_errors):
        bind(app)
    for room in _ROOMS:
        app.register_blueprint(room)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies)  # type: ignore[method-assign]
    if settings.page_cache:
        app.wsgi_app = PageCache(app.wsgi_app, revision, app.config["SESSION_COOKIE_NAME"])  # type: ignore[method-assign]
    app.wsgi_app = WholeRequests(app.wsgi_app, _MAX_REQUEST_BYTES)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, settings: Settings, clock: Callable[[], datetime]) -> None:
    app.config.update(
        SETTINGS=settings,
        CLOCK=clock,
        BOOK=presets.load(settings.place),
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=_MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=_MAX_FIELD_BYTES,
        MAX_FORM_PARTS=200,
        WTF_CSRF_TIME_LIMIT=None,  # a form may lie open over lunch; the session bounds it
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
    )


def _leave_no_transaction_open(error: BaseException | None) -> None:
    """The thread keeps its connection for the next request; a broken one is replaced by a fresh one."""
    if not database.is_closed() and (error is not None or database.in_transaction()):
        database.close()
