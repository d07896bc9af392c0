"""A table of values: rows left out on purpose, rows of one key, and what tells them apart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sheets import Sheets

from ecosystem.errors import InvalidData
from ecosystem.importers import Batch, read
from ecosystem.importers.mapping_file import parse_mapping
from ecosystem.records import Source, Table


def test_two_kinds_under_one_key_are_a_slip_even_where_the_key_is_a_constant(book: Sheets) -> None:
    text = """
        [tables.a]
        sheet = "A"
        [[records]]
        table = "a"
        kind = {column = "Kind", values = {s = "service", p = "programme"}}
        key = [{value = "all"}]
        [records.fields]
        name = "Name"
    """
    batch = read(book(A=["Kind,Name", "s,X", "p,X", "s,X"]), parse_mapping(text, "a.toml"))
    assert [(problem.row, problem.column, problem.message) for problem in batch.problems] == [
        (3, None, "'all' is of the kind 'programme' here and 'service' in row 2 of A.")
    ]
    assert batch.rows_loaded == 2


VALUES = """
[tables.values]
sheet = "Values"
joins.sources = {on = "Source"}
must_have = ["Area", "Period"]

[tables.sources]
sheet = "Sources"

[[set_aside]]
table = "values"
when = {column = "Value", is = ["", "n/a"]}
why = "no value was published."

[[set_aside]]
table = "values"
when = [{column = "Area", is = ["Average"]}, {column = "Period", blank = false}]
why = "an average is no place."

[[set_aside]]
table = "sources"
when = {column = "Note", is = ["closed"]}
why = "the survey has ended."

[[records]]
table = "values"
kind = "area"
key = ["Area"]

[records.fields]
name = "Area"

[[records]]
table = "values"
kind = "measurement"
key = ["Area", "Period"]
same_key = "refuse"

[records.fields]
value = "Value"
value_text = {column = "Title", via = "sources"}
places = "Area"

[[records]]
table = "sources"
kind = "evidence"
key = ["Source"]

[records.fields]
name = "Title"
"""
SOURCES = ["Source,Title,Note", "s1,Survey,", "s2,Old survey,closed"]


def measured(book: Sheets, *rows: str) -> Batch:
    sheets = book(Values=["Area,Period,Value,Source", *rows], Sources=SOURCES)
    return read(sheets, parse_mapping(VALUES, "values.toml"))


def test_rows_left_out_on_purpose_are_counted_and_reported_once_for_each_reason(book: Sheets) -> None:
    rows = ["North,2019,1,s1", "North,2020,,s1", "South,2019,N/A,s1", "Average,2019,3,s1", "East,2019,,s9"]
    batch = measured(book, *rows, "West,2019,n/a,", "South,2020,5,s1")
    assert [(str(problem), problem.rows, problem.severity) for problem in batch.problems] == [
        (
            "book.xlsx, sheet Values: Rows 3, 4, 6 and 1 more were left out: no value was published.",
            4,
            "info",
        ),
        ("book.xlsx, sheet Values: Row 5 was left out: an average is no place.", 1, "info"),
        ("book.xlsx, sheet Sources: Row 3 was left out: the survey has ended.", 1, "info"),
    ]
    assert (batch.rows_read, batch.rows_loaded, batch.rows_reported) == (9, 3, 6)
    assert [record.key for record in batch.records if record.kind == "area"] == [("North",), ("South",)]


def test_a_row_that_is_left_out_can_still_be_joined(book: Sheets) -> None:
    batch = measured(book, "North,2019,1,s2")
    assert [fact.value for fact in batch.records[1].facts[:2]] == [Decimal(1), "Old survey"]


def test_a_column_that_decides_which_rows_are_left_out_must_be_there(book: Sheets) -> None:
    sheets = book(Values=["Area,Period,Source", "North,2019,s1"], Sources=SOURCES)
    with pytest.raises(InvalidData, match="couldn't find a column called Value in Values"):
        read(sheets, parse_mapping(VALUES, "values.toml"))


def test_a_row_with_shifted_cells_is_not_taken_for_one_left_out_on_purpose() -> None:
    text = VALUES.replace('sheet = "Values"', 'file = "values.csv"').replace(
        "joins.sources", "# joins.sources"
    )
    text = text.replace('value_text = {column = "Title", via = "sources"}', "")
    rows = ((2, ("North", "2019", "", "1", "s1")), (3, ("North", "2020", "2", "s1")))
    values = Table("values.csv", "", ("Area", "Period", "Value", "Source"), rows, (2,))
    sources = Table("Sources.csv", "", ("Source", "Title", "Note"), ((2, ("s1", "Survey", "")),))
    batch = read([Source("x", "0" * 64, 1, (values, sources))], parse_mapping(text, "values.toml"))
    wrong = [problem.row for problem in batch.problems if problem.severity == "violation"]
    assert (wrong, batch.rows_loaded, batch.rows_reported) == ([2], 2, 1)


def test_rows_of_one_key_that_differ_are_said_to_differ_and_in_what(book: Sheets) -> None:
    batch = measured(book, "North,2019,63.3,s1", "North,2019,64,s1", "North,2019,63.3,s1", "South,2019,1,s1")
    assert [str(problem) for problem in batch.problems if problem.severity == "violation"] == [
        f"book.xlsx, sheet Values, row {here}, column Area: Nothing in Area and Period tells this row from"
        f" {others}, although they differ in Value."
        " Add what does, a column or an ID, and name it in the key of the mapping."
        for here, others in (
            (2, "row 3 of Values"),
            (3, "row 2 of Values and row 4 of Values"),
            (4, "row 3 of Values"),
        )
    ]


def test_rows_of_one_key_that_are_equal_are_said_to_be_so(book: Sheets) -> None:
    batch = measured(book, "North,2019,63.3,s1", "North,2019,63.30,s1")
    assert [problem.message for problem in batch.problems if problem.severity == "violation"] == [
        "This row says the same as row 3 of Values: 'North, 2019'.",
        "This row says the same as row 2 of Values: 'North, 2019'.",
    ]


def test_two_kinds_of_thing_with_one_key_do_not_say_the_same(book: Sheets) -> None:
    text = """
        [tables.a]
        sheet = "A"
        [[records]]
        table = "a"
        kind = {column = "Kind", values = {s = "service", p = "programme"}}
        key = ["Name", "Place"]
        same_key = "refuse"
        [records.fields]
        name = "Name"
    """
    batch = read(book(A=["Kind,Name,Place", "s,X,Y", "p,X,Y"]), parse_mapping(text, "a.toml"))
    assert batch.problems[0].message == (
        "Nothing in Name and Place tells this row from row 3 of A, although they differ in Kind."
    )
