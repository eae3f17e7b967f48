"""WSGI applications on the portal's own server, one worker on one core, watched from outside.

``python -m scripts.bench.server TARGET PORT`` serves; the bench starts that in processes of their own.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPMessage
from pathlib import Path
from typing import NamedTuple

from portal.serving import THREADS, serve_application

ROOT = Path(__file__).parents[2]
PORTAL = "wsgi:app"
YARDSTICKS = "scripts.bench.yardsticks:app"
OWN_LIST = "scripts.bench.own_list:app"

#: The server's core and the load generator's; on a machine of one core they share it.
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = CORES[0], CORES[-1]

_SECONDS_TO_START = 30
_SECONDS_TO_STOP = 10
_TICKS = os.sysconf("SC_CLK_TCK")


class Server(NamedTuple):
    """A server that answers."""

    pid: int
    port: int

    def cpu_seconds(self) -> float:
        """The processor time that the server and its workers have used so far."""
        return sum(map(_cpu_seconds, _family(self.pid)))

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes, HTTPMessage]:
        """Status, body as it came over the wire, and headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            response = connection.getresponse()
            return response.status, response.read(), response.headers
        finally:
            connection.close()


@contextmanager
def serving(target: str, log: Path, **environment: str) -> Iterator[Server]:
    """Serves ``target`` on a free port of the loopback until the block ends.

    Raises:
        RuntimeError: with what the server wrote, when it does not answer in time.
    """
    port = _free_port()
    command = [sys.executable, "-m", "scripts.bench.server", target, str(port)]
    with log.open("wb") as written:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=_clean() | environment,
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
    try:
        _wait_until_it_answers(process, port, log)
        yield Server(process.pid, port)
    finally:
        _stop(process)


def _clean() -> dict[str, str]:
    """This environment without a developer's own settings."""
    return {name: text for name, text in os.environ.items() if not name.startswith(("PORTAL_", "DATABASE_"))}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    give_up_at = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server did not start:\n{log.read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Asks the server to end; one that does not is ended together with its workers."""
    process.terminate()
    try:
        process.wait(timeout=_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _family(pid: int) -> list[int]:
    """The process and all below it."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(relative for child in listed for relative in _family(int(child)))]


def _cpu_seconds(pid: int) -> float:
    """User and system time: the 14th and 15th field, after a name that may hold blanks."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


if __name__ == "__main__":
    os.sched_setaffinity(0, {SERVER_CORE})
    # The portal as it is served, a yardstick as it is fastest.
    threads = THREADS if sys.argv[1] == PORTAL else 1
    serve_application(sys.argv[1], "127.0.0.1", int(sys.argv[2]), workers=1, threads=threads)
