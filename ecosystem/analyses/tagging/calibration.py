"""What a belief is worth: how often outcomes believed as strongly as this turned out to be stated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecosystem.analyses.text import Floats, Numbers

FEWEST_LABELS = 200
"""Known outcomes of efforts from which beliefs are calibrated; below it they are words, never per cent."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising line through points (raw belief, share of such beliefs that were right)."""

    raw: Floats
    share: Floats

    def __call__(self, beliefs: Floats) -> Floats:
        """The probabilities; equal order but for ties, which keep a trace of the raw belief."""
        return np.asarray(np.interp(beliefs, self.raw, self.share).clip(0, 1) * 0.999 + beliefs * 0.001)


def folds(number: int, seed: int, parts: int = FOLDS) -> Iterator[tuple[Numbers, Numbers]]:
    """Places to learn from and places to test on; each place is tested once."""
    order = np.random.default_rng(seed).permutation(number)
    for part in np.array_split(order, min(parts, number)):
        yield np.setdiff1d(order, part), np.sort(part)


def out_of_fold(
    told: Floats, believe: Callable[[Numbers, Numbers], Floats], seed: int, parts: int = FOLDS
) -> Floats:
    """Beliefs on each known effort by what was learned without it. `believe(learn from, test on)`."""
    found = np.zeros(told.shape)
    for rest, tested in folds(len(told), seed, parts):
        found[tested] = believe(rest, tested)
    return found


def calibrated(beliefs: Floats, told: Floats) -> Calibration:
    """Isotonic regression of what was stated on beliefs that did not know it."""
    from sklearn.isotonic import IsotonicRegression  # type: ignore[import-untyped]

    line = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(beliefs.ravel(), told.ravel())
    return Calibration(np.asarray(line.X_thresholds_), np.asarray(line.y_thresholds_))


def calibration_error(beliefs: Floats, right: NDArray[Any], bins: int = 10) -> float:
    """Expected calibration error: mean distance of belief and share, over equally wide bins by their size.

    >>> calibration_error(np.array([0.5, 0.5]), np.array([1, 0]))
    0.0
    """
    if not len(beliefs):
        return 0.0
    within = np.minimum((beliefs * bins).astype(int), bins - 1)
    sums = np.bincount(within, weights=beliefs - right, minlength=bins)
    return round(float(np.abs(sums).sum() / len(beliefs)), 6)
