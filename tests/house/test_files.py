"""The rules that keep rooms small, and what no file may say."""

import pytest

from tests.house.sources import files, files_of_the_project, lines_of, name_of

# In halves, so that this file does not name them either.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("npmmirror", "com"),
        ("yarnpkg", "com"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
        ("mirrors", "aliyun"),
        ("mirrors", "tuna"),
        ("deb", "debian"),
        ("hub", "docker"),
        ("ghcr", "io"),
    )
]
BINARY = {".png", ".jpg", ".webp", ".ico", ".woff2", ".xlsx"}


@pytest.mark.parametrize("host", REGISTRY_HOSTS)
def test_no_file_names_a_registry_host(host: str) -> None:
    texts = (path for path in files_of_the_project() if path.suffix not in BINARY)
    assert [name_of(path) for path in texts if host in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("folder", "ending", "most"),
    [
        ("", ".py", 300),
        ("", ".css", 300),
        ("", ".js", 300),
        ("templates", ".html", 100),
    ],
)
def test_no_source_file_outgrows_its_limit(folder: str, ending: str, most: int) -> None:
    lengths = {name_of(path): len(lines_of(path)) for path in files(folder, ending)}
    assert {name: length for name, length in lengths.items() if length > most} == {}


def test_no_room_is_named_for_nothing_in_particular() -> None:
    vague = {"utils", "util", "common", "helpers", "helper", "manager", "misc"}
    assert [name_of(path) for path in files_of_the_project() if vague & {path.stem, path.parent.name}] == []
