"""The portal on the morning of the tests, really served by two workers, on the database of a test."""

import os
from dataclasses import replace

from portal.app import create_app
from portal.config import read_settings
from portal.serving import THREADS, serve_application
from tests.conftest import MORNING
from tests.web.served import database_of, note_process

settings = read_settings()
settings = replace(settings, database_url=database_of(settings.data_dir))

if __name__ == "__main__":
    note_process(settings.data_dir, os.getpid())
    serve_application("tests.web.served_wsgi:app", "127.0.0.1", settings.port, workers=2, threads=THREADS)
else:
    app = create_app(settings, clock=lambda: MORNING)
