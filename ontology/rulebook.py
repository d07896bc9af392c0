"""The rules of the shapes as records: what each asks of what, in which words, and in which group it stands.

A group is one file of `shapes/`; the comment at its head says what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import BNode, Node

import ontology
from ontology import SVS
from ontology.reference import short

SEVERITIES: Mapping[URIRef, str] = {SH.Violation: "must", SH.Warning: "should", SH.Info: "could"}
"""How much each grade of rule asks, in a word."""

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `name` is the fragment of its IRI; `wrong` and `remedy` are the two lines of its message.

    `classes`: whose things it looks at; `ends`: properties whose values it looks at. `properties`: all of its
    path; `own`: those that its things have themselves; `leading`: those that lead to its things. `values`:
    classes, lists or types that a value must be of. `most` is None where there is no limit. `order` is its
    place in its group.
    """

    iri: URIRef
    name: str
    title: str
    group: str
    order: int
    wrong: str
    remedy: str
    severity: str
    column: str
    tier: str
    path: str
    classes: tuple[URIRef, ...]
    ends: tuple[URIRef, ...]
    properties: tuple[URIRef, ...]
    own: tuple[URIRef, ...]
    leading: tuple[URIRef, ...]
    values: tuple[URIRef, ...]
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """One page of rules. `about` is the first sentence of its file."""

    name: str
    title: str
    about: str
    rules: tuple[Rule, ...]


@cache
def groups() -> Mapping[str, Group]:
    """Every group that has rules, by name, in alphabetical order."""
    found = {}
    for name, text in _files().items():
        own = Graph().parse(data=text, format="turtle")
        rules = [_rule(iri, name) for iri in own.subjects(SH.message, unique=True) if isinstance(iri, URIRef)]
        if rules:
            ordered = sorted(rules, key=lambda rule: (rule.name.partition("-")[0], rule.order, rule.name))
            found[name] = Group(name, name.replace("-", " ").capitalize(), _head(text), tuple(ordered))
    return found


@cache
def rules() -> Mapping[URIRef, Rule]:
    """Every rule by IRI, in the order of the groups."""
    return {rule.iri: rule for group in groups().values() for rule in group.rules}


def rules_about(term: URIRef) -> list[Rule]:
    """The rules that look at things of a class, or at a property or its values."""
    return [rule for rule in rules().values() if term in (*rule.classes, *rule.ends, *rule.properties)]


@cache
def _files() -> Mapping[str, str]:
    folder = files(__package__) / "shapes"
    found = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".ttl")), key=lambda item: item.name
    )
    return {item.name.removesuffix(".ttl"): item.read_text(encoding="utf-8") for item in found}


