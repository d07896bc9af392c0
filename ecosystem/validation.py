"""Which statements of an incoming graph break a rule: SHACL shapes (`ontology/shapes.ttl`) to Problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

from rdflib import RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

import ontology
from ecosystem.breaches import Breach, Heading, Locate, problems
from ecosystem.errors import InvalidData
from ecosystem.records import Problem, Severity
from ontology import SVS

_SEVERITIES: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_TOO_MANY = frozenset({SH.MaxCountConstraintComponent, SH.UniqueLangConstraintComponent})
_TARGETS = frozenset({SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf})


@dataclass(frozen=True, slots=True)
class Rule:
    """What is needed of a shape to say who breaks it.

    `nodes`: what it is asked of once, for the whole graph; the thing concerned is then the value found.
    `values_of`: the properties whose values it looks at; the things concerned are then those with the value.
    `shared_by`: the properties by which it counts how many things have the value.
    """

    column: str
    order: int
    path: URIRef | None
    nodes: frozenset[Node]
    values_of: tuple[URIRef, ...]
    shared_by: tuple[URIRef, ...]


def check(graph: Graph, locate: Locate) -> list[Problem]:
    """What is wrong with the graph: a Problem for each thing and rule, in the order of files, rows and rules.

    Where a thing has one value too many, or two things share what only one can have, the first row is left in
    peace and the later ones get the Problem. The graph is afterwards as it was. InvalidData where the rules
    cannot be applied at all.
    """
    with _vocabulary_in(graph):
        report, heading = _report(graph), _headings(graph, locate)
        found = {
            problem: breach.order
            for breach in _breaches(graph, report, locate)
            for problem in problems(graph, breach, locate, heading)
        }
    return sorted(found, key=lambda item: (item.file, item.sheet, item.row or 0, found[item], item.message))


def _headings(graph: Graph, locate: Locate) -> Heading:
    """Which column of a sheet a missing value belongs in: the one that gives it for other things."""

    @cache
    def of(predicate: URIRef) -> dict[tuple[str, str], str]:
        subjects = (URIRef(str(subject)) for subject in graph.subjects(predicate, unique=True))
        cells = (cell for subject in subjects for cell in locate(subject, predicate) if cell.column)
        return {(cell.file, cell.sheet): cell.column for cell in cells}

    return lambda predicate, cell: of(predicate).get((cell.file, cell.sheet), "") if predicate else ""


def _report(graph: Graph) -> Graph:
    from pyshacl import validate  # half a second that only an import should pay

    try:
        _, report, text = validate(graph, shacl_graph=_shapes(), inference="none")
    except RecursionError as error:
        raise InvalidData(
            "The data cannot be checked: some objectives, places, groups or organisations are part of each"
            " other over hundreds of steps. Look for a mistake in the columns Part of, Within and Broader."
        ) from error
    if not isinstance(report, Graph):
        raise InvalidData(f"The data cannot be checked: {text}")
    return report


@contextmanager
def _vocabulary_in(graph: Graph) -> Iterator[None]:
    """Our classes and lists stand in the graph for a while: shapes look for them among the data."""
    added = [triple for triple in _vocabulary() if triple not in graph]
    for triple in added:
        graph.add(triple)
    try:
        yield
    finally:
        for triple in added:
            graph.remove(triple)


@cache
def _vocabulary() -> tuple[tuple[Node, Node, Node], ...]:
    lists = (
        triple
        for scheme in ontology.schemes().values()
        for predicate in (RDF.type, SKOS.prefLabel, SKOS.inScheme)
        for triple in scheme.triples((None, predicate, None))
    )
    return (*ontology.core().triples((None, RDFS.subClassOf, None)), *lists)


@cache
def _shapes() -> Graph:
    """The shapes, each property shape with the targets of its node shape.

    It means the same, but pyshacl then looks at all records for one rule instead of at all rules for one
    record, setting up each rule once.
    """
    flat = Graph()
    for triple in ontology.shapes():
        flat.add(triple)
    for owner, shape in ontology.shapes().subject_objects(SH.property):
        targets = [pair for pair in ontology.shapes().predicate_objects(owner) if pair[0] in _TARGETS]
        for predicate, target in targets:
            flat.add((shape, predicate, target))
        if targets:
            flat.remove((owner, SH.property, shape))
    return flat


@cache
def _rules() -> dict[Node, Rule]:
    shapes = _shapes()
    return {shape: _rule(shapes, shape) for shape in shapes.subjects(SVS.column, unique=True)}


def _rule(shapes: Graph, shape: Node) -> Rule:
    path = shapes.value(shape, SH.path)
    steps = [path, *_steps(shapes, path)]
    inverted = (shapes.value(step, SH.inversePath) for step in steps)
    return Rule(
        column=str(shapes.value(shape, SVS.column)),
        order=int(str(shapes.value(shape, SH.order))),
        path=next((step for step in steps if isinstance(step, URIRef)), None),
        nodes=frozenset(shapes.objects(shape, SH.targetNode)),
        values_of=tuple(_iris(shapes.objects(shape, SH.targetObjectsOf))),
        shared_by=tuple(_iris(inverted)),
    )


def _steps(shapes: Graph, path: Node | None) -> list[Node]:
    """The members of a path made of several: a sequence or a choice."""
    if path is None or isinstance(path, URIRef):
        return []
    return list(shapes.items(shapes.value(path, SH.alternativePath) or path))


def _iris(nodes: Iterable[Node | None]) -> Iterator[URIRef]:
    return (node for node in nodes if isinstance(node, URIRef))


def _breaches(graph: Graph, report: Graph, locate: Locate) -> Iterator[Breach]:
    results: dict[Node, dict[Node, Node]] = {}
    for node, predicate, value in report:
        results.setdefault(node, {})[predicate] = value
    for result in results.values():
        if result.get(RDF.type) == SH.ValidationResult:
            yield from _concerned(graph, _rules()[result[SH.sourceShape]], result, locate)


def _concerned(graph: Graph, rule: Rule, result: dict[Node, Node], locate: Locate) -> Iterator[Breach]:
    """The things that one result of the validation report is about."""
    focus, value, path = result[SH.focusNode], result.get(SH.value), result.get(SH.resultPath)
    breach = Breach(
        message=str(result[SH.resultMessage]),
        severity=_SEVERITIES[result[SH.resultSeverity]],
        column=rule.column,
        order=rule.order,
        thing=focus,
        predicate=rule.path,
        value=None if value == focus else value,
        too_many=result[SH.sourceConstraintComponent] in _TOO_MANY,
    )
    if rule.values_of:
        yield from _having(graph, rule, replace(breach, value=focus, too_many=False), locate)
    elif value is not None and focus in rule.nodes:
        predicate = path if isinstance(path, URIRef) else None
        shown = graph.value(value, predicate) if predicate else None
        yield replace(breach, thing=value, predicate=predicate, value=shown)
    else:
        yield breach


def _having(graph: Graph, rule: Rule, breach: Breach, locate: Locate) -> Iterator[Breach]:
    """A breach for each thing that has the value. Where only one may have it, the first keeps it."""

    def having(predicates: Iterable[URIRef]) -> list[Node]:
        things = {thing for predicate in predicates for thing in graph.subjects(predicate, breach.value)}
        return sorted(things, key=lambda thing: (locate(URIRef(str(thing)), None), str(thing)))

    sharing = having(rule.shared_by)
    for predicate in rule.values_of:
        things = having([predicate])
        for thing in things[1:] if sharing and breach.severity == "violation" else things:
            others = tuple(other for other in sharing if other != thing)
            yield replace(breach, thing=thing, predicate=predicate, others=others)
