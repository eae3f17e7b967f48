"""How a person reads: the language and the size of the text, remembered by two cookies and nothing else.

Until somebody chooses a language, the browser's list of languages chooses.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from flask import Response, current_app, g, has_request_context, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from portal.web.languages import LANGUAGES, SOURCE, Language

LANGUAGE_COOKIE = "language"
TEXT_COOKIE = "text"
_A_YEAR = 365 * 24 * 3600
_LONGEST_LIST = 200  # characters of Accept-Language that are looked at
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})

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


def read_preferences(cookies: Mapping[str, str], accepted: str = "") -> Preferences:
    """What the cookies say, and for the language without one what the browser accepts.

    Anything forged reads as the default.
    """
    language = language_of(cookies.get(LANGUAGE_COOKIE, ""), accepted)
    return Preferences().choose(language, cookies.get(TEXT_COOKIE))


def language_of(chosen: str, accepted: str) -> str:
    """The code of the language to speak: the one chosen, or the first we speak of those accepted.

    Args:
        chosen: value of the language cookie, as it came.
        accepted: the header ``Accept-Language``, as it came (RFC 9110, section 12.5.4).
    """
    return chosen if chosen in LANGUAGES else _first_spoken(accepted[:_LONGEST_LIST])


@lru_cache(maxsize=1024)  # every page of somebody new asks; browsers send a few hundred different lists
def _first_spoken(accepted: str) -> str:
    wanted = parse_accept_header(accepted, LanguageAccept)
    codes = (_code_of(tag) for tag, quality in wanted if quality > 0)
    return next((code for code in codes if code in LANGUAGES), SOURCE.code)


def _code_of(tag: str) -> str:
    """zh-TW, zh-HK, zh-Hant → zh_Hant; zh, zh-CN, zh-Hans-HK → zh_Hans; en-GB → en."""
    language, *parts = tag.lower().split("-")
    if language != "zh":
        return language
    return "zh_Hant" if _TRADITIONAL.intersection(parts) and "hans" not in parts else SOURCE.code


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
        chosen = g.preferences = read_preferences(request.cookies, _accepted())
    return chosen


def _accepted() -> str:
    """Nobody who stands at a kiosk has set its browser up."""
    at_the_kiosk = request.path.split("/", 2)[1] == "kiosk"
    return "" if at_the_kiosk else request.environ.get("HTTP_ACCEPT_LANGUAGE", "")


def reader_locale() -> Locale:
    """For Flask-Babel: the locale object of the language table itself, so that identity means source."""
    return preferences().spoken.locale


def remember(response: Response, language: str | None, text: str | None) -> Response:
    """Set the cookie of each preference that was chosen. They name no person, so they outlive the session."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    for name, value, known in ((LANGUAGE_COOKIE, language, LANGUAGES), (TEXT_COOKIE, text, TEXT_SIZES)):
        if value and value in known:
            response.set_cookie(name, value, max_age=_A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response
