"""Beliefs on the efforts of a map: which lists of outcomes an effort may be held against, and what is known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from ecosystem.analyses.datasets import list_key
from ecosystem.analyses.efforts import Boundary, Effort, efforts_of
from ecosystem.analyses.reading import canonical, name
from ecosystem.analyses.tagging.believing import How, Known, ListBeliefs, Table, fit_list
from ecosystem.analyses.tagging.features import Features, features
from ecosystem.projection import neighbours, of_family
from ecosystem.remembering import once

Tags = Collection[tuple[str, str]]
"""(effort, outcome), as IRIs."""
ListKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Data sets that use the same lists of outcomes, with the beliefs on them.

    `rows`: places of its efforts among all; `columns`: places of the outcomes of each list. The features hold
    these efforts and then, list by list, the outcomes.
    """

    rows: np.ndarray[Any, np.dtype[np.int64]]
    columns: dict[ListKey, np.ndarray[Any, np.dtype[np.int64]]]
    features: Features | None
    lists: dict[ListKey, ListBeliefs]


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Effort x outcome, 0-1; rows as the efforts asked about, columns as `outcomes` (canonical order).

    `basis` has the same shape, with a 1 where the outcome is known: stated in the data or confirmed by a
    person. Beliefs below 0.02 are not stored. `calibrated` names the outcomes whose beliefs are
    probabilities; of others they only give an order.
    """

    matrix: Table
    outcomes: tuple[str, ...]
    basis: Table
    examples: tuple[int, ...]
    calibrated: frozenset[str]
    groups: tuple[Group, ...]
    bodies_known: frozenset[str]
    """Bodies that have an effort with a known outcome."""

    def how(self, row: int, column: int) -> How:
        """Known, learned from efforts that have the outcome, or from its definition alone (zero-shot)."""
        if self.basis[row, column]:
            return "known"
        return "learned" if self.examples[column] else "zero-shot"


@once
def efforts_and_beliefs(
    graph: nx.MultiDiGraph[str],
    *,
    boundary: Boundary = "organisation",
    seed: int = 0,
    confirmed: Tags = frozenset(),
    rejected: Tags = frozenset(),
) -> tuple[list[Effort], Beliefs]:
    """The efforts of the map, and `beliefs` on them: of a frozen graph worked out once for all analyses."""
    efforts = efforts_of(graph, boundary)
    return efforts, beliefs(graph, efforts, seed=seed, confirmed=confirmed, rejected=rejected)


def beliefs(
    graph: nx.MultiDiGraph[str],
    efforts: Sequence[Effort],
    *,
    seed: int = 0,
    confirmed: Tags = frozenset(),
    rejected: Tags = frozenset(),
) -> Beliefs:
    """How likely each effort works for each outcome of the lists that its data set uses.

    1 where that is stated or confirmed, 0 where it was rejected. An effort that states outcomes of a list is
    taken to have no others of it. An outcome of one body's own is only believed of that body's efforts.
    """
    outcomes = canonical(graph, of_family(graph, "outcome"))
    place = {outcome: at for at, outcome in enumerate(outcomes)}
    told = _told(efforts, place, confirmed, rejected)
    groups = tuple(
        _fitted(graph, efforts, outcomes, told, rows, keys, seed)
        for rows, keys in _groups(graph, efforts, outcomes, told)
    )
    shape = (len(efforts), len(outcomes))
    matrix, basis = _placed(groups, shape), told.all
    matrix = matrix.multiply(_allowed(graph, efforts, outcomes, matrix, basis)).tocsr()
    matrix.eliminate_zeros()
    return Beliefs(
        matrix=matrix,
        outcomes=tuple(outcomes),
        basis=basis,
        examples=tuple(np.bincount(basis.indices, minlength=len(outcomes)).tolist()),
        calibrated=frozenset(
            outcomes[column]
            for group in groups
            for key, found in group.lists.items()
            if found.calibration
            for column in group.columns[key]
        ),
        groups=groups,
        bodies_known=frozenset(
            body
            for effort, known in zip(efforts, np.diff(basis.indptr), strict=True)
            if known
            for body in effort.bodies
        ),
    )


def _told(efforts: Sequence[Effort], place: dict[str, int], confirmed: Tags, rejected: Tags) -> Known:
    row = {member: at for at, effort in enumerate(efforts) for member in effort.members}
    stated = {
        (at, place[outcome])
        for at, effort in enumerate(efforts)
        for outcome in effort.facets["outcome"]
        if outcome in place
    }
    # what a person confirmed may have become a statement of the map since
    yes, no = (
        {(row[effort], place[outcome]) for effort, outcome in tags if effort in row and outcome in place}
        for tags in (confirmed, rejected)
    )
    shape = (len(efforts), len(place))
    return Known(*(_ones(cells, shape) for cells in (stated - yes, yes, no - stated - yes)))


def _ones(cells: Collection[tuple[int, int]], shape: tuple[int, int]) -> Table:
    rows, columns = np.array(sorted(cells), dtype=np.int64).reshape(-1, 2).T
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def _groups(
    graph: nx.MultiDiGraph[str], efforts: Sequence[Effort], outcomes: Sequence[str], told: Known
) -> list[tuple[list[int], list[ListKey]]]:
    """Efforts (places) with the lists their data sets use: those stated, or, where none is, the data set's own."""
    homes = [graph.nodes[effort.iri]["dataset"] for effort in efforts]
    keys = [list_key(graph, outcome) for outcome in outcomes]
    known = told.all.tocoo()
    used = {(homes[row], keys[column]) for row, column in zip(*known.coords, strict=True)}
    silent = set(homes) - {home for home, _ in used}
    used |= {(home, key) for home in silent for key in set(keys) if key[0] == home}
    ties: nx.Graph[tuple[str, ...]] = nx.Graph([(("data set", home), key) for home, key in used])
    found = []
    for part in nx.connected_components(ties):
        rows = [at for at, home in enumerate(homes) if ("data set", home) in part]
        lists = sorted({key for _, key in used if key in part}, key=lambda key: (key[1], key[0]))
        found.append((rows, lists))
    return sorted(found)


