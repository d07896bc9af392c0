"""Data whose answers are known, as tables: which efforts state which outcomes of one list, and who runs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from ecosystem.analyses.datasets import list_key, outcome_lists
from ecosystem.analyses.efforts import Effort, efforts_of
from ecosystem.analyses.reading import canonical
from ecosystem.analyses.tagging.features import Features, features
from ecosystem.analyses.tagging.learning import Rows
from ecosystem.analyses.tagging.mapped import bodies_of, text_of
from ecosystem.analyses.text import Floats
from ecosystem.projection import of_family

FEWEST_EFFORTS = 20
"""Known efforts below which nothing can be split."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One list. `texts` of all efforts, known or not; `known`: the rows of those that state an outcome.

    `told`: known effort x outcome, ones where stated. `outcomes`: rows of the definitions in `features`.
    `units` and `departments`: for each known effort its organisations, and those these belong to.
    """

    name: str
    features: Features
    texts: tuple[str, ...]
    known: Rows
    told: Floats
    outcomes: Rows
    units: tuple[frozenset[str], ...]
    departments: tuple[frozenset[str], ...]


def labelled(graph: nx.MultiDiGraph[str], seed: int) -> list[Labelled]:
    """Every list with enough known efforts to be split, by name; records of one effort count once."""
    efforts = efforts_of(graph)
    departments = {effort.iri: effort.bodies for effort in efforts_of(graph, "parent")}
    found = []
    for (dataset, _), outcome_list in outcome_lists(graph).items():
        rows = [effort for effort in efforts if graph.nodes[effort.iri]["dataset"] == dataset]
        columns = canonical(
            graph,
            (
                iri
                for iri in of_family(graph, "outcome")
                if list_key(graph, iri) == (dataset, outcome_list.name)
            ),
        )
        one = _list(graph, rows, columns, outcome_list.name or "outcomes", departments, seed)
        found += [one] if one else []
    return found


def _list(
    graph: nx.MultiDiGraph[str],
    efforts: Sequence[Effort],
    outcomes: Sequence[str],
    name: str,
    departments: dict[str, frozenset[str]],
    seed: int,
) -> Labelled | None:
    told = np.array(
        [[outcome in effort.facets["outcome"] for outcome in outcomes] for effort in efforts],
        dtype=np.float64,
    )
    known = np.flatnonzero(told.sum(axis=1)) if len(efforts) else np.zeros(0, dtype=np.int64)
    texts = tuple(text_of(graph, effort) for effort in efforts)
    definitions = [graph.nodes[outcome]["text"] for outcome in outcomes]
    if len(known) < FEWEST_EFFORTS:
        return None
    found = features(texts, definitions, seed, [bodies_of(graph, effort) for effort in efforts])
    if found is None:
        return None
    return Labelled(
        name=name,
        features=found,
        texts=texts,
        known=known,
        told=told[known],
        outcomes=np.arange(len(texts), len(texts) + len(outcomes)),
        units=tuple(efforts[row].bodies for row in known.tolist()),
        departments=tuple(departments[efforts[row].iri] for row in known.tolist()),
    )
