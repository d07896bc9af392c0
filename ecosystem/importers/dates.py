"""Text to a date: ISO 8601, a pattern that a mapping gives, or a fiscal year. A date that can be read in two
ways is not guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from ecosystem.importers.parsed import Parsed
from ecosystem.importers.spelling import quoted

_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")


def day(text: str, pattern: str = "") -> Parsed:
    """A date, in ISO 8601 or in the `strptime` pattern that a mapping gives.

    >>> day("2024-04-03").value
    datetime.date(2024, 4, 3)
    >>> day("03/04/2024").fix
    'Write 2024-04-03 for 3 April 2024, or 2024-03-04 for 4 March 2024.'
    """
    try:
        if pattern:
            return Parsed(datetime.strptime(text, pattern).date())
        if found := _ISO_DAY.fullmatch(text):
            return Parsed(date.fromisoformat(found[1]))
    except ValueError:
        return Parsed(None, f"{quoted(text)} is not a date in the calendar.", "Write the day as YYYY-MM-DD.")
    return Parsed(None, f"{quoted(text)} is not a date we can be sure of.", _suggested_day(text))


def _suggested_day(text: str) -> str:
    if found := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in found.groups())
        readings = [
            f"{year:04}-{month:02}-{day_:02} for {day_} {date(year, month, day_):%B %Y}"
            for day_, month in dict.fromkeys([(first, second), (second, first)])
            if _exists(year, month, day_)
        ]
        if readings:
            return f"Write {', or '.join(readings)}."
    if found := _YEAR_MONTH.fullmatch(text):
        return f"Write the day too, such as {found[1]}-{found[2] or '01'}-01."
    return "Write the day as YYYY-MM-DD, such as 2024-04-03."


def _exists(year: int, month: int, day_: int) -> bool:
    try:
        date(year, month, day_)
    except ValueError:
        return False
    return True


def _us_fiscal_year(text: str) -> int | None:
    found = re.fullmatch(r"(?:FY ?)?(\d{4})", text)
    return int(found[1]) if found and int(found[1]) > 1 else None


def us_fiscal_year_start(text: str) -> Parsed:
    """The first day of a US federal fiscal year: FY2023 began on 1 October 2022."""
    year = _us_fiscal_year(text)
    return Parsed(date(year - 1, 10, 1)) if year else _no_fiscal_year(text)


def us_fiscal_year_end(text: str) -> Parsed:
    """The last day of a US federal fiscal year: FY2023 ended on 30 September 2023."""
    year = _us_fiscal_year(text)
    return Parsed(date(year, 10, 1) - timedelta(days=1)) if year else _no_fiscal_year(text)


def _no_fiscal_year(text: str) -> Parsed:
    return Parsed(None, f"{quoted(text)} is not a fiscal year.", "Write four digits, such as 2023.")
