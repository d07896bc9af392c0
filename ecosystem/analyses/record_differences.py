"""What two records that may be one thing state differently, and whether one thing could hardly state both."""

from __future__ import annotations

import re

import networkx as nx

from ecosystem.analyses.efforts import FACET_EDGES, periods
from ecosystem.analyses.reading import name
from ecosystem.analyses.wording import listed
from ecosystem.identifiers import normalised
from ecosystem.projection import neighbours

_WHAT = {
    "targetsOutcome": "outcomes",
    "activityKind": "kind of activity",
    "serves": "people",
    "inArea": "place",
}
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(
    r"\w*\d\w*|[a-z]|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth"
)
"""What tells phases, years, lots and parts apart: digits, a single letter, a Roman numeral or a small number."""


def effort_differs(graph: nx.MultiDiGraph[str], first: str, other: str) -> tuple[str, bool]:
    """A sentence or two; True where people or places have nothing in common, or periods or numbers differ."""
    unlike, serious = [], False
    names = _names_differ(name(graph, first), name(graph, other))
    if names:
        unlike.append(f"name ({names})")
    for facet, edge in (("organisation", "deliveredBy"), *FACET_EDGES.items()):
        a, b = (neighbours(graph, record, edge) for record in (first, other))
        if a != b:
            called = _WHAT.get(edge, facet)
            unlike.append(f"{called} ({_side(graph, a)} / {_side(graph, b)})")
            serious |= facet in ("people", "place") and bool(a and b) and not set(a) & set(b)
    spans = [periods(graph, record) for record in (first, other)]
    if spans[0] != spans[1]:
        unlike.append(f"period ({_span(spans[0])} / {_span(spans[1])})")
        serious |= all(spans)
    if graph.nodes[first]["description"] != graph.nodes[other]["description"]:
        unlike.append("description")
    text = f"The records differ in: {'; '.join(unlike)}." if unlike else "No difference is recorded."
    if _numbers_differ(name(graph, first), name(graph, other)):
        return f"{text} The names carry different numbers: two phases, years or lots are two efforts.", True
    return text, serious


def body_differs(graph: nx.MultiDiGraph[str], first: str, other: str) -> tuple[str, bool]:
    """A sentence or two; True where the sectors differ."""
    a, b = graph.nodes[first], graph.nodes[other]
    if first == b["parent"] or other == a["parent"]:
        return "One is recorded as a part of the other.", False
    if "NK" in (a["sector"], b["sector"]):
        return "No difference is recorded. Not known: the sector of at least one.", False
    if a["sector"] == b["sector"]:
        return "No difference is recorded.", False
    return f"The records differ in: sector ({a['sector_label']} / {b['sector_label']}).", True


def _names_differ(first: str, other: str) -> str:
    """The words that only one of the names has, as they stand; "" where the names are equal but for their form."""
    if normalised(first) == normalised(other):
        return ""
    sides = [_WORD.findall(text) for text in (first, other)]
    held = [{word.casefold() for word in side} for side in sides]
    only = [
        [word for word in side if word.casefold() not in theirs]
        for side, theirs in zip(sides, reversed(held), strict=True)
    ]
    return " / ".join(" ".join(words) or "no other word" for words in only)


def _numbers_differ(first: str, other: str) -> bool:
    sides = [set(normalised(text).split()) for text in (first, other)]
    return any(_NUMBER.fullmatch(word) for word in sides[0] ^ sides[1])


def _side(graph: nx.MultiDiGraph[str], values: tuple[str, ...]) -> str:
    return listed(sorted(name(graph, value) for value in values), most=3) if values else "not recorded"


def _span(found: frozenset[str]) -> str:
    """A period for people: `2024-01-01 to 2025-03-31`."""
    if not found:
        return "not recorded"
    start, _, end = min(found).partition("/")
    return f"{start} to {end}" if end else f"from {start}"
