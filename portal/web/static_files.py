"""Our own files under ``static/``: each address carries its content's fingerprint and is kept for good."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

_A_YEAR = 365 * 24 * 3600


@lru_cache(maxsize=256)
def _fingerprint(path: Path, changed_at: int) -> str:
    """``changed_at`` is asked only so that a file edited while the server runs gets a new one."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a file below ``static/`` that changes when its content does."""
    path = Path(str(current_app.static_folder)) / name
    return url_for("static", filename=name, v=_fingerprint(path, path.stat().st_mtime_ns))


def has_htmx() -> bool:
    """Whether htmx was brought into the house. Every journey works without it."""
    return (Path(str(current_app.static_folder)) / "vendor" / "htmx.min.js").is_file()


def _keep_for_good(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    return response


def bind_static_files(app: Flask) -> None:
    app.jinja_env.globals["static_url"] = static_url
    app.after_request(_keep_for_good)
    with app.app_context():
        app.jinja_env.globals["has_htmx"] = has_htmx()
