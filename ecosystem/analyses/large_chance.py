"""Chance in tables too large to be shuffled: numbers of outcomes are kept on average (bipartite configuration model).

Saracco and others, Sci. Rep. 5:10595 (2015). The `bicm` package would fit it too, but brings numba and LLVM, a
compiler at start and 60 MB, for what is one smooth convex function here: rows with equally many outcomes have equal
chances, so a table of 100,000 organisations has a few dozen unknowns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from ecosystem.analyses.chance import Chance, Counts, Floats, Table

UNUSUAL = 0.001
"""Among two million pairs and more, a larger p could only be a finding beside tens of thousands of others."""
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Fitted:
    """The null model by classes of rows. `sizes`: outcomes of each class; `of_row`: class of each row.

    `chance` holds every pair of classes, row by row of the square that they make.
    """

    sizes: Counts
    of_row: Counts
    chance: Chance

    def classes(self, first: Counts, second: Counts) -> Counts:
        """Where in `chance` pairs of rows stand."""
        return self.of_row[first] * len(self.sizes) + self.of_row[second]


@dataclass(frozen=True, slots=True)
class Unusual:
    """The pairs of rows (first < second) that have p <= 0.001, in that order."""

    first: Counts
    second: Counts
    shared: Counts
    p: Floats


def fitted(table: Table) -> Fitted:
    """The chances that give every row and column its number on average, and what pairs of rows would share."""
    sizes, of_row = np.unique(np.diff(table.indptr).astype(np.int64), return_inverse=True)
    popular, columns = np.unique(np.bincount(table.indices, minlength=table.shape[1]), return_counts=True)
    cells = _cells(sizes, np.bincount(of_row), popular, columns)
    first, second, third = ((cells**power * columns) @ (cells**power).T for power in (1, 2, 3))
    variance = np.maximum(first - second, 1e-12)
    # Meetings are independent: a sum of unlike coins, whose skewness gives the shifted binomial.
    success = np.clip((1 - (first - 3 * second + 2 * third) / variance) / 2, 0.0, 1 - 1e-9)
    pairs = np.repeat(sizes, len(sizes)), np.tile(sizes, len(sizes))
    chance = Chance(first.ravel(), variance.ravel(), success.ravel(), pairs, table.shape[1])
    return Fitted(sizes, of_row.astype(np.int64), chance)


def _cells(sizes: Counts, rows: Counts, popular: Counts, columns: Counts) -> Floats:
    """Class of rows x class of columns: the chance of a cell, by the greatest likelihood (convex)."""
    split = len(sizes)

    def cost(unknown: Floats) -> tuple[float, Floats]:
        logits = unknown[:split, None] + unknown[split:]
        cells = special.expit(logits)
        given = float(rows @ (sizes * unknown[:split]) + columns @ (popular * unknown[split:]))
        value = float(rows @ np.logaddexp(0, logits) @ columns) - given
        slope_rows = rows * (cells @ columns - sizes)
        slope_columns = columns * (rows @ cells - popular)
        scale = float(rows @ sizes)
        return value / scale, np.concatenate([slope_rows, slope_columns]) / scale

    density = float(rows @ sizes) / (rows.sum() * columns.sum())
    start = np.concatenate(
        [
            np.log((sizes + 0.5) / (columns.sum() - sizes + 0.5)),
            np.log((popular + 0.5) / (rows.sum() - popular + 0.5))
            - special.logit(np.clip(density, 1e-9, 0.999)),
        ]
    )
    found = optimize.minimize(
        cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 5000, "ftol": 1e-15, "gtol": 1e-9}
    )
    return np.asarray(special.expit(found.x[:split, None] + found.x[split:]))


def unusual(table: Table, model: Fitted) -> Unusual:
    """Every pair of rows that shares something and has p <= 0.001, found block by block: memory stays bounded."""
    blocks = [_block(table, model, start) for start in range(0, table.shape[0], _BLOCK)]
    first, second, shared = (np.concatenate([block[part] for block in blocks]) for part in range(3))
    p = np.concatenate([block[3] for block in blocks])
    return Unusual(first, second, shared, p)


def _block(table: Table, model: Fitted, start: int) -> tuple[Counts, Counts, Counts, Floats]:
    counts = (table[start : start + _BLOCK] @ table.T).tocoo()
    first, second = (place.astype(np.int64) for place in counts.coords)
    first, shared = first + start, counts.data.astype(np.int64)
    later = first < second
    first, second, shared = first[later], second[later], shared[later]
    # A pair's p hangs on its two classes and the number shared only: worked out once for all that are alike.
    most = table.shape[1] + 1
    keys, which = np.unique(model.classes(first, second) * most + shared, return_inverse=True)
    places, numbers = np.divmod(keys, most)
    p = model.chance.at(places).p_values(numbers)[which]
    kept = np.flatnonzero(p <= UNUSUAL)
    kept = kept[np.lexsort((second[kept], first[kept]))]
    return first[kept], second[kept], shared[kept], p[kept]
