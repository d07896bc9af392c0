"""Every pair of organisations that may be aligned as a CSV table, for scoring from outside."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import networkx as nx
import numpy as np

from ecosystem.analyses import near_outcomes
from ecosystem.analyses.affiliation import Affiliation, affiliations
from ecosystem.analyses.alignment_finding import MORE
from ecosystem.analyses.chance import adjusted, table_of
from ecosystem.analyses.comparing import Compared, compare
from ecosystem.analyses.families import families_of
from ecosystem.analyses.nearness import nearness
from ecosystem.exporters.tables import write_csv
from ecosystem.matching import same_record_pairs
from ecosystem.projection import ecosystem_graph
from ecosystem.store import Reader

Pair = tuple[str, str]
Row = tuple[float, str, float | None]
"""Score, kind, q."""
_BLOCK = 512


def write_alignment(reader: Reader, stream: BinaryIO) -> None:
    """Every candidate pair of organisations, best first: `id_a,id_b,score,kind,q`, ids as the source wrote them.

    `aligned-beyond-chance`: a finding, q at most 0.05. `aligned-only`: an outcome shared, no more than chance may
    explain; `q` is empty where one of the two has too few outcomes to be tested. `nearly-the-same-outcome`: none
    shared, though two of their outcomes belong together. `same-record`: two records that may be one organisation.
    `score`: 1 - log10(p) where an outcome is shared, the nearness of their outcomes (below 1) where none is. `q` is
    that among all pairs of the list of outcomes, or that of the family in which the pair is a finding. Where a source
    gives an organisation no id, its name stands for it, unless another one has that name. Of a list that more than
    2,000 organisations work for, only pairs with p <= 0.001 are written, so that a popular outcome does not fill the
    memory.
    """
    graph = ecosystem_graph(reader, money=False)
    rows: dict[Pair, Row] = {}
    for table in affiliations(graph):
        for pair, row in _of_table(graph, table):
            rows[pair] = max(rows.get(pair, row), row, key=lambda found: (found[1] == MORE, found[0]))
    bodies = {iri for iri, data in graph.nodes(data=True) if data["family"] == "organisation"}
    for pair in same_record_pairs(graph):
        if pair[0] in bodies:
            rows[pair] = (0.0, "same-record", None)

    names = Counter(graph.nodes[body]["label"] for body in bodies)

    def source_id(iri: str) -> str:
        node = graph.nodes[iri]
        only_name = node["label"] if names[node["label"]] == 1 else ""
        return str(node["source_id"] or only_name or iri)

    def line(pair: Pair, row: Row) -> tuple[str, ...]:
        score, kind, q = row
        return (*sorted(map(source_id, pair)), f"{score:.6f}", kind, "" if q is None else f"{q:.6g}")

    lines = [line(pair, row) for pair, row in rows.items()]
    lines.sort(key=lambda cells: (-float(cells[2]), cells))
    write_csv(stream, ("id_a", "id_b", "score", "kind", "q"), lines)


def _of_table(graph: nx.MultiDiGraph[str], table: Affiliation) -> Iterator[tuple[Pair, Row]]:
    """The pairs of one list of outcomes; a pair may come twice, untested and tested."""
    compared = compare(graph, table, seed=0)
    if compared.model is None:
        yield from ((pair, (1.0, "aligned-only", None)) for pair in _sharing(table))
    q: dict[Pair, float] = {}
    if len(compared.p) and compared.model is None:
        values = adjusted(compared.p).tolist()
        places = zip(compared.first.tolist(), compared.second.tolist(), values, strict=True)
        q = {_pair(table.organisations[a], table.organisations[b]): value for a, b, value in places}
    if len(table.organisations) <= near_outcomes.MOST_ORGANISATIONS and (near := nearness(graph, table)):
        first, second, scores = near_outcomes.ranked(graph, table, near)
        for a, b, score in zip(first.tolist(), second.tolist(), scores.tolist(), strict=True):
            pair = _pair(table.organisations[a], table.organisations[b])
            yield pair, (score, near_outcomes.KIND, q.get(pair))
    if len(compared.p):
        yield from _tested(graph, compared)


def _tested(graph: nx.MultiDiGraph[str], compared: Compared) -> Iterator[tuple[Pair, Row]]:
    found = {
        one.pair: one for _, tested in reversed(families_of(graph, compared)) for one in tested if one.beyond
    }
    q = adjusted(compared.p, compared.tests(compared.questions[0]))
    bodies = compared.table.organisations
    for at in np.flatnonzero(compared.shared).tolist():
        pair = _pair(bodies[compared.first[at]], bodies[compared.second[at]])
        score = 1 - math.log10(max(float(compared.p[at]), 1e-300))
        if pair in found:
            yield pair, (score, MORE, found[pair].q)
        else:
            yield pair, (score, "aligned-only", float(q[at]))


def _sharing(table: Affiliation) -> Iterator[Pair]:
    """Pairs that share any outcome, those that everybody has and those of small organisations included."""
    bodies = sorted({body for body, _ in table.efforts})
    outcomes = sorted({outcome for _, outcome in table.efforts})
    row = {body: at for at, body in enumerate(bodies)}
    column = {outcome: at for at, outcome in enumerate(outcomes)}
    held: list[set[int]] = [set() for _ in bodies]
    for body, outcome in table.efforts:
        held[row[body]].add(column[outcome])
    own = table_of(held, len(outcomes))
    for start in range(0, len(bodies), _BLOCK):
        first, second = (own[start : start + _BLOCK] @ own.T).tocoo().coords
        for a, b in zip((first + start).tolist(), second.tolist(), strict=True):
            if a < b:
                yield _pair(bodies[a], bodies[b])


def _pair(a: str, b: str) -> Pair:
    return (min(a, b), max(a, b))
