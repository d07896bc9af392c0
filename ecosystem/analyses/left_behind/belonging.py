"""Which records of reach belong to which estimate of need: the rules of the question I12.

Reach counts for an estimate when it is for the same group or a narrower one, in the same place or one inside it, in
a period within that of the estimate, by work for its outcome. Reach without a day, or without a place or group of
its own, may belong here or not and is kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal

import networkx as nx

from ecosystem.analyses.left_behind.need import Need, NeedCell, Reach
from ecosystem.analyses.left_behind.sieve import Sieve
from ecosystem.analyses.meaning import Meanings, meanings
from ecosystem.analyses.reading import canonical, texts
from ecosystem.matching import representatives
from ecosystem.projection import neighbours, of_family


class Reading:
    """What cells are worked out from, read off the graph once; what follows from one group or place is kept."""

    def __init__(self, graph: nx.MultiDiGraph[str]) -> None:
        self.graph = graph
        self.one = representatives(graph)
        self._meanings: Meanings = meanings(graph)
        self._groups = Within(_narrower(graph))
        self._places = Within(
            nx.DiGraph((a, b) for a, b, key in graph.edges(keys=True) if key == "withinArea")
        )
        self._stated: dict[tuple[str, str], frozenset[str]] = {}

    def groups(self, group: str) -> frozenset[str]:
        """The group, those that are the same, and all narrower ones."""
        return self._groups.below(group)

    def groups_met(self, group: str) -> frozenset[str]:
        """These and all wider ones."""
        return self._groups.below(group) | self._groups.above(group)

    def inside(self, area: str) -> frozenset[str]:
        """The place and all inside it."""
        return self._places.below(area)

    def around(self, area: str) -> frozenset[str]:
        """All places that it lies in."""
        return self._places.above(area) - {area}

    def stated(self, effort: str, key: str) -> frozenset[str]:
        """What an effort says in one respect (`serves`, `inArea`, `targetsOutcome`)."""
        if (effort, key) not in self._stated:
            self._stated[effort, key] = frozenset(neighbours(self.graph, effort, key))
        return self._stated[effort, key]

    @cached_property
    def efforts(self) -> Mapping[str, list[str]]:
        """Outcome -> the efforts that state it, or one that means it; "" -> all efforts. In canonical order."""
        found: dict[str, list[str]] = defaultdict(list)
        for effort in canonical(self.graph, of_family(self.graph, "effort")):
            stated = self.stated(effort, "targetsOutcome")
            for outcome in stated.union({""}, *(self._meanings.get(one, ()) for one in stated)):
                found[outcome].append(effort)
        return found

    @cached_property
    def reaches(self) -> list[Reach]:
        """Every record of reach; of two that say the same of two records of one effort, the first."""
        kept: dict[tuple[object, ...], Reach] = {}
        found = []
        for iri in canonical(self.graph, of_family(self.graph, "reach")):
            reach = _reach(self.graph, iri)
            bodies = tuple(sorted({self.one.get(effort, effort) for effort in reach.efforts}))
            same = (bodies, reach.groups, reach.places, reach.start, reach.end, reach.number)
            first = kept.setdefault(same, reach)
            if first.efforts == reach.efforts:
                found.append(reach)
        return found

    @cached_property
    def reaches_by(self) -> Mapping[str, list[int]]:
        """Effort -> its records of reach, by their place in `reaches`."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, reach in enumerate(self.reaches):
            for effort in reach.efforts:
                found[effort].append(place)
        return found

    @cached_property
    def sieve(self) -> Sieve:
        """What cannot belong to an estimate is left out before each record is judged."""
        return Sieve(
            self.reaches,
            groups=self.groups,
            places=lambda area: self.inside(area) | self.around(area),
            work=lambda outcome: (
                place for effort in self.efforts[outcome] for place in self.reaches_by.get(effort, ())
            ),
            outside=_outside,
        )


class Within:
    """What lies below and above a thing, itself included, kept once worked out. Edges run from narrow to wide."""

    def __init__(self, wider: nx.DiGraph[str]) -> None:
        self._wider = wider
        self._kept: dict[tuple[str, bool], frozenset[str]] = {}

    def below(self, thing: str) -> frozenset[str]:
        """The thing and all that is narrower."""
        return self._all(thing, up=False)

    def above(self, thing: str) -> frozenset[str]:
        """The thing and all that is wider."""
        return self._all(thing, up=True)

    def _all(self, thing: str, *, up: bool) -> frozenset[str]:
        if (thing, up) not in self._kept:
            follow = nx.descendants if up else nx.ancestors
            found = follow(self._wider, thing) if thing in self._wider else set()
            self._kept[thing, up] = frozenset({thing, *found})
        return self._kept[thing, up]


