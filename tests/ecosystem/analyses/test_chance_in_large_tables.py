"""More organisations than can be shuffled: numbers kept on average, only pairs that share something looked at."""

from __future__ import annotations

import numpy as np
import pytest
from graphs import Graph, effort, organisation, outcome
from scipy import stats

from ecosystem.analyses.alignment import run
from ecosystem.analyses.chance import adjusted, shared_counts, table_of
from ecosystem.analyses.large_chance import UNUSUAL, fitted, unusual


def sparse(rows: int, columns: int, seed: int) -> list[frozenset[int]]:
    rng = np.random.default_rng(seed)
    sizes = rng.integers(2, 7, size=rows).tolist()
    return [frozenset(rng.choice(columns, size=size, replace=False).tolist()) for size in sizes]


def test_the_model_gives_every_row_its_number_of_columns() -> None:
    rows = sparse(60, 40, 1)
    model = fitted(table_of(rows, 40))
    assert model.sizes.tolist() == [2, 3, 4, 5, 6]
    assert [int(model.sizes[at]) for at in model.of_row] == [len(row) for row in rows]
    total = float(model.chance.at(model.classes(*np.triu_indices(60, 1))).mean.sum())
    # A row may meet a column twice in thought, never in fact: half a meeting too many for every cell at most.
    shared = int(shared_counts(rows, 40).sum())
    assert shared < total < shared + sum(map(len, rows)) / 2


def test_a_square_table_of_equal_rows_has_equal_chances() -> None:
    """Six rows of two in three columns that each hold four: every cell has 2/3, a pair shares 3 * 4/9."""
    rows = [frozenset({0, 1}), frozenset({1, 2}), frozenset({0, 2})] * 2
    model = fitted(table_of(rows, 3))
    assert model.chance.mean.tolist() == pytest.approx([4 / 3])
    assert model.chance.variance.tolist() == pytest.approx([3 * 4 / 9 * 5 / 9])


def test_the_tail_is_that_of_independent_meetings() -> None:
    """Equal columns: the number shared is binomial, and its mid-p can be written down."""
    rows = [frozenset({at, (at + 1) % 20, (at + 2) % 20}) for at in range(20)]
    model = fitted(table_of(rows, 20))
    exact = stats.binom(20, (3 / 20) ** 2)
    three = float(exact.sf(3) + exact.pmf(3) / 2)
    assert float(model.chance.at_least(np.array([3]))[0]) == pytest.approx(exact.sf(2), rel=0.02)
    assert model.chance.p_values(np.array([3]))[0] >= three * 0.98


def test_every_unusual_pair_is_found_and_no_other() -> None:
    rows = sparse(600, 50, 2)
    table = table_of(rows, 50)
    model = fitted(table)
    first, second = np.triu_indices(600, 1)
    p = model.chance.at(model.classes(first, second)).p_values(shared_counts(rows, 50))
    kept = p <= UNUSUAL
    found = unusual(table, model)
    assert (found.first.tolist(), found.second.tolist()) == (first[kept].tolist(), second[kept].tolist())
    assert found.p.tolist() == pytest.approx(p[kept].tolist())
    q = adjusted(p)
    few = adjusted(found.p, len(p))
    assert (few <= 0.05).tolist() == (q[kept] <= 0.05).tolist()


def crowd(planted: int) -> Graph:
    """2,050 bodies with two to six of 400 outcomes; the first pairs have eight in common as well."""
    graph = Graph()
    for at in range(400):
        outcome(graph, f"outcome-{at:03}")
    rows = [set(row) for row in sparse(2050, 392, 3)]
    for pair in range(planted):
        for at in (2 * pair, 2 * pair + 1):
            rows[at] |= set(range(392, 400)) if pair == 0 else set(range(8 * pair, 8 * pair + 8))
    for place, row in enumerate(rows):
        body = organisation(graph, f"body-{place:04}", sector=("PUB", "VOL")[place % 2])
        effort(graph, f"effort-{place:04}", body, outcomes=[f"outcome-{at:03}" for at in sorted(row)])
    return graph


def test_planted_pairs_among_two_thousand_organisations_are_found_and_all_pairs_are_counted() -> None:
    result = run(crowd(3))
    assert {finding.involves for finding in result.findings} >= {
        ("body-0000", "body-0001"), ("body-0002", "body-0003"), ("body-0004", "body-0005"),
    }  # fmt: skip
    assert len(result.findings) <= 5
    assert [(family.name, family.tests) for family in result.families] == [
        ("all-pairs", 2050 * 2049 // 2),
        ("cross-sector", 1025 * 1025),
    ]
    assert "on average only" in result.statements[0]
    assert all(finding.test and "on average" in finding.test.null_model for finding in result.findings)


def test_nothing_is_found_among_two_thousand_organisations_that_chose_at_random() -> None:
    result = run(crowd(0), less=True)
    assert len(result.findings) == 0
    assert result.families[0].smallest_detectable is not None
    assert "who shares fewer than chance would give cannot be asked of so many" in result.statements[0]
    assert not any(family.name.startswith("less/") for family in result.families)
