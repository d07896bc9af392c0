"""What should a person answer first? What takes away most doubt about all the other open efforts.

Transductive experimental design (Yu, Bi and Tresp 2006): the texts are seen as a Gaussian process, known efforts
have taken doubt away already, and each next effort is the one whose answer takes most of what is left, weighted by
how unsure the strongest belief of every effort is. Asking for the least certain first did worse than asking at
random, see docs/evaluation.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ecosystem.analyses.tagging.mapped import Beliefs
from ecosystem.analyses.tagging.reasons import Shelf, shelves
from ecosystem.analyses.text import Floats

NOISE = 0.7
"""How far one answer is from settling even its own kind of text; the middle ridge penalty of the learner."""
MOST_ORDERED = 800
"""Open efforts that are weighed against each other, those in most doubt; further ones follow."""
MOST_ASKED = 150
"""Efforts that are put in this order, more than anyone answers at a sitting; the rest follow by what is left."""
MOST_KNOWN = 1_500

Cell = tuple[int, int]


def by_use(held: Beliefs, cells: Sequence[Cell], most: int) -> list[Cell]:
    """Proposals, (row, column), those whose answers teach most first; at most `most`.

    Proposals on one effort stay together, strongest first.
    """
    rows = sorted({row for row, _ in cells})
    on_shelf: dict[int, list[int]] = {}
    shelf = shelves(held)
    for row in rows:
        on_shelf.setdefault(id(shelf[row]), []).append(row)
    worth: dict[int, float] = {}
    for members in on_shelf.values():
        worth |= _worth(held, shelf[members[0]], members, most)
    ordered = sorted(
        cells, key=lambda cell: (-worth.get(cell[0], 0.0), cell[0], -float(held.matrix[cell]), cell[1])
    )
    return ordered[:most]


def _worth(held: Beliefs, shelf: Shelf, rows: Sequence[int], most: int) -> dict[int, float]:
    """How much doubt the answer on each takes away when asked in this order; 0 for what is not reached."""
    doubt = np.array([1 - held.matrix[[row]].max() for row in rows], dtype=np.float64)
    kept = np.sort(np.argsort(-doubt, kind="stable")[:MOST_ORDERED])
    weights, asked = doubt[kept], [rows[at] for at in kept.tolist()]
    left = _covariance(shelf, asked)
    open_still = np.ones(len(asked), dtype=np.bool_)
    worth: dict[int, float] = {}
    for _ in range(min(most, MOST_ASKED, len(asked))):
        gains = _gains(left, weights)
        best = int(np.argmax(np.where(open_still, gains, -1.0).round(9)))
        worth[asked[best]] = round(float(gains[best]), 9)
        open_still[best] = False
        left = left - np.outer(left[:, best], left[best]) / (left[best, best] + NOISE)
    least = min(worth.values(), default=0.0)
    rest = np.minimum(_gains(left, weights), least)
    return worth | {asked[at]: round(float(rest[at]), 9) for at in np.flatnonzero(open_still).tolist()}


def _gains(left: Floats, weights: Floats) -> Floats:
    """What asking about each effort takes away of all doubt that is left."""
    return np.asarray((weights @ left**2) / (np.diag(left) + NOISE))


def _covariance(shelf: Shelf, rows: Sequence[int]) -> Floats:
    """Of the open efforts, given the known ones."""
    known = shelf.known[:MOST_KNOWN]
    own = shelf.table(rows, rows)
    if not len(known):
        return own
    across = shelf.table(rows, known.tolist())
    among = shelf.table(known.tolist(), known.tolist()) + NOISE * np.eye(len(known))
    return np.asarray(own - across @ np.linalg.solve(among, across.T))
