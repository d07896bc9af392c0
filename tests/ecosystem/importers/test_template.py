"""Our own template: which sheets and columns it has, and what a whole workbook gives."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import Sheets
from table_files import workbook
from template_book import OBJECTIVES, ORGANISATIONS, of_kind, told

from ecosystem.config import Settings
from ecosystem.errors import InvalidData
from ecosystem.exporters.tables import write_csv
from ecosystem.importers import read, template
from ecosystem.importers.tables import read_tables
from ecosystem.kinds import KINDS
from ecosystem.records import Fact, Origin, Ref, Source, Table


def test_only_organisations_is_needed(book: Sheets) -> None:
    batch = read(book(Organisations=ORGANISATIONS), template())
    assert [record.key for record in batch.records] == [("o1",), ("o2",), ("o3",)]
    assert batch.problems == ()


def test_a_workbook_without_organisations_is_refused(book: Sheets) -> None:
    with pytest.raises(
        InvalidData, match=r"couldn't find a sheet called Organisations. We found Objectives."
    ):
        read(book(Objectives=OBJECTIVES), template())


def test_a_misspelt_sheet_is_refused_as_a_whole_with_its_likely_name(book: Sheets) -> None:
    with pytest.raises(InvalidData) as refused:
        read(book(Organisations=ORGANISATIONS, Objectivs=OBJECTIVES), template())
    (problem,) = refused.value.problems
    assert problem.message == "Sheet 'Objectivs' is not one of ours."
    assert (problem.fix, problem.rows) == ("Did you mean 'Objectives'?", 1)
    assert str(refused.value).endswith("Nothing was loaded.")


def test_a_sheet_that_says_ignore_is_left_out_and_an_empty_one_is_not_mentioned(book: Sheets) -> None:
    sheets = {"Organisations": ORGANISATIONS, "Notes (ignore)": ["x", "1", "2"], "Sheet1": [""]}
    batch = read(book(**sheets), template())
    assert told(batch) == [
        "info: book.xlsx, sheet Notes (ignore): Notes (ignore) was not read: its name says so."
    ]
    assert (batch.rows_read, batch.rows_reported) == (5, 2)


def test_a_missing_column_is_asked_for_by_its_likely_name(book: Sheets) -> None:
    with pytest.raises(
        InvalidData, match=r"couldn't find a column called Name in Organisations. Is it 'Nmae'\?"
    ):
        read(book(Organisations=["Nmae,Sector", "A,LG"]), template())


def test_an_unknown_column_is_a_warning_with_its_likely_name(book: Sheets) -> None:
    batch = read(book(Organisations=["name , SECTOR,Descripton,Colour", "A,LG,x,red"]), template())
    assert told(batch) == [
        "warning: book.xlsx, sheet Organisations, column Descripton: Column Descripton of Organisations is"
        " not one we read; what it holds was not loaded. Did you mean 'Description'?",
        "warning: book.xlsx, sheet Organisations, column Colour: Column Colour of Organisations is not"
        " one we read; what it holds was not loaded. It can stay; it is not part of the map.",
    ]
    assert batch.records[0].facts[0] == Fact("name", "A", "name")


def test_cells_that_an_export_guarded_are_read_as_they_were(tmp_path: Path) -> None:
    names = ["=Equal Ltd", "+44 Club", "-Minus-", "@home", "\uff1dWide", "'s-Hertogenbosch"]
    with (tmp_path / "Organisations.csv").open("wb") as stream:
        write_csv(stream, ("Name", "Sector", "Part of"), [(name, "LG", "") for name in names])
    with (tmp_path / "Objectives.csv").open("wb") as stream:
        write_csv(stream, ("Name", "Description"), [("Homes", "- one\n- two")])
    batch = read(read_tables([tmp_path], Settings()), template())
    assert batch.problems == ()
    assert [record.facts[0].value for record in of_kind(batch, "organisation")] == names
    assert of_kind(batch, "objective")[0].facts[1].value == "- one\n- two"


def test_the_sheets_may_come_as_text_files_of_the_same_names() -> None:
    table = Table("Organisations.csv", "", ("Name", "Sector"), ((2, ("A", "LG")),))
    batch = read([Source("Organisations.csv", "", 0, (table,))], template())
    assert batch.records[0].origin == Origin("Organisations.csv", "", 2)


def test_every_kind_is_made_by_some_sheet_but_for_those_only_mapped_files_have() -> None:
    made = {kind for rule in template().records for kind in (rule.kind, *rule.kinds.values())}
    assert set(KINDS) - made == {"amount-report"}


def test_a_workbook_as_a_spreadsheet_saves_it_is_read_and_its_slips_are_named_by_cell(tmp_path: Path) -> None:
    sheets: dict[str, list[tuple[object, ...]]] = {
        "Organisations": [
            ("ID", "Name", "Sector", "Company number"),
            (1, "A", "LG", None),
            (2, "B", "VC", 7444723),
        ],
        "Objectives": [("Name",), ("Homelessness",)],
        "Outcomes": [("Name", "Objectives"), ("Homes", "Homelesness"), ("Beds", "Homelessness")],
        "Decisions": [
            ("Name", "Decided by", "Date"),
            ("D1", 1, datetime(2024, 1, 31)),
            ("D2", 1, "31/01/2024"),
        ],
        "Money": [
            ("Payer", "Amount", "Currency", "Status"),
            (1, 1200.5, "GBP", "paid"),
            (1, "1200,50", "GBP", "paid"),
        ],
    }
    batch = read(read_tables([workbook(tmp_path / "map.xlsx", **sheets)], Settings()), template())
    assert [(problem.sheet, problem.row, problem.column, problem.fix) for problem in batch.problems] == [
        ("Organisations", 3, "Company number", "Did a spreadsheet drop a zero? Suggested: 07444723."),
        ("Money", 3, "Amount", "Write 1200.50."),
        ("Decisions", 3, "Date", "Write 2024-01-31 for 31 January 2024."),
        ("Outcomes", 2, "Objectives", "Did you mean 'Homelessness'?"),
    ]
    (decision,) = of_kind(batch, "decision")
    assert Fact("date", date(2024, 1, 31), "Date") in decision.facts
    assert Fact("decided_by", Ref("organisation", ("1",)), "Decided by") in decision.facts
    assert Fact("amount", Decimal("1200.5"), "Amount") in of_kind(batch, "spend")[0].facts


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=12
).filter(lambda text: not text.startswith("'"))
"""No apostrophe first: before what a spreadsheet would run it is an export's, and is taken off."""


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6, unique_by=lambda row: row[0]))
def test_what_is_written_to_a_csv_file_is_what_the_records_say(rows: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "Objectives.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("ID", "Name", "Description"), *rows])
        with file.open(encoding="utf-8", newline="") as stream:
            header, *cells = csv.reader(stream)
    table = Table(
        file.name, "", tuple(header), tuple((n, tuple(row)) for n, row in enumerate(cells, start=2))
    )
    people = Table("Organisations.csv", "", ("Name", "Sector"), ())
    batch = read([Source(file.name, "", 0, (table, people))], template())
    assert [(record.key[0], *(str(fact.value) for fact in record.facts)) for record in batch.records] == [
        (key, key, name, text) for key, name, text in rows
    ]
    assert batch.problems == ()


CELLS = st.sampled_from(
    [
        "",
        "o1",
        "A",
        "a",
        "LG",
        "service",
        "pursues",
        "works with",
        "delivers",
        "target",
        "25%",
        "12",
        "1,5",
        "2024-01-01",
        "x|y",
        "women",
    ]
)


@given(st.data())
def test_whatever_is_typed_each_row_is_loaded_or_reported(data: st.DataObject) -> None:
    mapping = template()
    tables = []
    given = data.draw(st.sets(st.sampled_from([rule.name for rule in mapping.tables]), max_size=8))
    for rule in mapping.tables:
        if rule.required is False and rule.name not in given:
            continue
        header = mapping.columns(rule.name)
        rows = data.draw(st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=3))
        tables.append(
            Table("b.xlsx", rule.sheet, header, tuple((n, tuple(row)) for n, row in enumerate(rows, 2)))
        )
    filled = {
        Origin("b.xlsx", table.sheet, number)
        for table in tables
        for number, cells in table.rows
        if any(cells)
    }
    if not filled:
        return
    batch = read([Source("b.xlsx", "", 0, tuple(tables))], mapping)
    loaded = {record.origin for record in batch.records}
    assert loaded | batch.rejected == filled
    assert not loaded & batch.rejected
    assert batch.rows_read == batch.rows_loaded + batch.rows_reported
