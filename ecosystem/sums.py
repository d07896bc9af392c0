"""What one organisation pays and is paid: sums as recorded, and added up only where that makes sense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rdflib import URIRef

from ecosystem.entity import cells_by_subject
from ecosystem.listings import Named, by_label
from ecosystem.questions import rows
from ecosystem.records import Cell
from ecosystem.store import Reader
from ontology import SVE


@dataclass(frozen=True, slots=True)
class Sum:
    """One recorded sum. `pays`: the organisation is the payer, else the payee; `other` is the far side.

    `status`, `start` and `end` (ISO dates) are empty where not recorded; `amount` is in `currency`.
    """

    iri: str
    pays: bool
    amount: Decimal
    currency: str
    status: str
    start: str
    end: str
    other: Named | None
    efforts: tuple[Named, ...]
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """Sums of one direction, status, currency and period added up; nothing is ever added across these."""

    pays: bool
    status: str
    currency: str
    start: str
    end: str
    amount: Decimal
    sums: int


def sums(reader: Reader, base: str, iri: str) -> tuple[Sum, ...]:
    """Every sum with the organisation as payer or payee, newest period first, then largest first."""
    groups: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    for row in rows(reader, "organisation-money", organisation=URIRef(iri)):
        groups[(row["spend"], row["tie"])].append(row)
    amounts = {(spend, SVE.amount, group[0]["amount"]) for (spend, _), group in groups.items()}
    cells = cells_by_subject(amounts, reader, base)
    found = [
        _one(spend, tie == str(SVE.payer), group, cells[spend]) for (spend, tie), group in groups.items()
    ]
    found.sort(key=lambda item: (-item.amount, item.iri))
    return tuple(sorted(found, key=lambda item: (item.start, item.end), reverse=True))


def totals(found: Iterable[Sum]) -> tuple[Total, ...]:
    """One total for each direction, status, currency and period: paid out first, newest period first."""
    groups: dict[tuple[bool, str, str, str, str], list[Decimal]] = defaultdict(list)
    for item in found:
        groups[(item.pays, item.status, item.currency, item.start, item.end)].append(item.amount)
    in_order = sorted(groups, key=lambda key: (key[1], key[2]))
    in_order.sort(key=lambda key: (key[0], key[3], key[4]), reverse=True)
    return tuple(Total(*key, sum(groups[key], Decimal()), len(groups[key])) for key in in_order)


def _one(spend: str, pays: bool, group: Sequence[Mapping[str, str]], cells: tuple[Cell, ...]) -> Sum:
    row = min(group, key=lambda item: sorted(item.items()))
    efforts = {Named(item["effort"], item["effortLabel"]) for item in group if item["effort"]}
    return Sum(
        iri=spend,
        pays=pays,
        amount=Decimal(row["amount"]),
        currency=row["currency"],
        status=row["status"],
        start=row["start"],
        end=row["end"],
        other=Named(row["other"], row["otherLabel"]) if row["other"] else None,
        efforts=tuple(by_label(efforts)),
        cells=cells,
    )
