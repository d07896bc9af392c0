"""How evenly something is spread over providers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from scipy.stats import entropy


@dataclass(frozen=True, slots=True)
class Spread:
    """Effective numbers: how many providers of equal size would be spread alike.

    `effective` is one over the sum of squared shares (1/HHI, Hill's number of order 2), which heeds the large ones
    most; `by_entropy` is exp(entropy), of order 1, which also heeds the small ones. 1 <= effective <= by_entropy <= n.
    """

    effective: float
    by_entropy: float
    largest: float


def spread(amounts: Iterable[Decimal]) -> Spread:
    """The spread of amounts that are all above nought, at least one.

    >>> spread([Decimal(3), Decimal(3), Decimal(3)])
    Spread(effective=3.0, by_entropy=3.0, largest=0.333333)
    """
    sizes = np.array(sorted(float(amount) for amount in amounts))
    shares = sizes / sizes.sum()
    return Spread(
        round(float(1 / np.square(shares).sum()), 6),
        round(float(np.exp(entropy(shares))), 6),
        round(float(shares.max()), 6),
    )
