"""Columns that hold the codes of levels (`A`, `A10`, `A11`), told by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ecosystem.importers.values import content
from ecosystem.records import Table

_CODE = re.compile(r"[A-Za-z]{1,3}|(?=\S*\d)[\w.#/-]{1,12}")


def code_columns(table: Table, places: Collection[int]) -> tuple[int, ...]:
    """The longest run of neighbouring columns of `places` that seem to be levels, from wide to narrow; often none."""
    best: tuple[int, ...] = ()
    run: tuple[int, ...] = ()
    for place in range(len(table.header)):
        if run and place in places and _under(table, run[-1], place):
            run = (*run, place)
        else:
            run = (place,) if place in places else ()
        best = run if len(run) > max(len(best), 1) else best
    return best


def whole(table: Table, places: Sequence[int]) -> bool:
    """Whether the columns give each row a code of its own, and each wider code is that of a row.

    Then reading them as levels loses nothing and invents nothing.
    """
    rows = [[code for place in places if (code := content(cells[place]))] for _, cells in table.rows]
    own = {codes[-1] for codes in rows if codes}
    return len(own) == len(rows) and all(code in own for codes in rows for code in codes)


def _under(table: Table, wide: int, narrow: int) -> bool:
    """Whether both columns hold codes, each narrow one under one wide one, and some rows are about a wide one."""
    above: dict[str, str] = {}
    about_wide = False
    for _, cells in table.rows:
        upper, lower = content(cells[wide]), content(cells[narrow])
        if any(code and not _CODE.fullmatch(code) for code in (upper, lower)):
            return False
        if lower and (not upper or above.setdefault(lower, upper) != upper):
            return False
        about_wide |= bool(upper and not lower)
    return about_wide and bool(above)
