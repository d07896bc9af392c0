"""Which efforts of different bodies may overlap, and what kind of pair are they?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from ecosystem.analyses.analysis import GAO, Analysis
from ecosystem.analyses.efforts import Boundary, Effort, efforts_of, related_by_design
from ecosystem.analyses.explanation import NEARLY_EQUAL, Pair, overlap_finding
from ecosystem.analyses.grading import FACETS, STRENGTH, kind_of, period_relation, relation, taxonomy
from ecosystem.analyses.pairs import MOST_TEXTS, Pairs, candidates
from ecosystem.analyses.reading import name
from ecosystem.analyses.text import Numbers
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import FacetName, Relation, Result
from ecosystem.matching import same_record_pairs
from ecosystem.projection import of_family

RELATED = "related-by-design"
NO_KIND = "nothing-in-common"
MOST_PER_BODIES = 20
"""Findings shown at most on the efforts of one pair of bodies."""


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """One pair for scoring from outside: IRIs (`a` < `b`), and a kind of finding or `related-by-design`.

    `score`: the number of outcomes stated by both, or, below 1, the likeness of the texts.
    """

    a: str
    b: str
    score: float
    kind: str


@dataclass(frozen=True, slots=True)
class _Graded:
    """All candidates: `kinds` and `relations` by pair, and the order from most to least worth looking at."""

    efforts: Sequence[Effort]
    pairs: Pairs
    kinds: list[str]
    relations: list[tuple[Relation, ...]]
    best_first: list[int]


def run(
    graph: nx.MultiDiGraph[str], *, seed: int = 0, limit: int = 500, boundary: Boundary = "organisation"
) -> Result:
    """Pairs of efforts that share an outcome or have unusually similar texts; what claims most comes first.

    `limit`: findings at most, and `MOST_PER_BODIES` of them on the efforts of one pair of bodies. All others
    are in `counts`. Efforts of one body, of two records of one body, and one effort recorded twice are never
    a pair.

    >>> run(nx.MultiDiGraph()).statements
    ('No two efforts of different bodies share an outcome or have unusually similar texts.',)
    """
    graded = _grade(graph, seed, boundary)
    shown = _shown(graded, limit)
    findings = tuple(overlap_finding(graph, _pair(graded, at), graded.pairs.texts) for at in shown)
    return Result(
        findings=findings,
        statements=tuple(_statements(graph, graded, shown)),
        counts=dict(sorted(Counter(graded.kinds).items())),
    )


def candidate_pairs(
    graph: nx.MultiDiGraph[str], *, seed: int = 0, boundary: Boundary = "organisation"
) -> tuple[CandidatePair, ...]:
    """Every candidate, best score first; then pairs related by design, then those that may be one record."""
    graded = _grade(graph, seed, boundary)
    found = [
        CandidatePair(pair.a.iri, pair.b.iri, float(pair.shared or pair.likeness), pair.kind)
        for pair in (_pair(graded, at) for at in graded.best_first)
        if pair.kind != NO_KIND
    ]
    efforts = set(of_family(graph, "effort"))
    twice = [
        CandidatePair(a, b, 0.0, "same-record") for a, b in sorted(same_record_pairs(graph)) if a in efforts
    ]
    return (*sorted(found, key=lambda pair: (pair.kind == RELATED, -pair.score)), *twice)


def _grade(graph: nx.MultiDiGraph[str], seed: int, boundary: Boundary) -> _Graded:
    efforts = efforts_of(graph, boundary)
    pairs = candidates(efforts, seed)
    by_facet = [_relations(graph, facet, efforts, pairs) for facet in FACETS]
    relations = list(zip(*by_facet, strict=True))
    designed = related_by_design(graph, efforts)
    grades: dict[tuple[tuple[Relation, ...], bool], str] = {}
    kinds = []
    for at, (first, second) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
        a, b = efforts[first].iri, efforts[second].iri
        key = (relations[at], bool(pairs.shared[at]))
        if key not in grades:
            facets = dict(zip(FACETS, key[0], strict=True))
            grades[key] = kind_of(facets, shares_outcome=key[1]) or NO_KIND
        if (min(a, b), max(a, b)) in designed:
            kinds.append(RELATED)
        else:
            kinds.append("cannot-tell-yet" if pairs.by_words[at] >= NEARLY_EQUAL else grades[key])
    strength = np.array([STRENGTH.get(kind, -1) for kind in kinds], dtype=np.int64)
    order = np.lexsort((pairs.second, pairs.first, -pairs.likeness, -pairs.shared, -strength))
    return _Graded(efforts, pairs, kinds, relations, order.tolist())


def _relations(
    graph: nx.MultiDiGraph[str], facet: FacetName, efforts: Sequence[Effort], pairs: Pairs
) -> list[Relation]:
    """How each pair compares in one facet; equal pairs of sets are compared once."""
    tree = taxonomy(graph, facet)
    numbers: dict[frozenset[str], int] = {}
    held = np.array(
        [numbers.setdefault(effort.facets[facet], len(numbers)) for effort in efforts], dtype=np.int64
    )
    sets = list(numbers)
    keys: Numbers = held[pairs.first] * len(sets) + held[pairs.second] if len(held) else pairs.first
    distinct, which = np.unique(keys, return_inverse=True)
    found = [
        period_relation(sets[a], sets[b]) if facet == "period" else relation(tree, sets[a], sets[b])
        for a, b in (divmod(key, len(sets)) for key in distinct.tolist())
    ]
    return [found[at] for at in which.tolist()]


def _shown(graded: _Graded, limit: int) -> list[int]:
    """The best pairs, no two bodies crowding out the others."""
    shown: list[int] = []
    of_bodies: Counter[tuple[str, ...]] = Counter()
    for at in graded.best_first:
        if len(shown) >= limit or graded.kinds[at] in (RELATED, NO_KIND):
            break
        first, second = graded.efforts[graded.pairs.first[at]], graded.efforts[graded.pairs.second[at]]
        bodies = tuple(sorted((min(first.bodies), min(second.bodies))))
        if of_bodies[bodies] < MOST_PER_BODIES:
            of_bodies[bodies] += 1
            shown.append(at)
    return shown


def _pair(graded: _Graded, at: int) -> Pair:
    pairs = graded.pairs
    rows = sorted((int(pairs.first[at]), int(pairs.second[at])), key=lambda row: graded.efforts[row].iri)
    return Pair(
        a=graded.efforts[rows[0]],
        b=graded.efforts[rows[1]],
        kind=graded.kinds[at],
        relations=dict(zip(FACETS, graded.relations[at], strict=True)),
        shared=int(pairs.shared[at]),
        likeness=float(pairs.likeness[at]),
        alike=bool(pairs.alike[at]),
        nearly_equal=bool(pairs.by_words[at] >= NEARLY_EQUAL),
        rows=(rows[0], rows[1]),
    )


def _statements(graph: nx.MultiDiGraph[str], graded: _Graded, shown: Sequence[int]) -> list[str]:
    """What was seen, and everything that was left out."""
    kinds = Counter(graded.kinds)
    seen = len(graded.kinds) - kinds[RELATED] - kinds[NO_KIND]
    said = [
        f"{counted(seen, 'pair')} of efforts of different bodies share an outcome or have unusually "
        "similar texts."
        if seen
        else "No two efforts of different bodies share an outcome or have unusually similar texts."
    ]
    rest = kinds - Counter(graded.kinds[at] for at in shown)
    unlisted = [f"{rest[kind]:,} {kind.replace('-', ' ')}" for kind in sorted(rest) if kind in STRENGTH]
    if unlisted:
        said.append(
            f"{counted(seen - len(shown), 'further pair')} were seen and are not listed: "
            f"{listed(unlisted, 9)}."
        )
    if kinds[RELATED]:
        said.append(f"{counted(kinds[RELATED], 'pair')} of which one is part of the other are left out.")
    alone = len(of_family(graph, "effort")) - sum(len(effort.members) for effort in graded.efforts)
    if alone:
        said.append(f"{counted(alone, 'effort')} without a recorded organisation could not be compared.")
    if len(graded.efforts) > MOST_TEXTS:
        said.append(f"Texts were not compared: there are more than {MOST_TEXTS:,} efforts.")
    if graded.pairs.skipped:
        hubs = [quoted(name(graph, outcome)) for outcome in graded.pairs.skipped]
        said.append(f"Pairs that share nothing but {listed(hubs)} are left out: very many efforts state it.")
    if shown:
        said.append("One effort can be in many pairs: never add up the money of several.")
    return said


ANALYSIS = Analysis(
    name="overlap",
    title="Where might efforts overlap?",
    question="Which efforts of different organisations may overlap, and what kind of pair are they?",
    method=(
        "Two efforts are compared when both state an outcome in common, or when their texts are more "
        "alike than those of 99.9% of all pairs of different organisations. Outcomes, kind of "
        "activity, people, place and period then decide what kind of pair it is; what is not "
        "recorded never counts as the same, and with less than three of five recorded on both sides "
        "the answer is: cannot tell yet. Sharing an outcome is alignment; possible duplication needs "
        "the same outcome, activity, people and place at the same time. Likeness of texts proposes a "
        "pair but never decides its kind."
    ),
    version="1",
    options={"seed": 0, "limit": 500, "boundary": "organisation"},
    run=run,
    references=(GAO,),
)
