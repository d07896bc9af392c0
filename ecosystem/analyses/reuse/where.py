"""What an effort belongs to, and whether others are in its places."""

from __future__ import annotations

import networkx as nx

from ecosystem.analyses.reading import above
from ecosystem.projection import neighbours


def wider(graph: nx.MultiDiGraph[str], effort: str) -> set[str]:
    """What the effort is part of, directly or further up: what is used there is no news to it."""
    return above(graph, effort, "partOfEffort")


def absent(graph: nx.MultiDiGraph[str], effort: str, uses: list[str]) -> bool | None:
    """Whether none of the uses is in the effort's places, one around them or one within; None: not recorded."""
    around = _around(graph, neighbours(graph, effort, "inArea"))
    places = [neighbours(graph, use, "inArea") for use in uses]
    if not around or not all(places):
        return None
    here = set(neighbours(graph, effort, "inArea"))
    return not any(set(own) & around or here & _around(graph, own) for own in places)


def _around(graph: nx.MultiDiGraph[str], places: tuple[str, ...]) -> set[str]:
    """The places and all that they lie in."""
    found, waiting = set(places), list(places)
    while waiting:
        wider = set(neighbours(graph, waiting.pop(), "withinArea")) - found
        found |= wider
        waiting += sorted(wider)
    return found
