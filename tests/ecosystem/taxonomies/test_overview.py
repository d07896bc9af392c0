"""The list of lists: shipped ones with what they lack, loaded ones with their counts, and the commands for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import ontology
from ecosystem.cli import group
from ecosystem.store import Store
from ecosystem.taxonomies.overview import known_lists

LIST = "code,name,parent\nA,Homes,\nB,Rent,A\nC,,\n"
MAP = (
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    "http://127.0.0.1:8080/id/theme/homes.A\tskos:exactMatch\thttp://e.org/1\tsemapv:ManualMappingCuration\n"
)


def run(data: Path, *words: str | Path, code: int = 0) -> Result:
    done = CliRunner().invoke(group, ["--data", str(data), "taxonomy", *map(str, words)])
    assert done.exit_code == code, done.output
    return done


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    (tmp_path / "homes.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "ours.sssom.tsv").write_text(MAP, encoding="utf-8")
    return tmp_path


def test_shipped_lists_are_there_before_anything_was_loaded(store: Store) -> None:
    found = {item.id: item for item in known_lists(store)}
    assert set(found) == set(ontology.schemes())
    assert all(item.shipped and item.items and item.tops for item in found.values())
    assert (found["capability"].kind, found["life-stage"].kind) == ("capability", "life-stage")
    assert "title of outcome 3" in found["svm-2025"].missing


def test_a_loaded_list_is_listed_with_its_counts(homes: Path) -> None:
    done = run(homes / "data", "import", homes / "homes.csv", "--licence", "OGL v3.0", code=1)
    assert "2 of 3 entries gave 2 concepts, loaded as version 1 under the id homes" in done.output
    assert "row 4" in done.output
    found = json.loads(run(homes / "data", "list", "--json").output)
    (ours,) = [item for item in found if not item["shipped"]]
    assert (ours["id"], ours["kind"], ours["items"], ours["tops"]) == ("homes", "theme", 2, 1)
    assert ours["licence"] == "OGL v3.0"
    assert "homes" in run(homes / "data", "list").output


def test_mappings_go_in_and_come_out(homes: Path) -> None:
    run(homes / "data", "import", homes / "homes.csv", "--json", code=1)
    assert "1 of 1 entries gave 1 mappings" in run(homes / "data", "map", homes / "ours.sssom.tsv").output
    out = homes / "out.tsv"
    run(homes / "data", "export-map", "ours", "--output", out)
    assert out.read_text(encoding="utf-8") == MAP
    assert run(homes / "data", "export-map").output == MAP
    found = json.loads(run(homes / "data", "list", "--json").output)
    assert [item["items"] for item in found if item["form"] == "mappings"] == [1]


def test_the_same_file_again_says_so(homes: Path) -> None:
    run(homes / "data", "map", homes / "ours.sssom.tsv")
    done = run(homes / "data", "map", homes / "ours.sssom.tsv")
    assert "already loaded as it is. Nothing was changed." in done.output


def test_the_report_for_machines_has_every_count(homes: Path) -> None:
    done = run(homes / "data", "import", homes / "homes.csv", "--kind", "group", "--json", code=1)
    report = json.loads(done.output)
    assert (report["rows_read"], report["rows_loaded"], report["rows_reported"]) == (3, 2, 1)
    assert report["version"] == 1
