"""What is said of all decisions together: how many state what social value weighs, and how much that is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import networkx as nx

from ecosystem.analyses.north_star.figures import percent
from ecosystem.analyses.north_star.money import money_of
from ecosystem.analyses.north_star.trend import Year
from ecosystem.analyses.north_star.weights import Weighing, middle, weighted_median
from ecosystem.analyses.wording import counted

LEAST_FOR_MONEY = 3
"""With fewer decisions than this, a median by money would be that of one of them."""

Weighings = Mapping[str, Weighing]


def overall(decisions: list[str], stated: Weighings, primary: set[str], reference: Decimal) -> list[str]:
    said = (
        f"{counted(len(decisions), 'decision')}: for {len(stated):,} it is recorded what social value weighs"
    )
    if not stated:
        return [f"{said}; nothing can be said of the others."]
    shares = [found.social for found in stated.values()]
    leading = sum(1 for found in stated.values() if found.leading)
    reached = sum(1 for share in shares if share >= reference)
    return [
        f"{said}. Half of these give it {percent(middle(shares))} or less; the shares run from "
        f"{percent(min(shares))} to {percent(max(shares))}.",
        f"Of these {len(stated):,}, social value has the largest single weight in {_number(leading)}; in "
        f"{_number(len(primary))} "
        "other measures (price, cost or time) have it, alone or level with others.",
        f"For reference only: {reached:,} of {len(stated):,} give it at least {percent(reference)}, which UK central "
        "government asks of its own purchases (PPN 06/20, continued by PPN 002 of 2025). It does not bind councils.",
    ]


def by_money(graph: nx.MultiDiGraph[str], decisions: list[str], stated: Weighings) -> list[str]:
    """The median with each decision counted by its money, for every currency and state that has enough decisions."""
    sentences = []
    for (currency, status), money in money_of(graph, decisions).items():
        pairs = [(stated[iri].social, value) for iri, value in money.items() if iri in stated and value > 0]
        if len(pairs) >= LEAST_FOR_MONEY:
            sentences.append(
                f"Counted by {status or 'recorded'} money in {currency or 'an unrecorded currency'}, half of it hangs "
                f"on decisions that give social value {percent(weighted_median(pairs))} or less; such money is "
                f"recorded for {len(pairs):,} of the {len(stated):,} decisions with a share."
            )
    return sentences or [
        f"Not counted by money: it can be told for fewer than {LEAST_FOR_MONEY} decisions with a share."
    ]


def in_words(year: Year) -> str:
    """One year in a sentence."""
    said = f"{year.year or 'Without a date'}: {counted(year.decisions, 'decision')}"
    if year.median is None:
        return f"{said}; what social value weighs is recorded for none."
    return (
        f"{said}; what social value weighs is recorded for {year.stated:,}, half of these give it "
        f"{percent(year.median)} or less, and it has the largest weight in {_number(year.leading)}."
    )


def _number(count: int) -> str:
    return f"{count:,}" if count else "none"
