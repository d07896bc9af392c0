"""Graphs of one kind of relation, made from the ecosystem's graph: what analyses of networks compute on.

Records that may be one thing are one node here, named by the first of them (`matching.representatives`). Nodes
and edges are added in canonical order, so that nothing computed on them hangs on IRIs or on the order of rows.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import networkx as nx

from ecosystem.analyses.reading import canonical, delivered, name
from ecosystem.matching import representatives
from ecosystem.projection import neighbours, of_family

Said = tuple[str, str, str]
SMOOTHING = 0.1
"""Added to every count of uses, so that what nobody uses yet has an information content too."""


def affiliation_graph(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Which organisation works for which outcome, by what its efforts state (an undirected bipartite graph).

    Organisations: `bipartite` 0, `label`, `sector`, `n_efforts`. Outcomes: `bipartite` 1, `label`, `n_orgs` and
    `ic`, -ln of the share of the organisations that work for it. Edges: `efforts` (sorted), `weight` (their
    number), `spend` (the sums recorded for them, not divided among outcomes) and `basis`: "known". Organisations
    without an effort that states an outcome are left out.
    """
    same = representatives(graph)
    efforts: dict[tuple[str, str], set[str]] = defaultdict(set)
    own: dict[str, set[str]] = defaultdict(set)
    for organisation, delivers in delivered(graph).items():
        for effort in delivers:
            own[same[organisation]].add(same[effort])
            for outcome in neighbours(graph, effort, "targetsOutcome"):
                efforts[same[organisation], outcome].add(same[effort])
    bodies = canonical(graph, {body for body, _ in efforts})
    outcomes = canonical(graph, {outcome for _, outcome in efforts})
    found: nx.Graph[str] = nx.Graph()
    for body in bodies:
        node = {"label": name(graph, body), "sector": graph.nodes[body]["sector"]}
        found.add_node(body, bipartite=0, n_efforts=len(own[body]), **node)
    for outcome in outcomes:
        found.add_node(outcome, bipartite=1, label=name(graph, outcome))
    place = {node: at for at, node in enumerate(found)}
    for body, outcome in sorted(efforts, key=lambda pair: (place[pair[0]], place[pair[1]])):
        joined = tuple(sorted(efforts[body, outcome]))
        spend = tuple(sum_ for effort in joined for sum_ in graph.nodes[effort]["money"])
        found.add_edge(body, outcome, efforts=joined, weight=len(joined), spend=spend, basis="known")
    for outcome in outcomes:
        number = found.degree(outcome)
        found.nodes[outcome].update(n_orgs=number, ic=round(-math.log(number / len(bodies)), 6) + 0.0)
    return found


def collaboration_graph(graph: nx.MultiDiGraph[str], *, most_partners: int) -> nx.Graph[str]:
    """Which organisations are recorded as working together: every organisation, with or without a tie.

    Nodes: `label`, `sector` (notation, "NK" if no record of it states one). Edges: `collaborations` (sorted IRIs),
    `weight` (their number), `stages` (notations, sorted), `strength` (the largest stated, None if none is) and
    `said_by`, the (collaboration, part in it, organisation) that say so, sorted.
    A collaboration of more than `most_partners` is a meeting rather than a tie of each with each: it joins
    nobody, and is listed in `graph["wide"]`. Ended ones count as long as they are recorded.
    """
    same = representatives(graph)
    found: nx.Graph[str] = nx.Graph()
    sectors: dict[str, list[str]] = defaultdict(list)
    for organisation in canonical(graph, of_family(graph, "organisation")):
        sectors[same[organisation]].append(graph.nodes[organisation]["sector"])
    for body in canonical(graph, sectors):
        stated = [sector for sector in sectors[body] if sector != "NK"]
        found.add_node(body, label=name(graph, body), sector=stated[0] if stated else "NK")
    place = {node: at for at, node in enumerate(found)}
    ties: dict[tuple[str, str], list[Said]] = defaultdict(list)
    wide = []
    for collaboration in of_family(graph, "collaboration"):
        taken: dict[str, list[Said]] = defaultdict(list)
        for part, body in participants(graph, collaboration):
            taken[same[body]].append((collaboration, part, body))
        if len(taken) > most_partners:
            wide.append(collaboration)
            continue
        for one, other in combinations(sorted(taken, key=place.__getitem__), 2):
            ties[one, other] += [*taken[one], *taken[other]]
    for one, other in sorted(ties, key=lambda pair: (place[pair[0]], place[pair[1]])):
        found.add_edge(one, other, **_tie(graph, sorted(ties[one, other])))
    found.graph["wide"] = canonical(graph, wide)
    return found


