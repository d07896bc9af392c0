"""How well a ranking of pairs finds those that share an outcome; every measure takes weights of efforts.

Weights make the bootstrap: efforts are resampled, never pairs, because pairs have efforts in common.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecosystem.analyses.text import Floats, Numbers

FEWEST_POSITIVES = 30
"""Pairs that share an outcome below which no share is given."""
RESAMPLES = 200
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure with the middle 95% of its resamples. NaN where there are too few positives."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Pairs new x known, best first. `ends`: where runs of equal scores end."""

    new: Numbers
    known: Numbers
    right: Marks
    ends: Numbers

    def average_precision(self, weights: Floats) -> float:
        """Mean precision at each right pair; pairs of equal score stand or fall together."""
        weight = weights[self.new] * weights[self.known]
        hits = np.cumsum(weight * self.right)[self.ends]
        seen = np.cumsum(weight)[self.ends]
        if not len(hits) or hits[-1] == 0:
            return float("nan")
        precision = np.divide(hits, seen, out=np.zeros_like(hits), where=seen > 0)
        return float((np.diff(hits, prepend=0.0) * precision).sum() / hits[-1])


def ranking(scores: Floats, right: Marks, admissible: Marks) -> Ranking:
    """`scores`, `right` and `admissible`: new x known; only admissible pairs take part."""
    new, known = np.nonzero(admissible)
    values = scores[new, known].round(9)
    order = np.argsort(-values, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(values[order])), len(order) - 1)
    return Ranking(new[order], known[order], right[new, known][order], ends if len(order) else ends[:0])


def at_the_top(scores: Floats, right: Marks, admissible: Marks) -> tuple[Floats, Floats]:
    """For each new effort precision among the first 5 and recall among the first 20; NaN without a right pair.

    Ties keep the order of the known efforts, which says nothing of their outcomes.
    """
    precision, recall = np.full(len(scores), np.nan), np.full(len(scores), np.nan)
    for row in range(len(scores)):
        wanted = right[row] & admissible[row]
        if wanted.any():
            order = np.argsort(-np.where(admissible[row], scores[row], -np.inf), kind="stable")
            precision[row] = wanted[order[:5]].sum() / 5
            recall[row] = wanted[order[:20]].sum() / wanted.sum()
    return precision, recall


def hits(beliefs: Floats, told: Floats, most: int) -> Floats:
    """For each effort whether one of the `most` strongest beliefs is right."""
    order = np.argsort(-beliefs, axis=1, kind="stable")[:, :most]
    return np.asarray(np.take_along_axis(told, order, axis=1).max(axis=1) > 0, dtype=np.float64)


def weighted_mean(values: Floats, weights: Floats) -> float:
    """Over the values that are not NaN."""
    there = ~np.isnan(values)
    total = weights[there].sum()
    return float((values[there] * weights[there]).sum() / total) if total else float("nan")


def resampled(measure: Callable[[Floats], float], efforts: int, seed: int) -> Figure:
    """The measure with every effort once, and how it varies when efforts are drawn anew."""
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(efforts, np.full(efforts, 1 / efforts), size=RESAMPLES).astype(np.float64)
    values = np.array([measure(weights) for weights in drawn])
    values = values[~np.isnan(values)]
    low, high = np.quantile(values, [0.025, 0.975]) if len(values) else (np.nan, np.nan)
    return Figure(measure(np.ones(efforts)), float(low), float(high))
