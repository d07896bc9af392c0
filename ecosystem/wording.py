"""How numbers, dates and names from outside are written for people."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINERS = "\u200c\u200d"


def thousands(number: int) -> str:
    """The number with its thousands apart: 3,214."""
    return f"{number:,}"


def count_of(number: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> count_of(1, "organisation"), count_of(3214, "organisation"), count_of(0, "body", "bodies")
    ('1 organisation', '3,214 organisations', '0 bodies')
    """
    return f"{thousands(number)} {one if number == 1 else many or one + 's'}"


def day(when: date) -> str:
    """A date as people write it: 3 May 2026."""
    return f"{when.day} {when:%B %Y}"


def moment(when: datetime) -> str:
    """A time as people write it, in UTC and saying so: 3 May 2026, 14:05 UTC."""
    return f"{day(when)}, {when.astimezone(UTC):%H:%M} UTC"


def plain(text: str) -> str:
    """Text from outside without control and direction-changing characters, its spaces made single.

    >>> plain("Safe" + chr(0x202E) + "ty  Board")
    'Safety Board'
    """
    seen = "".join(mark if _shown(mark) else " " if mark.isspace() else "" for mark in text)
    return " ".join(seen.split())


def _shown(mark: str) -> bool:
    return mark in _JOINERS or unicodedata.category(mark) not in _UNSEEN
