"""The load: wrk on its own core, a few connections, latencies from its own histogram."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from scripts.bench.server import LOAD_CORE, Server

#: Enough to keep one worker busy; more would only queue up and lengthen every latency alike.
CONNECTIONS = 4
_ROTATE = Path(__file__).with_name("rotate.lua")
_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
_LATENCY = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s|m)$", re.M)


class Sample(NamedTuple):
    """One round of load on one page. Latencies and processor time in milliseconds."""

    a_second: float
    p50: float
    p99: float
    cpu: float


class LoadError(Exception):
    """A request was not answered with success, or there is nothing to make load with."""


def need_wrk() -> None:
    """Installs wrk from Debian where this user may.

    Raises:
        LoadError: it is still missing; the text says how to get it.
    """
    if not shutil.which("wrk") and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "-q", "update"], stdout=sys.stderr, check=False)
        install = ["apt-get", "-q", "install", "-y", "--no-install-recommends", "wrk"]
        subprocess.run(install, stdout=sys.stderr, check=False)
    if not shutil.which("wrk"):
        raise LoadError("The bench needs wrk: on Debian, `apt-get install wrk`.")


def load(server: Server, paths: Path, seconds: int) -> Sample:
    """Asks the server for the paths in the file, in turn, for so many seconds.

    Raises:
        LoadError: an answer was an error, or none came.
    """
    before = server.cpu_seconds()
    wrk = ["wrk", "--latency", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(_ROTATE)]
    command = ["taskset", "-c", str(LOAD_CORE), *wrk, f"http://127.0.0.1:{server.port}", "--", str(paths)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30).stdout
    used = server.cpu_seconds() - before
    if "Non-2xx" in told or "Socket errors" in told:
        raise LoadError(f"Not every request for {paths.name} was answered well:\n{told}")
    requests = int(_found(r"(\d+) requests in", told))
    latencies = {percent: float(figure) * _UNITS[unit] for percent, figure, unit in _LATENCY.findall(told)}
    return Sample(
        float(_found(r"Requests/sec:\s+([\d.]+)", told)),
        latencies["50"],
        latencies["99"],
        used / requests * 1e3,
    )


def _found(pattern: str, told: str) -> str:
    found = re.search(pattern, told)
    if found is None:
        raise LoadError(f"wrk said something else than expected:\n{told}")
    return found[1]
