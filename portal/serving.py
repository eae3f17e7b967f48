"""The production server: Granian with the portal's workers, and beside it the worker of the queue."""

import multiprocessing
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from portal.config import Settings
from portal.jobs import work


def serve(settings: Settings, host: str) -> None:
    """Serves until it is told to end."""
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(settings,), daemon=True)
    worker.start()
    serve_application("wsgi:app", host, settings.port, settings.workers)


def serve_application(target: str, host: str, port: int, workers: int) -> None:
    """Serves a WSGI application alone. One blocking thread a worker: more make Python slower here."""
    Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        working_dir=Path(__file__).parent.parent,
    ).serve()
