"""The questions put to one table of organisations and outcomes, settled before looking at the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from ecosystem.analyses.affiliation import Affiliation
from ecosystem.analyses.chance import (
    LEVEL,
    Chance,
    adjusted,
    expected_below,
    sampled,
    shared_counts,
    smallest_detectable,
)
from ecosystem.analyses.wording import counted
from ecosystem.findings import TestFamily
from ecosystem.matching import same_record_pairs

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tested:
    """One pair in one family. `pair`: IRIs, sorted. `expected`: the number shared by chance."""

    family: TestFamily
    table: Affiliation
    pair: tuple[str, str]
    shared: int
    expected: float
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs of one table that may be compared, as places in `table.organisations`."""

    table: Affiliation
    first: Places
    second: Places
    shared: Places
    chance: Chance


def tested_families(
    graph: nx.MultiDiGraph[str], table: Affiliation, seed: int
) -> list[tuple[TestFamily, list[Tested]]]:
    """Each family that the table allows, with the pairs that stand out in it (q <= 0.05).

    All pairs; pairs from different sectors, where both are known; pairs from different top-level
    organisations, where any has a parent. Two records that may be one organisation are never a pair.
    """
    pairs = _compared(graph, table, seed)
    found = []
    for name, which, wanted in _questions(graph, pairs):
        if wanted.any():
            found.append(_family(pairs, name, which, wanted))
    return found


def _compared(graph: nx.MultiDiGraph[str], table: Affiliation, seed: int) -> _Pairs:
    bodies, columns = table.organisations, len(table.outcomes)
    first, second = np.triu_indices(len(bodies), 1)
    place = {body: at for at, body in enumerate(bodies)}
    allowed = np.ones((len(bodies), len(bodies)), dtype=bool)
    for a, b in same_record_pairs(graph):
        if a in place and b in place:
            allowed[place[a], place[b]] = allowed[place[b], place[a]] = False
    kept = allowed[first, second]
    chance = sampled(table.rows, columns, seed=seed).at(kept)
    return _Pairs(table, first[kept], second[kept], shared_counts(table.rows, columns)[kept], chance)


def _questions(graph: nx.MultiDiGraph[str], pairs: _Pairs) -> Iterator[tuple[str, str, Mask]]:
    nodes, bodies = graph.nodes, pairs.table.organisations
    sectors = np.array([nodes[body]["sector"] for body in bodies], dtype=object)
    roots = np.array([nodes[body]["root"] for body in bodies], dtype=object)
    a, b = pairs.first, pairs.second
    yield "all-pairs", "", np.ones(len(a), dtype=bool)
    known = (sectors[a] != "NK") & (sectors[b] != "NK")
    yield "cross-sector", " from different sectors", known & (sectors[a] != sectors[b])
    if any(nodes[body]["parent"] for body in bodies):
        yield "cross-parent", " from different top-level organisations", roots[a] != roots[b]


def _family(pairs: _Pairs, name: str, which: str, wanted: Mask) -> tuple[TestFamily, list[Tested]]:
    table, chance, shared = pairs.table, pairs.chance.at(wanted), pairs.shared[wanted]
    p = chance.p_values(shared)
    q = adjusted(p)
    # Fewer shared than expected can have q <= 0.05 only in degenerate tables, and is no alignment.
    stand_out = np.flatnonzero((q <= LEVEL) & (shared > chance.mean))
    least = smallest_detectable(chance)
    family = TestFamily(
        name=f"{name}{table.outcome_list.key}",
        title=f"Pairs of organisations{which}, by outcomes{table.outcome_list.words}",
        tests=len(p),
        findings=len(stand_out),
        statement=_statement(table, which, p, len(stand_out), expected_below(chance), least),
        smallest_detectable=least,
    )
    first, second = pairs.first[wanted], pairs.second[wanted]
    tested = [
        Tested(
            family=family,
            table=table,
            pair=_sorted(table.organisations[first[at]], table.organisations[second[at]]),
            shared=int(shared[at]),
            expected=round(float(chance.mean[at]), 6),
            p=round(float(p[at]), 12),
            q=round(float(q[at]), 12),
        )
        for at in stand_out.tolist()
    ]
    return family, tested


def _statement(
    table: Affiliation, which: str, p: NDArray[np.float64], found: int, by_chance: float, least: int | None
) -> str:
    pairs = (
        f"{counted(len(p), 'pair')} of organisations{which} {'was' if len(p) == 1 else 'were'} compared "
        f"on outcomes{table.outcome_list.words}"
    )
    answer = f"{found:,} {'shares' if found == 1 else 'share'}" if found else "none shares"
    unusual = int((p <= LEVEL).sum())
    alone = (
        f"taken alone, {unusual:,} {'has' if unusual == 1 else 'have'} p <= 0.05, "
        f"and about {round(by_chance):,} would by chance"
    )
    power = (
        f"With these numbers, only pairs that share {least} or more could have been told from chance."
        if least
        else "With outcomes this few, no pair could have been told from chance."
    )
    return f"{pairs}; {answer} more outcomes than chance would give ({alone}). {power}"


def _sorted(a: str, b: str) -> tuple[str, str]:
    return (min(a, b), max(a, b))
