"""What became of all money, for each currency, state and period apart; what is not allocated stands by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ecosystem.analyses.fragmentation.traced import TracedPart, Where
from ecosystem.analyses.sums import Like
from ecosystem.analyses.wording import amount, counted

_WHERE: dict[Where, str] = {
    "shared": "for shared outcomes",
    "several": "for an outcome that means several shared ones",
    "not shared": "for outcomes that are not shared",
    "not allocated": "not allocated to any outcome",
}


def money_statements(parts: Sequence[TracedPart]) -> list[str]:
    """What became of all money, for each currency, state and period apart; in one sentence where none is traced."""
    if not parts:
        return ["No sum of money is recorded."]
    if all(part.where == "not allocated" for part in parts):
        number = len({part.sum.spend for part in parts})
        return [
            f"{counted(number, 'sum')} of money: none is recorded as allocated to an outcome, so money cannot be "
            "traced and efforts are counted instead."
        ]
    return [_in_words(like, totals) for like, totals in by_likeness(parts).items()]


def by_likeness(parts: Sequence[TracedPart]) -> dict[Like, Mapping[Where, Decimal]]:
    """Currency, state and period, the newest first -> what the money is for -> how much."""
    totals: dict[Like, dict[Where, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for part in parts:
        totals[part.sum.like][part.where] += part.amount
    in_order = sorted(totals, key=lambda like: (like.end, like.start, like), reverse=True)
    return {like: totals[like] for like in in_order}


def _in_words(like: Like, money: Mapping[Where, Decimal]) -> str:
    total = sum(money.values(), Decimal(0))
    said = [f"{amount(round(money[where], 2))} {text}" for where, text in _WHERE.items() if money.get(where)]
    return f"{like.sum(total)}: {'; '.join(said)}."


def money_row(like: Like, totals: Mapping[Where, Decimal]) -> dict[str, str | int | float | None]:
    """What became of the money of one currency, state and period, as text so that nothing is rounded."""
    row: dict[str, str | int | float | None] = {
        "currency": like.currency,
        "status": like.status,
        "start": like.start,
        "end": like.end,
        "recorded": amount(round(sum(totals.values(), Decimal(0)), 2)),
    }
    return row | {where: amount(round(totals.get(where, Decimal(0)), 2)) for where in _WHERE}
