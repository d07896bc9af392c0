"""Which organisation works for which outcome: one table for each list of outcomes of each data set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from ecosystem.analyses.datasets import OutcomeList, list_key, outcome_lists
from ecosystem.analyses.reading import canonical, delivered
from ecosystem.projection import neighbours

FEWEST_FOR_ALL = 3


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Organisations by outcomes of one list. `efforts`: (organisation, outcome) -> what joins the two.

    `rows` holds for each organisation the places of its outcomes in `outcomes`. Left out are outcomes that
    every organisation of the list has (`universal`; only where there are three or more, as all that two share
    would be among them) and organisations with fewer than two others (`small`): they can tell nothing.
    """

    outcome_list: OutcomeList
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

    def known(self, delivers: Mapping[str, Sequence[str]], bodies: Sequence[str]) -> float:
        """The share of what these organisations deliver that states an outcome of the list, 0-1."""
        efforts = {effort for body in bodies for effort in delivers[body]}
        telling = {
            effort for (body, _), joined in self.efforts.items() if body in bodies for effort in joined
        }
        return round(len(telling) / len(efforts), 6)


def affiliations(graph: nx.MultiDiGraph[str]) -> list[Affiliation]:
    """One table for each list of outcomes that efforts work for. Lists and data sets are never mixed."""
    efforts: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for organisation, delivers in delivered(graph).items():
        for effort in delivers:
            for outcome in neighbours(graph, effort, "targetsOutcome"):
                efforts[list_key(graph, outcome)][organisation, outcome].append(effort)
    lists = outcome_lists(graph)
    return [_table(graph, lists[key], efforts[key]) for key in lists if key in efforts]


def _table(
    graph: nx.MultiDiGraph[str], outcome_list: OutcomeList, efforts: dict[tuple[str, str], list[str]]
) -> Affiliation:
    everything: dict[str, set[str]] = defaultdict(set)
    for organisation, outcome in efforts:
        everything[organisation].add(outcome)
    universal = set.intersection(*everything.values()) if len(everything) >= FEWEST_FOR_ALL else set()
    telling = {body: own - universal for body, own in everything.items()}
    targets = {body: own for body, own in telling.items() if len(own) >= 2}
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
        small=tuple(canonical(graph, set(everything) - set(targets))),
    )
