"""Which two efforts of different bodies are worth comparing? Arithmetic on all pairs, in sparse tables."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecosystem.analyses.efforts import Effort
from ecosystem.analyses.text import Floats, Likeness, Numbers, Texts, alike, likeness, represent

MOST_TEXTS = 5000
"""Efforts up to which every text is compared with every other."""
MOST_PAIRS = 2_000_000
"""Pairs by outcome up to which all are looked at. Past it, hubs propose none."""
HUB_SHARE = 0.05
"""An outcome that more than this share of all efforts state is a hub."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs as columns: places in the list of efforts, `first` < `second`, in that order.

    `shared` is the number of outcomes stated by both, `likeness` that of their texts (1 for equal ones, 0
    where texts were not compared), `by_words` the cosine of their word weights. `alike` marks the pairs
    whose texts are unusually similar.
    """

    first: Numbers
    second: Numbers
    shared: Numbers
    likeness: Floats
    by_words: Floats
    alike: NDArray[np.bool_]
    texts: Texts | None
    usual: Likeness | None
    skipped: tuple[str, ...]
    """Outcomes stated by too many to propose a pair by themselves (IRIs, sorted)."""


def candidates(efforts: Sequence[Effort], seed: int) -> Pairs:
    """Every pair without a body in common that shares an outcome or has unusually similar texts."""
    bodies = membership([effort.bodies for effort in efforts])[0]
    outcomes, names = membership([effort.facets["outcome"] for effort in efforts])
    proposing, skipped = _proposing(outcomes)
    by_outcome = _apart(*_cells(proposing), bodies)
    texts, usual, by_text = _by_text(efforts, bodies, seed)
    keys = np.unique(np.concatenate([_key(*by_outcome, len(efforts)), _key(*by_text, len(efforts))]))
    first, second = np.divmod(keys, max(len(efforts), 1))
    by_words, score = np.zeros(len(keys)), np.zeros(len(keys))
    if texts and usual:
        by_words, by_themes = texts.cosines(first, second)
        score = usual.combined(by_words, by_themes)
    return Pairs(
        first=first,
        second=second,
        shared=in_common(outcomes, first, second),
        likeness=score,
        by_words=by_words,
        alike=np.isin(keys, _key(*by_text, len(efforts))),
        texts=texts,
        usual=usual,
        skipped=tuple(str(names[column]) for column in skipped),
    )


def membership(sets: Sequence[Iterable[Hashable]]) -> tuple[sparse.csr_array[Any], list[Any]]:
    """Sets as the rows of a table of noughts and ones, with what its columns stand for, sorted."""
    columns = sorted({value for row in sets for value in row}, key=str)
    place = {value: at for at, value in enumerate(columns)}
    cells = [(at, place[value]) for at, row in enumerate(sets) for value in row]
    rows, found = np.array(sorted(cells), dtype=np.int64).reshape(-1, 2).T
    table = sparse.csr_array(
        (np.ones(len(rows), dtype=np.int64), (rows, found)), shape=(len(sets), max(len(columns), 1))
    )
    return table, columns


def in_common(table: sparse.csr_array[Any], first: Numbers, second: Numbers) -> Numbers:
    """For each pair of rows the number of columns that both have."""
    counts = np.zeros(len(first), dtype=np.int64)
    for start in range(0, len(first), 200_000):
        part = slice(start, start + 200_000)
        counts[part] = table[first[part]].multiply(table[second[part]]).sum(axis=1)
    return counts


def _proposing(outcomes: sparse.csr_array[Any]) -> tuple[sparse.csr_array[Any], list[int]]:
    """The outcomes that may propose pairs, and the columns left out because they would propose too many."""
    sizes = np.bincount(outcomes.indices, minlength=outcomes.shape[1])
    if int((sizes * (sizes - 1) // 2).sum()) <= MOST_PAIRS:
        return outcomes, []
    few = sizes <= HUB_SHARE * outcomes.shape[0]
    return outcomes[:, np.flatnonzero(few)], np.flatnonzero(~few).tolist()


def _cells(outcomes: sparse.csr_array[Any]) -> tuple[Numbers, Numbers]:
    both = sparse.triu(outcomes @ outcomes.T, k=1).tocoo()
    first, second = both.coords
    return first.astype(np.int64), second.astype(np.int64)


def _apart(first: Numbers, second: Numbers, bodies: sparse.csr_array[Any]) -> tuple[Numbers, Numbers]:
    kept = in_common(bodies, first, second) == 0
    return first[kept], second[kept]


def _by_text(
    efforts: Sequence[Effort], bodies: sparse.csr_array[Any], seed: int
) -> tuple[Texts | None, Likeness | None, tuple[Numbers, Numbers]]:
    """On one thread: the tables are small, idle threads only spin, and sums come out the same on any machine."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    nothing = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    if len(efforts) > MOST_TEXTS:
        return None, None, nothing
    with threadpool_limits(limits=1):
        texts = represent([effort.text for effort in efforts], seed)
        usual = likeness(texts, bodies) if texts else None
        return texts, usual, alike(texts, bodies, usual) if texts and usual else nothing


def _key(first: Numbers, second: Numbers, efforts: int) -> Numbers:
    return first * efforts + second
