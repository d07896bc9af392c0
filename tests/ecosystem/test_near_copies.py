from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from benchmarks.efforts import texts, word_weights
from ecosystem.near_copies import UNINDEXED, by_rare_words, cosines, near_copies

Table = sparse.csr_array[Any]


def unit(rows: list[list[float]]) -> Table:
    from sklearn.preprocessing import normalize

    return sparse.csr_array(normalize(sparse.csr_array(np.array(rows, dtype=float))))


def test_copies_are_found_with_their_cosine_and_strangers_are_not() -> None:
    table = unit([[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 0, 0], [1, 0, 0, 0]])
    first, second, likeness = near_copies(table, 0.5)
    assert list(zip(first.tolist(), second.tolist(), likeness.tolist(), strict=True)) == [
        (0, 2, 1.0),
        (0, 3, pytest.approx(0.707107)),
        (2, 3, pytest.approx(0.707107)),
    ]


@settings(max_examples=40)
@given(
    rows=st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=6, max_size=6), min_size=2, max_size=9)
)
def test_every_pair_returned_is_as_alike_as_was_asked_and_each_once(rows: list[list[float]]) -> None:
    table = unit(rows)
    first, second, likeness = near_copies(table, 0.6)
    assert (first < second).all()
    assert (likeness >= 0.6).all()
    assert len({*zip(first.tolist(), second.tolist(), strict=True)}) == len(first)
    assert likeness == pytest.approx(cosines(table, first, second))


@settings(max_examples=40)
@given(
    rows=st.lists(st.lists(st.floats(0.1, 1), min_size=5, max_size=5), min_size=1, max_size=6),
)
def test_what_is_left_out_of_a_row_is_short_and_common(rows: list[list[float]]) -> None:
    table = unit(rows)
    kept = by_rare_words(table)
    left_out = 1 - np.asarray(kept.multiply(kept).sum(axis=1))
    assert (left_out <= UNINDEXED + 1e-5).all()
    assert set(kept.data.tolist()) <= set(table.astype(np.float32).data.tolist())


def test_planted_copies_among_four_thousand_texts_are_found_and_most_pairs_half_alike() -> None:
    made = texts(4_000, seed=3)
    weights = word_weights(made.texts)
    first, second, _ = near_copies(weights, 0.5)
    found = set(zip(first.tolist(), second.tolist(), strict=True))
    rows, columns = (sparse.triu(weights @ weights.T, k=1) >= 0.5).nonzero()
    exact = set(zip(rows.tolist(), columns.tolist(), strict=True))
    planted = [pair for pair in made.copies if pair in exact]
    assert len(planted) > 60
    assert len(found & set(planted)) >= 0.99 * len(planted)
    assert found <= exact
    assert len(found & exact) >= 0.9 * len(exact)
