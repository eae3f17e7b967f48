"""How a person reads: the language and the size of the text, remembered by two cookies and nothing else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from babel import Locale
from flask import Response, current_app, g, has_request_context, request

from portal.web.languages import LANGUAGES, SOURCE, Language

LANGUAGE_COOKIE = "language"
TEXT_COOKIE = "text"
_A_YEAR = 365 * 24 * 3600

#: Body size in CSS pixels by name; every size above the first is 长辈版.
TEXT_SIZES: Mapping[str, int] = {"normal": 18, "large": 24, "larger": 30, "largest": 36}


@dataclass(frozen=True)
class Preferences:
    """One reader's choices. The page cache keys on both."""

    language: str = SOURCE.code
    text: str = "normal"

    @property
    def spoken(self) -> Language:
        return LANGUAGES[self.language]

    @property
    def is_large(self) -> bool:
        return self.text != "normal"

    @property
    def larger(self) -> str | None:
        """The next size up; None at the largest."""
        sizes = list(TEXT_SIZES)
        following = sizes.index(self.text) + 1
        return sizes[following] if following < len(sizes) else None

    def choose(self, language: str | None, text: str | None) -> "Preferences":
        """These preferences with what is known of the wish; unknown wishes change nothing."""
        return Preferences(
            language if language and language in LANGUAGES else self.language,
            text if text and text in TEXT_SIZES else self.text,
        )


def read_preferences(cookies: Mapping[str, str]) -> Preferences:
    """What the cookies say; anything forged reads as the default."""
    return Preferences().choose(cookies.get(LANGUAGE_COOKIE), cookies.get(TEXT_COOKIE))


_writing_to: ContextVar[Preferences] = ContextVar("writing_to", default=Preferences())  # noqa: B039 - frozen


@contextmanager
def writing_to(language: str) -> Iterator[None]:
    """Outside a request: what is said meanwhile is said in this language, as a notice to its reader."""
    before = _writing_to.set(Preferences().choose(language, None))
    try:
        yield
    finally:
        _writing_to.reset(before)


def preferences() -> Preferences:
    """The preferences of the reader of this request; outside one, of the person who is written to."""
    if not has_request_context():
        return _writing_to.get()
    chosen: Preferences | None = g.get("preferences")
    if chosen is None:
        chosen = g.preferences = read_preferences(request.cookies)
    return chosen


def reader_locale() -> Locale:
    """For Flask-Babel: the locale object of the language table itself, so that identity means source."""
    return preferences().spoken.locale


def remember(response: Response, chosen: Preferences) -> Response:
    """Set both preference cookies. They name no person, so they outlive the session."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    for name, value in ((LANGUAGE_COOKIE, chosen.language), (TEXT_COOKIE, chosen.text)):
        response.set_cookie(name, value, max_age=_A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response
