"""What the importers' tests share: a workbook that is not a file."""

from __future__ import annotations

import pytest
from sheets import Sheets, table

from ecosystem.records import Source


@pytest.fixture
def book() -> Sheets:
    """A workbook `book.xlsx` of one sheet for each keyword: a list of lines of CSV."""

    def sheets(**lines: list[str]) -> list[Source]:
        tables = tuple(table("book.xlsx", name, "\n".join(text)) for name, text in lines.items())
        return [Source("book.xlsx", "0" * 64, 1, tables)]

    return sheets
