"""What a question can be asked about: the types of its parameters, and a value as a term of the query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rdflib import XSD, Literal, URIRef

from ontology import Term

_VALUES: dict[str, tuple[re.Pattern[str], str, URIRef | None]] = {
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "a date such as 2026-05-03", XSD.date),
    "year": (re.compile(r"[0-9]{4}"), "a year such as 2026", XSD.integer),
    "integer": (re.compile(r"-?[0-9]{1,18}"), "a whole number such as 12", XSD.integer),
    "decimal": (re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?"), "a number such as 0.05", XSD.decimal),
    "text": (re.compile(r".*", re.DOTALL), "a text", None),
}
"""Type of parameter -> what its text looks like, what people call that, and its type in the query."""
_THINGS = re.compile(r"thing|(kind|scheme):[a-z-]+")

_LOWEST = re.compile(r"(integer|decimal) >= (-?[0-9]+(?:\.[0-9]+)?)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about.

    `type`: `kind:objective` (an IRI of that kind or family of kinds), `scheme:sector` (a concept of that
    scheme), `thing` (any IRI), `date`, `year`, `text`, `decimal` or `integer`.
    `lowest`: the least that a number may be.
    """

    name: str
    type: str
    required: bool
    text: str
    lowest: Decimal | None = None

    @property
    def wanted(self) -> str:
        """What a value must look like, in words, such as "a date such as 2026-05-03"."""
        if self.type not in _VALUES:
            return "the address (IRI) of a thing"
        least = f", {self.lowest} or more" if self.lowest is not None else ""
        return _VALUES[self.type][1] + least

    def term(self, value: str) -> Term:
        """The value as a term of the question.

        ValueError, with a sentence, for one of another type or below the lowest.
        """
        value = value.strip()
        if self.type not in _VALUES:
            return URIRef(value)
        pattern, _, datatype = _VALUES[self.type]
        fits = pattern.fullmatch(value) and (datatype != XSD.date or _is_day(value))
        if not fits or (self.lowest is not None and Decimal(value) < self.lowest):
            raise ValueError(f"{value!r} is not {self.wanted}.")
        return Literal(value, datatype=datatype)


def parameter_of(id: str, line: str) -> Parameter:
    """What a line `# parameter:` of a question says. ValueError, with a sentence, for one that is malformed."""
    parts = [part.strip() for part in line.split("|", 3)]
    if len(parts) != 4 or parts[2] not in {"required", "optional"} or not all(parts):
        raise ValueError(
            f"{id}.rq: the parameter {line!r} must read 'name | type | required or optional | what it is'."
        )
    name, type, need, text = parts
    bounded = _LOWEST.fullmatch(type)
    if bounded:
        return Parameter(name, bounded[1], need == "required", text, Decimal(bounded[2]))
    if type not in _VALUES and not _THINGS.fullmatch(type):
        known = ", ".join(sorted(_VALUES))
        raise ValueError(
            f"{id}.rq: {type!r} is no type of parameter; known are kind:..., scheme:..., thing, {known}, and "
            "a number with its lowest value, such as decimal >= 0."
        )
    return Parameter(name, type, need == "required", text)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
