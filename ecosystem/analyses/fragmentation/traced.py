"""Money traced to shared outcomes by recorded allocations alone, none of it twice (the rules of the question S6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import networkx as nx

from ecosystem.analyses.meaning import Meanings
from ecosystem.analyses.reading import texts
from ecosystem.analyses.sums import Sum, sums_of
from ecosystem.projection import neighbours, of_family

Where = Literal["shared", "not shared", "several", "not allocated"]
"""What a part of a sum is for: one shared outcome; an outcome that means none, or several; nothing recorded."""


@dataclass(frozen=True, slots=True)
class TracedPart:
    """A part of one sum. `outcome` is the shared outcome, "" where there is no single one; `allocation` likewise."""

    sum: Sum
    where: Where
    outcome: str
    named: str
    allocation: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class _Share:
    allocation: str
    named: str
    share: Decimal


def traced(graph: nx.MultiDiGraph[str], known: Meanings, one: Mapping[str, str]) -> list[TracedPart]:
    """Every part of every sum; the parts of one sum add up to its amount.

    Shares that add up to more than 1 are scaled down to 1.
    """
    shares = _shares(graph)
    parts = []
    for item in sums_of(graph, one):
        own = shares.get(item.spend, [])
        total = sum((share.share for share in own), Decimal(0))
        scale = max(total, Decimal(1))
        for share in own:
            shared = tuple(known.get(share.named, ()))
            where: Where = "shared" if len(shared) == 1 else "several" if shared else "not shared"
            outcome = shared[0] if len(shared) == 1 else ""
            money = item.amount * share.share / scale
            parts.append(TracedPart(item, where, outcome, share.named, share.allocation, money))
        if total < 1:
            parts.append(TracedPart(item, "not allocated", "", "", "", item.amount * (1 - total)))
    return parts


def _shares(graph: nx.MultiDiGraph[str]) -> dict[str, list[_Share]]:
    """Sum -> the shares of it that are recorded for an outcome."""
    found: dict[str, list[_Share]] = defaultdict(list)
    for allocation in of_family(graph, "allocation"):
        for spend in neighbours(graph, allocation, "allocates"):
            for outcome in neighbours(graph, allocation, "toOutcome"):
                for text in texts(graph, allocation, "share"):
                    found[spend].append(_Share(allocation, outcome, Decimal(text)))
    return found


def provider_of(item: Sum, deliverers: Mapping[str, frozenset[str]]) -> str | None:
    """Whose work a sum pays for: the one body that delivers it; None where that is not known.

    `deliverers`: effort -> bodies. Where several deliver, the payee if it is the one of them that is paid; where no
    deliverer is recorded, the payee alone. Money is never divided between bodies by us.
    """
    bodies = frozenset(body for effort in item.efforts for body in deliverers.get(effort, ()))
    paid = bodies.intersection(item.payees) if bodies else frozenset(item.payees)
    if len(bodies) == 1:
        return next(iter(bodies))
    return next(iter(paid)) if len(paid) == 1 else None
