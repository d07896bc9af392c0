"""Table files for tests: written, and read as the importers read them or refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest

from ecosystem.config import Settings
from ecosystem.errors import SourceError
from ecosystem.importers.tables import read_tables
from ecosystem.records import Source

SETTINGS = Settings()


def read(file: Path, settings: Settings = SETTINGS) -> Source:
    (source,) = read_tables([file], settings)
    return source


def workbook(file: Path, **sheets: Iterable[Sequence[object]]) -> Path:
    """An Excel workbook of these sheets, each its rows of cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file


def refusal(file: Path, settings: Settings = SETTINGS) -> str:
    with pytest.raises(SourceError) as error:
        read_tables([file], settings)
    assert error.value.file == file.name
    assert str(error.value).startswith(file.name)
    return str(error.value)


def refused_text(folder: Path, content: bytes, settings: Settings = SETTINGS, name: str = "sheet.csv") -> str:
    (folder / name).write_bytes(content)
    return refusal(folder / name, settings)
