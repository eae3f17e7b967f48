"""``portal shapes``: a file in, the same file out, and what is wrong with it in words."""

import json

import pytest
from click.testing import CliRunner

from portal.cli import main
from portal.config import SettingsError, read_settings
from portal.db import database, open_database
from portal.domain.geo import to_gcj02
from portal.models import AreaShape

SQUARE = [[112.2, 36.1], [112.21, 36.1], [112.21, 36.11], [112.2, 36.11], [112.2, 36.1]]


@pytest.fixture
def run(sqlite_url, tmp_path):
    """The command line of a portal that knows one district."""
    environment = {"PORTAL_DATA": str(tmp_path), "DATABASE_URL": sqlite_url}

    def invoke(*words):
        return CliRunner().invoke(main, [str(word) for word in words], env=environment)

    invoke("area", "district", "安泽县")
    yield invoke
    open_database(sqlite_url).close()
    database.close()


def file_of(folder, *named):
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, ring in named
    ]
    path = folder / "shapes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_what_is_known_is_kept_and_the_rest_is_told(run, tmp_path):
    told = run("shapes", "import", file_of(tmp_path, ("安泽县", SQUARE), ("桃花源", SQUARE)))
    assert told.output == "  not kept: 桃花源 (unknown)\n  1 shapes kept of 2\n"
    out = tmp_path / "out.geojson"
    assert run("shapes", "export", out).output == "  1 shapes written\n"
    (feature,) = json.loads(out.read_text("utf-8"))["features"]
    assert feature["properties"] == {"name": "安泽县", "kind": "district", "within": None}
    assert [list(point) for point in feature["geometry"]["coordinates"][0]] == SQUARE


def test_a_chinese_map_is_converted_and_says_so(run, tmp_path):
    shown = [list(to_gcj02(*point)) for point in SQUARE]
    told = run("shapes", "import", file_of(tmp_path, ("安泽县", shown)), "--gcj02")
    assert told.output == "  1 shapes kept of 1, converted from GCJ-02 to WGS84\n"
    kept = AreaShape.get()
    assert (kept.west, kept.north) == pytest.approx((112.2, 36.11), abs=2e-6)
    assert kept.source == "shapes.geojson (converted from GCJ-02)"


def test_a_file_with_swapped_coordinates_is_refused_by_the_name_of_its_shape(run, tmp_path):
    told = run("shapes", "import", file_of(tmp_path, ("安泽县", [point[::-1] for point in SQUARE])))
    assert told.exit_code == 1
    assert "“安泽县”的经度和纬度写反了" in told.output
    assert AreaShape.select().count() == 0


def test_the_address_for_posters_is_whole_or_none(tmp_path):
    def address(text):
        return read_settings({"PORTAL_DATA": str(tmp_path), "PORTAL_ADDRESS": text}).address

    assert address("https://yishi.example.cn/") == "https://yishi.example.cn"
    assert address("") == ""
    with pytest.raises(SettingsError, match="PORTAL_ADDRESS"):
        address("yishi.example.cn")
