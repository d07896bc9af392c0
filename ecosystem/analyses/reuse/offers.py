"""Solutions that others use for what an effort is for: how many there are, and the best of them in full."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np

from ecosystem.analyses.reading import canonical
from ecosystem.analyses.reuse.closeness import Facets, Use, close
from ecosystem.analyses.reuse.solutions import Book, Solution
from ecosystem.analyses.reuse.where import absent, wider
from ecosystem.projection import neighbours, of_family

FACETS = {"targetsOutcome": "outcome", "serves": "group", "activityKind": "kind of activity"}
Rank = tuple[int, ...]
"""What offers are ordered by, the smallest first: the five reasons of `Offers.best`, then effort and solution."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A solution that others use (`uses`: their efforts, closest first) for what `effort` is for.

    `shared`: facet -> what the effort and the closest use have in common. Outcomes: those that both state, or else
    the shared ones that what they state is recorded to mean.
    """

    effort: str
    solution: Solution
    uses: tuple[str, ...]
    shared: Mapping[str, tuple[str, ...]]
    other_sector: bool
    absent: bool | None
    results: tuple[str, ...]

    @property
    def strength(self) -> int:
        return sum(1 for both in self.shared.values() if both)


class Offers:
    """Everything that shares the outcome and, with it, `least_shared` of outcome, group and kind of activity.

    `number`: how many offers there are; `efforts`: for how many efforts.
    """

    def __init__(self, book: Book, without: list[str], least_shared: int) -> None:
        """`without`: the efforts that name no solution."""
        graph = book.graph
        self._book = book
        self._facets = {effort: _facets(book, effort) for effort in of_family(graph, "effort")}
        self._uses = _uses(book, self._facets)
        self._efforts = canonical(graph, without)
        self._solutions = canonical(graph, self._uses)
        every = [use for uses in self._uses.values() for use in uses]
        self._close = close(book, self._efforts, every, self._solutions, self._facets, least_shared)
        self.number = len(self._close.efforts)
        self.efforts = len(np.unique(self._close.efforts))

    def best(self, most: int) -> list[Offer]:
        """Known to be open first; then most in common, run in another sector, with results, not in the same place.

        Offers are worked out from the one that could come first on, until none of the rest can come before `most`.
        """
        found: list[tuple[Rank, Offer]] = []
        for hoped in self._hoped():
            if len(found) == most and (not found or found[-1][0] < hoped):
                break
            effort, solution = hoped[-2:]
            offer = self._offer(self._efforts[effort], self._solutions[solution])
            reasons = (not offer.other_sector, not offer.results, not offer.absent)
            insort(found, ((*hoped[:2], *reasons, effort, solution), offer))
            del found[most:]
        return [offer for _, offer in found]

    def _hoped(self) -> Iterator[Rank]:
        """The best rank that each offer could have, in order.

        Nobody is in another sector than a body whose own is not known, nor away from an effort without a place.
        """
        book, graph, close = self._book, self._book.graph, self._close
        solutions = [book.by_record[iri] for iri in self._solutions]
        closed = np.array([solution.open is None for solution in solutions], dtype=np.int64)
        silent = np.array([not book.results(solution) for solution in solutions], dtype=np.int64)
        near = np.array(
            [not all(map(book.sectors, book.providers(effort))) for effort in self._efforts], dtype=np.int64
        )
        nowhere = np.array(
            [not neighbours(graph, effort, "inArea") for effort in self._efforts], dtype=np.int64
        )
        columns = (
            closed[close.solutions],
            -close.strength,
            near[close.efforts],
            silent[close.solutions],
            nowhere[close.efforts],
            close.efforts,
            close.solutions,
        )
        for at in np.lexsort(columns[::-1]):
            yield tuple(int(column[at]) for column in columns)

    def _offer(self, effort: str, iri: str) -> Offer:
        book, graph, own = self._book, self._book.graph, self._facets[effort]
        solution, bodies = book.by_record[iri], book.providers(effort)
        roots, above = book.roots(bodies), wider(graph, effort)
        strengths = {
            use.effort: sum(1 for key in FACETS if not own[key].isdisjoint(self._facets[use.effort][key]))
            for use in self._uses[iri]
            if not own["targetsOutcome"].isdisjoint(use.outcomes)
        }
        others = [
            use
            for use in canonical(graph, strengths)
            if book.providers(use)
            and not roots & book.roots(book.providers(use))
            and use not in above
            and effort not in wider(graph, use)
        ]
        others.sort(key=lambda use: -strengths[use])
        runners = {body for use in others for body in book.providers(use)}
        closest = self._facets[others[0]]
        return Offer(
            effort,
            solution,
            tuple(others),
            {
                key: tuple(
                    canonical(graph, _in_both(graph, key, effort, others[0]) or own[key] & closest[key])
                )
                for key in FACETS
            },
            any(book.in_another_sector(body, bodies) for body in runners),
            absent(graph, effort, others),
            book.results(solution),
        )


def _uses(book: Book, facets: Mapping[str, Facets]) -> dict[str, list[Use]]:
    """Solution -> the efforts that work with it, each once."""
    outcomes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record, own in facets.items():
        for solution in neighbours(book.graph, record, "usesSolution"):
            outcomes[book.by_record[solution].iri, book.one_of[record]] |= own["targetsOutcome"]
    found: dict[str, list[Use]] = defaultdict(list)
    for (solution, effort), stated in outcomes.items():
        found[solution].append(Use(solution, effort, frozenset(stated)))
    return found


def _facets(book: Book, effort: str) -> dict[str, frozenset[str]]:
    """Facet -> what is recorded of the effort, its outcomes with the shared ones that they mean."""
    found = {key: frozenset(neighbours(book.graph, effort, key)) for key in FACETS}
    meant = (shared for outcome in found["targetsOutcome"] for shared in book.meanings.get(outcome, ()))
    return found | {"targetsOutcome": found["targetsOutcome"].union(meant)}


def _in_both(graph: nx.MultiDiGraph[str], key: str, effort: str, use: str) -> set[str]:
    """What both state themselves."""
    return set(neighbours(graph, effort, key)) & set(neighbours(graph, use, key))
