"""The portal with a clock that a test sets, so that a meeting need not be waited for.

Nothing in `portal/` knows of it: the factory takes its clock as an argument.
"""

from datetime import datetime

from portal.app import create_app
from portal.clock import china_now
from portal.config import read_settings
from portal.serving import serve_application
from tests.browser.travel import seconds_ahead

settings = read_settings()


def now() -> datetime:
    return china_now() + seconds_ahead(settings.data_dir)


app = create_app(settings, clock=now)

if __name__ == "__main__":
    serve_application("tests.browser.dated_wsgi:app", "127.0.0.1", settings.port, workers=1)
