"""The production server: Granian with the portal's workers, and beside it the worker of the queue."""

import multiprocessing
import socket
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from portal.config import Settings
from portal.jobs import work

#: A browser's open connection keeps a worker from ending by itself.
_SECONDS_TO_STOP = 3


class PortTaken(Exception):  # noqa: N818 - as a person would say it
    """Somebody listens there already; Granian would share the port with them without a word."""


#: A worker's threads are there to wait for slow uploads; ``WholeRequests`` has them work in turn.
THREADS = 8


def serve(settings: Settings, host: str) -> None:
    """Serves until it is told to end."""
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(settings,), daemon=True)
    worker.start()
    serve_application("wsgi:app", host, settings.port, settings.workers, THREADS)


def serve_application(target: str, host: str, port: int, workers: int, threads: int = 1) -> None:
    """Serves a WSGI application alone. Threads that do not work in turn make Python slower here."""
    Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_SECONDS_TO_STOP,
        working_dir=Path(__file__).parent.parent,
    ).serve()


def require_free(host: str, port: int) -> None:
    """Raises ``PortTaken`` where another server, perhaps an earlier start of this one, listens."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # the last start's connections may linger
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"port {port} is taken: end the other server, or choose another with PORT"
            ) from error
