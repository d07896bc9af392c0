"""Measures of a ranking, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from ecosystem.evaluation.measures import at_the_top, hits, ranking, resampled, weighted_mean

ALL = np.ones((1, 4), dtype=np.bool_)


def test_average_precision_is_the_mean_precision_at_the_right_pairs() -> None:
    right = np.array([[True, False, True, False]])
    found = ranking(np.array([[0.9, 0.8, 0.7, 0.6]]), right, ALL)
    # right at the first place (1 of 1) and at the third (2 of 3)
    assert found.average_precision(np.ones(4)) == pytest.approx((1 + 2 / 3) / 2)


def test_pairs_of_equal_score_stand_or_fall_together() -> None:
    right = np.array([[True, False, False, False]])
    found = ranking(np.zeros((1, 4)), right, ALL)
    assert found.average_precision(np.ones(4)) == pytest.approx(1 / 4)


def test_pairs_that_are_not_admissible_take_no_part() -> None:
    right = np.array([[False, True, False, True]])
    some = np.array([[False, True, True, True]])
    found = ranking(np.array([[0.9, 0.8, 0.7, 0.6]]), right, some)
    assert found.average_precision(np.ones(4)) == pytest.approx((1 + 2 / 3) / 2)


def test_an_effort_drawn_twice_counts_twice_in_each_of_its_pairs() -> None:
    right = np.array([[False, True], [True, False]])
    scores = np.array([[0.0, 0.5], [0.9, 0.0]])
    found = ranking(scores, right, np.array([[False, True], [True, False]]))
    assert found.average_precision(np.array([2.0, 1.0])) == 1.0
    assert np.isnan(found.average_precision(np.array([0.0, 1.0])))


def test_precision_at_5_and_recall_at_20_are_per_new_effort() -> None:
    scores = np.arange(30, 0, -1, dtype=np.float64)[None, :]
    right = np.zeros((1, 30), dtype=np.bool_)
    right[0, [0, 4, 19, 25]] = True
    precision, recall = at_the_top(scores, right, np.ones((1, 30), dtype=np.bool_))
    assert (precision[0], recall[0]) == (2 / 5, 3 / 4)


def test_an_effort_without_a_right_pair_is_left_out_of_the_mean() -> None:
    precision, _ = at_the_top(np.ones((1, 4)), np.zeros((1, 4), dtype=np.bool_), ALL)
    assert np.isnan(precision[0])
    assert weighted_mean(np.array([np.nan, 1.0]), np.ones(2)) == 1.0


def test_a_hit_is_a_right_outcome_among_the_strongest() -> None:
    beliefs = np.array([[0.5, 0.4, 0.1], [0.5, 0.4, 0.1]])
    told = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    assert hits(beliefs, told, 1).tolist() == [1.0, 0.0]
    assert hits(beliefs, told, 2).tolist() == [1.0, 1.0]


def test_the_interval_holds_the_figure_and_is_the_same_twice() -> None:
    values = np.random.default_rng(0).random(100)
    found = resampled(lambda weights: weighted_mean(values, weights), 100, 0)
    assert found.low < found.value < found.high
    assert found == resampled(lambda weights: weighted_mean(values, weights), 100, 0)
