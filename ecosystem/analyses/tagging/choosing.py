"""How much each voice should count for one list, tried out on the efforts whose outcomes are known."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecosystem.analyses.tagging.calibration import folds
from ecosystem.analyses.tagging.features import Features
from ecosystem.analyses.tagging.learning import Rows, Voices, learn, mixed
from ecosystem.analyses.text import Floats

ALPHAS = (0.4, 0.7, 1.5)
DEFINITIONS = (0.15, 0.3, 0.5)
CENTROIDS = (0.15, 0.3, 0.6)
PARTS = 4
FEWEST_TRIED = 100
"""Known outcomes of efforts below which nothing is tried out: the usual voices speak."""
MOST_TRIED = 1_500
"""Known efforts that are tried on: the first ones, where there are more."""
Marks = NDArray[np.bool_]


def chosen(
    features: Features, rows: Rows, told: sparse.csr_array[Any], outcomes: Rows, apart: Marks, seed: int
) -> Voices:
    """The voices that serve best when each quarter of the known efforts in turn is new; the usual ones for few.

    Best: mean of how well pairs new x known of different bodies that share an outcome are ranked (average
    precision), and of how often the strongest belief is right. `apart`: whether a pair of the first
    `MOST_TRIED` known efforts has no body in common.
    """
    if told.sum() < FEWEST_TRIED:
        return Voices()
    rows, told = rows[:MOST_TRIED], told[:MOST_TRIED]
    dense = np.asarray(told.toarray(), dtype=np.float64)
    parts = list(folds(len(rows), seed, PARTS))
    best, best_value = Voices(), -1.0
    for alpha in ALPHAS:
        said = [
            learn(features, rows[rest], told[rest], outcomes, replace(Voices(), alpha=alpha)).parts(
                rows[tested]
            )
            for rest, tested in parts
        ]
        for definition, centroid in itertools.product(DEFINITIONS, CENTROIDS):
            voices = Voices(alpha=alpha, definition=definition, centroid=centroid)
            beliefs = np.zeros(dense.shape)
            for (_, tested), voice in zip(parts, said, strict=True):
                beliefs[tested] = mixed(voice, voices)
            value = round(_worth(beliefs, dense, apart, parts), 9)
            if value > best_value:
                best, best_value = voices, value
    return best


def _worth(beliefs: Floats, told: Floats, apart: Marks, parts: list[tuple[Rows, Rows]]) -> float:
    from sklearn.metrics import average_precision_score  # type: ignore[import-untyped]

    scores, right = [], []
    for rest, tested in parts:
        pairs = apart[np.ix_(tested, rest)]
        scores.append((beliefs[tested] @ told[rest].T)[pairs])
        right.append((told[tested] @ told[rest].T > 0)[pairs])
    shared, first = np.concatenate(right), beliefs.argmax(axis=1)
    precision = average_precision_score(shared, np.concatenate(scores).round(9)) if shared.any() else 0.0
    return float(precision + (told[np.arange(len(told)), first] > 0).mean())