def _fitted(
    graph: nx.MultiDiGraph[str],
    efforts: Sequence[Effort],
    outcomes: Sequence[str],
    told: Known,
    rows: Sequence[int],
    keys: Sequence[ListKey],
    seed: int,
) -> Group:
    of_list: dict[ListKey, list[int]] = {key: [] for key in keys}
    for at, outcome in enumerate(outcomes):
        if (key := list_key(graph, outcome)) in of_list:
            of_list[key].append(at)
    columns = {key: np.array(places, dtype=np.int64) for key, places in of_list.items()}
    definitions = [graph.nodes[outcomes[at]]["text"] for places in of_list.values() for at in places]
    texts = [text_of(graph, efforts[row]) for row in rows]
    found = features(texts, definitions, seed, [bodies_of(graph, efforts[row]) for row in rows])
    of_group = np.array(rows, dtype=np.int64)
    bodies = [efforts[row].bodies for row in rows]
    lists, start = {}, len(rows)
    for key, places in columns.items():
        known = Known(*(table[of_group][:, places] for table in (told.stated, told.confirmed, told.rejected)))
        lists[key] = fit_list(found, known, np.arange(start, start + len(places)), bodies, seed)
        start += len(places)
    return Group(of_group, columns, found, lists)


def text_of(graph: nx.MultiDiGraph[str], effort: Effort) -> str:
    """What is read of an effort: its text and the other names it has."""
    others = {
        other
        for member in effort.members
        for other in graph.nodes[member].get("values", {}).get("other_names", ())
    }
    return ". ".join([effort.text, *sorted(others)])


def bodies_of(graph: nx.MultiDiGraph[str], effort: Effort) -> str:
    """The names of who delivers it and of the bodies these belong to."""
    roots = (graph.nodes[body]["root"] for body in effort.deliverers)
    return ". ".join(sorted({name(graph, body) for body in (*effort.deliverers, *roots)}))


def _placed(groups: Sequence[Group], shape: tuple[int, int]) -> Table:
    parts = [
        (group.rows[cells.coords[0]], group.columns[key][cells.coords[1]], cells.data)
        for group in groups
        for key, found in group.lists.items()
        for cells in [found.matrix.tocoo()]
    ]
    if not parts:
        return sparse.csr_array(shape)
    rows, columns, values = (np.concatenate(column) for column in zip(*parts, strict=True))
    return sparse.csr_array((values, (rows, columns)), shape=shape)


def _allowed(
    graph: nx.MultiDiGraph[str],
    efforts: Sequence[Effort],
    outcomes: Sequence[str],
    matrix: Table,
    basis: Table,
) -> Table:
    """Ones where an effort may have an outcome: shared by all, known already, or of a body behind the effort."""
    nodes = graph.nodes
    owners = {at: set(neighbours(graph, outcome, "ownedBy")) for at, outcome in enumerate(outcomes)}
    cells = (matrix + basis).tocoo()
    kept = np.ones(cells.nnz)
    owned = np.isin(cells.coords[1], [column for column, found in owners.items() if found])
    for at in np.flatnonzero(owned).tolist():
        row, column = int(cells.coords[0][at]), int(cells.coords[1][at])
        bodies = {above for body in efforts[row].deliverers for above in (body, nodes[body]["root"])}
        kept[at] = bool(basis[row, column]) or bool(bodies & owners[column])
    return sparse.csr_array((kept, cells.coords), shape=matrix.shape)