def part_of(graph: nx.Graph[str], nodes: Iterable[str]) -> nx.Graph[str]:
    """Some of the nodes with all that joins them, in the graph's order (which `Graph.subgraph` does not keep)."""
    kept = set(nodes)
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in kept)
    found.add_edges_from(
        (one, other, data) for one, other, data in graph.edges(data=True) if one in kept and other in kept
    )
    return found


def participants(graph: nx.MultiDiGraph[str], collaboration: str) -> list[tuple[str, str]]:
    """(part in the collaboration, organisation that takes it), sorted."""
    return [
        (part, body)
        for part in neighbours(graph, collaboration, "hasParticipation")
        for body in neighbours(graph, part, "participant")
    ]


def _tie(graph: nx.MultiDiGraph[str], said_by: list[Said]) -> dict[str, object]:
    collaborations = sorted({collaboration for collaboration, _, _ in said_by})
    stages = {
        graph.nodes[stage]["notation"]
        for collaboration in collaborations
        for stage in neighbours(graph, collaboration, "collaborationStage")
    }
    strengths = [
        float(text) for _, part, _ in said_by for text in graph.nodes[part]["values"].get("strength", ())
    ]
    return {
        "collaborations": tuple(collaborations),
        "weight": len(collaborations),
        "stages": tuple(sorted(stages)),
        "strength": max(strengths, default=None),
        "said_by": tuple(said_by),
    }


def taxonomy(graph: nx.MultiDiGraph[str], family: str, *, broader: str, used_by: str) -> nx.DiGraph[str]:
    """The tree (or trees) of one family of things: an edge from each to the wider one that it belongs to.

    `broader`: the property that says so (`broader`, `partOfObjective`, `withinArea`); `used_by`: the property by
    which efforts point at things of the family. Nodes: `label`, `depth` (steps to the furthest top, 0 there) and
    `ic`, -ln of the share of all uses that fall on it or under it (Resnik 1995), smoothed by `SMOOTHING` for each
    thing. Raises ValueError where things are wider than themselves.
    """
    found: nx.DiGraph[str] = nx.DiGraph()
    for node in canonical(graph, of_family(graph, family)):
        found.add_node(node, label=name(graph, node))
    for node in list(found):
        found.add_edges_from((node, wider) for wider in neighbours(graph, node, broader) if wider in found)
    if not nx.is_directed_acyclic_graph(found):
        round_ = [name(graph, node) for node, _ in nx.find_cycle(found)]
        raise ValueError(f"These are each wider than the next, in a circle: {', '.join(round_)}.")
    uses = {
        node: SMOOTHING + sum(key == used_by for *_, key in graph.in_edges(node, keys=True)) for node in found
    }
    total = sum(uses.values())
    for node in reversed(list(nx.topological_sort(found))):
        wider = list(found.successors(node))
        found.nodes[node]["depth"] = 1 + max((found.nodes[end]["depth"] for end in wider), default=-1)
        under = uses[node] + sum(uses[end] for end in nx.ancestors(found, node))
        found.nodes[node]["ic"] = round(-math.log(under / total), 6) + 0.0
    return found
