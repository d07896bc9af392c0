"""What two efforts cost, side by side and never added up."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import networkx as nx

from ecosystem.analyses.efforts import Effort
from ecosystem.analyses.wording import amount, counted, listed, quoted

_SHOWN = 3

_Like = tuple[str, str, str, str]
"""End, start, status and currency: only sums alike in all four are compared."""


def money_sentences(graph: nx.MultiDiGraph[str], a: Effort, b: Effort) -> str:
    """The recorded money of both, newest first, and "at most" how much of it could concern both."""
    sums_a, sums_b = _sums(graph, a), _sums(graph, b)
    if not sums_a and not sums_b:
        return "Not recorded for either."
    sentences = [f"{quoted(effort.label)}: {_shown(sums)}." for effort, sums in ((a, sums_a), (b, sums_b))]
    if sums_a and sums_b:
        sentences.append(_at_most(sums_a, sums_b))
    return " ".join(sentences)


def _sums(graph: nx.MultiDiGraph[str], effort: Effort) -> dict[_Like, Decimal]:
    recorded = {money for member in effort.members for money in graph.nodes[member]["money"]}
    sums: dict[_Like, Decimal] = defaultdict(Decimal)
    for money in sorted(recorded):
        sums[money.end, money.start, money.status, money.currency] += money.amount
    return dict(sorted(sums.items(), reverse=True))


def _shown(sums: dict[_Like, Decimal]) -> str:
    """Sums of nought only as a number: some registers write 0 for "not reported"."""
    if not sums:
        return "not recorded"
    parts = [_sum(like, value) for like, value in sums.items() if value]
    nought = f"recorded as 0 in {counted(len(sums) - len(parts), 'place')}" if len(parts) < len(sums) else ""
    return "; ".join(filter(None, (listed(parts, most=_SHOWN) if parts else "", nought)))


def _at_most(a: dict[_Like, Decimal], b: dict[_Like, Decimal]) -> str:
    both = [like for like in a if like in b and min(a[like], b[like]) > 0]
    if not both and set(a) & set(b):
        return "No sum above 0 is recorded for both in one period."
    if not both:
        return "Their currencies, periods or states differ, so the sums are not compared."
    least = [f"at most {_sum(like, min(a[like], b[like]))}" for like in both[:_SHOWN]]
    return f"What could concern both: {listed(least)}; how much does is not known."


def _sum(like: _Like, value: Decimal) -> str:
    end, start, status, currency = like
    if start and end:
        when = f", {start} to {end}"
    else:
        when = f", from {start}" if start else f", until {end}" if end else ", period not recorded"
    return f"{currency} {amount(value)} ({status or 'state not recorded'}{when})"
