"""Words that stand ready as constants and are spoken in the language of whoever reads them."""

from flask_babel import LazyString, gettext

from portal.web.preferences import preferences


class Word(LazyString):
    """A text that is looked up once a language, where Flask-Babel's own asks anew each time it is shown.

    A list shows forty of them, which would take a tenth of its time.
    """

    def __init__(self, text: str) -> None:
        super().__init__(gettext, text)
        self._spoken: dict[str, str] = {}

    def __str__(self) -> str:
        language = preferences().language
        if language not in self._spoken:
            self._spoken[language] = super().__str__()
        return self._spoken[language]


def lazy_gettext(text: str) -> Word:
    """The word for a text of the sources; named so that the texts are found by whoever translates them."""
    return Word(text)
