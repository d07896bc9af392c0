"""What can go wrong, as sentences to a strategist.

EcosystemError
├── SourceError      a file cannot be read at all (file, sheet, row, column where known)
├── InvalidData      the data read cannot be loaded; carries the list of Problems
├── QueryError       a question cannot be answered: its text, its size or its limits
│   ├── QueryTimeout    stopped at its time limit
│   ├── QueryTooLarge   its text or its answer passed a limit
│   └── TooBusy         too many questions are waiting
├── StoreError       the data folder cannot be written, locked or trusted
├── NotFound         no such version, record or page
└── ConfigError      the settings contradict themselves or the data folder

Each message says what is wrong, where, and what to do. No HTTP and no command line in here: `web`
maps a class to a status in one table, the command line prints it and exits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecosystem.records import Problem


class EcosystemError(Exception):
    """Something a person can act on; `str()` is the whole sentence."""


class SourceError(EcosystemError):
    """A file that cannot be read; nothing of it was loaded."""

    def __init__(
        self,
        message: str,
        *,
        file: str = "",
        sheet: str = "",
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(message)
        self.file = file
        self.sheet = sheet
        self.row = row
        self.column = column


class InvalidData(EcosystemError):
    """Data that was read but cannot be loaded; `problems` says which cells and why."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class QueryError(EcosystemError):
    """A question that cannot be answered as it is asked."""


class QueryTimeout(QueryError):
    """A question that was stopped at its time limit."""


class QueryTooLarge(QueryError):
    """A question whose text or answer passed a limit; no part of the answer is given."""


class TooBusy(QueryError):
    """More questions are waiting than we take on; ask again shortly."""


class StoreError(EcosystemError):
    """The data folder cannot be written, locked or trusted."""


class NotFound(EcosystemError):
    """There is no such version, record or page."""


class ConfigError(EcosystemError):
    """Settings that contradict themselves, each other or the data folder."""
