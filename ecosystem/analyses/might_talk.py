"""Who has reason to talk, and is not recorded as working with, or beside, each other?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, product

import networkx as nx

from ecosystem.analyses import alignment, near_outcomes
from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.efforts import Effort, efforts_of
from ecosystem.analyses.grading import FACETS, kind_of, period_relation, relation, taxonomy
from ecosystem.analyses.reading import name
from ecosystem.analyses.recorded_ties import collaborations, dealings, within_two
from ecosystem.analyses.talk_finding import TELLING_KINDS, Reasons, talk_finding
from ecosystem.analyses.wording import counted
from ecosystem.findings import FacetName, Result
from ecosystem.matching import representatives

Pair = tuple[str, str]
MOST_PER_BODY = 5
"""Findings at most that involve one organisation."""
MOST_PER_OUTCOME = 200
"""Efforts of one outcome above which they are not compared two by two: sharing it is then no reason to talk."""


def run(graph: nx.MultiDiGraph[str], *, seed: int = 0, limit: int = 50) -> Result:
    """Pairs of organisations with a reason to talk and no path of one or two recorded collaborations.

    A reason: aligned beyond chance; efforts that complete each other or do the same elsewhere for a shared outcome;
    nearly the same outcome. Most reasons first, at most `limit`, and `MOST_PER_BODY` with one organisation.

    >>> run(nx.MultiDiGraph()).statements
    ('No collaboration of organisations is recorded, so that nobody can be said not to work together.',)
    """
    ties, first = collaborations(graph), representatives(graph)
    if not ties.number_of_edges():
        return Result(findings=(), statements=(_NO_TIES,), counts={"who-might-talk": 0})
    near, known = within_two(ties), dealings(graph)
    left_out = Counter[str]()

    def apart(pair: Pair) -> bool:
        a, b = (first[body] for body in pair)
        if b in near.get(a, ()):
            left_out["near"] += 1
        elif (min(a, b), max(a, b)) in known:
            left_out["known"] += 1
        else:
            return a != b
        return False

    reasons = _reasons(graph, seed)
    candidates = [pair for pair in sorted(reasons) if apart(pair)]
    candidates.sort(
        key=lambda pair: (reasons[pair].order(), sorted(name(graph, body) for body in pair), pair)
    )
    shown = _varied(candidates, limit)
    met = frozenset(body for body in first if first[body] in ties)
    said = [
        f"{counted(len(candidates), 'pair')} of organisations have a reason to talk and no recorded collaboration, "
        f"directly or through one other organisation; {len(shown):,} are listed.",
        f"Left out: {counted(left_out['near'], 'pair')} with a recorded collaboration or a partner in common; "
        f"{counted(left_out['known'], 'pair')} with an effort, a payment or a parent in common.",
        "What is not recorded may well happen: every pair is a question.",
    ]
    return Result(
        findings=tuple(talk_finding(graph, pair, reasons[pair], met) for pair in shown),
        statements=tuple(said),
        counts={"who-might-talk": len(shown)},
    )


_NO_TIES = "No collaboration of organisations is recorded, so that nobody can be said not to work together."


def _reasons(graph: nx.MultiDiGraph[str], seed: int) -> dict[Pair, Reasons]:
    """Every pair with a reason to talk, whoever it works with."""
    found: dict[Pair, Reasons] = defaultdict(Reasons)
    for aligned in alignment.run(graph, seed=seed).findings:
        found[aligned.involves[0], aligned.involves[1]].aligned = aligned
    for miss in near_outcomes.run(graph).findings:
        found[miss.involves[0], miss.involves[1]].near = miss
    for pair, kind, a, b in _kindred(graph):
        found[pair].kindred.append((kind, a, b))
    return dict(found)


def _kindred(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[Pair, str, Effort, Effort]]:
    """Efforts of two organisations that share an outcome and are complementary, or the same in other places."""
    efforts = efforts_of(graph)
    by_outcome: dict[str, list[int]] = defaultdict(list)
    for at, effort in enumerate(efforts):
        for outcome in effort.facets["outcome"]:
            by_outcome[outcome].append(at)
    sharing = {
        pair
        for stating in by_outcome.values()
        if len(stating) <= MOST_PER_OUTCOME
        for pair in combinations(stating, 2)
    }
    grade = _grader(graph)
    for first, second in sorted(sharing):
        a, b = efforts[first], efforts[second]
        if not a.bodies & b.bodies and (kind := grade(a, b)) in TELLING_KINDS:
            for one, other in product(a.deliverers, b.deliverers):
                yield (min(one, other), max(one, other)), kind, *((a, b) if one < other else (b, a))


def _grader(graph: nx.MultiDiGraph[str]) -> Callable[[Effort, Effort], str]:
    trees = {facet: taxonomy(graph, facet) for facet in FACETS}

    def compared(facet: FacetName, a: frozenset[str], b: frozenset[str]) -> str:
        return period_relation(a, b) if facet == "period" else relation(trees[facet], a, b)

    def grade(a: Effort, b: Effort) -> str:
        relations = {facet: compared(facet, a.facets[facet], b.facets[facet]) for facet in FACETS}
        return kind_of(relations, shares_outcome=True) or ""  # type: ignore[arg-type]

    return grade


def _varied(candidates: list[Pair], limit: int) -> list[Pair]:
    """The best, no organisation crowding out the others."""
    shown: list[Pair] = []
    of_body = Counter[str]()
    for pair in candidates:
        if len(shown) == limit:
            break
        if all(of_body[body] < MOST_PER_BODY for body in pair):
            of_body.update(pair)
            shown.append(pair)
    return shown


ANALYSIS = Analysis(
    name="might-talk",
    title="Who might talk to each other?",
    question="Which organisations have a reason to talk, and no recorded collaboration, not even through a third?",
    method=(
        "A reason is one of three: the two are aligned beyond chance; they share an outcome and have efforts that "
        "complete each other, or do the same for the same people in another place; or their outcomes are nearly the "
        "same. Pairs that a recorded collaboration joins, directly or through one other organisation, are left out, "
        "and so are those with an effort, a payment or a parent in common. Every reason is shown. A collaboration "
        "that is not recorded may still exist."
    ),
    version="1",
    options={"seed": 0, "limit": 50},
    run=run,
    references=("Liben-Nowell and Kleinberg, J. Am. Soc. Inf. Sci. Technol. 58 (2007), on predicting links",),
)
