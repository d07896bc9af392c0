"""Which organisations share no outcome, and work for nearly the same one?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np

from ecosystem.analyses.affiliation import Affiliation, affiliations
from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.chance import Counts, Floats, table_of
from ecosystem.analyses.nearness import BELONGS, Nearness, nearness
from ecosystem.analyses.reading import delivered, linked, name, work_together
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Evidence, Finding, Level, Result
from ecosystem.matching import same_record_pairs
from ecosystem.projection import neighbours
from ecosystem.remembering import once

MOST_ORGANISATIONS = 2000
"""Of one list: above, the table of all pairs would outgrow the memory of a small machine."""
MOST_PER_OUTCOMES = 3
"""Findings at most on one pair of outcomes: otherwise two popular ones would fill the list."""
KIND = "nearly-the-same-outcome"


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two organisations (IRIs, sorted) that share no outcome of a list, with the nearest two of their outcomes.

    `outcomes`: one of each, in the organisations' order; `through`: the most telling thing that both outcomes
    belong to; `score`: best-match average of all outcomes of both, 0-1.
    """

    table: Affiliation
    pair: tuple[str, str]
    outcomes: tuple[str, str]
    through: str
    score: float


@once
def run(graph: nx.MultiDiGraph[str], *, limit: int = 20) -> Result:
    """The nearest pairs of organisations without an outcome in common; nearest first, `limit` at most of each list.

    >>> run(nx.MultiDiGraph()).statements
    ('No two outcomes that different organisations work for belong to anything in common.',)
    """
    delivers = delivered(graph)
    findings: list[Finding] = []
    statements: list[str] = []
    for table in affiliations(graph):
        which = table.outcome_list.words
        if len(table.organisations) > MOST_ORGANISATIONS:
            said = counted(len(table.organisations), "organisation")
            statements.append(f"Outcomes{which}: {said} are too many to be ranked by near outcomes.")
        elif (near := nearness(graph, table)) is not None:
            found = ranked(graph, table, near)
            shown = _varied(_misses(table, near, found), limit)
            findings += [_finding(graph, delivers, miss) for miss in shown]
            statements.append(
                f"Outcomes{which}: {counted(len(found[0]), 'pair')} of organisations share no outcome and work for two "
                f"that belong to the same objective or theme; the nearest {len(shown):,} are listed."
            )
    return Result(
        findings=tuple(sorted(findings, key=lambda found: -found.score)),
        statements=tuple(statements) or (_NOTHING,),
        counts={KIND: len(findings)},
    )


_NOTHING = "No two outcomes that different organisations work for belong to anything in common."


def ranked(graph: nx.MultiDiGraph[str], table: Affiliation, near: Nearness) -> tuple[Counts, Counts, Floats]:
    """Every pair of places that shares no outcome of the table and has two that belong together; best score first.

    Two records that may be one organisation are never a pair.
    """
    own = table_of(table.rows, len(table.outcomes))
    shared = (own @ own.T).toarray()
    belong = own @ (near.through >= 0).astype(np.int64)
    joined = (belong @ own.T.toarray()) > 0
    first, second = np.nonzero(np.triu(joined & (shared == 0), 1))
    scores = near.of_sets(table.rows).round(6)[first, second]
    order = np.argsort(-scores, kind="stable")
    first, second, scores = first[order], second[order], scores[order]
    places = {body: at for at, body in enumerate(table.organisations)}
    barred = [
        places[a] * len(places) + places[b]
        for pair in same_record_pairs(graph)
        for a, b in (pair, pair[::-1])
        if a in places and b in places
    ]
    kept = ~np.isin(first * len(places) + second, barred)
    return first[kept], second[kept], scores[kept]


def _misses(table: Affiliation, near: Nearness, pairs: tuple[Counts, Counts, Floats]) -> Iterator[NearMiss]:
    for i, j, score in zip(*(column.tolist() for column in pairs), strict=True):
        left, right = table.organisations[i], table.organisations[j]
        rows, pair = ((i, j), (left, right)) if left < right else ((j, i), (right, left))
        a, b, through = _nearest(table, near, rows)
        yield NearMiss(
            table=table,
            pair=pair,
            outcomes=(table.outcomes[a], table.outcomes[b]),
            through=near.parents[through],
            score=score,
        )


def _nearest(table: Affiliation, near: Nearness, rows: tuple[int, int]) -> tuple[int, int, int]:
    """The places of the two outcomes and of what joins them."""
    own, other = (sorted(table.rows[row]) for row in rows)
    joined = [(a, b) for a in own for b in other if near.through[a, b] >= 0]
    a, b = max(joined, key=lambda pair: (near.near[pair], -min(pair), -max(pair)))
    return a, b, int(near.through[a, b])


