"""The four languages of the faces, and a translation that costs the source language nothing."""

from typing import NamedTuple

from babel import Locale
from flask_babel import Babel, Domain, get_locale


class Language(NamedTuple):
    """One language: its catalog, its ``lang`` attribute, and the name its own readers give it."""

    code: str
    tag: str
    name: str
    locale: Locale


def _language(code: str, name: str) -> Language:
    return Language(code, code.replace("_", "-"), name, Locale.parse(code))


SOURCE = _language("zh_Hans", "简体")
LANGUAGES = {
    language.code: language
    for language in (
        SOURCE,
        _language("zh_Hant", "繁體"),
        _language("en", "English"),
        _language("ko", "한국어"),
    )
}


class SourceFirst(Domain):
    """Simplified Chinese texts are their own translation; only other languages look one up.

    Looking up twenty strings costs a page 268 µs (docs: speed), which most readers would pay for nothing.
    """

    def gettext(self, string: str, **variables: object) -> str:
        text = self.look_up(string)
        return text % variables if variables else text

    def look_up(self, string: str) -> str:
        """The text with its places for figures still open: what templates ask for."""
        if get_locale() is SOURCE.locale:
            return string
        return str(self.get_translations().ugettext(string))


class SourceFirstBabel(Babel):
    """Flask-Babel whose one domain is ``SourceFirst``."""

    domain_instance = SourceFirst()
