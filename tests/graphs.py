"""Small ecosystems for tests, in the shape that `ecosystem.full_graph` gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import Any

import networkx as nx
import numpy as np

from ecosystem.projection import Money

NAMESPACE = "https://example.org/terms#"
Graph = nx.MultiDiGraph
RING = (
    "Trained volunteers ring older neighbours every week for a friendly chat about gardens and grandchildren"
)
"""What an effort does, in enough words to be likened to others."""


def thing(graph: Graph, iri: str, kind: str, family: str = "", label: str = "", **more: Any) -> str:
    """A node with what every node has; its name is its IRI unless given."""
    data = {
        "kind": kind,
        "family": family or kind,
        "label": label or iri,
        "description": "",
        "source_id": "",
        "dataset": "",
        "dataset_label": "",
        "values": {},
    } | more
    data["text"] = ". ".join(part for part in (data["label"], data["description"]) if part)
    graph.add_node(iri, **data)
    return iri


def link(graph: Graph, subject: str, key: str, *values: str) -> None:
    for value in values:
        graph.add_edge(subject, value, key=key, predicate=NAMESPACE + key)


def organisation(graph: Graph, iri: str, label: str = "", sector: str = "NK", parent: str = "") -> str:
    root = graph.nodes[parent]["root"] if parent else iri
    thing(graph, iri, "organisation", "", label, sector=sector, sector_label=sector, parent=parent, root=root)
    if parent:
        link(graph, iri, "subOrganizationOf", parent)
    return iri


def outcome(
    graph: Graph, iri: str, label: str = "", of_list: str = "", objectives: Iterable[str] = ()
) -> str:
    thing(graph, iri, "shared-outcome", "outcome", label, outcome_list=of_list)
    link(graph, iri, "forObjective", *objectives)
    return iri


def effort(
    graph: Graph,
    iri: str,
    by: str | Iterable[str] = (),
    *,
    label: str = "",
    description: str = "",
    outcomes: Iterable[str] = (),
    kinds: Iterable[str] = (),
    groups: Iterable[str] = (),
    places: Iterable[str] = (),
    start: str = "",
    end: str = "",
    money: tuple[Money, ...] = (),
) -> str:
    """A programme with its facets. Whatever it points at must be there already."""
    thing(
        graph, iri, "programme", "effort", label, description=description, start=start, end=end, money=money
    )
    link(graph, iri, "deliveredBy", *([by] if isinstance(by, str) else by))
    link(graph, iri, "targetsOutcome", *outcomes)
    link(graph, iri, "activityKind", *kinds)
    link(graph, iri, "serves", *groups)
    link(graph, iri, "inArea", *places)
    return iri


def twins(**differences: Any) -> Graph:
    """Two efforts, "a" and "b" of different bodies, alike in every respect; `differences` change "b"."""
    graph = Graph()
    organisation(graph, "body-a", "Alder Trust")
    organisation(graph, "body-b", "Birch Society")
    for iri in ("calm", "fit"):
        outcome(graph, iri)
    for facet in ("activity-kind", "group", "area"):
        thing(graph, f"{facet}-1", facet)
        thing(graph, f"{facet}-2", facet)
    alike: dict[str, Any] = {
        "outcomes": ["calm"],
        "kinds": ["activity-kind-1"],
        "groups": ["group-1"],
        "places": ["area-1"],
        "start": "2024-01-01",
    }
    effort(graph, "a", "body-a", label="Acorn Club", **alike)
    effort(graph, "b", "body-b", label="Bramble Club", **(alike | differences))
    return graph


def ecosystem(pairs_planted: int = 1, *, sectors: bool = False, of_list: str = "", seed: int = 0) -> Graph:
    """30 bodies with four of 60 outcomes each by chance; the first pairs have eight in common instead."""
    rng = np.random.default_rng(seed)
    graph = Graph()
    for place in range(60):
        outcome(graph, f"outcome-{place:02}", f"Outcome {place:02}", of_list)
    targets = [rng.choice(60, size=4, replace=False).tolist() for _ in range(30)]
    for pair in range(pairs_planted):
        targets[2 * pair] = targets[2 * pair + 1] = list(range(8 * pair, 8 * pair + 8))
    for place, chosen in enumerate(targets):
        sector = ("PUB", "VOL")[place % 2] if sectors else "NK"
        body = organisation(graph, f"body-{place:02}", f"Body {place:02}", sector)
        for at in sorted(chosen):
            effort(graph, f"effort-{place:02}-{at:02}", body, outcomes=[f"outcome-{at:02}"])
    return graph


def belonging_to(graph: Graph, title: str) -> Graph:
    """The same ecosystem as records of one data set. Changes the graph."""
    for _, data in graph.nodes(data=True):
        data.update(dataset=f"https://example.org/id/dataset/{title.lower()}", dataset_label=title)
    return graph


def together(*graphs: Graph) -> Graph:
    """Several ecosystems on one map."""
    both = Graph()
    for graph in graphs:
        both.add_nodes_from(graph.nodes(data=True))
        both.add_edges_from(graph.edges(keys=True, data=True))
    return both


def shuffled(graph: Graph, seed: int) -> Graph:
    """The same ecosystem with nodes and edges added in another order."""
    order = random.Random(seed)  # noqa: S311
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    order.shuffle(nodes)
    order.shuffle(edges)
    copy = Graph()
    copy.add_nodes_from(nodes)
    copy.add_edges_from(edges)
    return copy


def relabelled(graph: Graph, new: Callable[[str], str]) -> Graph:
    """The same ecosystem under other IRIs."""
    copy = nx.relabel_nodes(graph, {iri: new(iri) for iri in graph})
    for _, data in copy.nodes(data=True):
        for attribute in ("parent", "root"):
            if data.get(attribute):
                data[attribute] = new(data[attribute])
    return copy
