"""Which records belong together: a list of outcomes is one of one data set, whatever it is called.

Two data sets with lists of one name, or with lists that have none, share nothing by that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from ecosystem.analyses.wording import quoted
from ecosystem.projection import of_family


@dataclass(frozen=True, slots=True)
class OutcomeList:
    """One list of outcomes: `dataset` is the IRI of its data set, `name` that of the list; either may be "".

    `words` go behind "outcomes" in a sentence, and `key` behind the name of a question put to the list. Both
    are empty for a list without a name, and name the data set only where another one has a list of that name.
    """

    dataset: str
    name: str
    words: str
    key: str


def outcome_lists(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str], OutcomeList]:
    """(data set, name) -> list, of every list that has an outcome; by name, then by the data set's title."""
    titles = _titles(graph, of_family(graph, "outcome"))
    keys = {list_key(graph, outcome) for outcome in of_family(graph, "outcome")}
    names = [name for _, name in keys]
    lists = {}
    for dataset, name in sorted(keys, key=lambda key: (key[1], titles[key[0]], key[0])):
        words = f" of the list {quoted(name)}" if name else ""
        key = f"/{name}" if name else ""
        if dataset and names.count(name) > 1:
            words += f" of {quoted(titles[dataset])}"
            key += f"/{dataset.rpartition('/')[2]}"
        lists[dataset, name] = OutcomeList(dataset, name, words, key)
    return lists


def list_key(graph: nx.MultiDiGraph[str], outcome: str) -> tuple[str, str]:
    """The data set of an outcome and the name of its list."""
    node = graph.nodes[outcome]
    return node["dataset"], node["outcome_list"]


def datasets_of(graph: nx.MultiDiGraph[str], iris: Iterable[str]) -> dict[str, str]:
    """Data set of any of these -> words that name it in a sentence: none where there is only one. By title."""
    titles = _titles(graph, iris)
    ordered = sorted(titles, key=lambda dataset: (titles[dataset], dataset))
    return {
        dataset: f" of {quoted(titles[dataset])}" if dataset and len(titles) > 1 else ""
        for dataset in ordered
    }


def _titles(graph: nx.MultiDiGraph[str], iris: Iterable[str]) -> dict[str, str]:
    nodes = graph.nodes
    return {nodes[iri]["dataset"]: nodes[iri]["dataset_label"] or nodes[iri]["dataset"] for iri in iris}
