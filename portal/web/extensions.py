"""The Flask extensions: made once here, bound to an application by the factory."""

from flask import Flask
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from htmx_flask import Htmx

from portal.web.languages import SOURCE, SourceFirstBabel
from portal.web.preferences import reader_locale

babel = SourceFirstBabel()
csrf = CSRFProtect()
login = LoginManager()
htmx = Htmx()


def bind_languages(app: Flask) -> None:
    """Flask-Babel, and templates that go to its domain directly: ``_()`` is their hottest call."""
    babel.init_app(app, default_locale=SOURCE.code, locale_selector=reader_locale)
    words = babel.domain_instance
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by jinja2.ext.i18n
        gettext=words.look_up, ngettext=_one_or_many, newstyle=True
    )


def _one_or_many(one: str, many: str, number: int) -> str:
    """The unformatted form for the number: the template fills it in itself."""
    form: str = babel.domain_instance.get_translations().ungettext(one, many, number)
    return form


def bind_sign_in(app: Flask) -> None:
    """Flask-Login. The cookie is signed and the row revocable, so it keeps no fingerprint of the browser."""
    app.config["SESSION_PROTECTION"] = None
    login.init_app(app, add_context_processor=False)
