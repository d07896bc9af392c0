"""A NetworkX graph as a picture: which marks, where, how they look, as node and edge data for vis-network.

`pyvis.network.Network` builds that data; its HTML is never used (it calls other hosts and puts labels into
the page unescaped). Titles are text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

import networkx as nx

from ecosystem.arrangement import Arrangement, Heading, Place, arrange
from ecosystem.grouping import Item
from ecosystem.neighbourhood import around
from ecosystem.selection import Link, Selection, overview
from ecosystem.wording import count_of, plain

FIRST_SIGHT = 150
"""Marks in the first picture (product-design.md 3)."""
_TINT = "#e4eff7"
"""Behind an organisation's name where it stands in a box, not beside a circle."""
_STATED = frozenset({"work towards", "pursues", "works towards"})
"""Links that efforts could show; one with none behind it rests on a statement alone."""
MOST = 2_000
"""Marks in the largest picture: pyvis's add calls are quadratic."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one family of things is drawn: word, shape and colour together, so that none is needed alone.

    `shape` is vis-network's; `form` names the outline in our own pictures.
    """

    word: str
    shape: str
    form: str
    fill: str
    line: str


LOOKS: dict[str, Look] = {
    "organisation": Look("Organisation", "dot", "circle", "#1f5f8b", "#123c5a"),
    "effort": Look("Programme, service or activity", "box", "box", "#e7f4ec", "#1c7448"),
    "outcome": Look("Outcome", "ellipse", "round", "#fff0df", "#b0530a"),
    "objective": Look("Objective", "hexagon", "hexagon", "#efe9fa", "#5a3f8e"),
    "group": Look("Group of people", "database", "notched", "#fde9f1", "#a3306b"),
    "area": Look("Place", "triangleDown", "pointed", "#edf0f2", "#47545c"),
    "theme": Look("Theme", "star", "slanted", "#e2f2f7", "#0b6580"),
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of one version, ready to be drawn by a template, by vis-network or as a table.

    `nodes` and `edges` are pyvis's, with what our pictures add: `family`, `word`, `lines`, `side`, `form`,
    `width`, `height`, `count`, `heading`, `focused`; `kind`, `weight`, `path`. The rest is as in `Selection`.
    """

    nodes: tuple[Mapping[str, Any], ...]
    edges: tuple[Mapping[str, Any], ...]
    headings: tuple[Heading, ...]
    width: int
    height: int
    sentence: str
    shown: int
    total: int
    title: str
    middle: str
    reach: tuple[tuple[str, str, int], ...]

    @property
    def families(self) -> list[tuple[str, Look, int]]:
        """The legend: each family that is drawn, how, and how many marks it has."""
        counts = {family: sum(node["family"] == family for node in self.nodes) for family in LOOKS}
        return [(family, look, counts[family]) for family, look in LOOKS.items() if counts[family]]


def draw(graph: nx.MultiDiGraph[str], *, focus: str | None = None, limit: int = FIRST_SIGHT) -> Drawing:
    """The whole map, or what surrounds `focus` (an IRI), with at most about `limit` marks (10 to 2,000).

    The graph is that of `projection.ecosystem_graph`. Raises NotFound where `focus` is not in it.
    The same graph and parameters always give the same drawing.
    """
    limit = min(max(limit, 10), MOST)
    selection = around(graph, focus, limit) if focus else overview(graph, limit)
    arrangement = arrange(selection.items, selection.links)
    nodes, edges = _network(selection, arrangement, focus)
    return Drawing(
        nodes=nodes,
        edges=edges,
        headings=arrangement.headings,
        width=arrangement.width,
        height=arrangement.height,
        sentence=selection.sentence,
        shown=selection.shown,
        total=selection.total,
        title=selection.title,
        middle=selection.middle,
        reach=selection.reach,
    )


def _network(
    selection: Selection, arrangement: Arrangement, focus: str | None
) -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    # half a second to import: only where something is drawn
    from pyvis.network import Network  # type: ignore[import-untyped]

    network = Network(directed=True)
    labels = {item.id: plain(item.label) for item in selection.items}
    for item in selection.items:
        network.add_node(item.id, **_node(item, arrangement.places[item.id], item.id == focus))
    for link in selection.links:
        ends = arrangement.places[link.source], arrangement.places[link.target]
        title = f"{labels[link.source]} {link.kind} {labels[link.target]}{_weight(link)}"
        network.add_edge(link.source, link.target, title=title, **_edge(link, *ends))
    return tuple(network.nodes), tuple(network.edges)


def _node(item: Item, place: Place, focused: bool) -> dict[str, Any]:
    look = LOOKS[item.family]
    boxed = item.family == "organisation" and place.side == "inside"
    return {
        "label": plain(item.label),
        "title": f"{look.word}: {plain(item.label)}",
        "shape": look.shape,
        "color": {"background": _TINT if boxed else look.fill, "border": look.line},
        "x": place.x,
        "y": place.y,
        "physics": False,
        "size": 13 if focused else 9,
        "family": item.family,
        "word": look.word,
        "heading": plain(item.heading),
        "form": "box" if boxed else look.form,
        "side": place.side,
        "lines": list(place.lines),
        "width": place.width,
        "height": place.height,
        "count": item.count,
        "focused": focused,
    }


def _edge(link: Link, start: Place, end: Place) -> dict[str, Any]:
    return {
        "kind": link.kind,
        "weight": link.weight,
        "width": round(1.2 + 1.1 * log2(max(link.weight, 1)), 2),
        "dashes": link.weight == 0 and link.kind in _STATED,
        "arrows": "",
        "path": _path(start, end),
    }


def _path(start: Place, end: Place) -> str:
    """The line in SVG: level where it leaves and arrives; beside the column where both ends share one."""
    if start.x == end.x:
        edge = start.x - start.width // 2
        bend = edge - min(18 + abs(end.y - start.y) // 8, 60)
        return f"M{edge} {start.y}C{bend} {start.y} {bend} {end.y} {edge} {end.y}"
    onward = 1 if start.x < end.x else -1
    left, right = start.x + onward * start.width // 2, end.x - onward * end.width // 2
    middle = (left + right) // 2
    return f"M{left} {start.y}C{middle} {start.y} {middle} {end.y} {right} {end.y}"


def _weight(link: Link) -> str:
    return (
        f" ({count_of(link.weight, 'programme or service', 'programmes and services')})"
        if link.weight
        else ""
    )
