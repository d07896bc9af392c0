"""What would change if the weights of one decision were others: arithmetic on the weights, nothing about the bids."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ecosystem.analyses.north_star.weights import Weighing


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`rival`: the weightiest criterion that is not social value; None where there is none.

    `tips_at`: the share at which social value, taken together, is level with it while the others keep their
    proportions; above that it is the largest. `makes_up`: how many of 100 marks on `rival` all marks against none on
    social value make up for, at most 100. `without`: the largest criteria if social value were left out.
    """

    rival: str | None
    tips_at: Decimal | None
    makes_up: Decimal | None
    without: tuple[str, ...]
    changes: bool


def what_if(weighing: Weighing) -> WhatIf:
    """The three what-ifs of one decision.

    With a share s of social value and the rest r = 1 - s, of which the rival has l: when social value weighs x, the
    rival weighs l (1 - x) / r, so both are level at x = k / (1 + k) with k = l / r.
    """
    others = {iri: share for iri, share in weighing.shares.items() if iri not in weighing.social_value}
    rest = sum(others.values(), Decimal(0))
    if not rest:
        return WhatIf(None, None, None, (), changes=False)
    most = max(others.values())
    largest = tuple(iri for iri, share in others.items() if share == most)
    k = most / rest
    return WhatIf(
        rival=largest[0],
        tips_at=k / (1 + k),
        makes_up=min(Decimal(100), 100 * weighing.social / most),
        without=largest,
        changes=largest != weighing.largest,
    )
