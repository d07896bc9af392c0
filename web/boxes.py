"""Boxes and lines with their places, for a template to write as SVG. All numbers are units of the picture."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import URIRef

BOX, TALL, GAP, MARGIN = 200, 46, 12, 8
LANE = 76
"""Room between two columns, for the lines."""
_LETTER = 7.6
"""Width of a letter of a box's name, on average."""


@dataclass(frozen=True, slots=True)
class Box:
    """One class. `note` is the small line above its name; `x` and `y` are its upper left corner."""

    iri: URIRef
    name: str
    note: str
    x: float
    y: float
    main: bool = False
    width: float = BOX
    height: float = TALL


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two boxes. Its arrow's tip is at the end; `wider` marks one from a class to a wider one."""

    path: str
    tip: str
    wider: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    """A whole picture. `description` says in words what it shows."""

    title: str
    description: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def spread(count: int, height: float) -> list[float]:
    """The upper edges of boxes that fill a column evenly."""
    room = (height - 2 * MARGIN) / count
    return [MARGIN + room * place + (room - TALL) / 2 for place in range(count)]


def across(source: Box, target: Box) -> Line:
    """A curve from one box to another, out of and into the sides that face each other."""
    if source.x == target.x:  # in one column: a bow on its right
        x, y1, y2 = source.x + source.width, source.y + source.height / 2, target.y + target.height / 2
        bow = x + 14 + min(40, abs(y2 - y1) / 14)
        return Line(f"M{x:g} {y1:g}C{bow:g} {y1:g} {bow:g} {y2:g} {x + 7:g} {y2:g}", _tip(x, y2, -1), False)
    right = source.x < target.x
    x1 = source.x + source.width if right else source.x
    x2 = target.x if right else target.x + target.width
    y1, y2 = source.y + source.height / 2, target.y + target.height / 2
    way = 1 if right else -1
    half = (x1 + x2) / 2
    path = f"M{x1:g} {y1:g}C{half:g} {y1:g} {half:g} {y2:g} {x2 - 7 * way:g} {y2:g}"
    return Line(path, _tip(x2, y2, way), False)


def _tip(x: float, y: float, way: int) -> str:
    return f"{x:g},{y:g} {x - 9 * way:g},{y - 4:g} {x - 9 * way:g},{y + 4:g}"


def upwards(narrower: Box, wider: Box, level: float) -> Line:
    """Straight up, along at a level that all of a family share, and up again: past the boxes on either side."""
    x1, y1 = narrower.x + narrower.width / 2, narrower.y
    x2, y2 = wider.x + wider.width / 2, wider.y + wider.height
    path = f"M{x1:g} {y1:g}V{level:g}H{x2:g}V{y2 + 9:g}"
    return Line(path, f"{x2:g},{y2:g} {x2 - 6:g},{y2 + 10:g} {x2 + 6:g},{y2 + 10:g}", True)


def fitted(text: str, *, small: bool = False) -> str:
    """A text as far as a box has room for it; `small` for its upper line."""
    room = int((BOX - 16) / (_LETTER * (0.84 if small else 1)))
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"
