"""How unequally need is covered across places, where enough places are known to say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from ecosystem.analyses.left_behind.belonging import Reading
from ecosystem.analyses.left_behind.need import NeedCell

Compared = tuple[str, str, str, str]
"""Outcome, group and period: only places alike in these are compared."""


def gini(values: Sequence[float]) -> float:
    """Gini's coefficient of values of nought or more: 0 where all are equal, towards 1 where one has everything.

    >>> gini([1, 1, 1]), gini([0, 0, 3])
    (0.0, 0.666667)
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    total = ordered.sum()
    if not total:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return round(float((2 * (ranks * ordered).sum() / total - (len(ordered) + 1)) / len(ordered)), 6)


def comparable(reading: Reading, cells: Iterable[NeedCell]) -> dict[Compared, list[NeedCell]]:
    """Cells with a known coverage that differ in the place alone, none of which holds another of them."""
    groups: dict[Compared, list[NeedCell]] = defaultdict(list)
    for cell in cells:
        if cell.coverage is not None:
            groups[cell.need.outcome, cell.need.group, cell.need.start, cell.need.end].append(cell)
    return {key: _smallest(reading, members) for key, members in groups.items()}


def _smallest(reading: Reading, cells: Sequence[NeedCell]) -> list[NeedCell]:
    """Without places that hold others; of several estimates for one place, the first."""
    around = {place for cell in cells for place in reading.around(cell.need.area)}
    first = {cell.need.area: cell for cell in reversed(cells)}
    return [cell for area, cell in reversed(first.items()) if area not in around]


def bottom_tenth(cells: Sequence[NeedCell], least: int) -> set[str]:
    """The estimates covered least: a tenth of all, rounded down, and those level with them.

    None where fewer than `least` are known, or where all are covered alike.
    """
    known = {cell.need.iri: cell.coverage for cell in cells if cell.coverage is not None}
    ordered = sorted(known.values())
    if len(known) < max(least, 10) or ordered[0] == ordered[-1]:
        return set()
    line = ordered[len(ordered) // 10 - 1]
    return {iri for iri, coverage in known.items() if coverage <= line}
