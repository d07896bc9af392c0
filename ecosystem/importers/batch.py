"""What one reading gives: records, problems, and what became of every row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ecosystem.kinds import KINDS
from ecosystem.records import Origin, Problem, Record

Thing = tuple[str, tuple[str, ...]]
"""(family, key): what several rows may speak about."""


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """What a data set says of itself. `confidence` is 0-1: how far its statements are to be trusted."""

    id: str
    title: str
    publisher: str = ""
    licence: str = ""
    source: str = ""
    confidence: Decimal = Decimal("0.5")
    invented: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything read from some tables, in the order of the tables, rows and rules.

    Each row that is not blank was loaded (it gave at least one record), rejected (a violation names it) or
    set aside (a problem speaks for its whole table or for the rows that the mapping leaves out for one reason, or
    says that all it gives was left out):
    `rows_read == rows_loaded + rows_reported`.
    `as_read` are the records before one of several values was kept where a thing has one.
    """

    dataset: DatasetInfo
    records: tuple[Record, ...]
    as_read: tuple[Record, ...]
    problems: tuple[Problem, ...]
    rows_read: int
    rows_set_aside: int
    rejected: frozenset[Origin]

    @property
    def rows_loaded(self) -> int:
        """How many rows gave at least one record."""
        return len({record.origin for record in self.records})

    @property
    def rows_reported(self) -> int:
        """How many rows gave none; a problem says why for each."""
        return len(self.rejected) + self.rows_set_aside


def thing(record: Record) -> Thing:
    """What the record speaks about."""
    return (KINDS[record.kind].family, record.key)


def complaint(
    origin: Origin, message: str, fix: str = "", *, column: str | None = None, value: str | None = None
) -> Problem:
    """A violation of one row."""
    return Problem(origin.file, origin.sheet, origin.row, column, value, message, fix, "violation")


def remark(file: str, message: str, fix: str = "", *, sheet: str = "", rows: int = 0) -> Problem:
    """Advice on a whole file or sheet; `rows` counts those that it speaks for."""
    return Problem(file, sheet, None, None, None, message, fix, "info", rows)


def violated(problems: Iterable[Problem]) -> frozenset[Origin]:
    """The rows that cannot be loaded."""
    return frozenset(
        Origin(problem.file, problem.sheet, problem.row)
        for problem in problems
        if problem.severity == "violation" and problem.row is not None
    )
