"""Turns of phrase shared by the sentences of all analyses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def quoted(text: str) -> str:
    """The text in typographic quotation marks."""
    return f"“{text}”"


def listed(items: Sequence[str], most: int = 5) -> str:
    """`a, b and c`; past `most` items: `a, b and 7 more`.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], most=2)
    ('a, b and c', 'a, b and 2 more')
    """
    shown = list(items[:most])
    if len(items) > most:
        shown.append(f"{len(items) - most:,} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun.

    >>> counted(1, "pair"), counted(1200, "body", "bodies")
    ('1 pair', '1,200 bodies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def amount(value: Decimal) -> str:
    """Money for people: thousands apart, pence only where there are any.

    >>> amount(Decimal("410000.00")), amount(Decimal("12.5"))
    ('410,000', '12.50')
    """
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
