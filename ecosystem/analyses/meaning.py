"""Which shared outcomes an outcome stands for: itself, or those that it is recorded to mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

import networkx as nx

from ecosystem.analyses.reading import linked, recorded, texts
from ecosystem.findings import Evidence
from ecosystem.projection import neighbours, of_family

STRONG = Decimal("0.5")
"""From this strength on a local outcome is said to mean a shared one, as in the derived `alignsWith`."""

Meanings = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Outcome -> shared outcome -> the alignments that say so (none for the shared outcome itself)."""


def meanings(graph: nx.MultiDiGraph[str]) -> Meanings:
    """Every outcome that is a shared one or means at least one."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for outcome in of_family(graph, "outcome"):
        if graph.nodes[outcome]["kind"] == "shared-outcome":
            found[outcome][outcome] = ()
    for alignment in of_family(graph, "outcome-alignment"):
        strengths = [Decimal(text) for text in texts(graph, alignment, "strength")]
        if not strengths or max(strengths) < STRONG:
            continue
        for local in neighbours(graph, alignment, "localOutcome"):
            for shared in neighbours(graph, alignment, "sharedOutcome"):
                if local != shared:
                    found[local][shared] = (*found[local].get(shared, ()), alignment)
    return {outcome: found[outcome] for outcome in sorted(found)}


def meaning_evidence(
    graph: nx.MultiDiGraph[str], known: Meanings, outcome: str, shared: str
) -> list[Evidence]:
    """The statements by which an outcome means a shared one; none where it is the shared one."""
    facts = []
    for alignment in known[outcome][shared]:
        facts.append(linked(graph, alignment, "localOutcome", outcome))
        facts.append(linked(graph, alignment, "sharedOutcome", shared))
        facts += recorded(graph, alignment, "strength")
    return facts
