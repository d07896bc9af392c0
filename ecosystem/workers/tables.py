"""What the readers of text tables and workbooks share: the limits, and rows cut to the shape of their
header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ecosystem.workers.child import Refusal

Row = tuple[int, list[str]]
"""The number a person sees beside the row (the first row of a sheet is 1), and its cells."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file is read: bytes when unpacked, parts of a workbook, rows and columns of a table,
    characters of a cell."""

    unpacked: int
    members: int
    rows: int
    columns: int
    characters: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table before its rows are read; `name` is empty for a text file."""

    name: str
    header: list[str]
    rows: Iterator[Row]


def unreadable(sentence: str) -> Refusal:
    """A file that is refused as a whole."""
    return Refusal("source", sentence)


def headed(name: str, sheet: str, rows: Iterable[Row], limits: Limits) -> Sheet | None:
    """The table whose header is the first row that is not blank, blank rows left out; None without any."""
    place = f"{name}, sheet {sheet}" if sheet else name
    filled = _filled(rows)
    first, header = next(filled, (0, []))
    if not header:
        return None
    _check(place, first, header, header, limits)
    names = [" ".join(text.split()) for text in header]
    return Sheet(sheet, names, _shaped(place, first, names, filled, limits))


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    for number, cells in rows:
        if any(cell and not cell.isspace() for cell in cells):
            yield number, cells


def _shaped(place: str, first: int, header: list[str], rows: Iterator[Row], limits: Limits) -> Iterator[Row]:
    """Rows at least as wide as the header; what is wider holds something in a cell that has no heading."""
    width = len(header)
    for number, cells in rows:
        if number - first > limits.rows:
            raise unreadable(
                f"{place} has more than {limits.rows:,} rows under its header, the limit here (row "
                f"{number:,}). Split it into several files, or raise the setting file_rows."
            )
        _check(place, number, header, cells, limits)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        cells += [""] * (width - len(cells))
        yield number, cells


def _check(place: str, number: int, header: Sequence[str], cells: Sequence[str], limits: Limits) -> None:
    if len(cells) > limits.columns:
        raise unreadable(
            f"{place}, row {number:,} has {len(cells):,} columns; the limit here is {limits.columns:,}. "
            "Remove the columns that are not needed, or raise the setting file_columns."
        )
    if max(map(len, cells)) > limits.characters:
        column = next(at for at, cell in enumerate(cells) if len(cell) > limits.characters)
        title = header[column].strip()[:60] if cells is not header and column < len(header) else ""
        raise unreadable(
            f"{place}, row {number:,}, column {title or column + 1} holds a text of {len(cells[column]):,} "
            f"characters; the limit here is {limits.characters:,}. Shorten it, or look for a quotation "
            "mark that is never closed before it."
        )
