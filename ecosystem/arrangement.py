"""Where each mark of a picture stands: columns read from left to right, lines crossing as little as may be.

A force-directed picture of 150 labels is a tangle in which no label can be read; in columns every label has
its own line, and the picture reads like a sentence. Same items and links, same places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from ecosystem.grouping import Item
from ecosystem.selection import Link
from ecosystem.wording import plain

Side = Literal["left", "right", "inside"]

LINE = 17
"""Height of one line of a label, in the picture's own units (pixels at full size)."""
_RADIUS = 9
_LABEL = 212
_GAP = 9
_HEADING = 34
_MARGIN = 12
_SPREAD = 14
_SWEEPS = 6
_NARROW = frozenset(" .,:;!|'`ijlftr()[]/-I")
_ROOMS = {1: (300, 0), 2: (300, 190), 3: (280, 150), 4: (236, 92)}
"""Columns -> width of a box, gap between columns."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands: its centre, its size, and its label in lines beside or inside it."""

    x: int
    y: int
    width: int
    height: int
    side: Side
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group of marks, above them."""

    text: str
    x: int
    y: int
    side: Side


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A place for every item, and the size of the whole."""

    places: dict[str, Place]
    headings: tuple[Heading, ...]
    width: int
    height: int


def arrange(items: Sequence[Item], links: Iterable[Link]) -> Arrangement:
    """Columns of marks with their headings; columns that hold nothing take no room."""
    columns = _ordered(items, links)
    box, gap = _ROOMS[max(len(columns), 1)]
    places: dict[str, Place] = {}
    headings: list[Heading] = []
    stacks = [_Stack(column, _side(position, columns), box) for position, column in enumerate(columns)]
    height = max((stack.height for stack in stacks), default=0)
    left = _MARGIN
    for stack in stacks:
        stack.place(left, height, places, headings)
        left += stack.width + gap
    width = left - gap + _MARGIN if stacks else 0
    return Arrangement(places, tuple(headings), width, height + 2 * _MARGIN)


def _side(position: int, columns: Sequence[Sequence[Item]]) -> Side:
    """Organisations at the edge have their names beside them, everything else inside its box."""
    if len(columns) == 1 or any(item.family != "organisation" for item in columns[position]):
        return "inside"
    return "left" if position == 0 else "right" if position == len(columns) - 1 else "inside"


class _Stack:
    """One column while it is being placed."""

    def __init__(self, items: Sequence[Item], side: Side, box: int) -> None:
        self.items = items
        self.side: Side = side
        self.box = box
        self.width = box if side == "inside" else _LABEL + 2 * _RADIUS
        room = box - 28 if side == "inside" else _LABEL - 12
        self.lines = {item.id: _wrapped(item.label, room) for item in items}
        self.starts = _heading_starts(items)
        self.height = sum(self._room(item) for item in items) + _HEADING * len(self.starts) - _GAP

    def _room(self, item: Item) -> int:
        return self._size(item) + _GAP

    def _size(self, item: Item) -> int:
        return LINE * len(self.lines[item.id]) + (15 if self.side == "inside" else 3)

    def place(self, left: int, height: int, places: dict[str, Place], headings: list[Heading]) -> None:
        extra = min(_SPREAD, (height - self.height) / max(len(self.items) - 1, 1))
        top = _MARGIN + (height - self.height - extra * (len(self.items) - 1)) / 2
        x = {"inside": left + self.box // 2, "left": left + _LABEL + _RADIUS, "right": left + _RADIUS}[
            self.side
        ]
        for item in self.items:
            if item.id in self.starts:
                headings.append(Heading(self.starts[item.id], x, round(top + _HEADING - 12), self.side))
                top += _HEADING
            size = self._size(item)
            mark = (self.box, size) if self.side == "inside" else (2 * _RADIUS, 2 * _RADIUS)
            places[item.id] = Place(x, round(top + size / 2), *mark, self.side, self.lines[item.id])
            top += size + _GAP + extra


def _heading_starts(items: Sequence[Item]) -> dict[str, str]:
    """Item -> the heading above it: where a group begins, unless its first member says it already."""
    starts: dict[str, str] = {}
    before = ""
    for item in items:
        if item.heading != before and not item.label.startswith(item.heading):
            heading = plain(item.heading)
            starts[item.id] = heading[:1].upper() + heading[1:]
        before = item.heading
    return starts


def _ordered(items: Sequence[Item], links: Iterable[Link]) -> list[list[Item]]:
    """Items by column, groups together, each near the middle of what it is joined to (barycentre sweeps)."""
    joined: dict[str, list[str]] = defaultdict(list)
    for link in links:
        joined[link.source].append(link.target)
        joined[link.target].append(link.source)
    columns: dict[int, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.heading, item.label, item.id)):
        columns[item.column].append(item)
    height: dict[str, float] = {}
    for _ in range(_SWEEPS):
        for column in sorted(columns):
            for position, item in enumerate(columns[column]):
                height[item.id] = (position + 0.5) / len(columns[column])
        for column in sorted(columns):
            columns[column] = _sorted_column(columns[column], joined, height)
    return [columns[column] for column in sorted(columns)]


def _sorted_column(
    items: Sequence[Item], joined: dict[str, list[str]], height: dict[str, float]
) -> list[Item]:
    own = {item.id for item in items}
    pull = {
        item.id: fmean([height[end] for end in joined[item.id] if end not in own] or [height[item.id]])
        for item in items
    }
    groups: dict[str, list[str]] = defaultdict(list)
    for item in items:
        groups[item.heading].append(item.id)
    pull_of_group = {
        heading: fmean(pull[member] for member in members) for heading, members in groups.items()
    }
    ordered = sorted(
        items,
        key=lambda item: (
            round(pull_of_group[item.heading], 6),
            item.heading,
            not item.label.startswith(item.heading),
            item.count > 1,
            round(pull[item.id], 6),
            item.label,
            item.id,
        ),
    )
    for position, item in enumerate(ordered):
        height[item.id] = (position + 0.5) / len(ordered)
    return ordered


def _wrapped(label: str, room: int) -> tuple[str, ...]:
    """At most two lines; what does not fit is cut at "..." and stands in full in the title and the table."""
    lines = [""]
    for word in plain(label).split() or ["(no", "name)"]:
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and _width(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    shown = lines if len(lines) <= 2 else [lines[0], f"{lines[1]}..."]
    return tuple(_cut(line, room) for line in shown)


def _cut(line: str, room: int) -> str:
    if _width(line) <= room:
        return line
    while line and _width(f"{line}...") > room:
        line = line[:-1]
    return f"{line.rstrip('. ')}..."


def _width(text: str) -> float:
    """About how wide a text is drawn in 14-pixel Arial, on the safe side."""
    return sum(
        4.3 if mark in _NARROW else 10.2 if mark.isupper() or mark in "mw@%&" else 7.6 for mark in text
    )
