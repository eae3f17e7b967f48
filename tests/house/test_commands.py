"""The two commands, and the locks they install from."""

import json
import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.house.sources import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"]
PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)", re.M)
PIN_WITH_HASHES = re.compile(
    r"^[a-z0-9-]+==\S+(?: ; [^\\\n]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.M
)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_ci_calls_make_test_and_nothing_else() -> None:
    commands = [line for line in text_of(".ci/run").splitlines() if not line.startswith("#")]
    assert commands == ["set -eu", 'cd "$(dirname "$0")/.."', "exec make test"]


def test_make_help_names_every_target() -> None:
    targets = re.findall(r"^\.PHONY: (\S+)$", text_of("Makefile"), re.M)
    printed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  make (\S+) +\S", printed, re.M) == targets


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_carries_no_address(lock: str) -> None:
    text = text_of(lock)
    assert len(PIN_WITH_HASHES.findall(text)) == len(PIN.findall(text)) > 0
    assert [line for line in text.splitlines() if "://" in line or line.startswith("-")] == []


@pytest.mark.parametrize(("lock", "group"), [*zip(LOCKS, ["", "dev", "node"], strict=True)])
def test_a_lock_holds_what_the_project_asks_for(lock: str, group: str) -> None:
    pinned = dict(PIN.findall(text_of(lock)))
    project = tomllib.loads(text_of("pyproject.toml"))
    wanted = project["dependency-groups"][group] if group else project["project"]["dependencies"]
    for requirement in map(Requirement, wanted):
        assert pinned[requirement.name] in requirement.specifier


def test_tools_and_portal_agree_on_every_version() -> None:
    portal, tools = (dict(PIN.findall(text_of(lock))) for lock in LOCKS[:2])
    assert {name: tools.get(name) for name in portal} == portal


def test_htmx_is_pinned_by_its_hash_and_carries_no_address() -> None:
    htmx = json.loads(text_of("package-lock.json"))["packages"]["node_modules/htmx.org"]
    assert re.fullmatch(r"2\.0\.\d+", htmx["version"])
    assert htmx["integrity"].startswith("sha512-")
    assert "resolved" not in htmx
