"""The shapes in the form in which data is checked with them, and what is read from each to say who breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import SH, Graph, Literal, URIRef
from rdflib.term import Node

import ontology
from ontology import SVS

TARGETS = frozenset({SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf})


@dataclass(frozen=True, slots=True)
class Rule:
    """What is needed of a shape to say who breaks it.

    `paths`: the properties it looks at, several where any of them will do or one leads on to the next.
    `nodes`: what it is asked of once, for the whole graph; the thing concerned is then the value found.
    `values_of`: the properties whose values it looks at; the things concerned are then those with the value.
    `shared_by`: the properties by which it counts how many things have the value.
    `hides_value`: what is wrong may be about a person and is not repeated.
    """

    column: str
    order: int
    paths: tuple[URIRef, ...]
    nodes: frozenset[Node]
    values_of: tuple[URIRef, ...]
    shared_by: tuple[URIRef, ...]
    hides_value: bool


@cache
def applied() -> Graph:
    """The shipped shapes as data is checked with them. Shared: read it, never add to it."""
    return flattened(ontology.shapes())


def flattened(shapes: Graph) -> Graph:
    """The shapes, each property shape with the targets of its node shape.

    It means the same, but pyshacl then looks at all records for one rule instead of at all rules for one
    record, setting up each rule once. A node shape without a rule of its own has nothing left to look at.
    """
    flat = Graph()
    for triple in shapes:
        flat.add(triple)
    for owner, shape in shapes.subject_objects(SH.property):
        targets = [pair for pair in shapes.predicate_objects(owner) if pair[0] in TARGETS]
        for predicate, target in targets:
            flat.add((shape, predicate, target))
        if targets:
            flat.remove((owner, SH.property, shape))
            if (owner, SVS.column, None) not in shapes:
                for predicate, _ in targets:
                    flat.remove((owner, predicate, None))
    return flat


@cache
def applied_to_entries() -> Graph:
    """What is asked of data sets only, so that a look at one entry takes no time."""
    asked = Graph()
    for shape in [SVS.Dataset, *ontology.shapes().objects(SVS.Dataset, SH.property)]:
        for predicate, value in ontology.shapes().predicate_objects(shape):
            asked.add((shape, predicate, value))
    return flattened(asked)


@cache
def rules() -> dict[Node, Rule]:
    """Every shape that says something to a person, as a Rule."""
    shapes = applied()
    return {shape: _rule(shapes, shape) for shape in shapes.subjects(SVS.column, unique=True)}


def _rule(shapes: Graph, shape: Node) -> Rule:
    path = shapes.value(shape, SH.path)
    steps = [path, *_steps(shapes, path)]
    inverted = (shapes.value(step, SH.inversePath) for step in steps)
    return Rule(
        column=str(shapes.value(shape, SVS.column)),
        order=int(str(shapes.value(shape, SH.order))),
        paths=tuple(_iris(steps)),
        nodes=frozenset(shapes.objects(shape, SH.targetNode)),
        values_of=tuple(_iris(shapes.objects(shape, SH.targetObjectsOf))),
        shared_by=tuple(_iris(inverted)),
        hides_value=(shape, SVS.hidesValue, Literal(True)) in shapes,
    )


def _steps(shapes: Graph, path: Node | None) -> list[Node]:
    """The members of a path made of several: a sequence or a choice."""
    if path is None or isinstance(path, URIRef):
        return []
    return list(shapes.items(shapes.value(path, SH.alternativePath) or path))


def _iris(nodes: Iterable[Node | None]) -> Iterator[URIRef]:
    return (node for node in nodes if isinstance(node, URIRef))
