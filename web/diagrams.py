"""Pictures of classes: what joins them, laid out in layers from left to right.

Always the same for the same terms, and no script is needed to see them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import networkx as nx
from rdflib import ORG, PROV, URIRef

from ecosystem.wording import count_of
from ontology import SVE
from ontology.reference import label_of, terms
from ontology.uses import pointing_at, used_by, wider_classes
from web.boxes import BOX, GAP, LANE, MARGIN, TALL, Box, Diagram, across, fitted, spread, upwards

_MOST = 9
"""Boxes in one column of a class's own picture; the words below it name them all."""
_COLUMNS = 4
"""Columns of the overview: what is further from the organisation stands in the last."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins a class to another: a property, read from the class that has it."""

    source: URIRef
    property: URIRef
    target: URIRef


@cache
def ties() -> tuple[Tie, ...]:
    """Every property between two classes, as rules, domains and ranges have it; in a fixed order."""
    found = {
        Tie(source, prop, target)
        for target in _classes()
        for prop in pointing_at(target)
        for source in used_by(prop)
        if source in _classes()
    }
    return tuple(sorted(found, key=lambda tie: (tie.source, tie.property, tie.target)))


@cache
def neighbourhood(cls: URIRef) -> Diagram | None:
    """A class in the middle, who leads to it on the left, what it leads to on the right; None for one on its own.

    Wider classes stand above it, narrower ones below.
    """
    family = (cls, *wider_classes(cls))
    coming = [tie for tie in ties() if tie.target == cls and tie.source != cls]
    going = [tie for tie in ties() if tie.source in family and tie.target != cls]
    known = terms().get(cls)
    above = [wider for wider in (known.wider if known else ()) if wider != cls]
    below = list(known.narrower) if known else []
    among = [tie.property for tie in ties() if tie.source == tie.target == cls]
    if not (coming or going or above or below):
        return None
    left = [(tie.source, label_of(tie.property)) for tie in coming[:_MOST]]
    right = [(tie.target, label_of(tie.property)) for tie in going[:_MOST]]
    left += [(cls, f"and {len(coming) - _MOST} more")] if len(coming) > _MOST else []
    right += [(cls, f"and {len(going) - _MOST} more")] if len(going) > _MOST else []
    return _cross(cls, left, right, above, below, _said(cls, coming, going, above, below, among))


@cache
def overview() -> Diagram:
    """The classes that people's data is made of, in layers from the organisation; provenance is left out."""
    graph: nx.Graph[URIRef] = nx.Graph()
    graph.add_edges_from((tie.source, tie.target) for tie in main_ties() if tie.source != tie.target)
    steps = [sorted(layer, key=label_of) for layer in nx.bfs_layers(graph, [ORG.Organization])]
    layers = [*steps[: _COLUMNS - 1], [cls for layer in steps[_COLUMNS - 1 :] for cls in layer]]
    columns = _untangled(graph, [layer for layer in layers if layer])
    tallest = max(len(column) for column in columns)
    height = tallest * (TALL + GAP) - GAP + 2 * MARGIN
    boxes = {
        cls: Box(cls, fitted(label_of(cls)), "", x, y, main=cls == ORG.Organization)
        for number, column in enumerate(columns)
        for x in [MARGIN + number * (BOX + LANE)]
        for cls, y in zip(column, spread(len(column), height), strict=True)
    }
    joined = {(tie.source, tie.target) for tie in main_ties()}
    pairs = sorted((one, other) for one, other in joined if one != other and {one, other} <= boxes.keys())
    right = max(box.x + box.width for box in boxes.values())
    bows = any(boxes[one].x == boxes[other].x == right - BOX for one, other in pairs)
    return Diagram(
        "The main classes and what joins them",
        f"{count_of(len(boxes), 'class', 'classes')} in {len(columns)} columns, beginning with the organisation. "
        "Each line is one or more properties; the list below the picture names them.",
        right + (LANE if bows else 0) + MARGIN,
        height,
        tuple(boxes.values()),
        tuple(across(boxes[source], boxes[target]) for source, target in pairs),
    )


@cache
def left_out() -> tuple[URIRef, ...]:
    """The classes of ours that the overview does not show."""
    shown = {box.iri for box in overview().boxes}
    return tuple(term.iri for term in terms().values() if term.is_class and term.iri not in shown)


