"""What residents and staff wrote stays Chinese on a page in another language, and must be marked as such.

A screen reader would else read it with an English or Korean voice, and a browser would choose the characters
of another country (WCAG 2.2, 3.1.2).
"""

import re

from flask import Flask
from jinja2 import Environment, pass_environment
from markupsafe import Markup

from portal.web.languages import SOURCE

_CHINESE = re.compile("[\u3400-\u9fff]")
_NOTHING = Markup()
_MARKED = Markup(' lang="{}"').format(SOURCE.tag)


@pass_environment
def lang(environment: Environment, words: object) -> Markup:
    """The attribute of the element that holds these words of somebody: ``<h1{{ matter.title | lang }}>``.

    Nothing on a page that is Chinese itself, for words that hold none, and for words of the portal's own that
    are translated when they are shown.
    """
    if not environment.marks_chinese or not isinstance(words, str):  # type: ignore[attr-defined]
        return _NOTHING
    return _MARKED if _CHINESE.search(words) else _NOTHING


def bind_own_words(app: Flask) -> None:
    """Lets all templates mark what was written in Chinese."""
    app.jinja_env.filters["lang"] = lang
