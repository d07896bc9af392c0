"""The waist of the product: what an importer says, before any RDF.

A Record is one thing that a row speaks about; its facts each remember the column they came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Severity = Literal["violation", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """One row of one table. `row` is the number a person sees in the sheet: the header is row 1.

    `sheet` is empty for a text file. Row 0: no table at all, but what `file` says, such as a decision of a person.
    """

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet}, row {self.row}" if self.row else self.file


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Where one statement was read: a row and a column (empty when no single column says it).

    `dataset` is the title of the data set, empty where there is only one and it need not be named.
    """

    file: str
    sheet: str
    row: int
    column: str
    dataset: str = ""

    def __str__(self) -> str:
        row = str(Origin(self.file, self.sheet, self.row))
        cell = f"{row}, column {self.column}" if self.column else row
        return f"{cell} ({self.dataset})" if self.dataset else cell


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Another record of the same data set, by kind and key."""

    kind: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class ConceptRef:
    """A concept of one of the schemes we ship, by scheme name and notation."""

    scheme: str
    notation: str


Value = str | int | Decimal | date | bool | Ref | ConceptRef


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a record. `column` is the heading it was read from, empty where a mapping states it."""

    field: str
    value: Value
    column: str


@dataclass(frozen=True, slots=True)
class Record:
    """One thing a row says something about.

    `kind` is a name in `ecosystem.kinds.KINDS`; `key` identifies it within its data set and family.
    Several rows may give records with one kind and key (an agency named on each of its programmes' rows,
    a list of outcome assignments): they are one thing with the facts of all. `partial` marks a row that
    only adds statements to a record made elsewhere, so that each such statement is traced to its own row.
    """

    kind: str
    key: tuple[str, ...]
    facts: tuple[Fact, ...]
    origin: Origin
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at, with the cell and what to do.

    `violation`: the row was not loaded. `warning`: loaded, an analysis is weaker for it. `info`: advice.
    `rows` counts the rows concerned where one problem speaks for several (a sheet that was not read).
    """

    file: str
    sheet: str
    row: int | None
    column: str | None
    value: str | None
    message: str
    fix: str
    severity: Severity
    rows: int = 1

    def __str__(self) -> str:
        where = ", ".join(
            part
            for part in (
                self.file,
                f"sheet {self.sheet}" if self.sheet else "",
                f"row {self.row}" if self.row is not None else "",
                f"column {self.column}" if self.column else "",
            )
            if part
        )
        return f"{where}: {self.message} {self.fix}".strip()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet or text file as read: a header and rows of text, each with its row number.

    `surplus` holds the numbers of rows that had more cells than the header.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    surplus: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it came: its name, the SHA-256 of its bytes, what was read from it, and the bytes themselves.

    `notes` are sentences on what was assumed and what was not read.
    """

    file: str
    sha256: str
    size: int
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    content: bytes = field(default=b"", repr=False)
