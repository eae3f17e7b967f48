"""A start that cannot serve says so instead of sharing the port with another."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli import main


def test_a_port_that_is_taken_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
        monkeypatch.setenv("PORT", str(port))
        result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 1
    assert f"port {port} is taken" in result.output
    assert "is open" not in result.output
