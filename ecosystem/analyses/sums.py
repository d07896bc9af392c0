"""Sums of money as recorded, each once: the largest of several amounts of a sum, and one of two rows of one sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import networkx as nx

from ecosystem.analyses.reading import canonical, texts
from ecosystem.analyses.wording import amount
from ecosystem.projection import neighbours, of_family


@dataclass(frozen=True, slots=True, order=True)
class Like:
    """What sums must have in common to be added up; each is "" where it is not recorded."""

    currency: str
    status: str
    start: str
    end: str

    def __str__(self) -> str:
        if self.start and self.end:
            when = f"{self.start} to {self.end}"
        else:
            when = (
                f"from {self.start}"
                if self.start
                else f"until {self.end}"
                if self.end
                else "period not recorded"
            )
        return f"{self.status or 'state not recorded'}, {when}"

    def sum(self, value: Decimal) -> str:
        """The money in words: `GBP 1,200 (paid, 2025-04-01 to 2026-03-31)`."""
        return f"{self.currency or 'currency not recorded'} {amount(value)} ({self})"


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum. `payers`, `payees` and `efforts` are as `representatives` names them, sorted."""

    spend: str
    like: Like
    amount: Decimal
    payers: tuple[str, ...]
    payees: tuple[str, ...]
    efforts: tuple[str, ...]


def sums_of(graph: nx.MultiDiGraph[str], one: Mapping[str, str]) -> list[Sum]:
    """Every sum with an amount. `one`: what `ecosystem.matching.representatives` says.

    A sum stands once for each currency and each state that is recorded for it (as in the question S6); these are
    never added to each other. Rows that say the same of two records of one effort are one sum: the row with an
    allocation stays, else the first. A row is never dropped for being like another of the same record.
    """
    allocated = {end for _, end, key in graph.edges(keys=True) if key == "allocates"}
    groups: dict[tuple[object, ...], list[tuple[tuple[str, ...], str, list[Sum]]]] = defaultdict(list)
    for spend in canonical(graph, of_family(graph, "spend")):
        found = _read(graph, spend, one)
        if found:
            raw = neighbours(graph, spend, "funds")
            first = found[0]
            same = (
                first.payers,
                first.payees,
                first.efforts,
                first.amount,
                tuple(item.like for item in found),
            )
            groups[same if raw else (spend,)].append((raw, spend, found))
    kept: list[Sum] = []
    for rows in groups.values():
        chosen = next((raw for raw, spend, _ in rows if spend in allocated), rows[0][0])
        kept.extend(item for raw, _, found in rows if raw == chosen for item in found)
    return kept


def _read(graph: nx.MultiDiGraph[str], spend: str, one: Mapping[str, str]) -> list[Sum]:
    amounts = [Decimal(text) for text in texts(graph, spend, "amount")]
    if not amounts:
        return []
    start = min(texts(graph, spend, "start"), default="")
    end = max(texts(graph, spend, "end"), default="")
    stated = neighbours(graph, spend, "spendStatus")
    statuses = sorted(str(graph.nodes[status].get("notation", "")) for status in stated)
    who = [
        tuple(sorted({one.get(iri, iri) for iri in neighbours(graph, spend, key)}))
        for key in ("payer", "payee", "funds")
    ]
    return [
        Sum(spend, Like(currency, status, start, end), max(amounts), *who)
        for currency in texts(graph, spend, "currency") or ("",)
        for status in statuses or [""]
    ]
