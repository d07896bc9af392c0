"""How two efforts compare in five respects, and what kind of pair that makes them.

The kinds keep apart what the US audit office's guide on fragmentation, overlap and duplication (GAO-15-49SP)
keeps apart. What is not known never counts as the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

import networkx as nx

from ecosystem.findings import FacetName, Relation

FACETS: tuple[FacetName, ...] = get_args(FacetName)
ENOUGH_KNOWN = 0.6
"""Comparability below which nothing is claimed: three of five facets."""

STRENGTH: dict[str | None, int] = {
    "possible-duplication": 3,
    "overlap-other-people": 2,
    "complementary": 2,
    "replicate-elsewhere": 2,
    "shared-capability": 1,
    "aligned-only": 1,
    "cannot-tell-yet": 0,
    None: 0,
}
"""How much a kind claims. Forgetting a facet never makes this larger."""

_PARENTS: dict[FacetName, frozenset[str]] = {
    "outcome": frozenset({"broader", "forObjective", "theme"}),
    "activity": frozenset({"broader"}),
    "people": frozenset({"broader"}),
    "place": frozenset({"broader", "withinArea"}),
    "period": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One facet's values: what each stands for (`exactMatch`), its parents, and all that lies above it."""

    stands_for: Mapping[str, str]
    parents: Mapping[str, frozenset[str]]
    above: Mapping[str, frozenset[str]]

    def values(self, stated: Iterable[str]) -> frozenset[str]:
        """The values stated, local ones replaced by the shipped concept that they equal."""
        return frozenset(self.stands_for.get(value, value) for value in stated)


def taxonomy(graph: nx.MultiDiGraph[str], facet: FacetName) -> Taxonomy:
    """What the graph says about how the values of one facet hang together; a cycle does no harm."""
    edges = sorted((child, parent, key) for child, parent, key in graph.edges(keys=True))
    matches: dict[str, str] = {}
    for local, concept, key in edges:
        if key == "exactMatch" and graph.nodes[concept]["kind"] == "concept":
            matches.setdefault(local, concept)
    parents: dict[str, set[str]] = defaultdict(set)
    for child, parent, key in edges:
        if key in _PARENTS[facet]:
            parents[matches.get(child, child)].add(matches.get(parent, parent))
    order = nx.DiGraph([(child, parent) for child, found in parents.items() for parent in found])
    return Taxonomy(
        stands_for=matches,
        parents={child: frozenset(found) for child, found in parents.items()},
        above={value: frozenset(nx.descendants(order, value)) for value in order},
    )


def relation(tree: Taxonomy, a: frozenset[str], b: frozenset[str]) -> Relation:
    """How two sets of values compare; empty is not known.

    Same: at least half of all values in common (Jaccard), or every value of one is, or lies under, a value
    of the other. Related: a value in common, one above another, or a parent in common. Otherwise different.
    """
    if not a or not b:
        return "unknown"
    a, b = tree.values(a), tree.values(b)
    if 2 * len(a & b) >= len(a | b) or _within(tree, a, b) or _within(tree, b, a):
        return "same"
    above_a, above_b = _all(tree.above, a), _all(tree.above, b)
    if a & b or a & above_b or b & above_a or _all(tree.parents, a) & _all(tree.parents, b):
        return "related"
    return "different"


def period_relation(a: frozenset[str], b: frozenset[str]) -> Relation:
    """Same where two periods overlap by at least a day. A period without an end is taken to go on."""
    if not a or not b:
        return "unknown"
    spans_a, spans_b = ([period.split("/") for period in side] for side in (a, b))
    overlaps = (
        (not end_b or start_a <= end_b) and (not end_a or start_b <= end_a)
        for start_a, end_a in spans_a
        for start_b, end_b in spans_b
    )
    return "same" if any(overlaps) else "different"


def comparability(relations: Mapping[FacetName, Relation]) -> float:
    """The share of the five facets known on both sides, 0-1."""
    return sum(found != "unknown" for found in relations.values()) / len(FACETS)


def kind_of(relations: Mapping[FacetName, Relation], *, shares_outcome: bool) -> str | None:
    """The kind of pair, or None where nothing is claimed and nothing is open.

    `shares_outcome`: at least one outcome is stated by both. Where the table of kinds has no row, `related`
    is read as "not the same", so that the weaker row applies; the same thing for the same people at another
    time, or different help for them in another place, is only aligned.
    """
    outcome, activity, people, place, period = (relations[facet] for facet in FACETS)
    if outcome == "unknown" or comparability(relations) < ENOUGH_KNOWN:
        return "cannot-tell-yet"
    if outcome != "same":
        return _other_goals(activity, shares_outcome=shares_outcome)
    if "unknown" in (activity, people):
        return "cannot-tell-yet"
    if people != "same":
        return "overlap-other-people" if activity == "same" else "aligned-only"
    if place == "unknown":
        return "cannot-tell-yet"
    if place != "same":
        return "replicate-elsewhere" if activity == "same" else "aligned-only"
    if period == "unknown":
        return "cannot-tell-yet"
    if period != "same":
        return "aligned-only"
    if activity != "same":
        return "complementary"
    return "possible-duplication" if shares_outcome else "cannot-tell-yet"


def _other_goals(activity: Relation, *, shares_outcome: bool) -> str | None:
    if activity == "same":
        return "shared-capability"
    if activity == "unknown":
        return "cannot-tell-yet"
    return "aligned-only" if shares_outcome else None


def _within(tree: Taxonomy, inner: frozenset[str], outer: frozenset[str]) -> bool:
    return all(value in outer or outer & tree.above.get(value, frozenset()) for value in inner)


def _all(found: Mapping[str, frozenset[str]], values: frozenset[str]) -> frozenset[str]:
    return frozenset[str]().union(*(found.get(value, frozenset()) for value in values))
