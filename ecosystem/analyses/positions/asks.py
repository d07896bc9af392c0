"""What is asked, of whom, and where everybody stands on it, as it is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from ecosystem.analyses.reading import canonical, linked
from ecosystem.findings import Evidence
from ecosystem.projection import neighbours, of_family

STANCES = ("supports", "opposes", "neutral")
_NO_SECTOR = "NK"
Commitments = Mapping[str, Mapping[str, list[Evidence]]]
"""Objective -> body that pursues it -> the statements that say so."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One position. `stances`: stance -> the bodies that have taken it, each once; one that is recorded with two
    stances stands in both, and in `torn`. `silent`: pursue an objective it is about, and no stance is recorded.
    """

    iri: str
    addressed: tuple[str, ...]
    objectives: tuple[str, ...]
    sources: tuple[str, ...]
    endorsements: tuple[str, ...]
    stances: Mapping[str, tuple[str, ...]]
    torn: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def supporters(self) -> tuple[str, ...]:
        return self.stances["supports"]


def commitments_of(
    graph: nx.MultiDiGraph[str], one_of: Mapping[str, str]
) -> dict[str, dict[str, list[Evidence]]]:
    """Objective -> body that pursues it -> the statements that say so (none where only a short cut does)."""
    found: dict[str, dict[str, list[Evidence]]] = {}
    for body, objective, key in sorted(graph.edges(keys=True)):
        if key == "pursues":
            found.setdefault(objective, {}).setdefault(one_of[body], [])
    for commitment in of_family(graph, "commitment"):
        for objective in neighbours(graph, commitment, "objective"):
            for body in neighbours(graph, commitment, "organisation"):
                facts = found.setdefault(objective, {}).setdefault(one_of[body], [])
                facts.append(linked(graph, commitment, "organisation", body))
                facts.append(linked(graph, commitment, "objective", objective))
    return found


def ask_of(
    graph: nx.MultiDiGraph[str],
    iri: str,
    one_of: Mapping[str, str],
    commitments: Commitments,
) -> Ask:
    endorsements = sorted({item for item, _, key in graph.in_edges(iri, keys=True) if key == "onPosition"})
    taken: dict[str, set[str]] = {stance: set() for stance in STANCES}
    for item in endorsements:
        for stance in neighbours(graph, item, "stance"):
            bodies = {one_of[body] for body in neighbours(graph, item, "organisation")}
            taken[graph.nodes[stance]["notation"]].update(bodies)
    times = Counter(body for bodies in taken.values() for body in bodies)
    objectives = neighbours(graph, iri, "aboutObjective")
    addressed = canonical(graph, {one_of[body] for body in neighbours(graph, iri, "addressedTo")})
    pursuers = {body for objective in objectives for body in commitments.get(objective, ())}
    return Ask(
        iri,
        tuple(addressed),
        tuple(canonical(graph, objectives)),
        tuple(canonical(graph, neighbours(graph, iri, "evidence"))),
        tuple(endorsements),
        {stance: tuple(canonical(graph, bodies)) for stance, bodies in taken.items()},
        tuple(canonical(graph, {body for body, number in times.items() if number > 1})),
        tuple(canonical(graph, pursuers.difference(times, addressed))),
    )


def sectors_of(graph: nx.MultiDiGraph[str], ask: Ask) -> set[str]:
    """The known sectors of those who support it."""
    return {graph.nodes[body]["sector"] for body in ask.supporters} - {_NO_SECTOR}
