"""Which statements of an incoming graph break a rule: SHACL shapes (`ontology/shapes/`) to Problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

from rdflib import DCAT, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

import ontology
from ecosystem.breaches import Breach, Heading, Locate, problems
from ecosystem.errors import InvalidData
from ecosystem.records import Cell, Problem, Severity
from ecosystem.shapes import Rule, applied, applied_to_entries, rules

_SEVERITIES: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_TOO_MANY = frozenset({SH.MaxCountConstraintComponent, SH.UniqueLangConstraintComponent})


def check(graph: Graph, locate: Locate) -> list[Problem]:
    """What is wrong with the graph: a Problem for each thing and rule, in the order of files, rows and rules.

    Where a thing has one value too many, or two things share what only one can have, the first row is left in
    peace and the later ones get the Problem. The graph is afterwards as it was. InvalidData where the rules
    cannot be applied at all.
    """
    return [problem for problem, _ in examined(graph, locate)]


def examined(graph: Graph, locate: Locate) -> list[tuple[Problem, Node | None]]:
    """What `check` finds, each Problem with the thing it is about where no cell of it is to blame.

    That is so where something is missing: it would still be missing without the row that the Problem names.
    """
    with vocabulary_in(graph):
        return _problems(graph, applied(), locate)


def check_entry(entry: Graph, file: str = "dataset.toml") -> list[Problem]:
    """What is wrong with the catalogue entry of a data set, which no row of a sheet says.

    `file` is where people say it; the column of a Problem is the setting there.
    """
    asked = [rule for shape, rule in rules().items() if (shape, SH.targetClass, DCAT.Dataset) in applied()]
    settings = {path: rule.column for rule in asked for path in rule.paths}
    found = _problems(
        entry, applied_to_entries(), lambda _, said: [Cell(file, "", 0, settings[said] if said else "")]
    )
    return [replace(problem, rows=0) for problem, _ in found]


def _problems(graph: Graph, shapes: Graph, locate: Locate) -> list[tuple[Problem, Node | None]]:
    heading = _headings(graph, locate)
    found = {
        problem: breach
        for breach in _breaches(graph, _report(graph, shapes), locate)
        for problem in problems(graph, breach, locate, heading)
    }

    def place(item: tuple[Problem, Breach]) -> tuple[str, str, int, int, str]:
        problem, breach = item
        return (problem.file, problem.sheet, problem.row or 0, breach.order, problem.message)

    return [
        (problem, breach.thing if breach.value is None and not breach.too_many else None)
        for problem, breach in sorted(found.items(), key=place)
    ]


def _headings(graph: Graph, locate: Locate) -> Heading:
    """Which column of a sheet a missing value belongs in: the one that gives it for other things."""

    @cache
    def of(predicate: URIRef) -> dict[tuple[str, str], str]:
        subjects = (URIRef(str(subject)) for subject in graph.subjects(predicate, unique=True))
        cells = (cell for subject in subjects for cell in locate(subject, predicate) if cell.column)
        return {(cell.file, cell.sheet): cell.column for cell in cells}

    return lambda predicate, cell: of(predicate).get((cell.file, cell.sheet), "") if predicate else ""


def _report(graph: Graph, shapes: Graph) -> Graph:
    from pyshacl import validate  # half a second that only an import should pay

    try:
        _, report, text = validate(graph, shacl_graph=shapes, inference="none")
    except RecursionError as error:
        raise InvalidData(
            "The data cannot be checked: some objectives, places, groups or organisations are part of each"
            " other over hundreds of steps. Look for a mistake in the columns Part of, Within and Broader."
        ) from error
    if not isinstance(report, Graph):
        raise InvalidData(f"The data cannot be checked: {text}")
    return report


@contextmanager
def vocabulary_in(graph: Graph) -> Iterator[None]:
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
        for predicate in (RDF.type, SKOS.broader, SKOS.prefLabel, SKOS.inScheme)
        for triple in scheme.triples((None, predicate, None))
    )
    return (*ontology.core().triples((None, RDFS.subClassOf, None)), *lists)


def _breaches(graph: Graph, report: Graph, locate: Locate) -> Iterator[Breach]:
    results: dict[Node, dict[Node, Node]] = {}
    for node, predicate, value in report:
        results.setdefault(node, {})[predicate] = value
    for result in results.values():
        if result.get(RDF.type) == SH.ValidationResult:
            yield from _concerned(graph, rules()[result[SH.sourceShape]], result, locate)


def _concerned(graph: Graph, rule: Rule, result: dict[Node, Node], locate: Locate) -> Iterator[Breach]:
    """The things that one result of the validation report is about."""
    focus, value, path = result[SH.focusNode], result.get(SH.value), result.get(SH.resultPath)
    breach = Breach(
        message=str(result[SH.resultMessage]),
        severity=_SEVERITIES[result[SH.resultSeverity]],
        column=rule.column,
        order=rule.order,
        thing=focus,
        predicate=_said_by(graph, rule, focus, value),
        value=None if value == focus else value,
        too_many=result[SH.sourceConstraintComponent] in _TOO_MANY,
        hidden=rule.hides_value,
    )
    if rule.values_of:
        yield from _having(graph, rule, replace(breach, value=focus, too_many=False), locate)
    elif value is not None and focus in rule.nodes:
        predicate = path if isinstance(path, URIRef) else None
        shown = graph.value(value, predicate) if predicate else None
        yield replace(breach, thing=value, predicate=predicate, value=shown)
    else:
        yield breach


def _said_by(graph: Graph, rule: Rule, thing: Node, value: Node | None) -> URIRef | None:
    """The property that gives the thing its wrong value; the first of the rule where none does."""
    giving = (path for path in rule.paths if value is not None and (thing, path, value) in graph)
    return next(giving, next(iter(rule.paths), None))


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
