"""Text that names a period, to its first and its last day: years of several kinds, quarters, months.

Each is written alone or as a run, `2021/22 Q1 - 2022/23 Q4`; the second of a run may leave out its century. A
text that could be two kinds of period is only read by the kind that the mapping names, and one that could be
two periods of that kind is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ecosystem.importers.parsed import Parsed
from ecosystem.importers.spelling import quoted

Span = tuple[date, date]
"""The first and the last day."""

_YEAR = "([12][0-9]{3})"
_TWO_YEARS = re.compile(rf"{_YEAR}[/\u2013-]({_YEAR[1:-1]}|[0-9]{{2}})")
_QUARTER = re.compile(rf"{_YEAR}[ -]?q([1-4])|q([1-4])[ -]?{_YEAR}", re.IGNORECASE)
_FINANCIAL_QUARTER = re.compile(r"(\S+) q([1-4])|q([1-4]) (\S+)", re.IGNORECASE)
_MONTH = re.compile(rf"{_YEAR}-(0[1-9]|1[0-2])|([a-z]+)[ -]{_YEAR}", re.IGNORECASE)
_RUN = re.compile(r"\s+(?:[\u2013-]|to)\s+|(?<=[0-9])[\u2013-](?=[A-Za-z])")
"""Spaces around the dash, which parts 2015 - 17 from 2015-16; none needed before a word, as in Jan 2022-Dec 2022."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
"""In English, whatever language the computer is set to."""


@dataclass(frozen=True, slots=True)
class Period:
    """A kind of period: how it is called, how it is written, and how one of it is read."""

    name: str
    such_as: str
    one: Callable[[str], Span | None]


def first_day(period: Period, text: str) -> Parsed:
    """The day on which the period, or the first of a run, begins."""
    found = _span(period, text)
    return Parsed(found[0]) if found else _unreadable(period, text)


def last_day(period: Period, text: str) -> Parsed:
    """The day on which the period, or the last of a run, ends."""
    found = _span(period, text)
    return Parsed(found[1]) if found else _unreadable(period, text)


def _span(period: Period, text: str) -> Span | None:
    if single := period.one(text):
        return single
    for mark in _RUN.finditer(text):
        begin, end = text[: mark.start()], text[mark.end() :]
        first, last = period.one(begin), period.one(end) or period.one(begin[:2] + end)
        if first and last and first[0] < last[0] and not _two_readings(begin, end):
            return first[0], last[1]
    return None


def _two_readings(begin: str, end: str) -> bool:
    """Whether two years written so could as well be the one year that lies in both."""
    return _two_years(f"{begin}/{end}", 1) is not None


def _two_years(text: str, month: int) -> Span | None:
    """The twelve months from that month of the first year, where the second is the next."""
    found = _TWO_YEARS.fullmatch(text)
    if not found or not str(int(found[1]) + 1).endswith(found[2]):
        return None
    return _months(int(found[1]), month, 12)


def _months(year: int, month: int, count: int) -> Span:
    years, after = divmod(month - 1 + count, 12)
    return date(year, month, 1), date(year + years, after + 1, 1) - timedelta(days=1)


def _financial_year(text: str) -> Span | None:
    return _two_years(text, 4)


def _academic_year(text: str) -> Span | None:
    return _two_years(text, 9)


def _calendar_year(text: str) -> Span | None:
    return _months(int(text), 1, 12) if re.fullmatch(_YEAR, text) else None


def _quarter(text: str) -> Span | None:
    found = _QUARTER.fullmatch(text)
    return _months(int(found[1] or found[4]), 3 * int(found[2] or found[3]) - 2, 3) if found else None


def _financial_quarter(text: str) -> Span | None:
    found = _FINANCIAL_QUARTER.fullmatch(text)
    year = _financial_year(found[1] or found[4]) if found else None
    if not found or not year:
        return None
    number = int(found[2] or found[3])
    return _months(year[0].year + number // 4, (1, 4, 7, 10)[number % 4], 3)


def _month(text: str) -> Span | None:
    found = _MONTH.fullmatch(text)
    if not found:
        return None
    if found[1]:
        return _months(int(found[1]), int(found[2]), 1)
    name = found[3].lower()
    known = [month for month in _MONTHS if name in {month, month[:3]} or name == "sept" == month[:4]]
    return _months(int(found[4]), _MONTHS.index(known[0]) + 1, 1) if known else None


def _unreadable(period: Period, text: str) -> Parsed:
    if period is CALENDAR_YEAR and _two_years(_RUN.sub("/", text), 1):
        message = f"{quoted(text)} may be two calendar years, or the one year that lies in both."
        fix = "Write one year, such as 2019, or have the mapping read it as a financial or academic year."
        return Parsed(None, message, fix)
    year = _calendar_year(text)
    if year is None:
        article = "an" if period is ACADEMIC_YEAR else "a"
        message = f"{quoted(text)} is not {article} {period.name}."
        return Parsed(None, message, f"Write it as {period.such_as}.")
    fix = f"Write it as {period.such_as}."
    if period in (FINANCIAL_YEAR, ACADEMIC_YEAR):
        number = year[0].year
        named = [f"{one}/{(one + 1) % 100:02}" for one in (number, number - 1)]
        fix = f"Write {named[0]}, or {named[1]} for the one before."
    return Parsed(None, f"{quoted(text)} does not say which {period.name} is meant.", fix)


FINANCIAL_YEAR = Period("financial year", "2017/18", _financial_year)
FINANCIAL_QUARTER = Period("quarter of a financial year", "2017/18 Q1", _financial_quarter)
ACADEMIC_YEAR = Period("academic year", "2017/18", _academic_year)
CALENDAR_YEAR = Period("calendar year", "2019", _calendar_year)
QUARTER = Period("quarter", "2019 Q1", _quarter)
MONTH = Period("month", "2019-03 or Mar 2019", _month)
