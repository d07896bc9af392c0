"""What analyses read off the graph, in an order that does not hang on IRIs, and the statements they cite."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from ecosystem.findings import Evidence
from ecosystem.kinds import KINDS
from ecosystem.projection import neighbours, of_family


def canonical(graph: nx.MultiDiGraph[str], iris: Iterable[str]) -> list[str]:
    """By name, then by the source's own identifier, and only then by IRI.

    Random draws follow this order, so new IRIs for the same things leave every statistic as it was.
    """
    nodes = graph.nodes
    return sorted(iris, key=lambda iri: (nodes[iri]["label"], nodes[iri]["source_id"], iri))


def name(graph: nx.MultiDiGraph[str], iri: str) -> str:
    """What people call it; the source's identifier where it has no name."""
    node = graph.nodes[iri]
    return str(node["label"] or node["source_id"] or iri)


def linked(graph: nx.MultiDiGraph[str], subject: str, key: str, value: str) -> Evidence:
    """The statement behind one edge; KeyError where there is none."""
    return Evidence(subject, graph.edges[subject, value, key]["predicate"], value)


def stated(graph: nx.MultiDiGraph[str], subject: str, attribute: str) -> Evidence:
    """The statement behind a text of a node: `label`, `description`, `start` or `end`."""
    node = graph.nodes[subject]
    field = KINDS[node["kind"]].field("name" if attribute == "label" else attribute)
    return Evidence(subject, str(field.predicate), node[attribute])


def texts(graph: nx.MultiDiGraph[str], record: str, field: str) -> tuple[str, ...]:
    """What a record says in one field, sorted; nothing where it is not recorded."""
    said: tuple[str, ...] = graph.nodes[record].get("values", {}).get(field, ())
    return said


def recorded(graph: nx.MultiDiGraph[str], record: str, field: str) -> list[Evidence]:
    """The statements behind `texts`."""
    predicate = str(KINDS[graph.nodes[record]["kind"]].field(field).predicate)
    return [Evidence(record, predicate, text) for text in texts(graph, record, field)]


def delivered(graph: nx.MultiDiGraph[str]) -> dict[str, list[str]]:
    """Organisation -> the efforts it delivers, sorted; organisations without one are left out."""
    efforts: dict[str, list[str]] = {}
    for effort in of_family(graph, "effort"):
        for organisation in neighbours(graph, effort, "deliveredBy"):
            efforts.setdefault(organisation, []).append(effort)
    return dict(sorted(efforts.items()))


def above(graph: nx.MultiDiGraph[str], thing: str, edge: str) -> set[str]:
    """What `edge` leads to from a thing, directly or further on; itself only where a ring leads back to it."""
    found, waiting = set[str](), [thing]
    while waiting:
        new = set(neighbours(graph, waiting.pop(), edge)) - found
        found |= new
        waiting += sorted(new)
    return found


def work_together(graph: nx.MultiDiGraph[str], some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a collaboration of one with another is recorded; False only says that none is.

    The edge is a shortcut that no cell states, so it is never cited.
    """
    both_ways = (pair for a in some for b in others for pair in ((a, b), (b, a)))
    return any(graph.has_edge(a, b, "collaboratesWith") for a, b in both_ways)


def joined_among(graph: nx.MultiDiGraph[str], bodies: Iterable[str]) -> set[str]:
    """Those of whom `work_together` with another of them holds, without looking at every pair."""
    among = set(bodies)
    ties = ((a, b) for a in among for b in neighbours(graph, a, "collaboratesWith") if b in among and b != a)
    return {body for tie in ties for body in tie}
