"""The catalogs of translations: refreshed from the sources, and checked to be whole.

The source language is Simplified Chinese; its texts are the keys. `python -m scripts.catalogs update` merges
new texts into every catalog; `check` lists what a catalog lacks, has too much, or gets wrong.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "translations"
LANGUAGES = ("zh_Hant", "en", "ko")


def catalog_path(language: str) -> Path:
    """Where the catalog of a language lies."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def extracted() -> Catalog:
    """All texts that templates and Python offer for translation, as pyproject.toml says where to look."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        _extract(template)
        return _read(template)


def problems(language: str, template: Catalog) -> list[str]:
    """What keeps the catalog of `language` from being whole, a sentence each; nothing when it is."""
    path = catalog_path(language)
    if not path.exists():
        return [f"{language}: there is no catalog"]
    catalog = _read(path)
    wanted, had = _texts(template), _texts(catalog)
    return [
        *(f"{language}: not in the catalog: {text!r}" for text in sorted(wanted - had)),
        *(f"{language}: no longer in the sources: {text!r}" for text in sorted(had - wanted)),
        *(f"{language}: {fault}: {message.id!r}" for message, fault in _faulty(catalog)),
    ]


def _faulty(catalog: Catalog) -> list[tuple[Message, str]]:
    """Messages without a translation, with an unsure one, or with one whose placeholders differ."""
    found = [(message, "not translated") for message in catalog if message.id and not _is_translated(message)]
    found += [(message, "marked unsure (fuzzy)") for message in catalog if message.id and message.fuzzy]
    found += [(message, str(error)) for message, errors in catalog.check() for error in errors]
    return found


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(strings)


def _texts(catalog: Catalog) -> set[tuple[str, str]]:
    """The keys of a catalog: context (or nothing) and text (of a plural, its singular)."""
    return {
        (message.context or "", message.id if isinstance(message.id, str) else message.id[0])
        for message in catalog
        if message.id
    }


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _extract(template: Path) -> None:
    _pybabel(
        "extract", "-F", "pyproject.toml", "-o", str(template), "--add-location=file", "--no-wrap",
        "--sort-by-file", "--project=yishiting", "--version=1", ".",
    )  # fmt: skip


def update() -> None:
    """Merges the texts of the sources into the catalogs: new ones come empty, gone ones leave."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        _extract(template)
        for language in LANGUAGES:
            _merge(template, language)


def _merge(template: Path, language: str) -> None:
    path = str(catalog_path(language))
    if not Path(path).exists():
        _pybabel("init", "-i", str(template), "-o", path, "-l", language, "--no-wrap")
        return
    _pybabel(
        "update", "-i", str(template), "-o", path, "-l", language, "--no-wrap", "--no-fuzzy-matching",
        "--ignore-obsolete", "--ignore-pot-creation-date",
    )  # fmt: skip


def _pybabel(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", "-q", *words], cwd=ROOT, check=True)


def check() -> int:
    """Prints the problems of all catalogs; how many there are."""
    template = extracted()
    found = [problem for language in LANGUAGES for problem in problems(language, template)]
    print(*found, sep="\n") if found else print(f"{len(template)} texts, whole in {', '.join(LANGUAGES)}")
    return len(found)


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    sys.exit(1 if check() else 0)
