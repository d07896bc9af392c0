"""How many outcomes would two organisations share by chance alone?

The null model keeps for each organisation its number of outcomes and for each outcome its number of
organisations, and is otherwise random (fixed degree sequence model; sampled by curveball trades).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special, stats

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Rows = list[set[int]]

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Chance:
    """The null model of some pairs: per pair the mean and variance of the number shared, and both sizes.

    `choices` is the number of outcomes in the table.
    """

    mean: Floats
    variance: Floats
    sizes: tuple[Counts, Counts]
    choices: int

    def at(self, pairs: NDArray[np.bool_] | Counts) -> Chance:
        """The same for some of the pairs."""
        sizes = (self.sizes[0][pairs], self.sizes[1][pairs])
        return Chance(self.mean[pairs], self.variance[pairs], sizes, self.choices)

    def at_least(self, shared: Counts) -> Floats:
        """P(number shared >= `shared`).

        Binomial with the sampled mean and variance; Poisson where the sample spreads wider than that.
        """
        mean = np.maximum(self.mean, 1e-9)
        success = np.clip(1 - self.variance / mean, 0.0, 1 - 1e-9)
        trials = mean / np.maximum(success, 1e-9)
        inside = np.maximum(trials - shared + 1, 1e-9)
        binomial = np.where(
            trials - shared + 1 > 0, special.betainc(np.maximum(shared, 1), inside, success), 0.0
        )
        poisson = special.gammainc(np.maximum(shared, 1), mean)
        return np.where(shared <= 0, 1.0, np.where(success < 1e-6, poisson, binomial))

    def p_values(self, shared: Counts) -> Floats:
        """Mid-p of sharing this many, never below that of the plain hypergeometric test.

        The binomial's range ends early where both have most outcomes; there the hypergeometric, which only
        ignores how popular each outcome is, keeps an impossible certainty out.
        """
        p = (self.at_least(shared) + self.at_least(shared + 1)) / 2
        small = np.flatnonzero(p <= LEVEL)
        draw = stats.hypergeom(self.choices, self.sizes[0][small], self.sizes[1][small])
        p[small] = np.maximum(p[small], draw.sf(shared[small]) + draw.pmf(shared[small]) / 2)
        return np.clip(p, 0.0, 1.0)


def sampled(
    rows: Sequence[frozenset[int]], columns: int, *, seed: int, samples: int = 300
) -> tuple[Floats, Floats]:
    """Mean and variance of the number shared by each two rows, as square arrays, over shuffled tables.

    Burn-in of 20 trades a row, then `samples` tables 3 trades a row apart. The table itself is counted as one
    more: it is one of the possible ones, so that nothing that happened has an expectation of nought.
    """
    rng = np.random.default_rng(seed)
    shuffled: Rows = [set(row) for row in rows]
    total = shared_counts(shuffled, columns).astype(np.float64)
    squares = np.square(total)
    trade(shuffled, 20 * len(rows), rng)
    for _ in range(samples):
        trade(shuffled, 3 * len(rows), rng)
        counts = shared_counts(shuffled, columns)
        total += counts
        squares += np.square(counts)
    mean = total / (samples + 1)
    return mean, np.maximum(squares / (samples + 1) - np.square(mean), 0.0)


def trade(rows: Rows, times: int, rng: np.random.Generator) -> None:
    """Curveball trades, in place: two rows pool what only one of them has and deal it out anew.

    Strona et al., Nature Communications 5:4114 (2014).
    """
    partners = rng.integers(0, len(rows), size=(times, 2)).tolist()
    for one, other in partners:
        only_one, only_other = rows[one] - rows[other], rows[other] - rows[one]
        if only_one and only_other:
            pool = sorted(only_one | only_other)
            dealt = {pool[place] for place in rng.permutation(len(pool))[: len(only_one)].tolist()}
            rows[one] = rows[one] - only_one | dealt
            rows[other] = rows[other] - only_other | set(pool) - dealt


def shared_counts(rows: Sequence[set[int] | frozenset[int]], columns: int) -> Counts:
    """How many columns each two rows have in common, as a square array."""
    ends = np.cumsum([0, *map(len, rows)])
    places = np.fromiter((column for row in rows for column in row), dtype=np.int64, count=int(ends[-1]))
    table = sparse.csr_array((np.ones(len(places), dtype=np.int64), places, ends), shape=(len(rows), columns))
    return np.asarray((table @ table.T).toarray())


def adjusted(p: Floats) -> Floats:
    """Benjamini-Hochberg q-values over all tests given, those that share nothing included."""
    return np.asarray(stats.false_discovery_control(p, method="bh")) if len(p) else p


def smallest_detectable(chance: Chance) -> int | None:
    """The least number shared at which the most favourable pair would be found if all others were ordinary.

    That is p <= 0.05 / number of pairs, as the first rejection of Benjamini-Hochberg asks. None where no
    number that any pair could share is enough.
    """
    most = np.minimum(*chance.sizes)
    for shared in range(1, int(most.max(initial=0)) + 1):
        able = chance.at(most >= shared)
        if able.p_values(np.full(len(able.mean), shared)).min() <= LEVEL / len(most):
            return shared
    return None


def expected_below(chance: Chance) -> float:
    """How many pairs chance alone would give p <= 0.05, taken one at a time."""
    total, shared = 0.0, 1
    open_pairs = chance
    while len(open_pairs.mean):
        least = np.full(len(open_pairs.mean), shared)
        p = open_pairs.p_values(least)
        total += float(open_pairs.at_least(least)[p <= LEVEL].sum())
        open_pairs = open_pairs.at((p > LEVEL) & (shared < np.minimum(*open_pairs.sizes)))
        shared += 1
    return total
