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
        text = string if get_locale() is SOURCE.locale else self.get_translations().ugettext(string)
        return str(text % variables if variables else text)


class SourceFirstBabel(Babel):
    """Flask-Babel whose one domain is ``SourceFirst``."""

    domain_instance = SourceFirst()
