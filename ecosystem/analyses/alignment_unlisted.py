"""Pairs of organisations that share an outcome, but no more than chance would explain: some of them, to be judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import networkx as nx
import numpy as np

from ecosystem.analyses.alignment_finding import alignment_finding
from ecosystem.analyses.chance import Counts
from ecosystem.analyses.comparing import Compared
from ecosystem.analyses.families import Tested
from ecosystem.analyses.reading import name
from ecosystem.analyses.unlisted import unlisted
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Finding, TestFamily, Unlisted

_NO_FAMILY = TestFamily("", "", 0, 0, "")


def not_beyond_chance(
    graph: nx.MultiDiGraph[str],
    delivers: Mapping[str, Sequence[str]],
    tables: Sequence[Compared],
    found: Collection[tuple[str, str]],
    seed: int,
) -> Unlisted | None:
    """None where a table is too large for all its pairs to be held.

    A pair compared in two lists of outcomes counts in each. Pairs that share nothing are left out: nothing of them
    could be judged.
    """
    if any(compared.model is not None for compared in tables):
        return None
    below = [_below(compared, found) for compared in tables]
    starts = np.cumsum([0, *map(len, below)])

    def finding(at: int) -> Finding:
        table = int(np.searchsorted(starts, at, side="right")) - 1
        return _compared(graph, delivers, tables[table], int(below[table][at - starts[table]]))

    return unlisted(int(starts[-1]), seed, finding)


def _below(compared: Compared, found: Collection[tuple[str, str]]) -> Counts:
    """The places of the pairs that share something and are not among those found."""
    bodies = compared.table.organisations
    place = {body: at for at, body in enumerate(bodies)}
    pairs = [sorted((place[a], place[b])) for a, b in found if a in place and b in place]
    keys = [first * len(bodies) + second for first, second in pairs]
    known = np.isin(compared.first * len(bodies) + compared.second, keys)
    return np.flatnonzero((compared.shared > 0) & ~known)


def _compared(
    graph: nx.MultiDiGraph[str], delivers: Mapping[str, Sequence[str]], compared: Compared, place: int
) -> Finding:
    """What would be said of the pair, but for the chance that it does not beat."""
    bodies, shared = compared.table.organisations, int(compared.shared[place])
    a, b = sorted((bodies[compared.first[place]], bodies[compared.second[place]]))
    pair = (a, b)
    expected = round(float(compared.chance.mean[place]), 6)
    tested = Tested(_NO_FAMILY, compared.table, pair, shared, expected, float(compared.p[place]), 1.0)
    outcomes = [quoted(name(graph, outcome)) for outcome in compared.table.shared(*pair)]
    names = listed([quoted(name(graph, body)) for body in pair])
    return replace(
        alignment_finding(graph, delivers, [tested], ""),
        headline=f"{names} share {counted(shared, 'outcome')}.",
        why=f"They share {counted(shared, 'outcome')}{compared.table.outcome_list.words}: {listed(outcomes)}.",
        score=round(shared - expected, 6),
        test=None,
    )
