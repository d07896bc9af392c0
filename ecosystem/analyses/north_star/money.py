"""Which sums of money hang on which decision: each sum on one, and only where the dates allow it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

import networkx as nx

from ecosystem.analyses.reading import texts
from ecosystem.analyses.sums import sums_of
from ecosystem.matching import representatives
from ecosystem.projection import neighbours

Kept = tuple[str, str]
"""Currency and state: money is added up within these only."""


def money_of(graph: nx.MultiDiGraph[str], decisions: Iterable[str]) -> dict[Kept, dict[str, Decimal]]:
    """(currency, state) -> decision -> the sums for what it buys.

    A sum counts for the newest decision that buys what it pays for and was taken on or before its first day;
    where the day of either is not recorded, it counts for none.
    """
    one = representatives(graph)
    buyers = _buyers(graph, decisions, one)
    found: dict[Kept, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for item in sums_of(graph, one):
        if not item.like.start:
            continue
        before = [
            (day, decision)
            for effort in item.efforts
            for day, decision in buyers.get(effort, ())
            if day <= item.like.start
        ]
        if before:
            found[item.like.currency, item.like.status][max(before)[1]] += item.amount
    return {key: dict(found[key]) for key in sorted(found)}


def _buyers(
    graph: nx.MultiDiGraph[str], decisions: Iterable[str], one: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for decision in decisions:
        days = texts(graph, decision, "date")
        for effort in neighbours(graph, decision, "procures"):
            if days:
                found[one.get(effort, effort)].append((days[0], decision))
    return found