def _varied(found: Iterable[NearMiss], limit: int) -> list[NearMiss]:
    """The best, no two outcomes crowding out the others."""
    shown: list[NearMiss] = []
    of_outcomes: Counter[frozenset[str]] = Counter()
    for miss in found:
        if len(shown) == limit:
            break
        if of_outcomes[frozenset(miss.outcomes)] < MOST_PER_OUTCOMES:
            of_outcomes[frozenset(miss.outcomes)] += 1
            shown.append(miss)
    return shown


def _finding(graph: nx.MultiDiGraph[str], delivers: Mapping[str, Sequence[str]], miss: NearMiss) -> Finding:
    (a, b), (one, other) = miss.pair, (_q(graph, outcome) for outcome in miss.outcomes)
    known = miss.table.known(delivers, miss.pair)
    level: Level = "medium" if known >= 0.6 else "low"
    evidence = near_evidence(graph, miss)
    rows = [miss.table.rows[miss.table.organisations.index(body)] for body in miss.pair]
    named = {iri for item in evidence for iri in (item.subject, item.value)} | set(miss.pair)
    named |= {miss.table.outcomes[place] for row in rows for place in row}
    met = " A collaboration of the two is recorded." if work_together(graph, [a], [b]) else ""
    return Finding(
        method="near-outcomes",
        kind=KIND,
        involves=miss.pair,
        coordinates=tuple(("onOutcome", outcome) for outcome in sorted(set(miss.outcomes))),
        headline=f"Nearly the same outcome: {one} ({_q(graph, a)}) / {other} ({_q(graph, b)}).",
        why=(
            f"They share no outcome{miss.table.outcome_list.words}. Of all that they work for, {one} and {other} are "
            f"nearest: both belong to {_q(graph, miss.through)}.{met}"
        ),
        differs=(
            f"{_q(graph, a)} works for {_outcomes(graph, miss.table, rows[0])}. "
            f"{_q(graph, b)} works for {_outcomes(graph, miss.table, rows[1])}."
        ),
        confidence=level,
        confidence_text=(
            f"{level.capitalize()}: {known:.0%} of the efforts of the two say which outcomes they work for. The score "
            "only puts pairs in an order and is no probability. An organisation with many outcomes is near to many "
            "others by its size alone. A list's distances are not the truth: read the two names."
        ),
        score=miss.score,
        score_name="nearness of the outcomes of both",
        comparability=known,
        evidence=tuple(evidence),
        check_next=(
            f"Ask {_q(graph, a)} and {_q(graph, b)} whether {one} and {other} mean the same to them.",
            "If they do, ask whoever keeps the list of outcomes whether it should hold one of the two.",
        ),
        labels={iri: name(graph, iri) for iri in sorted(named)},
    )


def near_evidence(graph: nx.MultiDiGraph[str], miss: NearMiss) -> list[Evidence]:
    """Who works for the two outcomes, and how both come to belong to the same thing; sorted."""
    found = set[Evidence]()
    upward = _upward(graph)
    for body, outcome in zip(miss.pair, miss.outcomes, strict=True):
        for effort in miss.table.efforts[body, outcome]:
            found.add(linked(graph, effort, "deliveredBy", body))
            found.add(linked(graph, effort, "targetsOutcome", outcome))
        steps = nx.shortest_path(upward, outcome, miss.through)
        for below, above in pairwise(steps):
            key = next(key for key in BELONGS if above in neighbours(graph, below, key))
            found.add(linked(graph, below, key, above))
    return sorted(found)


@once
def _upward(graph: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    return nx.DiGraph([(a, b) for a, b, key in graph.edges(keys=True) if key in BELONGS])


def _outcomes(graph: nx.MultiDiGraph[str], table: Affiliation, row: frozenset[int]) -> str:
    return listed([_q(graph, table.outcomes[place]) for place in sorted(row)], most=3)


def _q(graph: nx.MultiDiGraph[str], iri: str) -> str:
    return quoted(name(graph, iri))


ANALYSIS = Analysis(
    name="near-outcomes",
    title="Who works for nearly the same outcome?",
    question="Which organisations share no outcome, and work for two that are nearly the same?",
    method=(
        "Two outcomes are near when both belong to the same objective or theme, and the nearer the fewer work "
        "for anything in it (Jiang and Conrath's measure). Two organisations are as near as their outcomes are "
        "on average, each taken with its nearest on the other side. Pairs that share an outcome are left out: "
        "they are looked at by who works for the same outcomes. The order is a ranking for people to read from "
        "the top. On two open data sets it put pairs whose shared outcome had been hidden above other pairs in 72 to "
        "74 of 100 cases (overlap of outcomes alone: 55 to 61); size alone reached up to 68; "
        "on the small invented example place it did hardly better than chance (53)."
    ),
    version="2",
    options={"limit": 20},
    run=run,
    references=(
        "Jiang and Conrath, Proc. ROCLING X (1997), on information content and taxonomies",
        "Resnik, Proc. IJCAI (1995), on information content",
    ),
)
