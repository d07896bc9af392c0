"""Text of a cell to a value: amounts, whole numbers, dates, yes and no, web addresses.

Strings stay strings: an identifier is never read as a number. What can be read in two ways is not guessed
but sent back with the form to write.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from urllib.parse import urlsplit

import pyoxigraph as ox

from ecosystem.formulas import MARKS
from ecosystem.importers import dates, official, periods
from ecosystem.importers.parsed import Parsed
from ecosystem.importers.spelling import folded, quoted
from ecosystem.kinds import FieldType

SEPARATORS = ("|", ";", "\n")
"""What parts the items of a list cell where a mapping does not say."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a file writes numbers and dates: its decimal mark; a `strptime` pattern, or "" for ISO 8601."""

    decimal: str = "."
    dates: str = ""


ISO = Format()

_GUARDED = tuple(f"'{mark}" for mark in MARKS)


def content(cell: str) -> str:
    """What a cell says: its text, stripped.

    Without the apostrophe that an export writes before what a spreadsheet would run as a formula.

    >>> content(" '=1+1"), content("'s-Hertogenbosch")
    ('=1+1', "'s-Hertogenbosch")
    """
    text = cell.lstrip()
    return (text[1:] if text.startswith(_GUARDED) else text).strip()


def parse(text: str, kind: FieldType, form: Format = ISO) -> Parsed:
    """The value of a non-blank cell for a field of that type; references and concepts are not read here."""
    match kind:
        case "decimal":
            return amount(text, form.decimal)
        case "share":
            return share(text, form.decimal)
        case "integer":
            return whole(text, form.decimal)
        case "date":
            return dates.day(text, form.dates)
        case "boolean":
            return truth(text)
        case "link":
            return link(text)
        case _:
            return Parsed(text)


def items(text: str, separators: tuple[str, ...] = SEPARATORS) -> list[str]:
    """The items of a list cell, stripped, without blanks and repeats, in their order."""
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    found = (item.strip() for item in text.split(separators[0]))
    return list(dict.fromkeys(item for item in found if item))


_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?(\d+|\d{1,3}([. \u00a0]\d{3})+),\d+")
_WHOLE_WITH_POINTS = re.compile(r"[+-]?\d{1,3}([. \u00a0]\d{3})+")
_EXPONENT = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}")
_MARKS = re.compile(r"[\s£$€%]|GBP|USD|EUR|CAD")


def amount(text: str, decimal: str = ".") -> Parsed:
    """A decimal number. With the decimal mark ",", full stops and spaces part the thousands.

    >>> amount("1200.50").value
    Decimal('1200.50')
    >>> amount("1.200,50").fix
    'Write 1200.50.'
    """
    if decimal == "," and (_DECIMAL_COMMA.fullmatch(text) or _WHOLE_WITH_POINTS.fullmatch(text)):
        return Parsed(Decimal(_without_comma(text)))
    if _PLAIN.fullmatch(text):
        return Parsed(Decimal(text))
    if _THOUSANDS.fullmatch(text):
        plain = text.replace(",", "")
        return Parsed(
            Decimal(plain), f"{quoted(text)} was read as {plain}.", f"Write {plain} to be sure.", "warning"
        )
    if _DECIMAL_COMMA.fullmatch(text):
        return Parsed(None, f"{quoted(text)} uses a decimal comma.", f"Write {_without_comma(text)}.")
    if _EXPONENT.fullmatch(text):
        plain = format(Decimal(text), "f")
        return Parsed(
            None, f"{quoted(text)} is a shortened number and may have lost digits.", f"Write it out: {plain}?"
        )
    return _not_a_number(text)


def _without_comma(text: str) -> str:
    return re.sub(r"[. \u00a0]", "", text).replace(",", ".")


def _not_a_number(text: str) -> Parsed:
    bare = _MARKS.sub("", text)
    if bare != text:
        inner = amount(bare)
        wanted = inner.value if inner.value is not None else inner.fix.removeprefix("Write ").rstrip(".")
        if wanted and _PLAIN.fullmatch(str(wanted)):
            return Parsed(None, f"{quoted(text)} holds more than a number.", f"Write {wanted}.")
    return Parsed(
        None,
        f"{quoted(text)} is not a number.",
        "Write digits only, such as 1200.50; leave the cell empty if unknown.",
    )


def whole(text: str, decimal: str = ".") -> Parsed:
    """A whole number; "12.0", as spreadsheets write it, is 12."""
    found = amount(text, decimal)
    if not isinstance(found.value, Decimal):
        return found
    if found.value != found.value.to_integral_value():
        return Parsed(None, f"{quoted(text)} is not a whole number.", "Write it without decimals.")
    return Parsed(int(found.value), found.message, found.fix, found.severity)


