"""Reading aloud: a page's words as a file of sound, made on the server, never played by itself."""

from collections.abc import Iterable

from flask import Flask, Response, abort

from portal.speech import can_speak, read_aloud
from portal.web.preferences import preferences

#: The engine's Mandarin serves both scripts. Pages in English or Korean are full of Chinese names and words,
#: which no voice of theirs can say: reading aloud is not offered there.
_LANGUAGES = frozenset({"zh_Hans", "zh_Hant"})


def offers_aloud() -> bool:
    """Whether pages offer to be read in this language on this machine."""
    return can_speak() and preferences().language in _LANGUAGES


def spoken(sentences: Iterable[str]) -> Response:
    """The sentences as sound; 404 where the machine cannot speak."""
    sound = read_aloud("。".join(filter(None, sentences))) if offers_aloud() else None
    if sound is None:
        abort(404)
    response = Response(sound, mimetype="audio/wav")
    response.headers["Cache-Control"] = "no-store"
    return response


def bind_aloud(app: Flask) -> None:
    """Lets all templates ask."""
    app.jinja_env.globals.update(offers_aloud=offers_aloud)
