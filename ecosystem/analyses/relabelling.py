"""Another null: do the efforts of two organisations coincide more than a random split of all efforts would?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ecosystem.analyses.affiliation import Affiliation
from ecosystem.analyses.chance import Table, table_of

FEWEST_EFFORTS = 5


def with_many_efforts(table: Affiliation) -> Affiliation:
    """The organisations of a table that have at least five efforts which state an outcome of it."""
    doing = _doing(table)
    kept = [at for at, body in enumerate(table.organisations) if len(doing[body]) >= FEWEST_EFFORTS]
    return replace(
        table,
        organisations=tuple(table.organisations[at] for at in kept),
        rows=tuple(table.rows[at] for at in kept),
    )


def relabelled(table: Affiliation, *, seed: int, samples: int = 300) -> Iterator[Table]:
    """Tables in which the efforts are dealt out anew: every organisation keeps how many it has, not which."""
    rng = np.random.default_rng(seed)
    doing = _doing(table)
    ends = np.cumsum([0, *(len(doing[body]) for body in table.organisations)]).tolist()
    # By what they work for: which record comes first then makes no difference.
    efforts = [
        outcomes for body in table.organisations for outcomes in sorted(doing[body].values(), key=sorted)
    ]
    for _ in range(samples):
        dealt = rng.permutation(len(efforts)).tolist()
        rows = [set[int]().union(*(efforts[at] for at in dealt[start:end])) for start, end in pairwise(ends)]
        yield table_of(rows, len(table.outcomes))


def _doing(table: Affiliation) -> dict[str, dict[str, set[int]]]:
    """Organisation -> its efforts -> the places of what they work for in the table's outcomes."""
    place = {outcome: at for at, outcome in enumerate(table.outcomes)}
    doing: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for (body, outcome), efforts in table.efforts.items():
        if outcome in place:
            for effort in efforts:
                doing[body][effort].add(place[outcome])
    return doing
