"""All pairs of organisations of one table, each with its chance of sharing so many outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from ecosystem.analyses.affiliation import Affiliation
from ecosystem.analyses.chance import (
    Chance,
    Counts,
    Floats,
    Table,
    gathered,
    shared_counts,
    shuffles,
    table_of,
)
from ecosystem.analyses.large_chance import Fitted, fitted, unusual
from ecosystem.analyses.relabelling import relabelled, with_many_efforts
from ecosystem.matching import same_record_pairs

Null = Literal["margins", "labels"]
Mask = NDArray[np.bool_]
MOST_SHUFFLED = 2000
"""Organisations up to which tables are shuffled; above, numbers are kept on average only."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which pairs one family holds, settled before looking. `groups`: a number for every organisation.

    Pairs of different groups take part, those with an organisation in group -1 never. `only`: the place of the one
    organisation whose pairs these are, or -1.
    """

    name: str
    which: str
    groups: Counts
    only: int = -1

    def among(self, first: Counts, second: Counts) -> Mask:
        """Whether each of these pairs of places takes part."""
        a, b = self.groups[first], self.groups[second]
        apart: Mask = (a != b) & (a >= 0) & (b >= 0)
        return apart if self.only < 0 else np.asarray(apart & ((first == self.only) | (second == self.only)))

    def total(self, table: Table) -> float:
        """The numbers shared, added up over the pairs that take part."""
        if self.only >= 0:
            popular = np.bincount(table.indices, minlength=table.shape[1])
            own = table.indices[table.indptr[self.only] : table.indptr[self.only + 1]]
            return float((popular[own] - 1).sum())
        taking = np.flatnonzero(self.groups >= 0)
        counts = np.zeros((int(self.groups.max(initial=0)) + 1, table.shape[1]))
        of_cell = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
        inside = np.isin(of_cell, taking)
        np.add.at(counts, (self.groups[of_cell[inside]], table.indices[inside]), 1)
        return float((np.square(counts.sum(axis=0)) - np.square(counts).sum(axis=0)).sum() / 2)


@dataclass(frozen=True, slots=True)
class Compared:
    """The pairs of one table that may be compared, as places in `table.organisations` (first < second).

    `p` is that of sharing this many. Where `model` is given, only pairs with
    p <= 0.001 are held. `barred`: pairs never compared, as two records may be one organisation. `totals`: question ->
    the numbers shared by all its pairs together, in the table and in each of the random ones (none from a model).
    """

    table: Affiliation
    questions: tuple[Question, ...]
    first: Counts
    second: Counts
    shared: Counts
    chance: Chance
    p: Floats
    barred: tuple[tuple[int, int], ...]
    totals: dict[str, tuple[float, Floats]]
    model: Fitted | None = None

    def tests(self, question: Question) -> int:
        """How many pairs a question holds."""
        if self.model is None:
            return int(question.among(self.first, self.second).sum())
        return int(_weights(self.model, question).sum()) - int(question.among(*_places(self.barred)).sum())

    def standing(self, question: Question) -> tuple[Chance, Floats | None]:
        """What the pairs of a question could show, with the number of pairs that each stands for."""
        if self.model is None:
            return self.chance.at(question.among(self.first, self.second)), None
        weights = _weights(self.model, question)
        held = np.flatnonzero(weights > 0)
        return self.model.chance.at(held), weights[held]


def compare(
    graph: nx.MultiDiGraph[str],
    table: Affiliation,
    *,
    seed: int,
    null: Null = "margins",
    organisation: str = "",
) -> Compared:
    """Every admissible pair of a table against chance. Two records that may be one body are never a pair.

    `null`: `margins` keeps how many outcomes each organisation and how many organisations each outcome has; `labels`
    deals the efforts out anew, among organisations with at least five. `organisation`: only the pairs of this one.
    """
    table = with_many_efforts(table) if null == "labels" else table
    questions = tuple(_questions(graph, table, organisation))
    barred = tuple(_barred(graph, table))
    if len(table.organisations) > MOST_SHUFFLED and null == "margins":
        return _modelled(table, questions, barred)
    columns = len(table.outcomes)
    observed = table_of(table.rows, columns)
    draws = relabelled(table, seed=seed) if null == "labels" else shuffles(table.rows, columns, seed=seed)
    sums: list[list[float]] = []
    chance = gathered(observed, _watched(draws, questions, barred, sums))
    first, second = np.triu_indices(len(table.organisations), 1)
    kept = np.ones(len(first), dtype=bool)
    for a, b in barred:
        kept &= (first != a) | (second != b)
    chance, shared = chance.at(kept), shared_counts(table.rows, columns)[kept]
    seen = _totals(observed, questions, barred)
    by_question = np.array(sums).reshape(len(sums), len(questions)).T
    return Compared(
        table=table,
        questions=questions,
        first=first[kept],
        second=second[kept],
        shared=shared,
        chance=chance,
        p=chance.p_values(shared),
        barred=barred,
        totals={
            question.name: (total, found)
            for question, total, found in zip(questions, seen, by_question, strict=True)
        },
    )


def _weights(model: Fitted, question: Question) -> Floats:
    """The number of pairs of a question in each pair of classes of a model, each pair counted once."""
    classes, of_row = len(model.sizes), model.of_row
    if question.only >= 0:
        found = np.zeros((classes, classes))
        found[of_row[question.only]] = np.bincount(of_row, minlength=classes)
        found[of_row[question.only], of_row[question.only]] -= 1
        return found.ravel()
    taking = question.groups >= 0
    inside = np.zeros((int(question.groups.max(initial=0)) + 1, classes))
    np.add.at(inside, (question.groups[taking], of_row[taking]), 1)
    every = inside.sum(axis=0)
    return np.asarray((np.outer(every, every) - inside.T @ inside) / 2).ravel()


def _modelled(
    table: Affiliation, questions: tuple[Question, ...], barred: tuple[tuple[int, int], ...]
) -> Compared:
    observed = table_of(table.rows, len(table.outcomes))
    model = fitted(observed)
    found = unusual(observed, model)
    kept = ~np.isin(
        found.first * observed.shape[0] + found.second, [a * observed.shape[0] + b for a, b in barred]
    )
    first, second = found.first[kept], found.second[kept]
    return Compared(
        table=table,
        questions=questions,
        first=first,
        second=second,
        shared=found.shared[kept],
        chance=model.chance.at(model.classes(first, second)),
        p=found.p[kept],
        barred=barred,
        totals={},
        model=model,
    )


def _questions(graph: nx.MultiDiGraph[str], table: Affiliation, organisation: str) -> Iterator[Question]:
    """All pairs; those of different sectors where both are known; those under different top-level organisations."""
    nodes, bodies = graph.nodes, table.organisations
    each = np.arange(len(bodies))
    if organisation:
        if organisation in bodies:
            yield Question("one-organisation", "", each, bodies.index(organisation))
        return
    yield Question("all-pairs", "", each)
    sectors = [nodes[body]["sector"] for body in bodies]
    codes = _codes(sectors)
    codes[[sector == "NK" for sector in sectors]] = -1
    yield Question("cross-sector", " from different sectors", codes)
    if any(nodes[body]["parent"] for body in bodies):
        roots = _codes([nodes[body]["root"] for body in bodies])
        yield Question("cross-parent", " from different top-level organisations", roots)


def _codes(values: Sequence[str]) -> Counts:
    return np.unique(np.array(values, dtype=object).astype(str), return_inverse=True)[1].astype(np.int64)


def _barred(graph: nx.MultiDiGraph[str], table: Affiliation) -> list[tuple[int, int]]:
    place = {body: at for at, body in enumerate(table.organisations)}
    pairs = [(place[a], place[b]) for a, b in same_record_pairs(graph) if a in place and b in place]
    return sorted((min(pair), max(pair)) for pair in pairs)


def _watched(
    tables: Iterator[Table],
    questions: Sequence[Question],
    barred: Sequence[tuple[int, int]],
    sums: list[list[float]],
) -> Iterator[Table]:
    """The same tables; what each question adds up to in each of them goes to `sums`."""
    for table in tables:
        sums.append(_totals(table, questions, barred))
        yield table


def _totals(table: Table, questions: Sequence[Question], barred: Sequence[tuple[int, int]]) -> list[float]:
    first, second = _places(barred)
    twice = np.asarray(table[first].multiply(table[second]).sum(axis=1)) if barred else np.zeros(0)
    return [
        question.total(table) - float(twice[question.among(first, second)].sum()) for question in questions
    ]


def _places(pairs: Sequence[tuple[int, int]]) -> tuple[Counts, Counts]:
    first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return first, second
