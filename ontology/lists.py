"""The shipped lists as records: each with its entries, and how those hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import DCTERMS, SKOS, Graph, URIRef

import ontology
from ontology import SCHEME_BASE
from ontology.reading import Match, iris, matches, named, text, texts, version_of


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of a list."""

    iri: URIRef
    notation: str
    label: str
    definition: str
    other_labels: tuple[str, ...]
    notes: tuple[str, ...]
    broader: tuple[URIRef, ...]
    narrower: tuple[URIRef, ...]
    related: tuple[URIRef, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """One list. `tops` are its widest entries, by label."""

    iri: URIRef
    name: str
    title: str
    description: str
    version: str
    licence: str
    sources: tuple[str, ...]
    tops: tuple[URIRef, ...]
    concepts: Mapping[URIRef, Concept]

    def below(self, iri: URIRef) -> tuple[URIRef, ...]:
        """The entries of this list right below one, by label."""
        inside = (narrower for narrower in self.concepts[iri].narrower if narrower in self.concepts)
        return tuple(sorted(inside, key=lambda narrower: self.concepts[narrower].label))


@cache
def schemes() -> Mapping[str, Scheme]:
    """Every shipped list by name, in alphabetical order."""
    return {name: _scheme(name, graph) for name, graph in ontology.schemes().items()}


def concept_of(iri: str) -> Concept | None:
    """The entry of a shipped list that has this IRI; None if none has."""
    if not iri.startswith(SCHEME_BASE):
        return None
    scheme = schemes().get(iri.removeprefix(SCHEME_BASE).partition("/")[0])
    return scheme.concepts.get(URIRef(iri)) if scheme else None


def _scheme(name: str, graph: Graph) -> Scheme:
    iri = ontology.scheme_iri(name)
    concepts = {
        found.iri: found
        for concept in graph.subjects(SKOS.inScheme, iri, unique=True)
        if isinstance(concept, URIRef)
        for found in [_concept(graph, concept)]
    }
    inside = {
        found.iri: [above for above in found.broader if above in concepts] for found in concepts.values()
    }
    tops = tuple(
        sorted((top for top, above in inside.items() if not above), key=lambda top: concepts[top].label)
    )
    return Scheme(
        iri=iri,
        name=name,
        title=text(graph, iri, DCTERMS.title) or text(graph, iri, SKOS.prefLabel) or name,
        description=text(graph, iri, DCTERMS.description),
        version=version_of(graph, iri),
        licence=str(graph.value(iri, DCTERMS.license) or ""),
        sources=tuple(sorted(str(source) for source in graph.objects(iri, DCTERMS.source))),
        tops=tops,
        concepts=concepts,
    )


def _concept(graph: Graph, iri: URIRef) -> Concept:
    narrower = {*graph.subjects(SKOS.broader, iri), *graph.objects(iri, SKOS.narrower)}
    broader = {*graph.objects(iri, SKOS.broader), *graph.subjects(SKOS.narrower, iri)}
    return Concept(
        iri=iri,
        notation=text(graph, iri, SKOS.notation),
        label=text(graph, iri, SKOS.prefLabel),
        definition=text(graph, iri, SKOS.definition),
        other_labels=texts(graph, iri, SKOS.altLabel),
        notes=(*texts(graph, iri, SKOS.scopeNote), *texts(graph, iri, SKOS.example)),
        broader=named(broader),
        narrower=named(narrower),
        related=iris(graph, iri, SKOS.related),
        matches=matches(graph, iri),
    )
