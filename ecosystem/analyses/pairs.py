"""Which two efforts of different bodies are worth comparing? Arithmetic on all pairs, in sparse tables."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecosystem.analyses.efforts import Effort
from ecosystem.analyses.graded_pair import LIKELY
from ecosystem.analyses.tagging import Beliefs
from ecosystem.analyses.text import Floats, Likeness, Numbers, Texts, alike, likeness, mutual, represent
from ecosystem.near_copies import by_rare_words, near_copies
from ecosystem.nearest import Progress, elsewhere, silent, top_products

Table = sparse.csr_array[Any]

MOST_DENSE = 5_000
"""Efforts up to which every one is compared with every other."""
MOST_EXACT = 100_000
"""Efforts up to which the nearest of each are looked for among all; past it, by strong beliefs and rare words."""
NEAREST = 20
"""Pairs looked at of one effort where not all are."""
MOST_PAIRS = 2_000_000
"""Pairs by outcome up to which all are looked at. Past it, hubs propose none."""
HUB_SHARE = 0.05
"""An outcome that more than this share of all efforts state is a hub."""
LEAST_EXPECTED = 0.01
"""Expected shared outcomes from which a pair is scored at all."""
STRONGEST = 5
"""Beliefs of one effort that propose pairs where not all pairs are looked at."""
TEXT_SHARE = 0.01
"""What equal texts add to a score: it orders what outcomes leave equal."""
LEAST_NEAREST = 0.001
"""Score from which a pair can be among the nearest of an effort."""
_APART = 1_000.0
_BLOCK = 200_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs as columns: places in the list of efforts, `first` < `second`, in that order.

    `shared` is the number of outcomes known of both, `expected` the expected number: the sum over outcomes of the
    product of both beliefs. `likely` marks the pairs with an outcome that each of the two is known or believed
    (`LIKELY`) to work for. `likeness` is that of their texts (1 for equal ones, 0 where there is no text),
    `by_words` the cosine of their word weights; `alike` marks the pairs whose texts are unusually similar.
    """

    first: Numbers
    second: Numbers
    shared: Numbers
    expected: Floats
    likely: NDArray[np.bool_]
    likeness: Floats
    by_words: Floats
    alike: NDArray[np.bool_]
    texts: Texts | None
    usual: Likeness | None
    skipped: tuple[str, ...]
    """Outcomes stated by too many to propose a pair by themselves (IRIs, sorted)."""
    complete: bool
    """Whether all pairs were looked at, and not the nearest of each effort."""

    @property
    def score(self) -> Floats:
        """What pairs are ordered by: expected shared outcomes, and a little for likeness of the texts."""
        return np.asarray((self.expected + TEXT_SHARE * np.maximum(self.likeness, 0)).round(6))


