"""What reading one cell gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ecosystem.records import Severity


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value, or none; with a complaint where there is something to say.

    No value and a `violation`: the row cannot be loaded. No value and a `warning` or
    `info`: the row can, without it.
    """

    value: str | int | Decimal | date | bool | None
    message: str = ""
    fix: str = ""
    severity: Severity = "violation"