def main_ties() -> list[Tie]:
    """What joins the classes of the overview."""
    behind = {
        SVE.Qualifier,
        SVE.SourceRecord,
        SVE.SourceColumn,
        SVE.AnalysisRun,
        SVE.TestFamily,
        SVE.IdentityLink,
    }
    return [tie for tie in ties() if not ({tie.source, tie.target} & behind) and _of_data(tie.source)]


def _of_data(cls: URIRef) -> bool:
    above = {cls, *wider_classes(cls)}
    return SVE.Finding not in above and PROV.Activity not in above


@cache
def _classes() -> frozenset[URIRef]:
    own = {term.iri for term in terms().values() if term.is_class}
    return frozenset({*own, ORG.Organization})


def _untangled(graph: nx.Graph[URIRef], layers: Sequence[Sequence[URIRef]]) -> list[list[URIRef]]:
    """The layers, each ordered by where its neighbours stand, so that fewer lines cross (barycentre method)."""
    columns = [list(layer) for layer in layers]
    for sweep in range(6):
        order = range(1, len(columns)) if sweep % 2 == 0 else range(len(columns) - 2, -1, -1)
        for number in order:
            beside = columns[number - 1] if sweep % 2 == 0 else columns[number + 1]
            places = {cls: place / max(1, len(beside) - 1) for place, cls in enumerate(beside)}
            columns[number].sort(key=lambda cls: (_middle(graph, cls, places), label_of(cls)))
    return columns


def _middle(graph: nx.Graph[URIRef], cls: URIRef, places: Mapping[URIRef, float]) -> float:
    found = [places[other] for other in graph.neighbors(cls) if other in places]
    return sum(found) / len(found) if found else 0.5


def _cross(
    cls: URIRef,
    left: Sequence[tuple[URIRef, str]],
    right: Sequence[tuple[URIRef, str]],
    above: Sequence[URIRef],
    below: Sequence[URIRef],
    description: str,
) -> Diagram:
    top = MARGIN + (TALL + LANE / 2) * bool(above)
    rows = max(len(left), len(right), 1)
    height = top + rows * (TALL + GAP) - GAP + (TALL + LANE / 2) * bool(below) + MARGIN
    middle = MARGIN + (BOX + LANE) * bool(left)
    width = max(
        middle + BOX + (BOX + LANE) * bool(right) + MARGIN,
        middle + max(len(above), min(len(below), 4), 1) * (BOX + GAP) + MARGIN,
    )
    centre_y = top + (rows * (TALL + GAP) - GAP - TALL) / 2
    centre = Box(cls, fitted(label_of(cls)), "", middle, centre_y, main=True)
    boxes, lines = [centre], []
    for column, x, inward in ((left, MARGIN, True), (right, middle + BOX + LANE, False)):
        start = top + (rows - len(column)) * (TALL + GAP) / 2
        for place, (other, note) in enumerate(column):
            more = other == cls
            name = note if more else fitted(label_of(other))
            box = Box(other, name, "" if more else fitted(note, small=True), x, start + place * (TALL + GAP))
            boxes.append(box)
            lines += [] if more else [across(box, centre) if inward else across(centre, box)]
    shown = list(below[:4])
    for family, y, up in ((above, MARGIN, True), (shown, height - MARGIN - TALL, False)):
        for place, other in enumerate(family):
            more = not up and place == 3 and len(below) > 4
            name = f"and {len(below) - 3} more" if more else fitted(label_of(other))
            note = "" if more else "a wider class" if up else "a narrower class"
            box = Box(cls if more else other, name, note, middle + place * (BOX + GAP), y)
            boxes.append(box)
            lines += [upwards(centre, box, y + TALL + 18) if up else upwards(box, centre, y - 12)]
    title = f"What {label_of(cls)} is tied to"
    return Diagram(title, description, width, height, tuple(boxes), tuple(lines))


def _said(
    cls: URIRef,
    coming: Sequence[Tie],
    going: Sequence[Tie],
    above: Sequence[URIRef],
    below: Sequence[URIRef],
    among: Sequence[URIRef],
) -> str:
    """The whole picture in words, and all that found no room in it."""
    parts = [
        ("Wider", [label_of(other) for other in above]),
        ("Narrower", [label_of(other) for other in below]),
        ("Leads to", [f"{label_of(tie.target)} ({label_of(tie.property)})" for tie in going]),
        ("Leads to its own kind", [label_of(prop) for prop in among]),
        ("Is led to by", [f"{label_of(tie.source)} ({label_of(tie.property)})" for tie in coming]),
    ]
    said = ". ".join(f"{words}: {', '.join(names)}" for words, names in parts if names)
    return f"{label_of(cls).capitalize()}. {said}."
