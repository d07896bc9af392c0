"""An invented ecosystem of any size, in which every class of the ontology occurs: the same seed, the same bytes.

At size 1 it holds about a million statements, without the derived layers and the shipped vocabulary: twelve places
with a data set each, and one national data set. Bodies, aims and outcomes are named unevenly (a few very often),
collaborations have 2 to 8 partners and some 40, a seventh of the decisions state no criterion, a third of
the reach records no number: what is missing is missing here as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from benchmarks import found, ideas, money, partners, work
from benchmarks.writing import BASE, Chance, DataSet, Term

_PLACES = 12
_CHUNK = 5_000


@dataclass(slots=True)
class World:
    """What has been made so far, for what is made next to point at.

    `things`: kind -> IRIs of all data sets, in the order they were made; `of`: (data set, kind) -> IRIs.
    """

    chance: Chance
    size: float
    national: DataSet
    local: tuple[DataSet, ...]
    things: dict[str, list[Term]] = field(default_factory=dict)
    of: dict[tuple[str, str], list[Term]] = field(default_factory=dict)

    def many(self, number: int) -> int:
        """So many things at size 1, in this size, at least one."""
        return max(1, round(number * self.size))

    def keep(self, data: DataSet, kind: str, thing: Term) -> Term:
        self.things.setdefault(kind, []).append(thing)
        self.of.setdefault((data.name, kind), []).append(thing)
        return thing

    def near(self, data: DataSet, kind: str) -> list[Term]:
        """The things of a kind in one data set; where it has none, those of all."""
        return self.of.get((data.name, kind)) or self.things[kind]


def ecosystem(seed: int = 0, size: float = 1.0) -> Mapping[str, list[bytes]]:
    """Named graph -> its N-Triples in chunks, as a commit of the store takes them."""
    national = DataSet("national")
    local = tuple(DataSet(f"place-{number:02}") for number in range(1, _PLACES + 1))
    world = World(Chance(seed), size, national, local)
    for part in (partners, work, money, ideas):
        part.write(world)
    graphs = {data.graph: data.lines for data in (national, *local)}
    graphs |= found.graphs(world)
    return {graph: list(_chunks(lines)) for graph, lines in graphs.items()}


def statements(graphs: Mapping[str, list[bytes]]) -> int:
    return sum(chunk.count(b"\n") for chunks in graphs.values() for chunk in chunks)


def first(kind: str) -> str:
    """The IRI of the thing of a kind that most others speak of: the widest or the most named."""
    return f"{BASE}/id/{kind}/national.1"


def _chunks(lines: list[str]) -> Iterator[bytes]:
    for start in range(0, len(lines), _CHUNK):
        yield "".join(lines[start : start + _CHUNK]).encode()
