from __future__ import annotations

import os
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.analyses.chance import (
    LEVEL,
    Chance,
    adjusted,
    expected_below,
    sampled,
    shared_counts,
    smallest_detectable,
    trade,
)

tables = st.lists(st.frozensets(st.integers(0, 9), max_size=8), min_size=1, max_size=8)
PAIRS_OF_FOUR = tuple(frozenset(pair) for pair in ((0, 1), (0, 1), (2, 3), (2, 3)))


def popular(shape: tuple[int, int], size: float, unevenness: float, seed: int) -> list[frozenset[int]]:
    """Rows that draw columns independently; the k-th column is `k ** -unevenness` as likely as the first."""
    rng = np.random.default_rng(seed)
    weights = np.arange(1, shape[1] + 1) ** -unevenness
    weights /= weights.sum()
    sizes = np.clip(rng.poisson(size, shape[0]), 2, shape[1])
    return [frozenset(rng.choice(shape[1], size=own, replace=False, p=weights).tolist()) for own in sizes]


def margins(rows: list[set[int]]) -> tuple[list[int], list[int]]:
    return [len(row) for row in rows], [sum(column in row for row in rows) for column in range(10)]


@given(rows=tables, seed=st.integers(0, 2**32))
def test_trades_keep_how_much_every_row_and_column_has(rows: list[frozenset[int]], seed: int) -> None:
    dealt = [set(row) for row in rows]
    trade(dealt, 50, np.random.default_rng(seed))
    assert margins(dealt) == margins([set(row) for row in rows])


def test_shared_counts_are_those_counted_by_hand() -> None:
    rows = [frozenset({0, 1, 2}), frozenset({1, 2}), frozenset({2, 5}), frozenset[int]()]
    assert shared_counts(rows, 6).tolist() == [2, 1, 0, 1, 0, 0]


def test_sampled_moments_are_those_of_all_tables_with_these_margins() -> None:
    """4 x 4, two in every row and column: 90 tables, all of which can be written down."""
    choices = [set(pair) for pair in combinations(range(4), 2)]
    everything = [
        rows
        for rows in product(choices, repeat=4)
        if all(sum(at in row for row in rows) == 2 for at in range(4))
    ]
    assert len(everything) == 90
    shared = np.array([len(rows[0] & rows[1]) for rows in everything])
    chance = sampled(PAIRS_OF_FOUR, 4, seed=0, samples=3000)
    assert chance.mean[0] == pytest.approx(shared.mean(), abs=0.03)
    assert chance.variance[0] == pytest.approx(shared.var(), abs=0.03)
    exact = (shared > 2).mean() + (shared == 2).mean() / 2
    assert exact == pytest.approx(1 / 30)
    assert exact * 0.9 <= chance.p_values(np.full(6, 2))[0] <= exact * 3


def test_what_every_table_with_these_margins_has_is_no_surprise() -> None:
    chance = sampled((frozenset({0, 1}), frozenset({0, 1}), frozenset({0, 1})), 2, seed=0, samples=20)
    assert chance.variance.tolist() == [0.0, 0.0, 0.0]
    assert chance.p_values(np.full(3, 2)).tolist() == pytest.approx([0.5, 0.5, 0.5])


def test_no_p_value_is_smaller_than_that_of_the_hypergeometric_test() -> None:
    """Five of ten outcomes each, all shared: one draw in 252, whatever the fitted distribution says."""
    five = (np.array([5]), np.array([5]))
    chance = Chance(np.array([2.5]), np.array([0.69]), np.array([0.7]), five, 10)
    assert chance.at_least(np.array([5]))[0] == 0
    assert chance.p_values(np.array([5]))[0] == pytest.approx(1 / 252 / 2)


def test_the_same_seed_gives_the_same_numbers_and_another_one_others() -> None:
    rows = popular((12, 10), 4, 0.8, seed=1)
    first, again, other = (sampled(rows, 10, seed=seed, samples=30) for seed in (0, 0, 1))
    assert first.mean.tolist() == again.mean.tolist()
    assert first.mean.tolist() != other.mean.tolist()


