"""What one picture shows: at most so many marks, the rest grouped and counted, nothing silently left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from ecosystem.grouping import Item, fitted
from ecosystem.projection import neighbours, of_family
from ecosystem.ties import WAYS, Pairs, Way
from ecosystem.wording import count_of


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """One line, read from `source` to `target`: "the council *works towards* warmer homes".

    `weight` is the number of efforts behind it; 0 where it is stated without naming an effort.
    """

    source: str
    target: str
    kind: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Selection:
    """What is drawn, and how much that leaves out: `shown` of `total` things have a mark of their own.

    `title`: what the picture answers; `middle`: what stands in it ("objective or outcome"); `reach`: IRI and
    name of everything in the middle with the number of its organisations, most first.
    """

    items: tuple[Item, ...]
    links: tuple[Link, ...]
    sentence: str
    shown: int
    total: int
    title: str = "Map"
    middle: str = ""
    reach: tuple[tuple[str, str, int], ...] = ()


def overview(graph: nx.MultiDiGraph[str], limit: int) -> Selection:
    """Organisations on both sides, what they work towards in the middle.

    Where nothing is known of objectives and outcomes, the first of themes, funders, groups of people and
    places that joins anything takes their place. A column holds three tenths of `limit`: above that,
    organisations are shown by the top of their parent chain, then the best connected things by themselves and
    the rest as counted groups.
    """
    for way in WAYS:
        pairs = way.pairs(graph)
        if pairs:
            return _around(graph, way, pairs, limit)
    return Selection((), (), _NOTHING, 0, len(of_family(graph, "organisation")))


def _around(graph: nx.MultiDiGraph[str], way: Way, pairs: Pairs, limit: int) -> Selection:
    organisations = {organisation for organisation, _ in pairs}
    middles = {middle for _, middle in pairs}
    reach = _reach(graph, pairs)
    sentence = _sentence(graph, way, pairs, [bodies for *_, bodies in reach])
    column = max(limit * 3 // 10, 3)
    if len(organisations) > 2 * column:
        pairs = _by_parent(graph, pairs)
    kept, sides = fitted(_ranked(graph, {end for end, _ in pairs} - middles, pairs, 0), 2 * column)
    held, centre = fitted(_ranked(graph, middles, pairs, 1), column)
    drawn = kept | held
    merged: Pairs = defaultdict(set)
    for (organisation, middle), efforts in pairs.items():
        merged[drawn[organisation], drawn[middle]] |= efforts
    return Selection(
        items=(*_both_sides(sides), *centre),
        links=tuple(Link(*ends, way.verb, len(efforts)) for ends, efforts in sorted(merged.items())),
        sentence=sentence,
        shown=sum(item.count == 1 for item in (*sides, *centre)),
        total=len(organisations | middles),
        title=way.title,
        middle=way.one,
        reach=reach,
    )


def _reach(graph: nx.MultiDiGraph[str], pairs: Pairs) -> tuple[tuple[str, str, int], ...]:
    bodies: dict[str, set[str]] = defaultdict(set)
    for organisation, middle in pairs:
        bodies[middle].add(organisation)
    found = ((middle, label_of(graph, middle), len(bodies[middle])) for middle in bodies)
    return tuple(sorted(found, key=lambda row: (-row[2], row[1], row[0])))


def _ranked(graph: nx.MultiDiGraph[str], ends: set[str], pairs: Pairs, column: int) -> list[Item]:
    """The things of one side of the pairs, best connected first."""
    degree = Counter(pair[column] for pair in pairs)
    efforts = Counter(pair[column] for pair, joining in pairs.items() for _ in joining)
    items = [
        Item(node, graph.nodes[node]["family"], label_of(graph, node), column, heading_of(graph, node))
        for node in ends
    ]
    return sorted(items, key=lambda item: (-degree[item.id], -efforts[item.id], item.label, item.id))


def _by_parent(graph: nx.MultiDiGraph[str], pairs: Pairs) -> Pairs:
    merged: Pairs = defaultdict(set)
    for (organisation, middle), efforts in pairs.items():
        merged[graph.nodes[organisation]["root"], middle] |= efforts
    return dict(merged)


def _both_sides(items: Iterable[Item]) -> list[Item]:
    """Organisations in two columns of about equal length, each heading kept together where it can be."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.heading].append(item)
    total = sum(len(group) for group in groups.values())
    sides: tuple[list[Item], list[Item]] = ([], [])
    for heading in sorted(groups, key=lambda name: (-len(groups[name]), name)):
        members = sorted(groups[heading], key=lambda item: (item.count > 1, item.label, item.id))
        if len(members) > total * 2 // 3:
            sides[0].extend(members[::2])
            sides[1].extend(members[1::2])
        else:
            min(sides, key=len).extend(members)
    return [replace(item, column=column) for column, side in zip((0, 2), sides, strict=True) for item in side]


def _sentence(graph: nx.MultiDiGraph[str], way: Way, pairs: Pairs, reach: Sequence[int]) -> str:
    """What the whole version says, however little of it is drawn."""
    joined = {organisation for organisation, _ in pairs}
    verb = way.verb if len(joined) != 1 else way.verb_of_one
    text = f"{count_of(len(joined), 'organisation')} {verb} {count_of(len(reach), way.one, way.many)}"
    lone = sum(bodies == 1 for bodies in reach)
    if lone and way.family != "organisation":
        text += f"; {lone:,} of them {'has' if lone == 1 else 'have'} only one organisation"
    said = joined | {graph.nodes[organisation]["root"] for organisation in joined}
    said |= {middle for _, middle in pairs}
    silent = sum(organisation not in said for organisation in of_family(graph, "organisation"))
    if silent:
        text += f". For {count_of(silent, 'other organisation')} none is recorded"
    return f"{text}."


_NOTHING = (
    "Nothing joins the organisations here yet. Say what each programme is for (column Outcomes of the sheet "
    "Activities) or who pursues which objective (sheet Links)."
)


def heading_of(graph: nx.MultiDiGraph[str], node: str) -> str:
    """The group a thing stands in: an organisation's sector, an outcome's (first) objective or list."""
    data: Mapping[str, str] = graph.nodes[node]
    if data["family"] == "organisation":
        return data["sector_label"] if data["sector"] != "NK" else "Sector not recorded"
    if data["family"] == "objective":
        return label_of(graph, node)
    wider = neighbours(graph, node, "forObjective") or neighbours(graph, node, "theme")
    return label_of(graph, wider[0]) if wider else data.get("outcome_list", "")


def label_of(graph: nx.MultiDiGraph[str], node: str) -> str:
    """A thing's name; the end of its IRI where it has none."""
    return graph.nodes[node]["label"] or node.rpartition("/")[2]
