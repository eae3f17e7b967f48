"""The project's own files, for the tests that keep house."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def files_of_the_project() -> tuple[Path, ...]:
    """Every file that git holds or would take in: not what a start or a test makes."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in sorted(set(listed.stdout.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


def files(folder: str, *endings: str) -> list[Path]:
    """The project's files below a folder (`""`: all) with one of the endings."""
    top = ROOT / folder
    return [path for path in files_of_the_project() if path.is_relative_to(top) and path.suffix in endings]


def name_of(path: Path) -> str:
    """A file's path within the project."""
    return path.relative_to(ROOT).as_posix()


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
