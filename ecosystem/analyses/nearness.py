"""How near are two outcomes? By what they both belong to, and how rare that is (Jiang and Conrath, 1997).

Outcomes belong to objectives and themes, and these to wider ones. What few organisations work for tells more: the
information content of an outcome, objective or theme is -ln of the share of the work that lies under it, with 0.1
added to every outcome's count. Two outcomes are as near as 1 / (1 + content of both - 2 * content of the most telling
thing that both belong to). `networkx.lowest_common_ancestor` answers for one pair of a tree; here sets of ancestors
answer for all pairs at once, several parents included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from ecosystem.analyses.affiliation import Affiliation
from ecosystem.analyses.chance import Counts, Floats, table_of

BELONGS = ("forObjective", "partOfObjective", "theme", "broader", "exactMatch")
SMOOTHING = 0.1


@dataclass(frozen=True, slots=True)
class Nearness:
    """Of the outcomes of one list, in the table's order.

    `near`: outcome x outcome, 0-1. `through`: the most telling objective or theme that both belong to, as a place in
    `parents`; -1 where the two have nothing in common.
    """

    near: Floats
    through: Counts
    parents: tuple[str, ...]

    def of_sets(self, rows: Sequence[frozenset[int]]) -> Floats:
        """Best-match average of every two sets of outcomes: each outcome's nearest on the other side, both ways."""
        best = np.array([self.near[sorted(row)].max(axis=0) for row in rows])
        share = table_of(rows, len(self.near)).toarray() / np.array([[len(row)] for row in rows])
        one_way = best @ share.T
        return np.asarray((one_way + one_way.T) / 2)


def nearness(graph: nx.MultiDiGraph[str], table: Affiliation) -> Nearness | None:
    """None where no two outcomes of the table belong to anything in common."""
    above = ancestors(graph, table.outcomes)
    popular = np.bincount([place for row in table.rows for place in row], minlength=len(table.outcomes))
    return near_by(above, popular)


def ancestors(graph: nx.MultiDiGraph[str], outcomes: Sequence[str]) -> list[frozenset[str]]:
    """For each outcome everything it belongs to, however many levels up; sources may make circles."""
    upward = nx.DiGraph([(a, b) for a, b, key in graph.edges(keys=True) if key in BELONGS])
    kinds = {"objective", "theme"}
    found = []
    for outcome in outcomes:
        reached = nx.descendants(upward, outcome) if outcome in upward else set()
        found.append(frozenset(iri for iri in reached if graph.nodes[iri]["family"] in kinds))
    return found


def near_by(above: Sequence[frozenset[str]], popular: Counts) -> Nearness | None:
    """`above`: what each outcome belongs to; `popular`: how many work for it."""
    parents = sorted(set[str]().union(*above))
    if not parents:
        return None
    place = {parent: at for at, parent in enumerate(parents)}
    under = table_of([{place[parent] for parent in own} for own in above], len(parents)).toarray()
    weight = popular + SMOOTHING
    # What holds everything tells nothing: its content is nought, as that of having nothing in common.
    content = -np.log((weight @ under) / weight.sum())
    own = -np.log(weight / weight.sum())
    best, through = np.zeros((len(above), len(above))), np.full((len(above), len(above)), -1)
    for at, parent in enumerate(content.tolist()):
        inside = np.flatnonzero(under[:, at])
        block = np.ix_(inside, inside)
        better = parent > np.maximum(best[block], 1e-9)
        best[block] = np.where(better, parent, best[block])
        through[block] = np.where(better, at, through[block])
    if not (through[~np.eye(len(above), dtype=bool)] >= 0).any():
        return None
    near = 1 / (1 + np.maximum(own[:, None] + own - 2 * best, 0.0))
    np.fill_diagonal(near, 1.0)
    return Nearness(near, through.astype(np.int64), tuple(parents))
