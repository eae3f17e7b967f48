"""Debian's packages, installed where this user may install them."""

import os
import shutil
import subprocess
from collections.abc import Sequence


def install(packages: Sequence[str]) -> None:
    """Installs them quietly; does nothing where there is no apt-get or no right to use it."""
    prefix = _right_to_install()
    if prefix is None:
        return
    quietly = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    subprocess.run([*quietly, "update"], check=False)
    subprocess.run([*quietly, "install", "-y", "--no-install-recommends", *packages], check=False)


def _right_to_install() -> list[str] | None:
    """The words to put before apt-get, or None where there is no apt-get or no right to use it."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    ):
        return ["sudo", "-n"]
    return None