def needs(graph: nx.MultiDiGraph[str]) -> list[Need]:
    """Every estimate that says for whom and where, in canonical order of group, place and outcome."""
    found = []
    for iri in of_family(graph, "need"):
        numbers = [int(text) for text in texts(graph, iri, "needed")]
        start, end = _period(graph, iri)
        found += [
            Need(iri, outcome, group, area, start, end, max(numbers))
            for group in neighbours(graph, iri, "group")
            for area in neighbours(graph, iri, "inArea")
            for outcome in neighbours(graph, iri, "needFor") or ("",)
            if numbers and max(numbers) > 0
        ]
    nodes = graph.nodes
    return sorted(
        found,
        key=lambda need: (
            *(nodes[iri]["label"] if iri else "" for iri in (need.outcome, need.group, need.area)),
            need.start,
            need.end,
            need.needed,
            nodes[need.iri]["source_id"],
            need.iri,
        ),
    )


def cell_of(reading: Reading, need: Need) -> NeedCell:
    """The estimate with all reach that belongs, or may belong, to it."""
    found: Mapping[str, list[Reach]] = {"certain": [], "perhaps": [], "wider": []}
    for place in reading.sieve.possible(need):
        reach = reading.reaches[place]
        fit = _fit(reading, need, reach)
        if fit:
            found[fit].append(reach)
    return NeedCell(need, *(tuple(found[fit]) for fit in ("certain", "perhaps", "wider")))


def _fit(reading: Reading, need: Need, reach: Reach) -> Literal["", "certain", "perhaps", "wider"]:
    """How a record of reach, by work for the outcome, belongs to an estimate; "" where it does not."""
    days = (need.start, need.end, reach.start, reach.end)
    people, places = _of_efforts(reading, reach, "serves"), _of_efforts(reading, reach, "inArea")
    if not need.outcome and not reach.groups and not people:
        return ""
    near = reading.inside(need.area) | reading.around(need.area)
    group = _meets(reach.groups, reading.groups(need.group), people, reading.groups_met(need.group))
    place = _meets(reach.places, reading.inside(need.area), places, near)
    if not group:
        return ""
    if not place:
        return "wider" if reading.around(need.area).intersection(reach.places) else ""
    return "certain" if group == place == "yes" and all(days) else "perhaps"


def _meets(
    own: Sequence[str], wanted: frozenset[str], of_efforts: frozenset[str], met: frozenset[str]
) -> Literal["", "yes", "perhaps"]:
    """Whether a record is about what is `wanted`.

    "perhaps" where it does not say, and its efforts say nothing either or something that would be `met`.
    """
    if own:
        return "yes" if wanted.intersection(own) else ""
    return "perhaps" if not of_efforts or of_efforts & met else ""


def _of_efforts(reading: Reading, reach: Reach, key: str) -> frozenset[str]:
    return frozenset[str]().union(*(reading.stated(effort, key) for effort in reach.efforts))


def _outside(start: str, end: str, since: str, until: str) -> bool:
    """Whether the days that are recorded rule out that a period (since, until) lies within another (start, end)."""
    return bool(
        (since and start and since < start)
        or (until and end and until > end)
        or (since and end and since > end)
        or (until and start and until < start)
    )


def _reach(graph: nx.MultiDiGraph[str], iri: str) -> Reach:
    numbers = [int(text) for text in texts(graph, iri, "actual")]
    return Reach(
        iri,
        neighbours(graph, iri, "effort"),
        neighbours(graph, iri, "group"),
        neighbours(graph, iri, "inArea"),
        *_period(graph, iri),
        max(numbers) if numbers else None,
    )


def _period(graph: nx.MultiDiGraph[str], iri: str) -> tuple[str, str]:
    return min(texts(graph, iri, "start"), default=""), max(texts(graph, iri, "end"), default="")


def _narrower(graph: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """Groups, each with an edge to those that are the same and to those that are wider."""
    groups = set(of_family(graph, "group"))
    found: nx.DiGraph[str] = nx.DiGraph()
    for a, b, key in graph.edges(keys=True):
        if a in groups and b in groups and key in ("broader", "exactMatch"):
            found.add_edge(a, b)
            if key == "exactMatch":
                found.add_edge(b, a)
    return found
