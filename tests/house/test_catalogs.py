from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from scripts import catalogs
from scripts.catalogs import LANGUAGES


@pytest.fixture(scope="module")
def template() -> Catalog:
    return catalogs.extracted()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str, template: Catalog) -> None:
    assert catalogs.problems(language, template) == []


@pytest.fixture
def catalog_of_klingon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogs, "TRANSLATIONS", tmp_path)
    path = catalogs.catalog_path("tlh")
    path.parent.mkdir(parents=True)
    return path


def test_a_catalog_that_lacks_has_too_much_or_errs_is_found_out(catalog_of_klingon: Path) -> None:
    sources = Catalog()
    for text in ("说", "议", "办", "还剩%(days)d天"):
        sources.add(text)
    catalog_of_klingon.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "说"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "议"\nmsgstr "ja"\n\n'
        'msgid "晒"\nmsgstr "cha"\n\n'
        '#, python-format\nmsgid "还剩%(days)d天"\nmsgstr "%(hours)d"\n',
        encoding="utf-8",
    )
    assert catalogs.problems("tlh", sources) == [
        "tlh: not in the catalog: ('', '办')",
        "tlh: no longer in the sources: ('', '晒')",
        "tlh: not translated: '说'",
        "tlh: marked unsure (fuzzy): '议'",
        "tlh: unknown named placeholder 'hours': '还剩%(days)d天'",
    ]
