"""Which records are the same thing, by exact rules and by what people decided.

Rows with one official identifier, and one row read twice, already share an IRI when they come here (see
`identifiers`). Identifiers of different data sets are never compared: "1" is not "1". What is left are names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations

import networkx as nx

from ecosystem.identifiers import normalised, normalised_body
from ecosystem.projection import neighbours, of_family
from ecosystem.remembering import once


def same_records(graph: nx.MultiDiGraph[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of records that look like one organisation or one effort; nothing is joined by this.

    Organisations: equal names but for case, accents, punctuation and legal form, unless they are known parts
    of different bodies. Efforts: equal names in the same sense, and an organisation in common (or two
    records of one). A group holds all that hang together, at least two; members and groups are sorted.
    """
    return tuple(sorted([*same_organisations(graph), *same_efforts(graph)]))


def same_record_pairs(graph: nx.MultiDiGraph[str]) -> frozenset[tuple[str, str]]:
    """Every pair within a group of `same_records`, each pair sorted; without those that people told apart."""
    pairs = frozenset(pair for group in same_records(graph) for pair in combinations(group, 2))
    return pairs - decided(graph, "apart")


@once
def representatives(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Organisation or effort -> the first IRI of its group, or itself where it is in none."""
    found = {node: node for family in ("organisation", "effort") for node in of_family(graph, family)}
    return found | {member: group[0] for group in same_records(graph) for member in group}


def same_organisations(graph: nx.MultiDiGraph[str], *, joined: bool = True) -> list[tuple[str, ...]]:
    """The groups of `same_records` that are organisations; without what people `joined`, by the rules alone."""
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for organisation in of_family(graph, "organisation"):
        if name := normalised_body(graph.nodes[organisation]["label"]):
            named[name][_parent_name(graph, organisation)].append(organisation)
    chains = (chain for parents in named.values() for chain in _one_body(parents))
    return _groups(graph, "organisation", chains, joined=joined)


def same_efforts(graph: nx.MultiDiGraph[str], *, joined: bool = True) -> list[tuple[str, ...]]:
    """The groups of `same_records` that are efforts; without what people `joined`, by the rules alone."""
    body = {member: group[0] for group in same_organisations(graph) for member in group}
    named: dict[Hashable, list[str]] = defaultdict(list)
    for effort in of_family(graph, "effort"):
        name = normalised(graph.nodes[effort]["label"])
        for organisation in neighbours(graph, effort, "deliveredBy"):
            if name:
                named[name, body.get(organisation, organisation)].append(effort)
    return _groups(graph, "effort", named.values(), joined=joined)


def _one_body(by_parent: Mapping[str, list[str]]) -> Iterable[list[str]]:
    """Bodies of one name, split by the body they belong to.

    "Office of the Secretary" exists in every ministry: without a parent it joins the others only where there
    is one ministry it could belong to.
    """
    known = [parent for parent in by_parent if parent]
    if len(known) < 2:
        return [[body for bodies in by_parent.values() for body in bodies]]
    return by_parent.values()


def _parent_name(graph: nx.MultiDiGraph[str], organisation: str) -> str:
    parent: str = graph.nodes[organisation]["parent"]
    return normalised_body(graph.nodes[parent]["label"]) if parent else ""


def _groups(
    graph: nx.MultiDiGraph[str], family: str, chains: Iterable[Iterable[str]], *, joined: bool
) -> list[tuple[str, ...]]:
    """What hangs together through any of the chains, without those that stand alone.

    People have the last word: two that they told apart are no link, two that they joined are one.
    """
    apart = decided(graph, "apart")
    one: nx.Graph[str] = nx.Graph()
    told_apart = {record for pair in apart for record in pair}
    for chain in map(list, chains):
        if told_apart.isdisjoint(chain):
            nx.add_path(one, chain)
        else:
            one.add_edges_from(pair for pair in combinations(sorted(chain), 2) if pair not in apart)
    if joined:
        members = set(of_family(graph, family))
        one.add_edges_from((a, b) for a, b in decided(graph, "same") if {a, b} <= members)
    return sorted(tuple(sorted(group)) for group in nx.connected_components(one) if len(group) > 1)


def decided(graph: nx.MultiDiGraph[str], name: str) -> frozenset[tuple[str, str]]:
    """The pairs, each sorted, that people said are the `same` or `apart`; whoever gathers the graph puts them there."""
    pairs: frozenset[tuple[str, str]] = graph.graph.get(name, frozenset())
    return pairs
