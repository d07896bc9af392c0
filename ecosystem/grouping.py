"""How a column with too many things for its room is shown: in counted groups, nothing left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

_SMALL = 8
"""Groups of up to about this many stand for their members well enough to replace all of them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One mark. `column` counts from the left; `heading` names the group it stands in.

    `count` is how many things the mark stands for: 1, or the size of a group that is not drawn one by one.
    """

    id: str
    family: str
    label: str
    column: int
    heading: str = ""
    count: int = 1


Standing = dict[str, str]
"""Each thing -> the mark that stands for it."""


def fitted(ranked: Sequence[Item], room: int) -> tuple[Standing, list[Item]]:
    """The marks for one column, most important thing first, and what each of them stands for.

    All by themselves where there is room. Otherwise one mark for each heading (its label says it), where
    headings are many and their groups small; else the first by themselves and one mark for the rest of each
    heading (or of all, where even the headings are too many).
    """
    if len(ranked) <= room:
        return {item.id: item.id for item in ranked}, list(ranked)
    headings = {item.heading for item in ranked}
    if 3 <= len(headings) <= room and len(ranked) <= _SMALL * len(headings):
        standing, marks = _together(ranked, "{heading} ({count:,})")
        return standing, [replace(mark, heading="") for mark in marks]
    alone = room - (len(headings) if len(headings) <= room // 2 else 1)
    rest = ranked[alone:]
    if len(headings) > room // 2:
        rest = [replace(item, heading="") for item in rest]
    standing, marks = _together(rest, "{count:,} more")
    return standing | {item.id: item.id for item in ranked[:alone]}, [*ranked[:alone], *marks]


def _together(items: Sequence[Item], wording: str) -> tuple[Standing, list[Item]]:
    """One mark for each heading; a thing that is alone under its heading stays itself."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.heading].append(item)
    standing: Standing = {}
    marks: list[Item] = []
    for heading, members in sorted(groups.items()):
        mark = members[0]
        if len(members) > 1:
            mark = replace(
                mark,
                id=f"more:{mark.column}:{mark.family}:{heading}",
                label=wording.format(heading=heading, count=len(members)),
                count=len(members),
            )
        marks.append(mark)
        standing |= {member.id: mark.id for member in members}
    return standing, marks
