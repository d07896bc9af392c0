"""Decisions by year: how many say what social value weighs, and how much that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ecosystem.analyses.north_star.weights import middle


@dataclass(frozen=True, slots=True)
class Year:
    """The decisions of one year ("" for those without a date). `median`: None where no share is stated."""

    year: str
    decisions: int
    stated: int
    leading: int
    median: Decimal | None

    @property
    def not_stated(self) -> int:
        """How many do not say what social value weighs."""
        return self.decisions - self.stated


def by_year(decisions: Iterable[tuple[str, Decimal | None, bool]]) -> list[Year]:
    """(day, share of social value if stated, whether it has the largest weight) -> years, those without a day last."""
    years: dict[str, list[tuple[Decimal | None, bool]]] = defaultdict(list)
    for day, share, leading in decisions:
        years[day[:4]].append((share, leading))
    return [_year(year, years[year]) for year in sorted(years, key=lambda year: (not year, year))]


def _year(year: str, decisions: list[tuple[Decimal | None, bool]]) -> Year:
    stated = [share for share, _ in decisions if share is not None]
    return Year(
        year,
        len(decisions),
        len(stated),
        sum(1 for _, leading in decisions if leading),
        middle(stated) if stated else None,
    )
