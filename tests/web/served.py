"""What a test tells the portal that it has really served, by files in the data folder."""

from pathlib import Path

from portal.config import Settings

#: The server, as a module and its words.
SERVED = ("tests.web.served_wsgi",)

_DATABASE, _PID, _KEY = "database-url", "pid", "secret.key"


def prepare(settings: Settings) -> None:
    """Has the server use the database and the secret key of these settings."""
    (settings.data_dir / _DATABASE).write_text(settings.database_url)
    (settings.data_dir / _KEY).write_text(settings.secret_key)


def database_of(data: Path) -> str:
    return (data / _DATABASE).read_text()


def note_process(data: Path, number: int) -> None:
    (data / _PID).write_text(str(number))


def process_of(data: Path) -> int:
    """The process, and group of processes, that serves this folder."""
    return int((data / _PID).read_text())
