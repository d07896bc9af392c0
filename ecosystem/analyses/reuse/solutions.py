"""Solutions: whose they are, what they make possible, what they were built from and who works with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from ecosystem.analyses.meaning import Meanings, meanings
from ecosystem.analyses.reading import canonical, linked, name, recorded, stated, texts
from ecosystem.analyses.wording import listed, quoted
from ecosystem.findings import Evidence
from ecosystem.identifiers import normalised
from ecosystem.matching import representatives
from ecosystem.projection import neighbours, of_family

_TO_ALL = frozenset({"national", "international"})


@dataclass(frozen=True, slots=True)
class Solution:
    """One solution, however many records it has (`records`; `iri` is the first by name).

    `open`: whether others may use it, None where not recorded or where sources differ. `origins`: what it was
    built from, directly or further back, itself included. `users`: body -> efforts and adoptions that say so.
    """

    iri: str
    records: tuple[str, ...]
    owners: tuple[str, ...]
    capabilities: frozenset[str]
    availability: tuple[str, ...]
    open: bool | None
    origins: frozenset[str]
    users: Mapping[str, tuple[str, ...]]

    def of_its_own(self, other: Solution) -> bool:
        """Whether the two have different owners and no common origin."""
        apart = not set(self.owners) & set(other.owners) and not self.origins & other.origins
        return apart and bool(self.owners and other.owners)


class Book:
    """Everything recorded of solutions, read once."""

    def __init__(self, graph: nx.MultiDiGraph[str]) -> None:
        self.graph = graph
        self.one_of = representatives(graph)
        self._providers: dict[str, tuple[str, ...]] = {}
        self._sectors: dict[str, frozenset[str]] = {}
        self._known: dict[str, frozenset[str]] = {}
        self._results: dict[str, tuple[str, ...]] = {}
        self._facts: dict[str, frozenset[Evidence]] = {}

    def root(self, body: str) -> str:
        """The top of the body's parent chain: a department counts as the council that it is part of."""
        root: str = self.graph.nodes[body]["root"]
        return self.one_of.get(root, root)

    def roots(self, bodies: Iterable[str]) -> set[str]:
        return {self.root(body) for body in bodies}

    def sectors(self, body: str) -> frozenset[str]:
        """The known sector of a body, with those above it."""
        if body not in self._sectors:
            found, waiting = set[str](), list(neighbours(self.graph, body, "sector"))
            while waiting:
                sector = waiting.pop()
                if sector not in found and self.graph.nodes[sector]["notation"] != "NK":
                    found.add(sector)
                    waiting += neighbours(self.graph, sector, "broader")
            self._sectors[body] = frozenset(found)
        return self._sectors[body]

    def in_another_sector(self, body: str, others: Iterable[str]) -> bool:
        """Whether the known sector of a body neither holds nor lies within one of these others'."""
        own = set(neighbours(self.graph, body, "sector")) & self.sectors(body)
        for other in others:
            theirs = set(neighbours(self.graph, other, "sector")) & self.sectors(other)
            if not own or not theirs or own & self.sectors(other) or theirs & self.sectors(body):
                return False
        return True

    def providers(self, effort: str) -> tuple[str, ...]:
        """Who delivers an effort, each body once, by name."""
        if effort not in self._providers:
            bodies = {self.one_of[body] for body in neighbours(self.graph, effort, "deliveredBy")}
            self._providers[effort] = tuple(canonical(self.graph, bodies))
        return self._providers[effort]

    @cached_property
    def capability_of(self) -> dict[str, str]:
        """Capability -> the one that stands for it and all recorded as the same; an entry of a shipped list first."""
        same: nx.Graph[str] = nx.Graph()
        same.add_nodes_from(of_family(self.graph, "capability"))
        same.add_edges_from(
            (a, b) for a, b, key in self.graph.edges(keys=True) if key == "exactMatch" and {a, b} <= set(same)
        )
        nodes = self.graph.nodes
        found: dict[str, str] = {}
        for group in nx.connected_components(same):
            ordered = sorted(canonical(self.graph, group), key=lambda iri: nodes[iri]["kind"] != "concept")
            found |= dict.fromkeys(group, ordered[0])
        return found

    @cached_property
    def meanings(self) -> Meanings:
        """Which shared outcomes an outcome stands for."""
        return meanings(self.graph)

    @cached_property
    def solutions(self) -> list[Solution]:
        """Every solution, by name. Records of one name and one owner are one solution."""
        alike: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
        for record in canonical(self.graph, of_family(self.graph, "solution")):
            named = normalised(self.graph.nodes[record]["label"]) or record
            alike[named, self._owners([record])].append(record)
        first = {record: group[0] for group in alike.values() for record in group}
        built = nx.DiGraph(
            (first[a], first[b]) for a, b, key in self.graph.edges(keys=True) if key == "builtFrom"
        )
        return [self._solution(tuple(group), built) for group in alike.values()]

    @cached_property
    def by_record(self) -> dict[str, Solution]:
        return {record: solution for solution in self.solutions for record in solution.records}

    def _owners(self, records: Iterable[str]) -> tuple[str, ...]:
        owners = {
            self.one_of[body] for record in records for body in neighbours(self.graph, record, "ownedBy")
        }
        return tuple(canonical(self.graph, owners))

    def _solution(self, records: tuple[str, ...], built: nx.DiGraph[str]) -> Solution:
        graph, first = self.graph, records[0]
        able = {item for record in records for item in neighbours(graph, record, "realisesCapability")}
        said = {text for record in records for text in texts(graph, record, "open_to_reuse")}
        reach = {
            graph.nodes[item]["notation"] for at in records for item in neighbours(graph, at, "availability")
        }
        return Solution(
            first,
            records,
            self._owners(records),
            frozenset(self.capability_of[item] for item in able),
            tuple(sorted(reach)),
            said.pop() in ("true", "1") if len(said) == 1 else None,
            frozenset({first, *(nx.descendants(built, first) if first in built else ())}),
            dict(self._users(records)),
        )

    def _users(self, records: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Who works with it in an effort, or took it up."""
        found: dict[str, set[str]] = defaultdict(set)
        for record in records:
            for source, _, key in self.graph.in_edges(record, keys=True):
                if key == "usesSolution":
                    for body in self.providers(source):
                        found[body].add(self.one_of[source])
                elif key == "adopted":
                    for body in neighbours(self.graph, source, "organisation"):
                        found[self.one_of[body]].add(source)
        for body in canonical(self.graph, found):
            yield body, tuple(sorted(found[body]))

    def known_to(self, solution: Solution) -> frozenset[str]:
        """Everybody who owns it or works with it, each as the body it is part of."""
        if solution.iri not in self._known:
            self._known[solution.iri] = frozenset(self.roots((*solution.owners, *solution.users)))
        return self._known[solution.iri]

    def results(self, solution: Solution) -> tuple[str, ...]:
        """The adoptions of it of which a result is reported."""
        if solution.iri not in self._results:
            said = {record for used in solution.users.values() for record in used}
            taken = [record for record in said if self.graph.nodes[record]["family"] == "adoption"]
            reported = (record for record in taken if texts(self.graph, record, "result"))
            self._results[solution.iri] = tuple(canonical(self.graph, reported))
        return self._results[solution.iri]

    def availability(self, solution: Solution) -> str:
        """How it can be had, in words: `available nationally, open to reuse`."""
        reach = {
            "own": "made for the owner's own use",
            "local": "available locally",
            "regional": "available regionally",
            "national": "available nationally",
            "international": "available internationally",
        }
        said = [reach[item] for item in solution.availability] or ["how widely available is not recorded"]
        opened = {
            True: "open to reuse",
            False: "not open to reuse",
            None: "whether open to reuse is not recorded",
        }
        return ", ".join((*said, opened[solution.open]))

    def told(self, solution: Solution) -> str:
        """`"Caseboard" of the Council (made for the owner's own use, not open to reuse)`."""
        names = [name(self.graph, body) for body in solution.owners]
        owner = f" of {listed(names)}" if names else ", whose owner is not recorded"
        return f"{quoted(name(self.graph, solution.iri))}{owner} ({self.availability(solution)})"

    def facts(self, solution: Solution) -> frozenset[Evidence]:
        """What its records say: name, owner, what it makes possible, how it can be had, what it was built from."""
        if solution.iri not in self._facts:
            self._facts[solution.iri] = frozenset(self._said(solution))
        return self._facts[solution.iri]

    def _said(self, solution: Solution) -> set[Evidence]:
        found: set[Evidence] = set()
        for record in solution.records:
            found.add(stated(self.graph, record, "label"))
            found.update(recorded(self.graph, record, "open_to_reuse"))
            for _, end, key in self.graph.out_edges(record, keys=True):
                if key in ("ownedBy", "realisesCapability", "availability", "builtFrom"):
                    found.add(linked(self.graph, record, key, end))
        return found

    def labels(self, named: Iterable[str], facts: Iterable[Evidence]) -> dict[str, str]:
        everything = {*named} | {iri for fact in facts for iri in (fact.subject, fact.value)}
        return {iri: name(self.graph, iri) for iri in sorted(everything) if iri in self.graph}


def to_all(solution: Solution) -> bool:
    """Whether anybody may have it, as far as is recorded."""
    return solution.open is True or (solution.open is None and bool(_TO_ALL & set(solution.availability)))


def nationally(solution: Solution) -> bool:
    """Whether it can be had in the whole country or beyond."""
    return bool(_TO_ALL & set(solution.availability))
