"""Which records are nearly alike, though no rule takes them for one? For people to judge; nothing is joined by this."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np

from ecosystem.analyses.graded_pair import NEARLY_EQUAL
from ecosystem.analyses.reading import above
from ecosystem.analyses.similar_names import name_keys
from ecosystem.analyses.text import FEWEST_WORDS, word_weights
from ecosystem.identifiers import normalised_body
from ecosystem.matching import decided, representatives
from ecosystem.near_copies import near_copies
from ecosystem.nearest import Progress, silent
from ecosystem.projection import of_family

MOST_ALIKE = 5
"""A text that is nearly equal to those of more other efforts is a form of words, and says nothing of one record."""
Groups = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two records, sorted. `likeness` is that of the texts, to six decimals; 1 for names that say the same."""

    first: str
    second: str
    likeness: float


@dataclass(frozen=True, slots=True)
class NearEfforts:
    """`pairs`: most alike first. `form_of_words`: efforts whose text stands in too many others to say anything."""

    pairs: tuple[NearPair, ...]
    form_of_words: int


def near_efforts(graph: nx.MultiDiGraph[str], groups: Groups, progress: Progress = silent) -> NearEfforts:
    """Efforts with nearly equal texts (name and description, `NEARLY_EQUAL`), of one body or of several.

    `groups`: what the rules take for one already; of two groups the most alike pair is named. Left out: texts with
    fewer than `FEWEST_WORDS` telling words, one effort that is part of the other, and what people told apart.
    """
    records = of_family(graph, "effort")
    found = word_weights([graph.nodes[record]["text"] for record in records])
    if found is None:
        return NearEfforts((), 0)
    progress("Comparing the texts of all efforts")
    first, second, cosines = near_copies(found[0], NEARLY_EQUAL, progress=progress)
    telling = np.diff(found[0].indptr) >= FEWEST_WORDS
    kept = telling[first] & telling[second]
    alike = [
        NearPair(records[a], records[b], cosine)
        for a, b, cosine in zip(
            first[kept].tolist(), second[kept].tolist(), cosines[kept].tolist(), strict=True
        )
    ]
    unit = _units(groups)
    others = Counter(one for units in {_both(unit, pair) for pair in alike} for one in units)
    common = {one for one, number in others.items() if number > MOST_ALIKE}
    rare = (pair for pair in alike if common.isdisjoint(_both(unit, pair)))
    return NearEfforts(_open(graph, rare, groups, "partOfEffort"), len(common))


def near_organisations(graph: nx.MultiDiGraph[str], groups: Groups) -> tuple[NearPair, ...]:
    """Organisations whose names say the same (`name_keys`), unless they belong to different bodies."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for organisation in of_family(graph, "organisation"):
        for key in name_keys(graph.nodes[organisation]["label"]):
            named[key].append(organisation)
    alike = sorted({pair for found in named.values() for pair in combinations(found, 2)})
    pairs = (NearPair(*pair, 1.0) for pair in alike if not _of_different_bodies(graph, *pair))
    return _open(graph, pairs, groups, "subOrganizationOf")


def _open(
    graph: nx.MultiDiGraph[str], pairs: Iterable[NearPair], groups: Groups, part_of: str
) -> tuple[NearPair, ...]:
    """The most alike pair of each two groups, or records in none; most alike first.

    Without one that is part of the other, what people told apart, and what follows from what they joined: a pair
    that they joined themselves stays, with their decision.
    """
    unit, one, same = _units(groups), representatives(graph), decided(graph, "same")
    told = {_both(unit, NearPair(*pair, 0.0)) for pair in decided(graph, "apart")}
    best: dict[frozenset[str], NearPair] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.likeness, pair.first, pair.second)):
        a, b = pair.first, pair.second
        units = _both(unit, pair)
        settled = units in told or (one[a] == one[b] and (a, b) not in same)
        if (
            len(units) == 2
            and not settled
            and b not in above(graph, a, part_of)
            and a not in above(graph, b, part_of)
        ):
            best.setdefault(units, pair)
    return tuple(best.values())


def _units(groups: Groups) -> dict[str, str]:
    return {member: group[0] for group in groups for member in group}


def _both(unit: Mapping[str, str], pair: NearPair) -> frozenset[str]:
    return frozenset((unit.get(pair.first, pair.first), unit.get(pair.second, pair.second)))


def _of_different_bodies(graph: nx.MultiDiGraph[str], first: str, second: str) -> bool:
    """Whether both are known parts, and of bodies with different names."""
    above = [graph.nodes[body]["parent"] for body in (first, second)]
    return all(above) and len({normalised_body(graph.nodes[body]["label"]) for body in above}) == 2
