"""All candidate pairs with what kind of pair each is: arithmetic on columns, nothing looked at twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import get_args

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from ecosystem.analyses.efforts import Boundary, Effort, related_by_design
from ecosystem.analyses.graded_pair import NEARLY_EQUAL, Pair
from ecosystem.analyses.grading import FACETS, STRENGTH, kind_of, period_relation, relation, taxonomy
from ecosystem.analyses.overlap.shared import terms
from ecosystem.analyses.pairs import Pairs, candidates
from ecosystem.analyses.tagging import Beliefs
from ecosystem.analyses.tagging.mapped import Tags, efforts_and_beliefs
from ecosystem.analyses.text import Numbers
from ecosystem.findings import FacetName, Relation
from ecosystem.matching import decided
from ecosystem.nearest import Progress, silent

RELATED = "related-by-design"
NO_KIND = "nothing-in-common"
KINDS = (*(kind for kind in STRENGTH if kind), RELATED, NO_KIND)
_RELATIONS: tuple[Relation, ...] = get_args(Relation)
_STRENGTHS = np.array([STRENGTH.get(kind, -1) for kind in KINDS], dtype=np.int64)
_Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Graded:
    """`kinds`: places in `KINDS`, one a pair; `relations`: pair x facet, places in the list of relations."""

    efforts: Sequence[Effort]
    believed: Beliefs
    pairs: Pairs
    kinds: _Codes
    relations: _Codes
    nearly_equal: NDArray[np.bool_]
    """Pairs that may be one record: nearly equal texts that nobody told apart."""

    def kind(self, at: int) -> str:
        return str(KINDS[int(self.kinds[at])])

    def counts(self) -> dict[str, int]:
        """How many pairs of each kind there are, kinds in alphabetical order."""
        found = np.bincount(self.kinds, minlength=len(KINDS)).tolist()
        return dict(sorted((kind, number) for kind, number in zip(KINDS, found, strict=True) if number))

    def by_claim(self) -> list[int]:
        """Pairs from what claims most to what claims least."""
        pairs = self.pairs
        order = np.lexsort(
            (pairs.second, pairs.first, -pairs.likeness, -pairs.expected, -_STRENGTHS[self.kinds])
        )
        return list(order.tolist())

    def by_score(self) -> list[int]:
        """Pairs from the best to the least score."""
        pairs = self.pairs
        return list(np.lexsort((pairs.second, pairs.first, -pairs.score)).tolist())

    def pair(self, at: int) -> Pair:
        """One pair as it is explained: `a.iri` before `b.iri`."""
        pairs = self.pairs
        rows = sorted((int(pairs.first[at]), int(pairs.second[at])), key=lambda row: self.efforts[row].iri)
        relations = (_RELATIONS[code] for code in self.relations[at].tolist())
        return Pair(
            a=self.efforts[rows[0]],
            b=self.efforts[rows[1]],
            kind=self.kind(at),
            relations=dict(zip(FACETS, relations, strict=True)),
            shared=int(pairs.shared[at]),
            expected=float(pairs.expected[at]),
            terms=terms(self.efforts, self.believed, pairs.texts, (rows[0], rows[1])),
            likeness=float(pairs.likeness[at]),
            alike=bool(pairs.alike[at]),
            nearly_equal=bool(self.nearly_equal[at]),
            rows=(rows[0], rows[1]),
        )


def grade(
    graph: nx.MultiDiGraph[str],
    seed: int,
    boundary: Boundary,
    *,
    confirmed: Tags = frozenset(),
    rejected: Tags = frozenset(),
    every: bool = False,
    progress: Progress = silent,
) -> Graded:
    """Every candidate. What is believed proposes pairs; their kind hangs on what is recorded, and on that alone.

    `confirmed` and `rejected`: what people decided on proposed outcomes; a confirmed one is as good as recorded.
    """
    progress("Working out what efforts may work for")
    recorded, believed = efforts_and_beliefs(
        graph, boundary=boundary, seed=seed, confirmed=confirmed, rejected=rejected
    )
    efforts = _with_confirmed(recorded, believed)
    pairs = candidates(efforts, believed, seed, every=every, progress=progress)
    progress("Grading the pairs")
    relations = np.array([_relations(graph, facet, efforts, pairs) for facet in FACETS], dtype=np.int8).T
    kinds = _kinds(relations, pairs.shared > 0)
    nearly_equal = (pairs.by_words >= NEARLY_EQUAL) & ~_among(efforts, pairs, decided(graph, "apart"))
    kinds[nearly_equal] = KINDS.index("cannot-tell-yet")
    kinds[_among(efforts, pairs, related_by_design(graph, efforts))] = KINDS.index(RELATED)
    return Graded(efforts, believed, pairs, kinds, relations, nearly_equal)


def _among(efforts: Sequence[Effort], pairs: Pairs, named: Iterable[tuple[str, str]]) -> NDArray[np.bool_]:
    """Which of the pairs are pairs of these records."""
    place = {member: at for at, effort in enumerate(efforts) for member in effort.members}
    found = [sorted((place[a], place[b])) for a, b in named if {a, b} <= place.keys()]
    keys = [first * len(efforts) + second for first, second in found]
    return np.isin(pairs.first * len(efforts) + pairs.second, keys)


def _with_confirmed(efforts: Sequence[Effort], believed: Beliefs) -> list[Effort]:
    """The efforts with every outcome that is known of them."""
    known, ends = believed.basis.indices.tolist(), believed.basis.indptr.tolist()
    found = []
    for effort, start, end in zip(efforts, ends, ends[1:], strict=False):
        outcomes = effort.facets["outcome"] | {believed.outcomes[at] for at in known[start:end]}
        more = outcomes != effort.facets["outcome"]
        found.append(replace(effort, facets={**effort.facets, "outcome": outcomes}) if more else effort)
    return found


def _kinds(relations: _Codes, shares: NDArray[np.bool_]) -> _Codes:
    """Every way in which two efforts can compare is graded once."""
    table = np.array(
        [
            KINDS.index(kind_of(dict(zip(FACETS, found, strict=True)), shares_outcome=shared) or NO_KIND)
            for found in product(_RELATIONS, repeat=len(FACETS))
            for shared in (False, True)
        ],
        dtype=np.int8,
    )
    code = np.zeros(len(shares), dtype=np.int64)
    for facet in relations.T:
        code = code * len(_RELATIONS) + facet
    return np.asarray(table[code * 2 + shares])


def _relations(
    graph: nx.MultiDiGraph[str], facet: FacetName, efforts: Sequence[Effort], pairs: Pairs
) -> Numbers:
    """How each pair compares in one facet; equal pairs of sets are compared once."""
    tree = taxonomy(graph, facet)
    numbers: dict[frozenset[str], int] = {}
    held = np.array(
        [numbers.setdefault(effort.facets[facet], len(numbers)) for effort in efforts], dtype=np.int64
    )
    sets = list(numbers)
    keys: Numbers = held[pairs.first] * len(sets) + held[pairs.second] if len(held) else pairs.first
    distinct, which = np.unique(keys, return_inverse=True)
    codes: Mapping[Relation, int] = {name: at for at, name in enumerate(_RELATIONS)}
    found = [
        codes[period_relation(sets[a], sets[b]) if facet == "period" else relation(tree, sets[a], sets[b])]
        for a, b in (divmod(key, len(sets)) for key in distinct.tolist())
    ]
    return np.array(found, dtype=np.int64)[which]
