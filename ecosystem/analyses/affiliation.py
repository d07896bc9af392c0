"""Which organisation works for which outcome: one table for each list of outcomes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx

from ecosystem.analyses.reading import canonical, delivered
from ecosystem.projection import neighbours


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Organisations by outcomes of one list. `efforts`: (organisation, outcome) -> what joins the two.

    `rows` holds for each organisation the places of its outcomes in `outcomes`. Left out are outcomes that
    every organisation has (`universal`) and organisations with fewer than two others (`small`): they can
    tell nothing.
    """

    outcome_list: str
    organisations: tuple[str, ...]
    outcomes: tuple[str, ...]
    rows: tuple[frozenset[int], ...]
    efforts: dict[tuple[str, str], tuple[str, ...]]
    universal: tuple[str, ...]
    small: tuple[str, ...]

    def shared(self, a: str, b: str) -> list[str]:
        """The outcomes of both, in the table's order."""
        places = self.rows[self.organisations.index(a)] & self.rows[self.organisations.index(b)]
        return [self.outcomes[place] for place in sorted(places)]


def affiliations(graph: nx.MultiDiGraph[str]) -> list[Affiliation]:
    """One table for each list of outcomes, by the list's name. Lists are never mixed."""
    efforts: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for organisation, delivers in delivered(graph).items():
        for effort in delivers:
            for outcome in neighbours(graph, effort, "targetsOutcome"):
                of_list = efforts[graph.nodes[outcome]["outcome_list"]]
                of_list[organisation, outcome].append(effort)
    return [_table(graph, name, efforts[name]) for name in sorted(efforts)]


def _table(
    graph: nx.MultiDiGraph[str], outcome_list: str, efforts: dict[tuple[str, str], list[str]]
) -> Affiliation:
    targets: dict[str, set[str]] = defaultdict(set)
    for organisation, outcome in efforts:
        targets[organisation].add(outcome)
    universal: set[str] = set()
    small: set[str] = set()
    while idle := _idle(targets):
        found, left_out = idle
        universal |= found
        small |= left_out
        targets = {body: own - found for body, own in targets.items() if body not in left_out}
    organisations = canonical(graph, targets)
    outcomes = canonical(graph, set[str]().union(*targets.values()))
    place = {outcome: at for at, outcome in enumerate(outcomes)}
    return Affiliation(
        outcome_list=outcome_list,
        organisations=tuple(organisations),
        outcomes=tuple(outcomes),
        rows=tuple(frozenset(place[outcome] for outcome in targets[body]) for body in organisations),
        efforts={key: tuple(found) for key, found in efforts.items()},
        universal=tuple(canonical(graph, universal)),
        small=tuple(canonical(graph, small)),
    )


def _idle(targets: dict[str, set[str]]) -> tuple[set[str], set[str]] | None:
    """Outcomes that all have and organisations with fewer than two; None once there are neither."""
    everywhere = set.intersection(*targets.values()) if len(targets) > 1 else set()
    few = {body for body, own in targets.items() if len(own - everywhere) < 2}
    return (everywhere, few) if everywhere or few else None
