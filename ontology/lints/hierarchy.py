"""Pitfalls of classes and properties as such: circles, several domains, terms that nobody declared."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

CLASSES = frozenset({OWL.Class, RDFS.Class, RDFS.Datatype})
PROPERTIES = frozenset(
    {RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.OntologyProperty}
)
_BUILT_IN = tuple(str(space._NS) for space in (OWL, RDF, RDFS, XSD))
_OF_CLASSES = (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith)
_OF_PROPERTIES = (RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf)

Found = list[tuple[str, str, str]]


def circles(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Classes, and properties, that are kinds of themselves over one step or more."""
    return [
        (
            str(node),
            "It is a kind of itself, over one step or more.",
            f"Take out one of the {word} statements.",
        )
        for predicate, word in (
            (RDFS.subClassOf, "rdfs:subClassOf"),
            (RDFS.subPropertyOf, "rdfs:subPropertyOf"),
        )
        for node in sorted(set(graph.subjects(predicate)), key=str)
        if node in _above(graph, node, predicate)
    ]


def _above(graph: Graph, node: Node, predicate: URIRef) -> set[Node]:
    """What the node is a kind of, itself only where there is a circle."""
    seen: set[Node] = set()
    waiting = list(graph.objects(node, predicate))
    while waiting:
        item = waiting.pop()
        if item not in seen:
            seen.add(item)
            waiting.extend(graph.objects(item, predicate))
    return seen


def several_domains(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Properties with two domains or two ranges, which mean: everything is in both at once."""
    return [
        (
            str(node),
            f"It has {len(set(graph.objects(node, predicate)))} of {word}, and each thing would be in all of them.",
            f"Keep one {word}, or none and a shape.",
        )
        for predicate, word in ((RDFS.domain, "rdfs:domain"), (RDFS.range, "rdfs:range"))
        for node in sorted(set(graph.subjects(predicate)), key=str)
        if len(set(graph.objects(node, predicate))) > 1
    ]


def untyped_classes(graph: Graph, known: frozenset[URIRef]) -> Found:
    """Names used as classes that neither this graph nor a known vocabulary declares."""
    found = {node for node in _used_as_class(graph) if _undeclared(graph, node, CLASSES, known)}
    return [
        (
            str(node),
            "It is used as a class and declared nowhere.",
            "Declare it an owl:Class, or correct its name.",
        )
        for node in sorted(found, key=str)
    ]


def _used_as_class(graph: Graph) -> Iterator[Node]:
    for predicate in _OF_CLASSES:
        for pair in graph.subject_objects(predicate):
            yield from pair
    for predicate in (RDFS.domain, RDFS.range):
        yield from graph.objects(None, predicate)
    for members in graph.objects(None, OWL.members):
        yield from Collection(graph, members)


def untyped_properties(graph: Graph, known: frozenset[URIRef]) -> Found:
    """Names used as properties of properties that neither this graph nor a known vocabulary declares."""
    used = {
        node for predicate in _OF_PROPERTIES for pair in graph.subject_objects(predicate) for node in pair
    }
    used |= {node for predicate in (RDFS.domain, RDFS.range) for node in graph.subjects(predicate)}
    found = {node for node in used if _undeclared(graph, node, PROPERTIES, known)}
    return [
        (str(node), "It is used as a property and declared nowhere.", "Declare it, or correct its name.")
        for node in sorted(found, key=str)
    ]


def _undeclared(graph: Graph, node: Node, kinds: frozenset[URIRef], known: frozenset[URIRef]) -> bool:
    if not isinstance(node, URIRef) or node in known or str(node).startswith(_BUILT_IN):
        return False
    return not kinds & set(graph.objects(node, RDF.type))
