"""The example place: it fills all of our template, says in its README what it holds, and holds it."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from ecosystem.config import Settings
from ecosystem.importers import Batch, read, template
from ecosystem.importers.tables import read_tables
from ecosystem.kinds import KINDS

BOROUGH = Path(__file__).parents[3] / "examples" / "borough"


def rows(sheet: str) -> list[dict[str, str]]:
    """The rows of one sheet as they stand in its file."""
    with (BOROUGH / f"{sheet}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_example_fills_every_sheet_and_every_kind_that_people_fill_in() -> None:
    batch = read(read_tables([BOROUGH], Settings()), template())
    sheets = {rule.sheet for rule in template().tables}
    assert {Path(record.origin.file).stem for record in batch.records} == sheets
    assert set(KINDS) - {record.kind for record in batch.records} == {"amount-report"}
    assert batch.rows_read == batch.rows_loaded


def test_the_example_uses_every_column_but_for_official_numbers_and_addresses() -> None:
    tables = {table.title: set(template().columns(table.name)) for table in template().tables}
    for source in read_tables([BOROUGH], Settings()):
        for table in source.tables:
            at = dict(enumerate(table.header))
            filled = {at[place] for _, cells in table.rows for place, cell in enumerate(cells) if cell}
            tables[Path(source.file).stem] -= filled
    assert {name: unused for name, unused in tables.items() if unused} == {
        "Organisations": {"Charity number", "Company number", "Official identifier", "Website"},
        "Sources": {"Link"},
    }


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The example place as one workbook of all its sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for file in sorted(BOROUGH.glob("*.csv")):
        sheet = made.create_sheet(file.stem)
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                sheet.append([cell or None for cell in row])
    made.save(tmp_path / "borough.xlsx")
    return tmp_path / "borough.xlsx"


def test_a_workbook_of_all_sheets_says_what_the_folder_says(workbook: Path) -> None:
    folder = read(read_tables([BOROUGH], Settings()), template())
    book = read(read_tables([workbook], Settings()), template())
    assert [str(problem) for problem in book.problems] == []
    assert book.rows_read == book.rows_loaded == folder.rows_read

    def content(batch: Batch) -> Counter[object]:
        return Counter((record.kind, record.key, record.facts, record.partial) for record in batch.records)

    assert content(book) == content(folder)


def test_a_slip_in_every_sheet_is_reported_and_every_row_accounted_for(tmp_path: Path) -> None:
    for file in BOROUGH.glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        width = len(next(csv.reader([text.splitlines()[0]])))
        (tmp_path / file.name).write_text(text + ",".join(["no such thing"] * width) + "\n", encoding="utf-8")
    batch = read(read_tables([tmp_path], Settings()), template())
    assert batch.rows_read == batch.rows_loaded + batch.rows_reported
    reported = {origin.file for origin in batch.rejected}
    free = {"Objectives.csv", "Places.csv", "Themes.csv"}
    assert reported | free >= {file.name for file in BOROUGH.glob("*.csv")}


def test_the_readme_counts_the_rows_of_every_sheet() -> None:
    text = (BOROUGH / "README.md").read_text(encoding="utf-8")
    counted = dict(re.findall(r"\| ([A-Z][a-z ]+) \| (\d+) (?=\|)", text))
    assert {name: int(number) for name, number in counted.items()} == {
        file.stem: len(rows(file.stem)) for file in BOROUGH.glob("*.csv")
    }


def test_one_target_is_missed_going_up_and_one_going_down() -> None:
    wanted = {row["ID"]: row["Direction"] for row in rows("Indicators")}
    values: dict[tuple[str, ...], dict[str, Decimal]] = defaultdict(dict)
    for row in rows("Measurements"):
        if row["Value"] and row["Place"] == "place-thackenshaw":
            key = (row["Indicator"], row["Reported by"], row["Start"], row["End"])
            # the body's own count comes first; a later row says what another source prints of it
            values[key].setdefault(row["Kind"], Decimal(row["Value"]))
    missed = [
        (key[0], wanted[key[0]])
        for key, found in values.items()
        if {"target", "actual"} <= set(found)
        and (found["actual"] < found["target"]) == (wanted[key[0]] == "increase")
        and found["actual"] != found["target"]
    ]
    assert missed == [("ind-bed-days", "decrease"), ("ind-jobs-kept", "increase")]


def test_three_sources_differ_on_the_same_night() -> None:
    said: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows("Measurements"):
        if row["Kind"] == "actual":
            same = (row["Indicator"], row["Start"], row["End"], row["Place"], row["Group"])
            said[same].add(row["Value"] or row["Value in words"])
    assert [found for found in said.values() if len(found) > 1] == [{"14", "16", "9"}]


def test_no_sum_is_given_away_twice_and_one_is_given_away_in_part() -> None:
    shares: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows("Allocations"):
        text = row["Share"]
        shares[row["Money"]] += Decimal(text.removesuffix("%")) / (100 if "%" in text else 1)
    assert {sum_: share for sum_, share in shares.items() if share != 1} == {"money-85": Decimal("0.7")}


def test_objectives_that_many_pursue_have_no_position() -> None:
    pursued = Counter(row["To"] for row in rows("Links") if row["Link"] == "pursues")
    asked = {name for row in rows("Positions") for name in row["Objectives"].split("|")}
    assert {name for name, number in pursued.items() if number >= 3} - asked == {
        "obj-well", "obj-mind", "obj-young", "obj-green",
    }  # fmt: skip


def test_one_capability_was_built_by_several_bodies_each_for_itself() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows("Solutions"):
        for capability in row["Capabilities"].split("|"):
            if not row["Built from"]:
                owners[capability].add(row["Owner"])
    assert owners["case-management"] == {"org-council", "org-homes", "org-lantern", "org-shelter"}
    assert owners["cap-drivers"] == {"org-hospital", "org-minibus", "org-voluntary"}
