"""Pitfalls of what is said to follow: inverses, equivalence, symmetry, transitivity, restrictions."""

from __future__ import annotations

import re
from itertools import combinations

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.lints.hierarchy import Found

_IS = re.compile(r"(?i)^(is|is[ _-]?an?|is[ _-]?a[ _-]?kind[ _-]?of|isA|instance[ _-]?of)$")


def relation_called_is(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Properties that say no more than `is`, for which RDF has words of its own."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
    terms = {term for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    return [
        (
            str(term),
            "It says no more than `is`.",
            "Use rdf:type or rdfs:subClassOf, or a name that says in what way.",
        )
        for term in sorted(terms)
        if any(_IS.match(name) for name in _names(graph, term))
    ]


def _names(graph: Graph, term: URIRef) -> list[str]:
    return [re.split(r"[#/]", term)[-1], *(str(label) for label in graph.objects(term, RDFS.label))]


def wrong_inverses(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Inverses of which one points where the other does not start, or whose values are no things."""
    found: Found = []
    for one, other in sorted(graph.subject_objects(OWL.inverseOf)):
        crossed = ((one, RDFS.domain, other, RDFS.range), (other, RDFS.domain, one, RDFS.range))
        literal = any(_is(graph, node, OWL.DatatypeProperty) for node in (one, other))
        apart = any(
            _apart(graph, graph.value(node, side), graph.value(back, end))
            for node, side, back, end in crossed
        )
        if literal or apart:
            wrong = f"It cannot be the inverse of {other}: one does not end where the other begins."
            found.append((str(one), wrong, "Correct domain and range, or take out owl:inverseOf."))
    return found


def wrong_equivalent_properties(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Properties said to be the same that are of different kinds, or between different things."""
    found: Found = []
    for one, other in sorted(graph.subject_objects(OWL.equivalentProperty)):
        kinds = [
            {OWL.ObjectProperty, OWL.DatatypeProperty} & set(graph.objects(x, RDF.type)) for x in (one, other)
        ]
        sides = (RDFS.domain, RDFS.range)
        apart = any(_apart(graph, graph.value(one, side), graph.value(other, side)) for side in sides)
        narrower = (one, RDFS.subPropertyOf, other) in graph or (other, RDFS.subPropertyOf, one) in graph
        if (all(kinds) and kinds[0] != kinds[1]) or apart or narrower:
            wrong = f"It is said to be the same as {other}, but they do not join the same sorts of thing."
            found.append((str(one), wrong, "Use rdfs:subPropertyOf or a SKOS mapping."))
    return found


def wrong_symmetric(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Symmetric properties that lead from one sort of thing to another."""
    return [
        (
            str(node),
            "It is symmetric, but joins different sorts of thing.",
            "Make domain and range the same.",
        )
        for node in sorted(set(graph.subjects(RDF.type, OWL.SymmetricProperty)), key=str)
        if _is(graph, node, OWL.DatatypeProperty)
        or _differ(graph.value(node, RDFS.domain), graph.value(node, RDFS.range))
    ]


def wrong_transitive(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Transitive properties that cannot be followed twice, since they do not end where they begin."""
    return [
        (str(node), "It is transitive, but does not end where it begins.", "Make domain and range the same.")
        for node in sorted(set(graph.subjects(RDF.type, OWL.TransitiveProperty)), key=str)
        if _is(graph, node, OWL.DatatypeProperty)
        or _apart(graph, graph.value(node, RDFS.domain), graph.value(node, RDFS.range))
    ]


def wrong_equivalent_classes(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Classes said to be the same, of which one is a kind of the other or excludes it."""
    found: Found = []
    for one, other in sorted(graph.subject_objects(OWL.equivalentClass)):
        kind = one in _up(graph, other) or other in _up(graph, one)
        if one != other and (kind or disjoint(graph, one, other)):
            word = "a kind of" if kind else "excluded by"
            wrong = f"It is said to be the same as {other}, and one is {word} the other."
            found.append((str(one), wrong, "Keep one of the two statements."))
    return found


def only_without_some(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Restrictions to `only`, which things without any value fulfil as well."""
    found: Found = []
    for node in graph.subjects(OWL.allValuesFrom):
        on = graph.value(node, OWL.onProperty)
        owners = set(graph.subjects(RDFS.subClassOf, node)) | set(graph.subjects(OWL.equivalentClass, node))
        asked = {
            (owner, graph.value(other, OWL.onProperty))
            for owner in owners
            for other in graph.objects(owner)
            if any(
                graph.value(other, p)
                for p in (OWL.someValuesFrom, OWL.minCardinality, OWL.qualifiedCardinality)
            )
        }
        found += [
            (
                str(owner),
                f"All values of {on} are restricted, but none is needed.",
                "Say also that there is one.",
            )
            for owner in sorted(owners, key=str)
            if (owner, on) not in asked
        ]
    return found


def some_not(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Restrictions to `some that is not`, where as a rule `none that is` was meant."""
    return [
        (
            str(graph.value(node, OWL.onProperty)),
            "It is asked for some value that is not of a class; values of the class are then allowed too.",
            "If none of the class is meant, put the restriction inside owl:complementOf.",
        )
        for node, filler in graph.subject_objects(OWL.someValuesFrom)
        if graph.value(filler, OWL.complementOf)
    ]


def disjoint(graph: Graph, one: Node, other: Node) -> bool:
    """Is it said that nothing is both, of the two or of what they are kinds of?"""
    mine, theirs = {one, *_up(graph, one)}, {other, *_up(graph, other)}
    pairs = {frozenset(pair) for pair in graph.subject_objects(OWL.disjointWith)}
    for node in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        if members := graph.value(node, OWL.members):
            pairs |= {frozenset(pair) for pair in combinations(Collection(graph, members), 2)}
    return any(frozenset((a, b)) in pairs for a in mine for b in theirs if a != b)


def _up(graph: Graph, node: Node) -> set[Node]:
    return {wider for wider in graph.transitive_objects(node, RDFS.subClassOf) if wider and wider != node}


def _is(graph: Graph, node: Node, kind: URIRef) -> bool:
    return (node, RDF.type, kind) in graph


def _differ(one: Node | None, other: Node | None) -> bool:
    return one is not None and other is not None and one != other


def _apart(graph: Graph, one: Node | None, other: Node | None) -> bool:
    """Are both known, different, and neither a kind of the other?"""
    if one is None or other is None or one == other:
        return False
    return one not in _up(graph, other) and other not in _up(graph, one)
