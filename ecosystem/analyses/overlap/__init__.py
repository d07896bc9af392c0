"""Which efforts of different bodies may overlap, and what kind of pair are they?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from ecosystem.analyses.analysis import GAO, Analysis
from ecosystem.analyses.efforts import Boundary
from ecosystem.analyses.explanation import overlap_finding
from ecosystem.analyses.grading import STRENGTH
from ecosystem.analyses.overlap.graded import KINDS, NO_KIND, RELATED, Graded, grade
from ecosystem.analyses.pairs import NEAREST
from ecosystem.analyses.reading import name
from ecosystem.analyses.tagging.mapped import Tags
from ecosystem.analyses.unlisted import unlisted
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Result, Unlisted
from ecosystem.matching import same_record_pairs
from ecosystem.nearest import Progress, silent
from ecosystem.projection import of_family

MOST_PER_BODIES = 20
"""Findings shown at most on the efforts of one pair of bodies."""
PROPOSED_SHARE = 0.2
"""The part of the findings kept for pairs that rest on proposed outcomes, where there are so many."""


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """One pair for scoring from outside: IRIs (`a` < `b`), and a kind of finding or `related-by-design`.

    `score`: the expected number of shared outcomes, and a little for likeness of the texts.
    """

    a: str
    b: str
    score: float
    kind: str


def run(
    graph: nx.MultiDiGraph[str],
    *,
    seed: int = 0,
    limit: int = 500,
    boundary: Boundary = "organisation",
    confirmed: Tags = frozenset(),
    rejected: Tags = frozenset(),
    progress: Progress = silent,
) -> Result:
    """Pairs of efforts that share an outcome, probably do, or have unusually similar texts.

    What claims most comes first. `limit`: findings at most, and `MOST_PER_BODIES` of them on the efforts of one
    pair of bodies. All others are in `counts`. Efforts of one body, of two records of one body, and one effort
    recorded twice are never a pair. `confirmed` and `rejected`: decisions on (effort, outcome).

    >>> run(nx.MultiDiGraph()).statements
    ('No two efforts of different bodies share an outcome or have unusually similar texts.',)
    """
    graded = grade(graph, seed, boundary, confirmed=confirmed, rejected=rejected, progress=progress)
    shown = _shown(graded, limit)
    progress("Writing the findings")
    findings = tuple(overlap_finding(graph, graded.pair(at), graded.pairs.texts) for at in shown)
    return Result(
        findings=findings,
        statements=tuple(_statements(graph, graded, shown)),
        counts=graded.counts(),
        unlisted=_unlisted(graph, graded, shown, seed),
    )


def every_pair(
    graph: nx.MultiDiGraph[str],
    *,
    seed: int = 0,
    boundary: Boundary = "organisation",
    confirmed: Tags = frozenset(),
    rejected: Tags = frozenset(),
    progress: Progress = silent,
) -> Iterator[CandidatePair]:
    """Every pair that might share an outcome, best score first; at the end those that may be one record.

    Pairs of which both sides state other outcomes and nothing else speaks for are left out.
    """
    graded = grade(
        graph, seed, boundary, confirmed=confirmed, rejected=rejected, every=True, progress=progress
    )
    score = graded.pairs.score
    efforts = graded.efforts
    for at in graded.by_score():
        if KINDS[graded.kinds[at]] != NO_KIND:
            a, b = efforts[graded.pairs.first[at]].iri, efforts[graded.pairs.second[at]].iri
            yield CandidatePair(min(a, b), max(a, b), float(score[at]), graded.kind(at))
    records = set(of_family(graph, "effort"))
    for a, b in sorted(same_record_pairs(graph)):
        if a in records:
            yield CandidatePair(a, b, 0.0, "same-record")


def candidate_pairs(
    graph: nx.MultiDiGraph[str], *, seed: int = 0, boundary: Boundary = "organisation"
) -> tuple[CandidatePair, ...]:
    """All of `every_pair` at once."""
    return tuple(every_pair(graph, seed=seed, boundary=boundary))


def _shown(graded: Graded, limit: int) -> list[int]:
    """The best pairs, no two bodies crowding out the others, and proposals not crowded out by what is known."""
    pairs, by_claim = graded.pairs, graded.by_claim()
    listable = [at for at in by_claim if graded.kind(at) not in (RELATED, NO_KIND)]
    proposed = [at for at in listable if pairs.likely[at] and not pairs.shared[at]]
    kept = set(_spread(graded, proposed, int(limit * PROPOSED_SHARE)))
    best = _spread(graded, [*sorted(kept, key=proposed.index), *listable], limit)
    rank = {at: place for place, at in enumerate(by_claim)}
    return sorted(best, key=rank.__getitem__)


def _spread(graded: Graded, order: Sequence[int], limit: int) -> list[int]:
    shown: dict[int, None] = {}
    of_bodies: Counter[tuple[str, ...]] = Counter()
    for at in order:
        if len(shown) >= limit:
            break
        first, second = graded.efforts[graded.pairs.first[at]], graded.efforts[graded.pairs.second[at]]
        bodies = tuple(sorted((min(first.bodies), min(second.bodies))))
        if at not in shown and of_bodies[bodies] < MOST_PER_BODIES:
            of_bodies[bodies] += 1
            shown[at] = None
    return list(shown)


def _unlisted(graph: nx.MultiDiGraph[str], graded: Graded, shown: Sequence[int], seed: int) -> Unlisted:
    """Pairs that were seen and are not listed, whatever is recorded of both; none that is related by design."""
    below = ~np.isin(graded.kinds, [KINDS.index(RELATED), KINDS.index(NO_KIND)])
    below[list(shown)] = False
    places = np.flatnonzero(below)
    return unlisted(
        len(places),
        seed,
        lambda at: overlap_finding(graph, graded.pair(int(places[at])), graded.pairs.texts),
    )


def _statements(graph: nx.MultiDiGraph[str], graded: Graded, shown: Sequence[int]) -> list[str]:
    """What was seen, and everything that was left out."""
    counts, pairs = Counter(graded.counts()), graded.pairs
    seen = counts.total() - counts[RELATED] - counts[NO_KIND]
    open_ = (graded.kinds != KINDS.index(RELATED)) & (graded.kinds != KINDS.index(NO_KIND))
    proposed = int((open_ & pairs.likely & (pairs.shared == 0) & ~pairs.alike).sum())
    stated = seen - proposed
    said = [
        f"{counted(stated, 'pair')} of efforts of different bodies share an outcome or have unusually "
        "similar texts."
        if stated
        else "No two efforts of different bodies share an outcome or have unusually similar texts."
    ]
    if proposed:
        said.append(
            f"{counted(proposed, 'further pair')} share an outcome if what we think of them is right."
        )
    rest = counts - Counter(graded.kind(at) for at in shown)
    unlisted = [f"{rest[kind]:,} {kind.replace('-', ' ')}" for kind in sorted(rest) if kind in STRENGTH]
    if unlisted:
        said.append(
            f"{counted(seen - len(shown), 'further pair')} were seen and are not listed: "
            f"{listed(unlisted, 9)}."
        )
    if counts[RELATED]:
        said.append(f"{counted(counts[RELATED], 'pair')} of which one is part of the other are left out.")
    alone = len(of_family(graph, "effort")) - sum(len(effort.members) for effort in graded.efforts)
    if alone:
        said.append(f"{counted(alone, 'effort')} without a recorded organisation could not be compared.")
    if not pairs.complete:
        said.append(
            f"There are too many efforts to compare all: of each, its {NEAREST} nearest were looked at."
        )
    if pairs.skipped:
        hubs = [quoted(name(graph, outcome)) for outcome in pairs.skipped]
        said.append(f"Pairs that share nothing but {listed(hubs)} are left out: very many efforts state it.")
    if shown:
        said.append("One effort can be in many pairs: never add up the money of several.")
    return said


ANALYSIS = Analysis(
    name="overlap",
    title="Where might efforts overlap?",
    question="Which efforts of different organisations may overlap, and what kind of pair are they?",
    method=(
        "Two efforts are compared when both state an outcome in common, when we think that both work for one "
        "(each with a belief of at least one half, learned from efforts that state it), or when their texts are "
        "more alike than those of 99.9% of all pairs of different organisations. Outcomes, kind of "
        "activity, people, place and period then decide what kind of pair it is; what is not "
        "recorded never counts as the same, and with less than three of five recorded on both sides "
        "the answer is: cannot tell yet. Sharing an outcome is alignment; possible duplication needs "
        "the same outcome, activity, people and place at the same time, all of them recorded. What we think, and "
        "likeness of texts, propose a pair but never decide its kind. Of more than 5,000 efforts only the pairs "
        "nearest to each are looked at."
    ),
    version="4",
    options={"seed": 0, "limit": 500, "boundary": "organisation"},
    run=run,
    references=(GAO,),
)
