"""Rows that a mapping leaves out on purpose: counted, and reported once for each reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from ecosystem.importers.batch import remark
from ecosystem.importers.layout import Sheet
from ecosystem.importers.mapping import Mapping, SetAside
from ecosystem.importers.rows import Row, rows_of
from ecosystem.importers.spelling import listing
from ecosystem.records import Problem

_MOST_NAMED = 3
"""How many rows a message names."""


def set_aside(sheet: Sheet, mapping: Mapping) -> tuple[Sheet, list[Problem]]:
    """The sheet without the rows that a block of the mapping leaves out, and a remark for each such block.

    A row belongs to the first block that it meets. A row of a text file with more cells than headings belongs
    to none: its cells may stand in the wrong columns.
    """
    blocks = mapping.blocks(sheet.rule.name)
    if not blocks:
        return sheet, []
    shifted = frozenset() if sheet.table.sheet else frozenset(sheet.table.surplus)
    left: dict[SetAside, list[int]] = defaultdict(list)
    for origin, cells in rows_of(sheet):
        row = Row(origin, cells, {}, {}, ())
        met = next((block for block in blocks if row.holds(block.when)), None)
        if met is not None and origin.row not in shifted:
            left[met].append(origin.row)
    gone = frozenset(number for numbers in left.values() for number in numbers)
    rows = tuple((number, cells) for number, cells in sheet.table.rows if number not in gone)
    problems = [_remark(sheet, block, left[block]) for block in blocks if block in left]
    return replace(sheet, table=replace(sheet.table, rows=rows)), problems


def _remark(sheet: Sheet, block: SetAside, numbers: list[int]) -> Problem:
    named = [str(number) for number in numbers[:_MOST_NAMED]]
    more = len(numbers) - len(named)
    which = listing([*named, f"{more:,} more"] if more else named, "and")
    said = f"Row {which} was" if len(numbers) == 1 else f"Rows {which} were"
    table, message = sheet.table, f"{said} left out: {block.why}"
    return remark(table.file, message, sheet=table.sheet, rows=len(numbers))