def share(text: str, decimal: str = ".") -> Parsed:
    """A part of a whole, from 0 to 1; with a percent sign, a percentage.

    >>> share("0.25").value, share("25%").value
    (Decimal('0.25'), Decimal('0.25'))
    >>> share("25").fix
    'Write 25% or 0.25.'
    """
    bare = text.removesuffix("%").rstrip()
    found = amount(bare, decimal)
    if not isinstance(found.value, Decimal):
        return found if bare == text else amount(text, decimal)
    value = found.value if bare == text else found.value / 100
    if 0 <= value <= 1:
        return Parsed(value, found.message, found.fix, found.severity)
    likely = bare == text and 2 <= value <= 100
    fix = f"Write {text}% or {(value / 100).normalize():f}." if likely else "Write it as 0.25 or 25%."
    return Parsed(None, f"{quoted(text)} is not a share: those go from 0 to 1, or from 0% to 100%.", fix)


_FEWEST_PEOPLE = 5


def people(found: Parsed) -> Parsed:
    """A number of people as read; left out where it is 1 to 4, so small that somebody might be recognised."""
    if isinstance(found.value, int) and 0 < found.value < _FEWEST_PEOPLE:
        return Parsed(
            None,
            "Fewer than 5 people: the number is not loaded, so that nobody can be recognised.",
            "Nothing to do.",
            "info",
        )
    return found


_TRUE = frozenset({"yes", "y", "true", "1"})
_FALSE = frozenset({"no", "n", "false", "0"})


def truth(text: str) -> Parsed:
    """Yes or no; an empty cell, which never comes here, is "not known"."""
    word = folded(text)
    if word in _TRUE or word in _FALSE:
        return Parsed(word in _TRUE)
    return Parsed(
        None, f"{quoted(text)} is neither yes nor no.", "Write yes or no, or leave it empty if not known."
    )


_NOT_IN_IRI = re.compile(r'[\s<>"{}|\\^`\x00-\x1f]')


def link(text: str) -> Parsed:
    """A web address that the store can hold. `www.` alone is read as https; anything else is left out."""
    address = f"https://{text}" if text.lower().startswith("www.") else text
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        usable = False
    if not usable or _NOT_IN_IRI.search(address) or not _storable(address):
        return Parsed(
            None,
            f"{quoted(text)} is not a web address; it was left out.",
            "Write it as https://...",
            "warning",
        )
    if address != text:
        return Parsed(
            address, f"{quoted(text)} was read as {address}.", "Write the whole address.", "warning"
        )
    return Parsed(address)


def _storable(address: str) -> bool:
    """Whether the store's own parser takes it: one address it refuses would stop the whole import."""
    try:
        line = f"<a:a> <a:a> <{address}> .\n".encode()
        return [str(triple.object) for triple in ox.parse(line, ox.RdfFormat.N_TRIPLES)] == [f"<{address}>"]
    except (SyntaxError, UnicodeEncodeError):
        return False


CONVERTERS: dict[str, Callable[[str], Parsed]] = {
    "charity-number": official.charity,
    "company-number": official.company,
    "us-fiscal-year-start": dates.us_fiscal_year_start,
    "us-fiscal-year-end": dates.us_fiscal_year_end,
    "uk-financial-year-start": partial(periods.first_day, periods.FINANCIAL_YEAR),
    "uk-financial-year-end": partial(periods.last_day, periods.FINANCIAL_YEAR),
    "uk-financial-quarter-start": partial(periods.first_day, periods.FINANCIAL_QUARTER),
    "uk-financial-quarter-end": partial(periods.last_day, periods.FINANCIAL_QUARTER),
    "academic-year-start": partial(periods.first_day, periods.ACADEMIC_YEAR),
    "academic-year-end": partial(periods.last_day, periods.ACADEMIC_YEAR),
    "calendar-year-start": partial(periods.first_day, periods.CALENDAR_YEAR),
    "calendar-year-end": partial(periods.last_day, periods.CALENDAR_YEAR),
    "quarter-start": partial(periods.first_day, periods.QUARTER),
    "quarter-end": partial(periods.last_day, periods.QUARTER),
    "month-start": partial(periods.first_day, periods.MONTH),
    "month-end": partial(periods.last_day, periods.MONTH),
}
"""What a mapping may name in `convert`; the result is taken as it is."""