def test_q_values_are_those_of_benjamini_and_hochberg() -> None:
    assert adjusted(np.array([0.01, 0.02, 0.9, 0.03])).tolist() == pytest.approx([0.04, 0.04, 0.9, 0.04])
    assert adjusted(np.zeros(0)).tolist() == []


def test_a_table_of_four_could_not_have_shown_anything() -> None:
    assert smallest_detectable(sampled(PAIRS_OF_FOUR, 4, seed=0)) is None


def test_what_could_have_been_detected_would_have_been() -> None:
    chance = sampled(popular((20, 60), 8, 0.3, seed=2), 60, seed=0, samples=100)
    least = smallest_detectable(chance)
    assert least is not None
    able = chance.at(np.minimum(*chance.sizes) >= least)
    assert able.p_values(np.full(len(able.mean), least)).min() <= LEVEL / len(chance.mean)
    fewer = chance.at(np.minimum(*chance.sizes) >= least - 1)
    assert fewer.p_values(np.full(len(fewer.mean), least - 1)).min() > LEVEL / len(chance.mean)


def test_as_many_small_p_values_are_expected_as_shuffling_gives_or_a_few_more() -> None:
    rows = [set(row) for row in popular((25, 40), 6, 0.8, seed=3)]
    rng = np.random.default_rng(0)
    found, expected = 0, 0.0
    for _ in range(20):
        trade(rows, 200, rng)
        chance = sampled([frozenset(row) for row in rows], 40, seed=0, samples=100)
        found += int((chance.p_values(shared_counts(rows, 40)) <= LEVEL).sum())
        expected += expected_below(chance)
    assert found * 0.8 <= expected <= found * 2


def runs_with_findings(rows: list[frozenset[int]], columns: int, runs: int) -> int:
    shuffled = [set(row) for row in rows]
    rng = np.random.default_rng(7)
    trade(shuffled, 20 * len(rows), rng)
    found = 0
    for run in range(runs):
        trade(shuffled, 5 * len(rows), rng)
        chance = sampled([frozenset(row) for row in shuffled], columns, seed=run)
        found += bool((adjusted(chance.p_values(shared_counts(shuffled, columns))) <= LEVEL).any())
    return found


@pytest.mark.slow
def test_shuffled_dense_tables_with_popular_outcomes_hardly_ever_have_findings() -> None:
    """At most 5% of the runs plus two standard errors; tables with few outcomes each are in the calibration."""
    runs = 200 if os.environ.get("ECOSYSTEM_SOAK") else 10
    wrong = runs_with_findings(popular((40, 25), 6, 1.0, seed=5), 25, runs)
    assert wrong <= 0.05 * runs + 2 * (0.0475 * runs) ** 0.5


def test_sharing_few_is_no_more_unusual_than_counting_all_tables_says() -> None:
    """4 x 4, two in every row and column: in 36 of 90 tables two given rows have nothing in common."""
    chance = sampled(PAIRS_OF_FOUR, 4, seed=0, samples=3000)
    below = chance.p_values_below(np.zeros(6, dtype=np.int64))
    assert below.min() >= 36 / 90 / 2 * 0.9
    assert chance.p_values_below(np.full(6, 2)).min() > 0.5


def test_shuffled_tables_hardly_ever_have_pairs_that_share_too_little() -> None:
    rows = [set(row) for row in popular((20, 30), 12, 0.5, seed=3)]
    rng = np.random.default_rng(0)
    wrong = 0
    for run in range(10):
        trade(rows, 200, rng)
        chance = sampled([frozenset(row) for row in rows], 30, seed=run, samples=100)
        wrong += bool((adjusted(chance.p_values_below(shared_counts(rows, 30))) <= LEVEL).any())
    assert wrong <= 1


def test_q_values_of_the_smallest_are_those_among_all() -> None:
    p = np.array([0.0001, 0.0004, 0.0004, 0.3, 0.9, 0.04])
    few = p <= 0.05
    assert adjusted(p[few], 6)[:3].tolist() == pytest.approx(adjusted(p)[few][:3].tolist())
