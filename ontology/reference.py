"""The reference as records: each term of ours, what terms are called, and where on a server all of it stands.

Read from the shipped graphs, for pages, diagrams and checks. What a rule asks for is in `ontology.rulebook`, what
the things of a class may have in `ontology.uses`, the lists in `ontology.lists`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

import ontology
from ontology import SVE, SVS, external
from ontology.external import mappings
from ontology.lists import concept_of, schemes
from ontology.reading import Match, iris, matches, text, texts, version_of

NAMESPACE_IRI = URIRef(str(SVE._NS).removesuffix("#"))
SHAPES_IRI = URIRef(str(SVS).removesuffix("#"))
ROOT = "https://w3id.org/sve/"
"""What all our IRIs begin with; the rest is their path on a server of ours."""
MAPPINGS_IRI = URIRef(f"{ROOT}mappings")
CONTEXT_IRI = URIRef(f"{ROOT}context.jsonld")

_FEATURES: Mapping[URIRef, str] = {
    OWL.FunctionalProperty: "has one value at most",
    OWL.InverseFunctionalProperty: "belongs to one thing at most",
    OWL.SymmetricProperty: "holds both ways",
    OWL.TransitiveProperty: "holds over several steps",
}
_PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@dataclass(frozen=True, slots=True)
class Term:
    """One class or property of ours. `name` is the fragment of its IRI.

    `wider` and `narrower` are the next steps up and down. `domains` and `ranges` are empty where nothing
    follows from using the property; `features` are sentences about how it behaves.
    """

    iri: URIRef
    name: str
    is_class: bool
    label: str
    definition: str
    examples: tuple[str, ...]
    scope: tuple[str, ...]
    wider: tuple[URIRef, ...]
    narrower: tuple[URIRef, ...]
    domains: tuple[URIRef, ...]
    ranges: tuple[URIRef, ...]
    features: tuple[str, ...]
    matches: tuple[Match, ...]
    deprecated: bool
    replaced_by: tuple[URIRef, ...]


@cache
def terms() -> Mapping[URIRef, Term]:
    """Every term of ours by IRI: classes, then properties, each in alphabetical order of name."""
    return {
        term.iri: term for term in sorted(_terms(), key=lambda term: (not term.is_class, term.name.lower()))
    }


@cache
def foreign_labels() -> Mapping[URIRef, str]:
    """What terms of others that we use or map to are called, where we ship their name."""
    found = external.terms().subject_objects(RDFS.label)
    return {iri: str(label) for iri, label in found if isinstance(iri, URIRef)}


@cache
def version() -> str:
    """The version of the terms, such as "1.0.0"."""
    return version_of(ontology.core(), NAMESPACE_IRI)


def short(iri: str) -> str:
    """An IRI as people write it: `sve:Outcome`, `org:Organization`; in full where no prefix fits.

    >>> short("http://www.w3.org/ns/org#Organization")
    'org:Organization'
    """
    fitting = [(namespace, prefix) for prefix, namespace in _prefixes().items() if iri.startswith(namespace)]
    if not fitting:
        return str(iri)
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
    rest = iri.removeprefix(namespace)
    return f"{prefix}:{rest}" if rest and "/" not in rest else str(iri)


def label_of(iri: URIRef) -> str:
    """What a term, an entry of a list, or a term of others is called; its short IRI where nothing says."""
    if iri in terms():
        return terms()[iri].label
    concept = concept_of(iri)
    return concept.label if concept else foreign_labels().get(iri) or short(iri)


def local_address(iri: str) -> str | None:
    """The path (and fragment) under which a server of ours answers for an IRI of ours; None for all others.

    >>> local_address("https://w3id.org/sve/ns#Outcome"), local_address("https://example.org/x")
    ('/ns#Outcome', None)
    """
    return f"/{iri.removeprefix(ROOT)}" if iri.removesuffix("#") in _ours() else None


@cache
def _ours() -> frozenset[str]:
    """Every IRI of ours that a server answers for, as text: what strangers type need not be an IRI at all."""
    rules = (rule for rule in ontology.shapes().subjects(unique=True) if isinstance(rule, URIRef))
    versions = (*ontology.earlier(), version())
    return frozenset(
        str(iri)
        for iri in (
            *(NAMESPACE_IRI, SHAPES_IRI, MAPPINGS_IRI, CONTEXT_IRI),
            *(f"{NAMESPACE_IRI}/{number}" for number in versions),
            f"{SHAPES_IRI}/{version_of(ontology.shapes(), SHAPES_IRI)}",
            *terms(),
            *(rule for rule in rules if rule.startswith(str(SVS))),
            *(scheme.iri for scheme in schemes().values()),
            *(concept for scheme in schemes().values() for concept in scheme.concepts),
        )
    )


@cache
def _prefixes() -> Mapping[str, str]:
    graphs = (ontology.core(), mappings())
    bound = {prefix: str(namespace) for graph in graphs for prefix, namespace in graph.namespaces() if prefix}
    return {**bound, **ontology.PREFIXES}


def _terms() -> Iterator[Term]:
    graph = ontology.core()
    kinds = {OWL.Class: True, **dict.fromkeys(_PROPERTY_TYPES, False)}
    seen = set()
    for kind, is_class in kinds.items():
        for iri in graph.subjects(RDF.type, kind):
            if isinstance(iri, URIRef) and iri.startswith(str(SVE._NS)) and iri not in seen:
                seen.add(iri)
                yield _term(graph, iri, is_class)


def _term(graph: Graph, iri: URIRef, is_class: bool) -> Term:
    above = RDFS.subClassOf if is_class else RDFS.subPropertyOf
    inverse = [f"is the other way round of {short(str(other))}" for other in iris(graph, iri, OWL.inverseOf)]
    return Term(
        iri=iri,
        name=iri.removeprefix(str(SVE._NS)),
        is_class=is_class,
        label=text(graph, iri, RDFS.label),
        definition=text(graph, iri, SKOS.definition),
        examples=texts(graph, iri, SKOS.example),
        scope=texts(graph, iri, SKOS.scopeNote),
        wider=iris(graph, iri, above),
        narrower=tuple(sorted(below for below in graph.subjects(above, iri) if isinstance(below, URIRef))),
        domains=iris(graph, iri, RDFS.domain),
        ranges=iris(graph, iri, RDFS.range),
        features=(*(text for kind, text in _FEATURES.items() if (iri, RDF.type, kind) in graph), *inverse),
        matches=(*matches(graph, iri), *matches(mappings(), iri)),
        deprecated=str(graph.value(iri, OWL.deprecated) or "").lower() == "true",
        replaced_by=iris(graph, iri, DCTERMS.isReplacedBy),
    )
