"""Where does each organisation stand among the recorded ties? A row each, to look up; nothing is found by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations_with_replacement
from math import comb, isnan

import networkx as nx
import numpy as np

from ecosystem.analyses.brokers.crossing import Crossing, sectors_of, with_known_sector
from ecosystem.analyses.projections import part_of
from ecosystem.findings import Rows
from ecosystem.graph_engines import betweenness

ROLES = ("coordinator", "consultant", "gatekeeper", "liaison")
"""Gould and Fernandez (1989), for ties without a direction: all three of one sector; both partners of one sector and
the go-between of another; the go-between of the sector of one of the two; all of different sectors."""
SOURCES = 200
KEPT = 0.9


def rows(
    ties: nx.Graph[str], crossed: list[Crossing], labels: dict[str, str], *, resamples: int, seed: int
) -> Rows:
    """Every organisation in the graph's order; what cannot be said of one without a recorded tie is None."""
    joined = part_of(ties, (node for node in ties if ties.degree(node)))
    known = with_known_sector(ties)
    sectors = sectors_of(known)
    expected = {one.body: one.expected for one in crossed}
    constraint = nx.constraint(joined) if joined else {}
    size = nx.effective_size(joined) if joined else {}
    ranks = rank_intervals(joined, resamples=resamples, seed=seed)
    found = []
    for node, data in ties.nodes(data=True):
        low, high = ranks.get(node, (None, None))
        roles = brokered(known, sectors, node) if node in known else {}
        found.append(
            {
                "iri": node,
                "name": data["label"],
                "sector": labels[data["sector"]],
                "ties": ties.degree(node),
                "ties_to_other_sectors": _across(known, sectors, node) if node in known else None,
                "expected_by_chance": expected.get(node),
                "constraint": _number(constraint.get(node)),
                "effective_size": _number(size.get(node)),
                "between_from": low,
                "between_to": high,
                **{role: roles.get(role) for role in ROLES},
            }
        )
    return tuple(found)


def _across(known: nx.Graph[str], sectors: Mapping[str, str], node: str) -> int:
    return sum(sectors[other] != sectors[node] for other in known.adj[node])


def _number(value: float | None) -> float | None:
    return None if value is None or isnan(value) else round(float(value), 6)


def rank_intervals(joined: nx.Graph[str], *, resamples: int, seed: int) -> dict[str, tuple[int, int]]:
    """The first and the last place that each takes by the paths that pass through it, 1 for the most.

    Taken over all ties, and `resamples` times over nine tenths of them drawn at random: what would be said if a
    tenth had not been recorded. Equal numbers share the better place.
    """
    if not joined:
        return {}
    rng = np.random.default_rng(seed)
    place = {node: at for at, node in enumerate(joined)}
    edges = sorted(tuple(sorted((place[a], place[b]))) for a, b in joined.edges())
    nodes, seen = list(joined), [_ranks(joined, seed)]
    for _ in range(resamples):
        kept = rng.random(len(edges)) < KEPT
        part: nx.Graph[str] = nx.Graph()
        part.add_nodes_from(nodes)
        part.add_edges_from((nodes[a], nodes[b]) for (a, b), stays in zip(edges, kept, strict=True) if stays)
        seen.append(_ranks(part, seed))
    low, high = np.min(seen, axis=0), np.max(seen, axis=0)
    return {node: (int(a), int(b)) for node, a, b in zip(nodes, low, high, strict=True)}


def _ranks(graph: nx.Graph[str], seed: int) -> np.ndarray:
    found = betweenness(graph, sources=SOURCES, seed=seed)
    score = np.round([found[node] for node in graph], 9)
    return 1 + np.searchsorted(np.sort(-score), -score, side="left")


def brokered(known: nx.Graph[str], sectors: Mapping[str, str], node: str) -> dict[str, int]:
    """Role -> pairs of partners without a recorded tie of their own between whom the organisation stands in it."""
    own, around = sectors[node], set(known.adj[node])
    pairs: Counter[tuple[str, str]] = Counter()
    sizes = Counter(sectors[other] for other in around)
    for one, other in combinations_with_replacement(sorted(sizes), 2):
        pairs[one, other] = comb(sizes[one], 2) if one == other else sizes[one] * sizes[other]
    for one in around:
        for other in around.intersection(known.adj[one]):
            if one < other:
                pairs[min(sectors[one], sectors[other]), max(sectors[one], sectors[other])] -= 1
    found = dict.fromkeys(ROLES, 0)
    for (one, other), number in pairs.items():
        found[_role(own, one, other)] += number
    return found


def _role(own: str, one: str, other: str) -> str:
    if one == other:
        return "coordinator" if one == own else "consultant"
    return "gatekeeper" if own in (one, other) else "liaison"
