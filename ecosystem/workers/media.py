"""In which form an answer is sent: the media types of each query form, and what an Accept header prefers."""

from __future__ import annotations

from typing import Literal

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

SOLUTIONS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv; charset=utf-8",
    "text/tab-separated-values": "text/tab-separated-values; charset=utf-8",
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
}
TRIPLES = {
    "text/turtle": "text/turtle; charset=utf-8",
    "application/n-triples": "application/n-triples",
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
}
"""What may be asked for -> what the answer is called, best first: a tie goes to the first."""


def offered(form: Form) -> dict[str, str]:
    """The media types of a query form."""
    return SOLUTIONS if form in {"SELECT", "ASK"} else TRIPLES


def choose(accept: str, form: Form) -> str | None:
    """The media type to answer a query of this form with; None where nothing offered is accepted.

    `accept` is the value of an Accept header (RFC 9110, 12.5.1): the most specific range decides the quality
    of a type, an empty header accepts all.

    >>> choose("text/csv;q=0.5, application/sparql-results+xml", "SELECT")
    'application/sparql-results+xml'
    >>> choose("text/csv, text/turtle;q=0.9", "CONSTRUCT")
    'text/turtle; charset=utf-8'
    >>> choose("application/json;q=0, */*", "SELECT")
    'application/sparql-results+json'
    >>> choose("image/png", "ASK") is None
    True
    """
    ranges = _ranges(accept) or {"*/*": 1.0}
    best, name = 0.0, None
    for asked, answered in offered(form).items():
        quality = _quality(asked, ranges)
        if quality > best:
            best, name = quality, answered
    return name


def _quality(media_type: str, ranges: dict[str, float]) -> float:
    family = media_type.split("/")[0]
    for name in (media_type, f"{family}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


def _ranges(accept: str) -> dict[str, float]:
    """Media range -> quality, 0-1. What cannot be read as a quality counts as 0."""
    ranges: dict[str, float] = {}
    for item in accept.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        if not name:
            continue
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                quality = _number(parameter[2:])
        ranges[name] = max(quality, ranges.get(name, 0.0))
    return ranges


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if 0.0 <= number <= 1.0 else 0.0
