"""Sheets for the importers' tests, written as the CSV text a person would see."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from ecosystem.records import Source, Table

Sheets = Callable[..., list[Source]]
"""What the fixture `book` is: a workbook of one sheet for each keyword, a list of lines of CSV."""


def table(file: str, sheet: str, text: str) -> Table:
    """A table from CSV text; the numbers of rows count from the header, which is row 1."""
    reader = csv.reader(io.StringIO(text))
    header, rows = next(reader, []), list(reader)
    return Table(
        file,
        sheet,
        tuple(header),
        tuple((number, tuple(cells)) for number, cells in enumerate(rows, start=2)),
        tuple(number for number, cells in enumerate(rows, start=2) if len(cells) > len(header)),
    )
