"""Our own files under ``static/``: each address carries its content's fingerprint and is kept for good."""

import hashlib
from pathlib import Path

from flask import Flask, Response, request

_A_YEAR = 365 * 24 * 3600


class StaticFiles:
    """The addresses of an application's files, each read once."""

    def __init__(self, app: Flask) -> None:
        self._folder = Path(str(app.static_folder))
        self._prefix = app.static_url_path
        self._addresses: dict[str, str] = {}

    def url(self, name: str) -> str:
        """The address of a file below ``static/``; another one after a start with another content."""
        if name not in self._addresses:
            fingerprint = hashlib.sha256((self._folder / name).read_bytes()).hexdigest()[:12]
            self._addresses[name] = f"{self._prefix}/{name}?v={fingerprint}"
        return self._addresses[name]

    def has_htmx(self) -> bool:
        """Whether htmx was brought into the house. Every journey works without it."""
        return (self._folder / "vendor" / "htmx.min.js").is_file()


def _keep_for_good(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    return response


def bind_static_files(app: Flask) -> None:
    files = StaticFiles(app)
    app.jinja_env.globals.update(static_url=files.url, has_htmx=files.has_htmx())
    app.after_request(_keep_for_good)
