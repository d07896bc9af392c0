"""Characters that nobody sees but that change what a screen shows: taken out of texts as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ecosystem.importers.batch import remark
from ecosystem.records import Problem, Table

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile(r"\r\n?")


def cleaned(text: str) -> tuple[str, int]:
    """The text without control characters and without those that turn its direction, and how many there were.

    Tabs and line breaks stay; every line break becomes the same one.

    >>> cleaned("Safe" + chr(0x202E) + "ty" + chr(13) + chr(10))
    ('Safety\\n', 1)
    """
    if not _UNSEEN.search(text):
        return text, 0
    return _UNSEEN.subn("", _LINE_END.sub("\n", text))


def cleaned_table(table: Table) -> tuple[Table, int]:
    """The table with all of its cells and headings cleaned, and how many characters were taken out."""
    lines = (table.header, *(cells for _, cells in table.rows))
    count = sum(cleaned(cell)[1] for cells in lines for cell in cells if not cell.isprintable())
    header, *rest = (tuple(cleaned(cell)[0] for cell in cells) for cells in lines)
    numbers = (number for number, _ in table.rows)
    return replace(table, header=header, rows=tuple(zip(numbers, rest, strict=True))), count


def taken_out(file: str, count: int) -> Iterator[Problem]:
    """One remark on a file, where there was something to take out."""
    if count:
        what = "character was" if count == 1 else "characters were"
        message = (
            f"{count:,} invisible {what} taken out of its texts: control characters, or ones that turn the "
            "direction of what follows."
        )
        yield remark(file, message)
