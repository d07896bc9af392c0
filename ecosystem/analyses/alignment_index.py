"""How much do many pairs share together, against what chance would give? And how much of its work one body puts
into a set of objectives, against a body that draws its efforts at random."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import networkx as nx
import numpy as np

from ecosystem.analyses.chance import Floats
from ecosystem.analyses.datasets import list_key
from ecosystem.analyses.reading import canonical, delivered
from ecosystem.projection import neighbours

SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Index:
    """`value`: the observed mean number shared by a pair / that by chance; 1 is chance. `low` to `high` is where
    95% of the random tables lie. Never to be compared between lists of outcomes, or between ecosystems."""

    value: float
    low: float
    high: float
    pairs: int

    def __str__(self) -> str:
        return (
            f"Together, these {self.pairs:,} pairs share {self.value:.2f} times as many outcomes as chance would "
            f"give: 1 is chance, and 95% of the random tables lie between {self.low:.2f} and {self.high:.2f}. "
            "This number cannot be compared with that of another list of outcomes or another place."
        )


def index_of(observed: float, sampled: Floats, pairs: int) -> Index | None:
    """From the total number shared in a table and in random ones; None where these do not differ among each other.

    >>> index_of(30.0, np.array([10.0, 20.0, 30.0]), 10)
    Index(value=1.5, low=0.525, high=1.475, pairs=10)
    """
    mean = float(sampled.mean()) if len(sampled) else 0.0
    if mean <= 0 or float(np.ptp(sampled)) == 0:
        return None
    low, high = np.quantile(sampled, [0.025, 0.975]) / mean
    return Index(round(observed / mean, 6), round(float(low), 6), round(float(high), 6), pairs)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The share of what one organisation does that works for a set of objectives, 0-1.

    `by_chance`: the mean share when the outcomes of all efforts of the same lists are dealt out anew among them;
    `low` to `high` is where 95% of these shares lie. `known`, 0-1: the share of its efforts that the answer rests
    on (they state an outcome and, by spend, a sum in `currency`).
    """

    share: float
    by_chance: float
    low: float
    high: float
    efforts: int
    known: float
    currency: str = ""

    @property
    def beyond(self) -> float:
        """Share minus share by chance: above nought, it puts more into these objectives than a random draw."""
        return round(self.share - self.by_chance, 6)


def portfolio(
    graph: nx.MultiDiGraph[str],
    organisation: str,
    objectives: set[str],
    *,
    by: Literal["efforts", "spend"] = "efforts",
    currency: str = "",
    seed: int = 0,
) -> Portfolio | None:
    """How far an organisation's efforts, or its spend, go to outcomes under these objectives or parts of them.

    None where none of its efforts states an outcome (or, by spend, a sum in the currency) to judge by. An effort
    counts once, in full, if any of its outcomes lies under one of the objectives.
    """
    wanted = set(objectives) | _parts(graph, objectives)
    own = delivered(graph).get(organisation, [])
    telling = {effort: neighbours(graph, effort, "targetsOutcome") for effort in own}
    lists = {list_key(graph, outcome) for outcomes in telling.values() for outcome in outcomes}
    everybody = canonical(graph, {effort for efforts in delivered(graph).values() for effort in efforts})
    pool: list[tuple[str, bool]] = []
    for effort in everybody:
        outcomes = neighbours(graph, effort, "targetsOutcome")
        if any(list_key(graph, outcome) in lists for outcome in outcomes):
            under = any(wanted & set(neighbours(graph, outcome, "forObjective")) for outcome in outcomes)
            pool.append((effort, under))
    weights = np.array(
        [_weight(graph, effort, by, currency) if effort in telling else 0.0 for effort, _ in pool]
    )
    if not weights.sum():
        return None
    flags = np.array([under for _, under in pool], dtype=np.float64)
    rng = np.random.default_rng(seed)
    dealt = np.array([weights @ rng.permutation(flags) for _ in range(SAMPLES)]) / weights.sum()
    low, high = np.quantile(dealt, [0.025, 0.975])
    efforts = int((weights > 0).sum())
    return Portfolio(
        share=round(float(weights @ flags / weights.sum()), 6),
        by_chance=round(float(dealt.mean()), 6),
        low=round(float(low), 6),
        high=round(float(high), 6),
        efforts=efforts,
        known=round(efforts / len(own), 6),
        currency=currency if by == "spend" else "",
    )


def _parts(graph: nx.MultiDiGraph[str], objectives: set[str]) -> set[str]:
    """What belongs to the objectives, however many levels down."""
    below = nx.DiGraph(
        [(whole, part) for part, whole, key in graph.edges(keys=True) if key == "partOfObjective"]
    )
    return {part for whole in objectives & set(below) for part in nx.descendants(below, whole)}


def _weight(
    graph: nx.MultiDiGraph[str], effort: str, by: Literal["efforts", "spend"], currency: str
) -> float:
    if by == "efforts":
        return 1.0
    sums = [money.amount for money in graph.nodes[effort]["money"] if money.currency == currency]
    return float(sum(sums, Decimal(0)))
