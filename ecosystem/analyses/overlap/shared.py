"""Which outcomes two efforts share, as far as is known or believed, and what each belief rests on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ecosystem.analyses.efforts import Effort
from ecosystem.analyses.graded_pair import Term
from ecosystem.analyses.tagging import Beliefs
from ecosystem.analyses.text import Texts

MOST_TERMS = 10
LEAST_TERM = 0.01
SIMILAR = 3
"""Known efforts named as what a belief was learned from."""


def terms(
    efforts: Sequence[Effort], believed: Beliefs, texts: Texts | None, rows: tuple[int, int]
) -> tuple[Term, ...]:
    """The largest terms of the expected number of shared outcomes, largest first; ties as the outcomes come."""
    first, second = (believed.matrix[[row]].toarray()[0] for row in rows)
    worth = (first * second).round(6)
    best = [at for at in np.argsort(-worth, kind="stable").tolist() if worth[at] >= LEAST_TERM][:MOST_TERMS]
    return tuple(
        Term(
            outcome=believed.outcomes[at],
            belief_a=round(float(first[at]), 6),
            belief_b=round(float(second[at]), 6),
            term=float(worth[at]),
            known_a=bool(believed.basis[rows[0], at]),
            known_b=bool(believed.basis[rows[1], at]),
            calibrated=believed.outcomes[at] in believed.calibrated,
            like_a=_similar(efforts, believed, texts, rows[0], at) if not place else (),
            like_b=_similar(efforts, believed, texts, rows[1], at) if not place else (),
        )
        for place, at in enumerate(best)
    )


def _similar(
    efforts: Sequence[Effort], believed: Beliefs, texts: Texts | None, row: int, outcome: int
) -> tuple[Effort, ...]:
    """The efforts known to work for an outcome whose texts are most like this one's; () where it is known itself."""
    if texts is None or believed.basis[row, outcome]:
        return ()
    known = np.flatnonzero(believed.basis[:, [outcome]].toarray().ravel())
    likeness = (texts.themes[known] @ texts.themes[row]).round(6)
    nearest = known[np.argsort(-likeness, kind="stable")][:SIMILAR]
    return tuple(efforts[at] for at in nearest.tolist())
