"""A cell that may be written in several ways: each is tried, and what none can read is said once."""

from __future__ import annotations

from datetime import date

import pytest
from sheets import Sheets

from ecosystem.importers import Batch, read
from ecosystem.importers.mapping_file import parse_mapping

PERIODS = """
[tables.a]
sheet = "A"

[[records]]
table = "a"
kind = "programme"
key = ["Name"]

[records.fields]
name = "Name"
start.first = [
    {column = "Period", convert = "uk-financial-year-start"},
    {column = "Period", convert = "month-start"},
    {column = "Period"},
    {column = "Other", convert = "calendar-year-start"},
]
"""


def started(book: Sheets, period: str, other: str = "") -> Batch:
    sheets = book(A=["Name,Period,Other", f"x,{period},{other}"])
    return read(sheets, parse_mapping(PERIODS, "periods.toml"))


@pytest.mark.parametrize(
    ("period", "start"),
    [("2017/18", date(2017, 4, 1)), ("Mar 2019", date(2019, 3, 1)), ("2019-03-07", date(2019, 3, 7))],
)
def test_a_text_that_one_reading_cannot_read_is_left_to_the_next_of_its_column(
    book: Sheets, period: str, start: date
) -> None:
    batch = started(book, period)
    assert batch.problems == ()
    assert [fact.value for fact in batch.records[0].facts] == ["x", start]


def test_what_no_reading_reads_is_one_complaint_with_the_advice_of_each(book: Sheets) -> None:
    (problem,) = started(book, "lately").problems
    assert str(problem) == (
        "book.xlsx, sheet A, row 2, column Period: 'lately' can be read in none of the ways that the mapping"
        " tries. Write it as 2017/18. Or: Write it as 2019-03 or Mar 2019."
        " Or: Write the day as YYYY-MM-DD, such as 2024-04-03."
    )


def test_a_text_that_cannot_be_read_is_not_forgotten_for_another_column(book: Sheets) -> None:
    batch = started(book, "lately", "2019")
    assert [problem.column for problem in batch.problems] == ["Period"]
    assert batch.rows_loaded == 0
