"""Paths become sources of tables, each known by its bytes, or are refused by a sentence."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from table_files import SETTINGS, read, refusal, workbook

from ecosystem.errors import SourceError
from ecosystem.importers.tables import read_tables


def test_a_folder_gives_its_tables_by_name_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    for name in ("b.csv", "a.TSV", "README.md", "dataset.toml", ".hidden.csv", "~$c.xlsx"):
        (tmp_path / name).write_text("Name\nA\n")
    workbook(tmp_path / "c.xlsx", Sheet=[["Name"], ["A"]])
    (tmp_path / "sub.csv").mkdir()
    assert [source.file for source in read_tables([tmp_path], SETTINGS)] == ["a.TSV", "b.csv", "c.xlsx"]


def test_a_source_knows_the_bytes_it_came_from(tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_bytes(b"Name\nA\n")
    source = read(tmp_path / "sheet.csv")
    assert (source.sha256, source.size) == (hashlib.sha256(b"Name\nA\n").hexdigest(), 7)
    assert source.tables[0].file == source.file == "sheet.csv"


def test_files_of_one_name_are_told_apart_and_the_same_file_is_read_once(tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "list.csv").write_text(f"Name\n{folder}\n")
    paths = [tmp_path / "north", tmp_path / "south" / "list.csv", tmp_path / "north" / "list.csv"]
    sources = read_tables(paths, SETTINGS)
    assert [(source.file, source.tables[0].rows[0][1]) for source in sources] == [
        ("north/list.csv", ("north",)),
        ("south/list.csv", ("south",)),
    ]


@pytest.mark.parametrize(
    ("name", "sentence"), [("absent.csv", "cannot be opened"), ("notes.txt", "is not a table we know")]
)
def test_a_path_that_is_no_table_is_refused(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "notes.txt").write_text("Name\n")
    assert sentence in refusal(tmp_path / name)


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has no table in it"):
        read_tables([tmp_path], SETTINGS)


# Real data


@pytest.mark.real_data
def test_identifiers_of_the_federal_programmes_stay_text(shared_data: Path) -> None:
    sources = {source.file: source for source in read_tables([shared_data / "federal-programs"], SETTINGS)}
    assert {name: len(source.tables[0].rows) for name, source in sources.items()} == {
        "budget_functions.csv": 7_802,
        "obligations.csv": 7_419,
        "outcome_taxonomy.csv": 459,
        "outcomes.csv": 651,
        "programs.csv": 2_650,
    }
    programs = {cells[0] for _, cells in sources["programs.csv"].tables[0].rows}
    assert len(programs) == 2_650
    assert {"10.250", "12.010", "20.200"} <= programs
    assert {cells[0] for _, cells in sources["outcomes.csv"].tables[0].rows} <= programs
    assert not any(source.tables[0].surplus or source.notes for source in sources.values())


@pytest.mark.real_data
def test_rows_of_the_federal_programmes_are_counted_over_line_breaks(shared_data: Path) -> None:
    file = shared_data / "federal-programs" / "programs.csv"
    rows = read(file).tables[0].rows
    assert [number for number, _ in rows] == list(range(2, 2_652))
    assert file.read_bytes().count(b"\n") > 2_651  # there are breaks inside cells


@pytest.mark.real_data
def test_every_open_data_set_is_read(shared_data: Path) -> None:
    folders = (
        "ottawa-partner-map",
        "trafford-local",
        "trafford-outcomes",
        "uk-charities",
        "council-services",
    )
    for folder in folders:
        for source in read_tables([shared_data / folder], SETTINGS):
            assert source.tables[0].rows
            assert source.tables[0].surplus == ()
