"""More efforts than can all be compared: what is looked at instead finds nearly the same pairs."""

from __future__ import annotations

import pytest
from graphs import shuffled

from benchmarks.efforts import graph
from ecosystem.analyses.efforts import efforts_of
from ecosystem.analyses.overlap import run
from ecosystem.analyses.pairs import Pairs, candidates
from ecosystem.analyses.tagging import beliefs
from ecosystem.projection import neighbours


def best(pairs: Pairs, most: int) -> set[tuple[int, int]]:
    order = sorted(range(len(pairs.first)), key=lambda at: (-pairs.score[at], at))[:most]
    return {(int(pairs.first[at]), int(pairs.second[at])) for at in order}


def test_the_nearest_of_each_hold_the_best_of_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    map_ = graph(400)
    efforts = efforts_of(map_)
    believed = beliefs(map_, efforts)
    every = candidates(efforts, believed, 0, every=True)
    monkeypatch.setattr("ecosystem.analyses.pairs.MOST_DENSE", 0)
    monkeypatch.setattr("ecosystem.analyses.pairs.HUB_SHARE", 1.0)
    nearest = candidates(efforts, believed, 0, every=True)
    monkeypatch.setattr("ecosystem.analyses.pairs.MOST_EXACT", 0)
    roughly = candidates(efforts, believed, 0, every=True)
    assert every.complete
    assert not nearest.complete
    scores = dict(
        zip(zip(every.first.tolist(), every.second.tolist(), strict=True), every.score, strict=True)
    )
    wanted = best(every, 100)
    assert len(best(nearest, 4_000) & wanted) >= 0.99 * len(wanted)
    assert len(best(roughly, 4_000) & wanted) >= 0.9 * len(wanted)
    for pair in best(nearest, 50) & scores.keys():
        assert scores[pair] > 0


def test_many_efforts_give_the_same_findings_whatever_the_order_of_their_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ecosystem.analyses.pairs.MOST_DENSE", 0)
    map_ = graph(150)
    expected = run(map_, limit=30)
    assert run(shuffled(map_, 1), limit=30) == expected
    assert any("too many efforts to compare all" in said for said in expected.statements)
    for finding in expected.findings:
        first, second = (set(neighbours(map_, iri, "deliveredBy")) for iri in finding.involves)
        assert first
        assert second
        assert not first & second
