"""What two efforts cost, side by side and never added up."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import networkx as nx

from ecosystem.analyses.efforts import Effort
from ecosystem.analyses.wording import amount, counted, listed, quoted
from ecosystem.findings import Evidence
from ecosystem.kinds import KINDS
from ecosystem.projection import Money

_SHOWN = 3

_Like = tuple[str, str, str, str]
"""End, start, status and currency: only sums alike in all four are added or compared."""


def money_sentences(graph: nx.MultiDiGraph[str], a: Effort, b: Effort) -> str:
    """The recorded money of both, newest first, and "at most" how much of it could concern both."""
    sums_a, sums_b = _sums(graph, a), _sums(graph, b)
    if not sums_a and not sums_b:
        return "Not recorded for either."
    sentences = [f"{quoted(effort.label)}: {_shown(sums)}." for effort, sums in ((a, sums_a), (b, sums_b))]
    if sums_a and sums_b:
        sentences.append(_at_most(sums_a, sums_b))
    return " ".join(sentences)


def money_evidence(graph: nx.MultiDiGraph[str], a: Effort, b: Effort) -> dict[Evidence, str]:
    """The amounts behind the sums that `money_sentences` writes out, each with what to call it."""
    both = _comparable(_sums(graph, a), _sums(graph, b))
    predicate = str(KINDS["spend"].field("amount").predicate)
    named: dict[Evidence, str] = {}
    for effort in (a, b):
        written = {*_written(_sums(graph, effort)), *both}
        for money in _recorded(graph, effort):
            if _like(money) in written:
                statement = Evidence(money.spend, predicate, str(money.amount))
                named[statement] = _sum(_like(money), money.amount)
    return named


def money_figures(graph: nx.MultiDiGraph[str], a: Effort, b: Effort) -> dict[str, float]:
    """The sums that `money_sentences` writes out: whose, in which currency, state and period -> the sum."""
    own = [_sums(graph, effort) for effort in (a, b)]
    both = _comparable(*own)
    found: dict[str, float] = {}
    for effort, sums in zip((a, b), own, strict=True):
        whose = quoted(effort.label)
        found |= {
            f"{whose}: {like[3]} ({_kind(like)})": float(sums[like]) for like in [*_written(sums), *both]
        }
        if noughts := sum(not value for value in sums.values()):
            found[f"{whose}: places with 0"] = noughts
    return found


def _recorded(graph: nx.MultiDiGraph[str], effort: Effort) -> list[Money]:
    return sorted({money for member in effort.members for money in graph.nodes[member]["money"]})


def _like(money: Money) -> _Like:
    return money.end, money.start, money.status, money.currency


def _sums(graph: nx.MultiDiGraph[str], effort: Effort) -> dict[_Like, Decimal]:
    sums: dict[_Like, Decimal] = defaultdict(Decimal)
    for money in _recorded(graph, effort):
        sums[_like(money)] += money.amount
    return dict(sorted(sums.items(), reverse=True))


def _written(sums: dict[_Like, Decimal]) -> list[_Like]:
    return [like for like, value in sums.items() if value][:_SHOWN]


def _comparable(a: dict[_Like, Decimal], b: dict[_Like, Decimal]) -> list[_Like]:
    return [like for like in a if like in b and min(a[like], b[like]) > 0][:_SHOWN]


def _shown(sums: dict[_Like, Decimal]) -> str:
    """Sums of nought only as a number: some registers write 0 for "not reported"."""
    if not sums:
        return "not recorded"
    parts = [_sum(like, value) for like, value in sums.items() if value]
    nought = f"recorded as 0 in {counted(len(sums) - len(parts), 'place')}" if len(parts) < len(sums) else ""
    return "; ".join(filter(None, (listed(parts, most=_SHOWN) if parts else "", nought)))


def _at_most(a: dict[_Like, Decimal], b: dict[_Like, Decimal]) -> str:
    both = _comparable(a, b)
    if both:
        least = [f"at most {_sum(like, min(a[like], b[like]))}" for like in both]
        return f"What could concern both: {listed(least)}; how much does is not known."
    if set(a) & set(b):
        return "No sum above 0 is recorded for both in one period."
    return "Their currencies, periods or states differ, so the sums are not compared."


def _sum(like: _Like, value: Decimal) -> str:
    return f"{like[3]} {amount(value)} ({_kind(like)})"


def _kind(like: _Like) -> str:
    """State and period of a sum."""
    end, start, status, _ = like
    if start and end:
        when = f", {start} to {end}"
    else:
        when = f", from {start}" if start else f", until {end}" if end else ", period not recorded"
    return f"{status or 'state not recorded'}{when}"
