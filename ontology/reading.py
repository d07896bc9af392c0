"""How the shipped graphs are read into records: values of a property in a fixed order, and relations in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import OWL, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

MATCHES: Mapping[URIRef, str] = {
    SKOS.exactMatch: "means the same as",
    SKOS.closeMatch: "means nearly the same as",
    SKOS.broadMatch: "is narrower than",
    SKOS.narrowMatch: "is wider than",
    SKOS.relatedMatch: "has to do with",
    RDFS.seeAlso: "see also",
}
"""How a term of ours may stand to one of others, in words."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a term or an entry of ours stands to one of others."""

    relation: str
    iri: URIRef


def version_of(graph: Graph, document: URIRef) -> str:
    """The version a document says it is, such as "0.1.0"."""
    return str(graph.value(document, OWL.versionInfo) or "")


def matches(graph: Graph, iri: URIRef) -> tuple[Match, ...]:
    """How a term or an entry stands to those of others, as far as one graph says."""
    return tuple(
        Match(words, other) for relation, words in MATCHES.items() for other in iris(graph, iri, relation)
    )


def named(nodes: set[Node]) -> tuple[URIRef, ...]:
    """The nodes that have an IRI, in alphabetical order."""
    return tuple(sorted(node for node in nodes if isinstance(node, URIRef)))


def iris(graph: Graph, subject: URIRef, predicate: URIRef) -> tuple[URIRef, ...]:
    """The IRIs that are values of one property, in alphabetical order."""
    return named(set(graph.objects(subject, predicate)))


def texts(graph: Graph, subject: URIRef, predicate: URIRef) -> tuple[str, ...]:
    """The values of one property as texts, in alphabetical order."""
    return tuple(sorted(str(value) for value in graph.objects(subject, predicate)))


def text(graph: Graph, subject: URIRef, predicate: URIRef) -> str:
    """The first of the texts; empty where there is none."""
    return next(iter(texts(graph, subject, predicate)), "")