def candidates(
    efforts: Sequence[Effort],
    believed: Beliefs,
    seed: int,
    *,
    every: bool = False,
    progress: Progress = silent,
) -> Pairs:
    """Pairs without a body in common that share an outcome, probably do, or have unusually similar texts.

    `every`: also those that only might (`LEAST_EXPECTED`). Up to `MOST_DENSE` efforts all pairs are looked at.
    On one thread: sums come out the same on any machine.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    bodies = membership([effort.bodies for effort in efforts])[0]
    dense = len(efforts) <= MOST_DENSE and not elsewhere()
    with threadpool_limits(limits=1):
        progress("Reading the texts")
        texts = represent([effort.text for effort in efforts], seed)
        progress("Looking for pairs by outcome and text")
        look = _among_all if dense else _nearest
        keys, by_text, usual, skipped = look(efforts, believed, bodies, texts, seed, every)
        progress(f"Comparing {len(keys):,} pairs")
        first, second = np.divmod(keys, max(len(efforts), 1))
        by_words, score = np.zeros(len(keys)), np.zeros(len(keys))
        if texts and usual:
            by_words, by_themes = texts.cosines(first, second)
            score = usual.combined(by_words, by_themes)
    return Pairs(
        first=first,
        second=second,
        shared=in_common(believed.basis, first, second).astype(np.int64),
        expected=in_common(believed.matrix, first, second).round(6),
        likely=in_common(_likely(believed), first, second) > 0,
        likeness=score,
        by_words=by_words,
        alike=np.isin(keys, by_text),
        texts=texts,
        usual=usual,
        skipped=tuple(str(believed.outcomes[column]) for column in skipped),
        complete=dense,
    )


def membership(sets: Sequence[Iterable[Hashable]]) -> tuple[Table, list[Any]]:
    """Sets as the rows of a table of noughts and ones, with what its columns stand for, sorted."""
    columns = sorted({value for row in sets for value in row}, key=str)
    place = {value: at for at, value in enumerate(columns)}
    cells = [(at, place[value]) for at, row in enumerate(sets) for value in row]
    rows, found = np.array(sorted(cells), dtype=np.int64).reshape(-1, 2).T
    table = sparse.csr_array(
        (np.ones(len(rows), dtype=np.int64), (rows, found)), shape=(len(sets), max(len(columns), 1))
    )
    return table, columns


def in_common(table: Table, first: Numbers, second: Numbers) -> Floats:
    """For each pair of rows their product: of noughts and ones, the number of columns that both have."""
    counts = np.zeros(len(first))
    for start in range(0, len(first), _BLOCK):
        part = slice(start, start + _BLOCK)
        counts[part] = table[first[part]].multiply(table[second[part]]).sum(axis=1)
    return counts


_Found = tuple[Numbers, Numbers, Likeness | None, list[int]]
"""Keys of all pairs, sorted; of those with unusually similar texts; what is usual; outcomes left out."""


def _among_all(
    efforts: Sequence[Effort],
    believed: Beliefs,
    bodies: Table,
    texts: Texts | None,
    seed: int,
    every: bool,
) -> _Found:
    size = len(efforts)
    proposing, skipped = _proposing(_likely(believed))
    found = [_key(*_apart(*_cells(proposing), bodies), size)]
    if every:
        found.append(_key(*_apart(*_cells(believed.matrix, LEAST_EXPECTED), bodies), size))
        if texts:
            found.append(_nearest_keys(*_sides(texts.weights, bodies), size, 0.0))
    usual = likeness(texts, bodies) if texts else None
    by_text = _key(*alike(texts, bodies, usual), size) if texts and usual else np.zeros(0, dtype=np.int64)
    return np.unique(np.concatenate([*found, by_text])), by_text, usual, skipped


def _nearest(
    efforts: Sequence[Effort],
    believed: Beliefs,
    bodies: Table,
    texts: Texts | None,
    seed: int,
    every: bool,
) -> _Found:
    """The `NEAREST` of each effort by expected shared outcomes and text, and its nearly equal texts."""
    size = len(efforts)
    proposing, skipped = _few(_strongest(believed))
    tables = [proposing]
    if texts:
        words = texts.weights if size <= MOST_EXACT else by_rare_words(texts.weights)
        tables.append(words * np.sqrt(TEXT_SHARE))
    keys = [_nearest_keys(*_sides(sparse.csr_array(sparse.hstack(tables)), bodies), size, LEAST_NEAREST)]
    usual = likeness(texts, bodies, sample_seed=seed) if texts else None
    by_text = np.zeros(0, dtype=np.int64)
    if texts and usual:
        first, second, _ = near_copies(texts.weights, most=NEAREST)
        near = np.unique(np.concatenate([*keys, _key(*_apart(first, second, bodies), size)]))
        by_text = _key(*mutual(texts, usual, *np.divmod(near, size)), size)
        keys.append(near)
    return np.unique(np.concatenate(keys)), by_text, usual, skipped


def _sides(table: Table, bodies: Table) -> tuple[Table, Table]:
    """The table as both factors of a product that is far below nought for rows with a body in common."""
    left = sparse.hstack([table, bodies * -_APART])
    return sparse.csr_array(left), sparse.csr_array(sparse.hstack([table, bodies]))


def _nearest_keys(left: Table, right: Table, size: int, least: float) -> Numbers:
    rows, columns, _ = top_products(left, right, NEAREST, least)
    return np.unique(_key(np.minimum(rows, columns), np.maximum(rows, columns), size))


def _likely(believed: Beliefs) -> Table:
    """Ones where an outcome is known, or more likely than not."""
    return sparse.csr_array((believed.matrix >= LIKELY).astype(np.float64))


def _strongest(believed: Beliefs) -> Table:
    """What is known, and of each effort its strongest beliefs."""
    table = sparse.csr_array(believed.matrix)
    row = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    order = np.lexsort((table.indices, -table.data, row))
    rank = np.zeros(table.nnz, dtype=np.int64)
    rank[order] = np.arange(table.nnz) - np.repeat(table.indptr[:-1], np.diff(table.indptr))
    kept = (rank < STRONGEST) | (table.data >= 1)
    ends = np.concatenate([[0], np.cumsum(kept)])[table.indptr]
    return sparse.csr_array((table.data[kept], table.indices[kept], ends), shape=table.shape)


def _proposing(outcomes: Table) -> tuple[Table, list[int]]:
    """The outcomes that may propose pairs, and the columns left out because they would propose too many."""
    sizes = np.bincount(outcomes.indices, minlength=outcomes.shape[1])
    if int((sizes * (sizes - 1) // 2).sum()) <= MOST_PAIRS:
        return outcomes, []
    return _few(outcomes)


def _few(outcomes: Table) -> tuple[Table, list[int]]:
    """The columns that are no hubs, and the places of those that are."""
    sizes = np.bincount(outcomes.indices, minlength=outcomes.shape[1])
    few = sizes <= HUB_SHARE * outcomes.shape[0]
    return sparse.csr_array(outcomes[:, np.flatnonzero(few)]), np.flatnonzero(~few).tolist()


def _cells(outcomes: Table, least: float = 0.0) -> tuple[Numbers, Numbers]:
    """Pairs of rows (first < second) with a product above `least`."""
    found = []
    for start in range(0, outcomes.shape[0], 1_000):
        both = (outcomes[start : start + 1_000] @ outcomes.T).tocoo()
        rows, columns = both.coords[0].astype(np.int64) + start, both.coords[1].astype(np.int64)
        kept = (columns > rows) & (both.data > least)
        found.append((rows[kept], columns[kept]))
    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.concatenate([rows for rows, _ in found]), np.concatenate([columns for _, columns in found])


def _apart(first: Numbers, second: Numbers, bodies: Table) -> tuple[Numbers, Numbers]:
    kept = in_common(bodies, first, second) == 0
    return first[kept], second[kept]


def _key(first: Numbers, second: Numbers, efforts: int) -> Numbers:
    return first * efforts + second
