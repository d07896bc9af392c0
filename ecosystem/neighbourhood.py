"""What surrounds one thing: a picture that reads from left to right, organisation to effort to outcome."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import networkx as nx

from ecosystem.errors import NotFound
from ecosystem.grouping import Item, Standing, fitted
from ecosystem.projection import neighbours
from ecosystem.selection import Link, Selection, heading_of, label_of
from ecosystem.ties import Pairs, aims
from ecosystem.wording import count_of

_VERBS: dict[str, tuple[str, bool]] = {
    "deliveredBy": ("delivers", True),
    "commissionedBy": ("commissions", True),
    "targetsOutcome": ("works towards", False),
    "serves": ("is for", False),
    "inArea": ("takes place in", False),
    "theme": ("is about", False),
    "forObjective": ("is for", False),
    "partOfObjective": ("is part of", False),
    "pursues": ("pursues", False),
    "collaboratesWith": ("works with", False),
    "subOrganizationOf": ("is part of", False),
}
"""Property -> how its line reads, and whether it reads against the direction in which it is stored."""
_BETWEEN_BODIES = frozenset({"collaboratesWith", "subOrganizationOf"})
_COLUMNS = {"organisation": 0, "effort": 1}
_AIMS = frozenset({"outcome", "objective"})
_OTHERS = 3
_NAMES = {
    "effort": ("programme, service or activity", "programmes, services and activities"),
    "outcome": ("outcome", "outcomes"),
    "objective": ("objective", "objectives"),
    "organisation": ("organisation", "organisations"),
    "group": ("group of people", "groups of people"),
    "area": ("place", "places"),
    "theme": ("theme", "themes"),
}


def around(graph: nx.MultiDiGraph[str], focus: str, limit: int) -> Selection:
    """One thing and what it is joined to, with about `limit` marks; the rest as one counted mark a column.

    For an organisation also who else works towards the same things. Raises NotFound for what is not mapped.
    """
    if focus not in graph or graph.nodes[focus]["family"] not in _NAMES:
        raise NotFound(
            "What this map should centre on is not in this version of the data. See the whole map."
        )
    near = {focus, *_circle(graph, focus)}
    links = set(_links(graph, near, focus))
    others = _others(graph, focus, near)
    links |= {Link(*pair, "works towards", len(efforts)) for pair, efforts in others.items()}
    further = {organisation for organisation, _ in others} - near
    items = [_item(graph, node, _COLUMNS.get(graph.nodes[node]["family"], 2)) for node in sorted(near)]
    items += [_item(graph, node, _OTHERS) for node in sorted(further)]
    standing, kept = _limited(items, links, focus, limit)
    drawn = {Link(standing[line.source], standing[line.target], line.kind, line.weight) for line in links}
    return Selection(
        items=tuple(kept),
        links=tuple(sorted(line for line in drawn if line.source != line.target)),
        sentence=_sentence(graph, focus, near, len(further)),
        shown=sum(item.count == 1 for item in kept),
        total=len(items),
    )


def _circle(graph: nx.MultiDiGraph[str], focus: str) -> Iterator[str]:
    """What the focus is joined to; past an effort, one step more: to its outcomes or to who delivers it."""
    family = graph.nodes[focus]["family"]
    for node in _joined(graph, focus):
        yield node
        if graph.nodes[node]["family"] == "effort":
            yield from neighbours(
                graph, node, "targetsOutcome" if family == "organisation" else "deliveredBy"
            )
        if family == "effort" and graph.nodes[node]["family"] == "outcome":
            yield from neighbours(graph, node, "forObjective")


def _joined(graph: nx.MultiDiGraph[str], node: str) -> list[str]:
    ends = {end for _, end, key in graph.out_edges(node, keys=True) if key in _VERBS}
    ends |= {start for start, _, key in graph.in_edges(node, keys=True) if key in _VERBS}
    return sorted(end for end in ends if graph.nodes[end]["family"] in _NAMES)


def _links(graph: nx.MultiDiGraph[str], near: set[str], focus: str) -> Iterator[Link]:
    for start, end, key in graph.subgraph(near).edges(keys=True):
        if key not in _VERBS or (key in _BETWEEN_BODIES and focus not in (start, end)):
            continue
        verb, backwards = _VERBS[key]
        if backwards or (key == "collaboratesWith" and end == focus):
            start, end = end, start
        yield Link(start, end, verb, weight=1 if key in {"deliveredBy", "targetsOutcome"} else 0)


def _others(graph: nx.MultiDiGraph[str], focus: str, near: set[str]) -> Pairs:
    """Who else works towards the aims of an organisation; nothing for any other focus."""
    if graph.nodes[focus]["family"] != "organisation":
        return {}
    shared = {node for node in near if graph.nodes[node]["family"] in _AIMS}
    return {pair: efforts for pair, efforts in aims(graph).items() if pair[1] in shared and pair[0] != focus}


def _item(graph: nx.MultiDiGraph[str], node: str, column: int) -> Item:
    data = graph.nodes[node]
    heading = "" if data["family"] == "effort" else heading_of(graph, node)
    return Item(node, data["family"], label_of(graph, node), column, heading)


def _limited(items: list[Item], links: Iterable[Link], focus: str, limit: int) -> tuple[Standing, list[Item]]:
    """For each thing the mark that stands for it, and the marks: the best joined things have their own."""
    degree = Counter(end for link in links for end in (link.source, link.target))
    columns: dict[int, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.id != focus, -degree[item.id], item.label, item.id)):
        columns[item.column].append(item)
    standing: Standing = {}
    kept: list[Item] = []
    for column, room in _rooms({column: len(members) for column, members in columns.items()}, limit).items():
        held, marks = fitted(columns[column], room)
        standing |= held
        kept += marks
    return standing, kept


def _rooms(sizes: dict[int, int], limit: int) -> dict[int, int]:
    """How many marks each column gets: small columns all they need, large ones an equal share of the rest."""
    rooms: dict[int, int] = {}
    for position, column in enumerate(sorted(sizes, key=lambda column: (sizes[column], column))):
        share = max((limit - sum(rooms.values())) // (len(sizes) - position), 2)
        rooms[column] = min(sizes[column], share)
    return rooms


def _sentence(graph: nx.MultiDiGraph[str], focus: str, near: set[str], others: int) -> str:
    counts = Counter(graph.nodes[node]["family"] for node in near - {focus})
    parts = [count_of(counts[family], *names) for family, names in _NAMES.items() if counts[family]]
    if not parts:
        return f"Nothing is recorded yet about what {label_of(graph, focus)} is joined to."
    listed = parts[0] if len(parts) == 1 else f"{'; '.join(parts[:-1])}; and {parts[-1]}"
    text = f"{label_of(graph, focus)} is joined to {listed}."
    if others:
        text += (
            f" {count_of(others, 'other organisation works', 'other organisations work')} towards the same."
        )
    return text
