"""Which outcomes does each effort work for, and how sure is that? Pure functions of texts and known outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy import sparse

from ecosystem.analyses.tagging.calibration import FEWEST_LABELS, Calibration, calibrated, out_of_fold
from ecosystem.analyses.tagging.choosing import MOST_TRIED, Marks, chosen
from ecosystem.analyses.tagging.features import Features, features
from ecosystem.analyses.tagging.learning import BLOCK, Learned, Rows, Voices, learn
from ecosystem.analyses.text import Floats

Table = sparse.csr_array[Any]
How = Literal["known", "learned", "zero-shot"]

LEAST = 0.02
"""Weaker beliefs are left out of the table: they are as good as none."""
MOST_EXAMPLES = 4_000
"""Known efforts that are learned from; a seeded sample where there are more."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one list, effort x outcome, ones where it holds.

    `stated` in the data: such an effort is taken to have no other outcome of this list. `confirmed` and
    `rejected` by people, proposal by proposal: the effort's other outcomes stay open.
    """

    stated: Table
    confirmed: Table
    rejected: Table

    @property
    def all(self) -> Table:
        """Stated or confirmed."""
        return ((self.stated + self.confirmed) > 0).astype(np.float64).tocsr()


@dataclass(frozen=True, slots=True)
class ListBeliefs:
    """Beliefs on one list of outcomes: `matrix` effort x outcome, 0-1, known ones 1.

    `calibration` is None where too little is known: beliefs are then an order and no probability.
    `examples`: for each outcome the number of efforts it is known of.
    """

    matrix: Table
    known: Table
    examples: tuple[int, ...]
    calibration: Calibration | None

    def how(self, effort: int, outcome: int) -> How:
        """Stated or confirmed; learned from efforts that have the outcome; or from its definition alone."""
        if self.known[effort, outcome]:
            return "known"
        return "learned" if self.examples[outcome] else "zero-shot"


def fit(
    texts: Sequence[str],
    stated: Table,
    definitions: Sequence[str],
    *,
    bodies: Sequence[frozenset[str]] = (),
    confirmed: Table | None = None,
    rejected: Table | None = None,
    seed: int = 0,
) -> ListBeliefs:
    """Beliefs of every effort in every outcome of one list, from texts and definitions ("label. meaning").

    `bodies`: who delivers each effort; without them all are taken to be of different bodies.
    """
    none = sparse.csr_array(stated.shape)
    known = Known(stated, none if confirmed is None else confirmed, none if rejected is None else rejected)
    found = features(texts, definitions, seed)
    outcomes = np.arange(len(texts), len(texts) + len(definitions))
    return fit_list(found, known, outcomes, bodies or [frozenset()] * len(texts), seed)


def fit_list(
    found: Features | None, known: Known, outcomes: Rows, bodies: Sequence[frozenset[str]], seed: int
) -> ListBeliefs:
    """As `fit`, from features; `outcomes` are the rows of the definitions. Without words only what is known."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    told = known.all
    examples = tuple(np.bincount(told.indices, minlength=told.shape[1]).tolist())
    if found is None or not told.shape[1]:
        return ListBeliefs(told, told, examples, None)
    with threadpool_limits(limits=1):
        rows = _sample(np.flatnonzero(np.diff(told.indptr)), seed)
        apart = different([bodies[row] for row in rows[:MOST_TRIED].tolist()])
        voices = chosen(found, rows, told[rows], outcomes, apart, seed)
        learned = learned_from(found, known, outcomes, voices, seed)
        calibration = _calibration(found, told, outcomes, voices, seed)
        return ListBeliefs(_matrix(learned, known, calibration), told, examples, calibration)


def different(bodies: Sequence[frozenset[str]]) -> Marks:
    """Which pairs of efforts have no body in common, as a table."""
    return np.array([[not a & b for b in bodies] for a in bodies], dtype=np.bool_).reshape(
        len(bodies), len(bodies)
    )


def learned_from(found: Features, known: Known, outcomes: Rows, voices: Voices, seed: int) -> Learned:
    """What the known efforts teach, and what people said of proposals.

    An effort that was judged but states nothing teaches what it was believed to be before, as corrected.
    """
    told = known.all
    rows = _sample(np.flatnonzero(np.diff(told.indptr)), seed)
    first = learn(found, rows, told[rows], outcomes, voices)
    judged = np.flatnonzero(
        (np.diff(known.stated.indptr) == 0)
        & (np.diff(known.confirmed.indptr) + np.diff(known.rejected.indptr) > 0)
    )
    if not len(judged):
        return first
    believed = first.belief(judged)
    believed[known.rejected[judged].toarray() > 0] = 0
    believed[known.confirmed[judged].toarray() > 0] = 1
    others = np.setdiff1d(rows, judged)
    targets = sparse.csr_array(sparse.vstack([told[others], sparse.csr_array(believed)]))
    return learn(found, np.concatenate([others, judged]), targets, outcomes, voices)


def _calibration(
    found: Features, told: Table, outcomes: Rows, voices: Voices, seed: int
) -> Calibration | None:
    if told.sum() < FEWEST_LABELS:
        return None
    rows = _sample(np.flatnonzero(np.diff(told.indptr)), seed)

    def believe(rest: Rows, tested: Rows) -> Floats:
        return learn(found, rows[rest], told[rows[rest]], outcomes, voices).belief(rows[tested])

    right = told[rows].toarray()
    return calibrated(out_of_fold(right, believe, seed), right)


def _matrix(learned: Learned, known: Known, calibration: Calibration | None) -> Table:
    """Block by block, so that many efforts never make one dense table."""
    blocks, told = [], known.all
    closed = np.diff(known.stated.indptr) > 0
    for start in range(0, told.shape[0], BLOCK):
        rows = np.arange(start, min(start + BLOCK, told.shape[0]))
        believed = learned.belief(rows)
        if calibration:
            believed = calibration(believed)
        believed[closed[rows]] = 0
        believed[known.rejected[rows].toarray() > 0] = 0
        believed[told[rows].toarray() > 0] = 1
        believed[believed < LEAST] = 0
        blocks.append(sparse.csr_array(believed.round(9)))
    return sparse.csr_array(sparse.vstack(blocks)) if blocks else told


def _sample(rows: Rows, seed: int) -> Rows:
    if len(rows) <= MOST_EXAMPLES:
        return rows
    return np.sort(np.random.default_rng(seed).choice(rows, MOST_EXAMPLES, replace=False))
