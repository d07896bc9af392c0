"""One list of outcomes put to the test: split, choose, learn, compare with what was hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ecosystem.analyses.tagging.believing import different
from ecosystem.analyses.tagging.calibration import (
    FEWEST_LABELS,
    calibrated,
    calibration_error,
    folds,
)
from ecosystem.analyses.tagging.learning import Voices
from ecosystem.analyses.text import Floats, Numbers
from ecosystem.evaluation.labelled import Labelled
from ecosystem.evaluation.measures import (
    FEWEST_POSITIVES,
    Figure,
    Marks,
    at_the_top,
    hits,
    ranking,
    resampled,
    weighted_mean,
)
from ecosystem.evaluation.scoring import chosen_inside, inner_beliefs, likeness, taught

REPEATS, OUTER = 3, 5
OURS = "expected shared outcomes"
SHARES = (0.1, 0.25, 0.5, 1.0)
"""Parts of the known efforts that the learning curve learns from."""
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One way to rank the pairs across one boundary. Figures are None with fewer than 30 right pairs."""

    method: str
    average_precision: Figure | None
    precision_at_5: Figure | None
    recall_at_20: Figure | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All methods on the same pairs new x known across a boundary; `positives` share an outcome (a repeat's)."""

    boundary: str
    pairs: int
    positives: int
    asking: int
    """New efforts that have a right pair."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ListEvaluation:
    """What the test of one list gave. `tags_known`: mean number of known outcomes learned from in a split."""

    name: str
    efforts: int
    tags: int
    tags_known: float
    outcomes: int
    comparisons: tuple[Comparison, ...]
    hit_at_1: Figure
    hit_at_3: Figure
    calibration_error_shown: float | None
    calibration_error_all: float | None
    chosen: tuple[tuple[str, int], ...]
    """The voices that the inner splits chose, with how often."""
    curve: tuple[tuple[float, float, float], ...]
    """Share of known efforts learned from, tags in it, average precision across the first boundary."""


@dataclass(frozen=True, slots=True)
class _Split:
    """One repeat: beliefs on every known effort by what was learned without it, and scores new x known."""

    beliefs: Floats
    probabilities: Floats
    scores: Floats
    voices: tuple[Voices, ...]
    tags: float


def evaluated(
    data: Labelled, seed: int, progress: Callable[[str], None], *, repeats: int = REPEATS
) -> ListEvaluation:
    """Nested cross-validation over efforts, repeated; see `PROTOCOL` in `ecosystem.evaluation`."""
    boundaries = _boundaries(data)
    splits = []
    for repeat in range(repeats):
        progress(f"Outcomes {data.name}: split {repeat + 1} of {repeats}")
        splits.append(_split(data, seed + repeat))
    progress(f"Outcomes {data.name}: comparing")
    shares = data.told @ data.told.T > 0
    texts = likeness(data)
    shown = [np.argsort(-split.beliefs, axis=1, kind="stable")[:, :SHOWN] for split in splits]
    tested = data.told.sum() * (1 - 1 / OUTER) >= FEWEST_LABELS
    return ListEvaluation(
        name=data.name,
        efforts=len(data.known),
        tags=int(data.told.sum()),
        tags_known=float(np.mean([split.tags for split in splits])),
        outcomes=data.told.shape[1],
        comparisons=tuple(
            _comparison(name, boundary, shares, splits, texts, seed) for name, boundary in boundaries.items()
        ),
        hit_at_1=_hit(data, splits, 1, seed),
        hit_at_3=_hit(data, splits, 3, seed),
        calibration_error_shown=_error(data, splits, shown) if tested else None,
        calibration_error_all=_error(data, splits, None) if tested else None,
        chosen=tuple(_told(splits)),
        curve=tuple(_curve(data, next(iter(boundaries.values())), seed)),
    )


def _boundaries(data: Labelled) -> dict[str, Marks]:
    """Which pairs are of different departments, and of different units; once where these are the same."""
    found = {"department": different(data.departments), "unit": different(data.units)}
    if np.array_equal(found["department"], found["unit"]):
        return {"organisation": found["unit"]}
    return found


def _split(data: Labelled, seed: int) -> _Split:
    number = len(data.known)
    beliefs, probabilities = np.zeros(data.told.shape), np.zeros(data.told.shape)
    scores = np.full((number, number), np.nan)
    voices, tags = [], []
    for rest, tested in folds(number, seed, OUTER):
        choice = chosen_inside(data, rest, seed)
        beliefs[tested] = taught(data, rest, choice).belief(data.known[tested])
        line = calibrated(inner_beliefs(data, rest, choice, seed), data.told[rest])
        probabilities[tested] = line(beliefs[tested])
        scores[np.ix_(tested, rest)] = probabilities[tested] @ data.told[rest].T
        voices.append(choice)
        tags.append(data.told[rest].sum())
    return _Split(beliefs, probabilities, scores, tuple(voices), float(np.mean(tags)))


def _comparison(
    name: str, boundary: Marks, shares: Marks, splits: Sequence[_Split], texts: dict[str, Floats], seed: int
) -> Comparison:
    ours = [split.scores for split in splits]
    admissible = [boundary & ~np.isnan(scores) for scores in ours]
    positives = int((shares & admissible[0]).sum())
    methods = {OURS: ours, **{method: [scores] * len(splits) for method, scores in texts.items()}}
    return Comparison(
        boundary=name,
        pairs=int(admissible[0].sum()),
        positives=positives,
        asking=int((shares & admissible[0]).any(axis=1).sum()),
        rows=tuple(
            _row(method, scores, shares, admissible, seed)
            if positives >= FEWEST_POSITIVES
            else Row(method, None, None, None)
            for method, scores in methods.items()
        ),
    )


def _row(method: str, scores: Sequence[Floats], shares: Marks, admissible: Sequence[Marks], seed: int) -> Row:
    number = len(shares)
    ranked = [ranking(score, shares, some) for score, some in zip(scores, admissible, strict=True)]
    top = [at_the_top(score, shares, some) for score, some in zip(scores, admissible, strict=True)]

    def mean(measure: Callable[[int], Callable[[Floats], float]]) -> Figure:
        return resampled(
            lambda weights: float(np.mean([measure(at)(weights) for at in range(len(scores))])), number, seed
        )

    return Row(
        method,
        mean(lambda at: ranked[at].average_precision),
        mean(lambda at: lambda weights: weighted_mean(top[at][0], weights)),
        mean(lambda at: lambda weights: weighted_mean(top[at][1], weights)),
    )


def _hit(data: Labelled, splits: Sequence[_Split], most: int, seed: int) -> Figure:
    found = np.mean([hits(split.beliefs, data.told, most) for split in splits], axis=0)
    return resampled(lambda weights: weighted_mean(found, weights), len(found), seed)


def _error(data: Labelled, splits: Sequence[_Split], shown: Sequence[Numbers] | None) -> float:
    """Calibration error of what a person is shown (the strongest beliefs), or of every effort and outcome."""
    errors = []
    for at, split in enumerate(splits):
        if shown is None:
            errors.append(calibration_error(split.probabilities.ravel(), data.told.ravel()))
        else:
            cells = [
                np.take_along_axis(table, shown[at], axis=1) for table in (split.probabilities, data.told)
            ]
            errors.append(calibration_error(cells[0].ravel(), cells[1].ravel()))
    return float(np.mean(errors))


def _told(splits: Sequence[_Split]) -> list[tuple[str, int]]:
    counts = Counter(
        f"alpha {voices.alpha:g}, definition {voices.definition:g}, centroid {voices.centroid:g}"
        for split in splits
        for voices in split.voices
    )
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _curve(data: Labelled, boundary: Marks, seed: int) -> list[tuple[float, float, float]]:
    """How precise the same pairs get as more of the known efforts are learned from, chosen for each anew."""
    shares = data.told @ data.told.T > 0
    points = []
    for share in SHARES:
        scores, tags = np.full(shares.shape, np.nan), []
        for rest, tested in folds(len(data.known), seed, OUTER):
            order = np.random.default_rng(seed).permutation(rest)
            places = np.sort(order[: max(1, round(share * len(rest)))])
            learned = taught(data, places, chosen_inside(data, places, seed))
            held = learned.belief(data.known[rest])
            held[np.isin(rest, places)] = data.told[places]
            scores[np.ix_(tested, rest)] = learned.belief(data.known[tested]) @ held.T
            tags.append(data.told[places].sum())
        found = ranking(scores, shares, boundary & ~np.isnan(scores))
        points.append((share, float(np.mean(tags)), found.average_precision(np.ones(len(shares)))))
    return points
