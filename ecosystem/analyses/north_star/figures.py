"""Shares and places of weights in words."""

from __future__ import annotations

from decimal import Decimal

_PLACES = (
    "",
    "the largest",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def percent(share: Decimal) -> str:
    """A share of 1 in words, to one decimal where it has any.

    >>> percent(Decimal("0.1")), percent(Decimal("0.375"))
    ('10%', '37.5%')
    """
    return f"{round(share * 100, 1).normalize():f}%"


def place(rank: int, *, level: bool) -> str:
    """A place among weights: `joint second`; 1 is `the largest`.

    >>> place(1, level=False), place(1, level=True), place(3, level=True), place(12, level=False)
    ('the largest', 'joint largest', 'joint third', 'number 12')
    """
    word = _PLACES[rank] if rank < len(_PLACES) else f"number {rank}"
    return f"joint {word.removeprefix('the ')}" if level else word