def _head(text: str) -> str:
    """The comment at the head of a file, up to its first full stop."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        lines.append(line.removeprefix("# "))
    return " ".join(lines).partition(". ")[0].rstrip(".") + "." if lines else ""


def _rule(iri: URIRef, group: str) -> Rule:
    graph = ontology.shapes()
    wrong, _, remedy = str(graph.value(iri, SH.message)).partition("\n")
    holders = [iri, *(node for node in graph.subjects(SH.property, iri) if isinstance(node, URIRef))]
    path = graph.value(iri, SH.path)
    return Rule(
        iri=iri,
        name=iri.removeprefix(SVS),
        title=str(graph.value(iri, SH.name) or graph.value(iri, RDFS.label) or iri.removeprefix(SVS)),
        group=group,
        order=int(str(graph.value(iri, SH.order) or 0)),
        wrong=wrong,
        remedy=remedy,
        severity=SEVERITIES.get(URIRef(str(graph.value(iri, SH.severity) or SH.Violation)), "must"),
        column=str(graph.value(iri, SVS.column) or ""),
        tier=_tier(graph, holders),
        path=_path(graph, path) if path is not None else "",
        classes=_targets(graph, holders, _TARGETS[:2]),
        ends=_targets(graph, holders, _TARGETS[2:]),
        properties=tuple(sorted({step for path in _paths(graph, iri) for step in _steps(graph, path)})),
        own=tuple(sorted({step for path in _paths(graph, iri) for step in _first(graph, path)})),
        leading=tuple(sorted({step for path in _paths(graph, iri) for step in _last(graph, path)})),
        values=_values(graph, iri),
        least=int(str(graph.value(iri, SH.minCount) or 0)),
        most=_limit(graph, iri),
    )


def _limit(graph: Graph, iri: URIRef) -> int | None:
    most = graph.value(iri, SH.maxCount)
    return None if most is None else int(str(most))


def _targets(graph: Graph, holders: list[URIRef], kinds: tuple[URIRef, ...]) -> tuple[URIRef, ...]:
    found = {target for holder in holders for kind in kinds for target in graph.objects(holder, kind)}
    return tuple(sorted(target for target in found if isinstance(target, URIRef)))


def _values(graph: Graph, iri: URIRef) -> tuple[URIRef, ...]:
    found: set[Node] = {
        value for kind in (SH["class"], SH.datatype, SH.hasValue) for value in graph.objects(iri, kind)
    }
    return tuple(sorted(value for value in found if isinstance(value, URIRef)))


def _tier(graph: Graph, holders: list[URIRef]) -> str:
    """The name of the first tier that has the rule's shape; empty where none names it."""
    for holder in holders:
        for collection in graph.subjects(SKOS.member, holder):
            return str(graph.value(collection, SKOS.prefLabel) or "")
    return ""


def _paths(graph: Graph, iri: URIRef) -> list[Node]:
    """The paths of a rule, those inside `sh:or` and its like included."""
    found: list[Node] = []
    waiting: list[Node] = [iri]
    while waiting:
        node = waiting.pop()
        found += graph.objects(node, SH.path)
        for kind in (SH["or"], SH["and"], SH["not"], SH.node):
            for inner in graph.objects(node, kind):
                if (inner, RDF.first, None) in graph:
                    waiting += [part for part in Collection(graph, inner) if isinstance(part, BNode)]
                elif isinstance(inner, BNode):
                    waiting.append(inner)
    return found


def _first(graph: Graph, path: Node) -> Iterator[URIRef]:
    """The properties that a thing at the beginning of a path has itself."""
    if isinstance(path, URIRef):
        yield path
        return
    for inner in graph.objects(path, SH.alternativePath):
        for part in Collection(graph, inner):
            yield from _first(graph, part)
    if (first := graph.value(path, RDF.first)) is not None:
        yield from _first(graph, first)


def _last(graph: Graph, path: Node) -> Iterator[URIRef]:
    """The properties whose values things at the beginning of a path are."""
    for inner in graph.objects(path, SH.inversePath):
        yield from _first(graph, inner)
    for inner in graph.objects(path, SH.alternativePath):
        for part in Collection(graph, inner):
            yield from _last(graph, part)
    if (first := graph.value(path, RDF.first)) is not None:
        yield from _last(graph, first)


def _steps(graph: Graph, path: Node) -> Iterator[URIRef]:
    if isinstance(path, URIRef):
        yield path
        return
    for inner in (*graph.objects(path, SH.inversePath), *graph.objects(path, SH.alternativePath)):
        yield from _steps(graph, inner)
    if (path, RDF.first, None) in graph:
        for part in Collection(graph, path):
            yield from _steps(graph, part)


def _path(graph: Graph, path: Node) -> str:
    """A path as people may read it: `hasParticipation, then participant`."""
    if isinstance(path, URIRef):
        return short(str(path))
    if (inner := graph.value(path, SH.inversePath)) is not None:
        return f"{_path(graph, inner)} (from its other end)"
    if (inner := graph.value(path, SH.alternativePath)) is not None:
        return " or ".join(_path(graph, part) for part in Collection(graph, inner))
    if (path, RDF.first, None) in graph:
        return ", then ".join(_path(graph, part) for part in Collection(graph, path))
    return " ".join(short(str(step)) for step in _steps(graph, path))
