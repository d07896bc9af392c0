"""Efforts as they are compared: the records of one effort taken together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from ecosystem.analyses.reading import canonical, name
from ecosystem.findings import FacetName
from ecosystem.matching import representatives
from ecosystem.projection import neighbours, of_family
from ecosystem.remembering import once

Boundary = Literal["organisation", "parent"]

FACET_EDGES: dict[FacetName, str] = {
    "outcome": "targetsOutcome",
    "activity": "activityKind",
    "people": "serves",
    "place": "inArea",
}
"""Facet -> the edge that states it. The fifth, `period`, is read from `start` and `end`."""


@dataclass(frozen=True, slots=True)
class Effort:
    """One effort: one record, or several that `matching` takes for one.

    `iri` is the first of its `members`. `deliverers` are as recorded; `bodies` are what two efforts must not
    share in order to be compared. `facets` hold IRIs (for `period`: "start/end" in ISO dates); an empty
    set is not known, never "none". `text` is what is compared: name and every description once.
    """

    iri: str
    members: tuple[str, ...]
    label: str
    text: str
    deliverers: tuple[str, ...]
    bodies: frozenset[str]
    facets: Mapping[FacetName, frozenset[str]]


@once
def efforts_of(graph: nx.MultiDiGraph[str], boundary: Boundary = "organisation") -> list[Effort]:
    """Every effort that has a deliverer, in canonical order.

    `boundary`: whether two teams of one parent organisation count as different bodies (`organisation`) or
    as one (`parent`).
    """
    first = representatives(graph)
    members: dict[str, list[str]] = defaultdict(list)
    for record in of_family(graph, "effort"):
        members[first[record]].append(record)
    found = {iri: _effort(graph, records, first, boundary) for iri, records in members.items()}
    return [found[iri] for iri in canonical(graph, found) if found[iri].deliverers]


def related_by_design(graph: nx.MultiDiGraph[str], efforts: Iterable[Effort]) -> frozenset[tuple[str, str]]:
    """Pairs (sorted) of which one is a part of the other, however many levels down."""
    first = {member: effort.iri for effort in efforts for member in effort.members}
    parts = nx.DiGraph([(a, b) for a, b, key in graph.edges(keys=True) if key == "partOfEffort"])
    pairs = (
        (first[part], first[whole])
        for part in sorted(parts.nodes & first.keys())
        for whole in sorted(nx.descendants(parts, part) & first.keys())
    )
    return frozenset((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])


def on_both_sides(graph: nx.MultiDiGraph[str], a: Effort, b: Effort) -> list[str]:
    """Who commissions one of the two and commissions or delivers the other."""
    by_a, by_b = (
        {body for member in effort.members for body in neighbours(graph, member, "commissionedBy")}
        for effort in (a, b)
    )
    return canonical(graph, (by_a & by_b) | (by_a & set(b.deliverers)) | (by_b & set(a.deliverers)))


def periods(graph: nx.MultiDiGraph[str], effort: str) -> frozenset[str]:
    """When an effort runs, "start/end", as a set of at most one. Without a start, the period is not known."""
    node = graph.nodes[effort]
    return frozenset([f"{node['start']}/{node['end']}"] if node["start"] else [])


def _effort(
    graph: nx.MultiDiGraph[str], members: list[str], first: Mapping[str, str], boundary: Boundary
) -> Effort:
    nodes = graph.nodes
    deliverers = {body for member in members for body in neighbours(graph, member, "deliveredBy")}
    descriptions = sorted({nodes[member]["description"] for member in members} - {""})
    label = min(name(graph, member) for member in members)
    facets = {
        facet: frozenset(value for member in members for value in neighbours(graph, member, edge))
        for facet, edge in FACET_EDGES.items()
    }
    facets["period"] = frozenset[str]().union(*(periods(graph, member) for member in members))
    bodies = (first[nodes[body]["root"] if boundary == "parent" else body] for body in deliverers)
    return Effort(
        iri=members[0],
        members=tuple(members),
        label=label,
        text=". ".join([label, *descriptions]),
        deliverers=tuple(canonical(graph, deliverers)),
        bodies=frozenset(bodies),
        facets=facets,
    )
