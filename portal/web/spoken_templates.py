"""Templates in one language each: their plain texts are translated when they are compiled.

Asking for twenty texts while a page is made costs as much as its query; a page of ours holds fifty.
Texts with figures in them, and labels, are still asked for when they are needed.
"""

from collections import deque
from collections.abc import Iterator, MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment as FlaskEnvironment
from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from portal.web.extensions import babel
from portal.web.languages import LANGUAGES, SOURCE

_PLAIN_TEXT = ["name", "lparen", "string", "rparen"]  # the tokens of _('…')


class PlainTexts(Extension):
    """Puts the translation where ``_('…')`` stood, in an environment that speaks one language.

    It is plain text, so it is escaped like any other. The language is the reader's of the moment, who is the
    one for whom the environment was chosen.
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.extend(speaks_one_language=False, marks_chinese=False)

    def filter_stream(self, stream: TokenStream) -> TokenStream | Iterator[Token]:
        one_language: bool = self.environment.speaks_one_language  # type: ignore[attr-defined]
        return _translated(stream) if one_language else stream


def _translated(stream: TokenStream) -> Iterator[Token]:
    held: deque[Token] = deque()
    for token in stream:
        held.append(token)
        if held[0].value == "_" and [each.type for each in held] == _PLAIN_TEXT:
            text = babel.domain_instance.look_up(held[2].value) % ()
            yield Token(token.lineno, "string", text)
            held.clear()
        elif len(held) == len(_PLAIN_TEXT):
            yield held.popleft()
    yield from held


class SharedGlobals(FlaskEnvironment):
    """An environment whose templates share its globals themselves.

    Jinja lays an empty map over them for each template, through which each import then looks for all of them.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals


def environments_of(app: Flask) -> dict[str, Environment]:
    """One environment a language, by its code; each shares all but its cache with the application's."""
    app.jinja_env.add_extension(PlainTexts)
    environments: dict[str, Environment] = {}
    for code in LANGUAGES:
        environments[code] = app.jinja_env.overlay()
        environments[code].speaks_one_language = True  # type: ignore[attr-defined]
        environments[code].marks_chinese = code != SOURCE.code  # type: ignore[attr-defined]
    return environments
