"""The production server: Granian with the portal's workers, and beside it the worker of the queue."""

import multiprocessing
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from portal.config import Settings
from portal.jobs import work


def serve(settings: Settings, host: str) -> None:
    """Serves until it is told to end. One blocking thread a worker: more make Python slower here."""
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(settings,), daemon=True)
    worker.start()
    Granian(
        "wsgi:app",
        address=host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        working_dir=Path(__file__).parent.parent,
    ).serve()
