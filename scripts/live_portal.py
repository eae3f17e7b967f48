"""A portal of its own with the demonstration place, really served: for browser tests and pictures."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
SECONDS_TO_START = 30.0
SECONDS_TO_STOP = 10.0

#: With this every account of the demonstration signs in.
PASSWORD = "seven-lamps-by-the-river"  # noqa: S105  # of a place that is thrown away

#: The production server, as a module and its words.
SERVE = ("portal", "serve")


def fill(data: Path) -> None:
    """Creates the database and the demonstration place in the folder `data`."""
    for command in (["portal", "init"], ["portal", "demo", "--password", PASSWORD]):
        subprocess.run(_module(*command), cwd=ROOT, env=_environment(data), check=True)


@contextmanager
def serving(data: Path, command: Sequence[str] = SERVE) -> Iterator[str]:
    """Serves the folder `data` on a free port of the loopback; gives the address.

    Args:
        command: another server, as a Python module and its words; it finds its port in `PORT`.

    Raises RuntimeError, with what the server wrote, when it does not answer in time.
    """
    port = _free_port()
    log = data / "served.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            _module(*command),
            cwd=ROOT,
            env=_environment(data, port),
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_until_it_answers(server, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            _stop(server)


def _module(*words: str) -> list[str]:
    return [sys.executable, "-m", *words]


def _environment(data: Path, port: int = 0) -> dict[str, str]:
    """This environment without a developer's own settings, so that no start touches another's data."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DATABASE_"))
    }
    return kept | {"PORTAL_DATA": str(data), "PORT": str(port)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    pause = 0.1
    for _ in range(round(SECONDS_TO_START / pause)):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if _ended_within(server, pause):
                break
        else:
            return
    raise RuntimeError(f"The portal did not start:\n{log.read_text()}")


def _ended_within(server: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        server.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Asks the server to end; one that does not is ended together with its workers."""
    server.terminate()
    if not _ended_within(server, SECONDS_TO_STOP):
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
