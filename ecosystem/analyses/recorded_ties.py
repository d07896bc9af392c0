"""Who is recorded as working with whom, and who has dealings that make an introduction needless."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import networkx as nx

from ecosystem.matching import representatives
from ecosystem.projection import neighbours, of_family


def collaborations(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Organisations joined by a recorded collaboration; records of one body are one node, its first."""
    first = representatives(graph)
    ties: nx.Graph[str] = nx.Graph()
    for a, b, key in graph.edges(keys=True):
        if key == "collaboratesWith" and first.get(a, a) != first.get(b, b):
            ties.add_edge(first.get(a, a), first.get(b, b))
    return ties


def within_two(ties: nx.Graph[str]) -> dict[str, set[str]]:
    """Organisation -> whom it works with, and whom these work with; without itself."""
    near = {body: set(ties[body]) for body in ties}
    return {body: near[body].union(*(near[other] for other in near[body])) - {body} for body in near}


def dealings(graph: nx.MultiDiGraph[str]) -> frozenset[tuple[str, str]]:
    """Pairs (sorted) that an effort, a sum or a parent joins: they know of each other already."""
    first = representatives(graph)
    together: list[set[str]] = []
    for effort in of_family(graph, "effort"):
        together.append(
            {*neighbours(graph, effort, "deliveredBy"), *neighbours(graph, effort, "commissionedBy")}
        )
    for spend in of_family(graph, "spend"):
        together.append({*neighbours(graph, spend, "payer"), *neighbours(graph, spend, "payee")})
    roots: dict[str, set[str]] = defaultdict(set)
    for body in of_family(graph, "organisation"):
        roots[graph.nodes[body]["root"]].add(body)
    joined = (
        (first[a], first[b])
        for bodies in (*together, *roots.values())
        for a, b in combinations(sorted(bodies), 2)
    )
    return frozenset((min(pair), max(pair)) for pair in joined if pair[0] != pair[1])
