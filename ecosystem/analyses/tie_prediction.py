"""Would a list of who might talk have named those who did begin to work together? A comparison on a split by time.

Collaborations that began before a day are known, those of that day or later are to be told from pairs that never
began one. These others are drawn to have the same numbers of partners: against pairs drawn at random, popularity
alone looks like foresight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np

from ecosystem.analyses.affiliation import affiliations
from ecosystem.analyses.nearness import nearness
from ecosystem.matching import representatives
from ecosystem.projection import neighbours, of_family

Pair = tuple[str, str]
Scores = Callable[[list[Pair]], list[float]]
NEGATIVES = 29
"""Others at most for each pair that began later, those with the most similar number of partners."""


@dataclass(frozen=True, slots=True)
class Foresight:
    """`hits`: method -> the share of the pairs that began later which it puts among the best `first` of those with one
    organisation; `by_chance` is what a random order gives. `later`: how many pairs; below 30, shares say little.
    """

    hits: Mapping[str, float]
    by_chance: float
    later: int


def begun(graph: nx.MultiDiGraph[str]) -> dict[Pair, str]:
    """Pair of organisations (sorted) -> the first day (ISO) of a recorded collaboration; undated ones are left out."""
    first = representatives(graph)
    found: dict[Pair, str] = {}
    for collaboration in of_family(graph, "collaboration"):
        start = min(graph.nodes[collaboration].get("values", {}).get("start", ("",)))
        bodies = {
            first[body]
            for part in neighbours(graph, collaboration, "hasParticipation")
            for body in neighbours(graph, part, "participant")
        }
        for a in bodies if start else ():
            for b in bodies:
                if a < b:
                    found[a, b] = min(start, found.get((a, b), start))
    return found


def foresight(graph: nx.MultiDiGraph[str], day: str, *, first: int = 10, seed: int = 0) -> Foresight:
    """Hits of near outcomes and of the usual baselines (popularity, Adamic and Adar, resource allocation)."""
    days = begun(graph)
    known: nx.Graph[str] = nx.Graph()
    known.add_nodes_from(body for pair in days for body in pair)
    known.add_edges_from(pair for pair, start in sorted(days.items()) if start < day)
    later = sorted(pair for pair, start in days.items() if start >= day)
    rng = np.random.default_rng(seed)
    methods: dict[str, Scores] = {
        "popularity": lambda pairs: [float(known.degree(a) * known.degree(b)) for a, b in pairs],
        "adamic-adar": lambda pairs: [score for _, _, score in nx.adamic_adar_index(known, pairs)],
        "resource-allocation": lambda pairs: [
            score for _, _, score in nx.resource_allocation_index(known, pairs)
        ],
        "near-outcomes": _nearness(graph),
    }
    hits: dict[str, list[bool]] = defaultdict(list)
    random: list[float] = []
    for a, b in later:
        others = _alike(known, set(days), a, b, rng)
        random.append(min(1.0, first / (len(others) + 1)))
        for method, score in methods.items():
            own, *rest = score([(a, b), *((a, other) for other in others)])
            # Half of those that score the same stand before it.
            place = sum(other > own for other in rest) + sum(other == own for other in rest) / 2
            hits[method].append(place < first)
    return Foresight(
        hits={method: round(float(np.mean(found)), 6) for method, found in hits.items()},
        by_chance=round(float(np.mean(random)), 6) if random else 0.0,
        later=len(later),
    )


def _alike(known: nx.Graph[str], joined: set[Pair], a: str, b: str, rng: np.random.Generator) -> list[str]:
    """Others that never began to work with `a`, nearest to `b` in their number of partners; ties at random."""
    others = sorted(
        body for body in known if body not in (a, b) and (min(a, body), max(a, body)) not in joined
    )
    order = rng.permutation(len(others)).tolist()
    ranked = sorted(order, key=lambda at: abs(known.degree(others[at]) - known.degree(b)))
    return [others[at] for at in ranked[:NEGATIVES]]


def _nearness(graph: nx.MultiDiGraph[str]) -> Scores:
    """Best-match average of the outcomes of two organisations: the best of all lists; nought where not known."""
    first = representatives(graph)
    best: dict[Pair, float] = defaultdict(float)
    for table in affiliations(graph):
        near = nearness(graph, table)
        if near is None:
            continue
        scores = near.of_sets(table.rows)
        for i, a in enumerate(table.organisations):
            for j, b in enumerate(table.organisations):
                pair = (first.get(a, a), first.get(b, b))
                best[pair] = max(best[pair], float(scores[i, j]))
    return lambda pairs: [best[pair] for pair in pairs]
