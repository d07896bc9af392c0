"""Who provides for each shared outcome: by money where it is traced to two bodies or more, else by efforts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import networkx as nx

from ecosystem.analyses.fragmentation.traced import TracedPart, provider_of
from ecosystem.analyses.meaning import Meanings
from ecosystem.analyses.reading import canonical
from ecosystem.analyses.sums import Like
from ecosystem.projection import neighbours, of_family

_STATES = ("paid", "committed", "planned")


@dataclass(frozen=True, slots=True)
class Work:
    """The efforts for one shared outcome. `efforts`: effort -> (its records, the outcomes of it that count here)."""

    outcome: str
    efforts: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    deliverers: Mapping[str, frozenset[str]]

    def shares(self) -> dict[str, Decimal]:
        """Body -> how many efforts it provides; one of several deliverers counts in equal parts for each."""
        found: dict[str, Decimal] = defaultdict(Decimal)
        for effort in self.efforts:
            bodies = self.deliverers.get(effort, frozenset())
            for body in bodies:
                found[body] += Decimal(1) / len(bodies)
        return dict(found)


@dataclass(frozen=True, slots=True)
class Slice:
    """Money of one currency, state and period for one outcome. `not_known`: what cannot be told to be one body's."""

    like: Like
    parts: tuple[TracedPart, ...]
    by_body: Mapping[str, Decimal]
    not_known: Decimal

    @property
    def known(self) -> Decimal:
        """The money of all bodies that are known."""
        return sum(self.by_body.values(), Decimal(0))


def deliverers_of(graph: nx.MultiDiGraph[str], one: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Effort -> the bodies that deliver any of its records."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in of_family(graph, "effort"):
        found[one[record]] |= {one[body] for body in neighbours(graph, record, "deliveredBy")}
    return {effort: frozenset(bodies) for effort, bodies in found.items() if bodies}


def work_for(
    graph: nx.MultiDiGraph[str],
    known: Meanings,
    one: Mapping[str, str],
    deliverers: Mapping[str, frozenset[str]],
) -> dict[str, Work]:
    """Shared outcome -> the efforts that state it, or an outcome that means it; in canonical order."""
    records: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in of_family(graph, "effort"):
        for outcome in neighbours(graph, record, "targetsOutcome"):
            for shared in known.get(outcome, ()):
                records[shared][one[record]].add(record)
                named[shared][one[record]].add(outcome)
    shared_outcomes = {shared for found in known.values() for shared in found}
    return {
        outcome: Work(
            outcome,
            {
                effort: (tuple(sorted(records[outcome][effort])), tuple(sorted(named[outcome][effort])))
                for effort in canonical(graph, records[outcome])
            },
            deliverers,
        )
        for outcome in canonical(graph, shared_outcomes)
    }


def slices(parts: Iterable[TracedPart], deliverers: Mapping[str, frozenset[str]]) -> dict[str, list[Slice]]:
    """Shared outcome -> its money, the most telling slice first.

    Those of two known bodies or more come first; then the newest period; then paid before committed before planned.
    """
    groups: dict[tuple[str, Like], list[TracedPart]] = defaultdict(list)
    for part in parts:
        if part.where == "shared" and part.amount > 0:
            groups[part.outcome, part.sum.like].append(part)
    found: dict[str, list[Slice]] = defaultdict(list)
    for (outcome, like), members in groups.items():
        found[outcome].append(_slice(like, members, deliverers))
    return {outcome: _telling_first(own) for outcome, own in found.items()}


def _slice(like: Like, parts: Sequence[TracedPart], deliverers: Mapping[str, frozenset[str]]) -> Slice:
    by_body: dict[str, Decimal] = defaultdict(Decimal)
    unknown = Decimal(0)
    for part in parts:
        body = provider_of(part.sum, deliverers)
        if body is None:
            unknown += part.amount
        else:
            by_body[body] += part.amount
    return Slice(like, tuple(parts), dict(by_body), unknown)


def _telling_first(own: list[Slice]) -> list[Slice]:
    state = {name: place for place, name in enumerate(_STATES)}
    by_name = sorted(own, key=lambda item: (state.get(item.like.status, len(_STATES)), item.like))
    newest = sorted(by_name, key=lambda item: (item.like.end, item.like.start), reverse=True)
    return sorted(newest, key=lambda item: -min(len(item.by_body), 2))
