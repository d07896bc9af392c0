"""Which of very many texts are nearly equal? Looked up by their rare words alone, then verified in full.

Texts are rows of word weights of length 1. The commonest words of a row are left out of the index as long as they
hold at most `UNINDEXED` of its squared length: two texts that are alike share rare words as well. The idea is
prefix filtering (Bayardo, Ma, Srikant 2007, "Scaling up all pairs similarity search"), with a larger part left out
than an exact search may, and the rest in compiled code: `benchmarks.overlap` measures what that costs and finds.
Every pair returned is verified, so what is approximate is only what is not returned.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecosystem.nearest import Numbers, Progress, silent, top_products

Table = sparse.csr_array[Any]
Cosines = NDArray[np.float64]

UNINDEXED = 0.45
"""Squared length of the common words left out of a row, at most."""
LEAST_INDEXED = 0.4
"""Rare words must bring this share of the likeness asked for, or a pair is not verified."""
MOST_COPIES = 200
"""Near copies looked for of one text."""
_BLOCK = 100_000


def near_copies(
    weights: Table, least: float = 0.5, *, most: int = MOST_COPIES, progress: Progress = silent
) -> tuple[Numbers, Numbers, Cosines]:
    """Pairs of rows (first < second, sorted) with a cosine of at least `least`, and their cosines.

    `weights`: text x word, unit rows. Of one text at most `most` are found.
    """
    rare = by_rare_words(weights)
    rows, columns, _ = top_products(rare, rare, most + 1, LEAST_INDEXED * least)
    first, second = np.divmod(
        np.unique(np.minimum(rows, columns) * len_of(weights) + np.maximum(rows, columns)),
        max(len_of(weights), 1),
    )
    apart = first < second
    first, second = first[apart], second[apart]
    progress(f"Verifying {len(first):,} pairs of texts")
    found = cosines(weights, first, second)
    alike = found >= least
    return first[alike], second[alike], found[alike]


def by_rare_words(weights: Table) -> Table:
    """The rows with only their rarest words: as many as hold all but `UNINDEXED` of the squared length.

    How rare a word is, is the number of rows it stands in; columns keep their places.
    """
    table = sparse.csr_array(weights).astype(np.float32)
    in_rows = np.bincount(table.indices, minlength=table.shape[1])
    row = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    rarest_first = np.lexsort((table.indices, in_rows[table.indices], row))
    squares = np.square(table.data[rarest_first], dtype=np.float64)
    through = np.concatenate([[0.0], np.cumsum(squares)])
    lengths = np.diff(through[table.indptr])
    rarer = through[:-1] - np.repeat(through[table.indptr[:-1]], np.diff(table.indptr))
    kept = np.zeros(table.nnz, dtype=bool)
    kept[rarest_first] = rarer < (1 - UNINDEXED) * np.repeat(lengths, np.diff(table.indptr))
    ends = np.concatenate([[0], np.cumsum(kept)])[table.indptr]
    return sparse.csr_array((table.data[kept], table.indices[kept], ends), shape=table.shape)


def cosines(weights: Table, first: Numbers, second: Numbers) -> Cosines:
    """For each pair of unit rows their product, to six decimals."""
    found = np.zeros(len(first))
    for start in range(0, len(first), _BLOCK):
        part = slice(start, start + _BLOCK)
        found[part] = weights[first[part]].multiply(weights[second[part]]).sum(axis=1)
    return found.round(6)


def len_of(table: Table) -> int:
    """How many rows there are."""
    return int(table.shape[0])
