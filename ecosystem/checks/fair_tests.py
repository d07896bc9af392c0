"""The tests of FOOPS!, the scanner of ontologies for the FAIR principles, that can be proved on one machine.

Identifiers and what each asks for are facts of its catalogue (https://w3id.org/foops/test/{id}, repository
oeg-upm/fair_ontologies, `doc/test`); the code is ours. Each test looks at what a server answered and says what is
missing; nothing missing is a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import VANN

from ecosystem.checks.fair_metadata import (
    DETAILED,
    LICENCE,
    LICENCES,
    METADATA,
    MINIMUM,
    MORE_PROVENANCE,
    PERSISTENT,
    PROVENANCE,
    RECOMMENDED,
)

RDF_TYPES = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/n-triples": "nt"}
"""Media types that FOOPS! takes for RDF, of those we serve -> what rdflib calls them."""

_OWN_LANGUAGE = (str(RDF), str(RDFS), str(OWL._NS))


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer of a server."""

    status: int
    media: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """All that was asked for one ontology. `iri` is the one it was looked for under.

    `documents`: media type asked for -> answer of its address. `version`: the answer for its version IRI, None
    where it names none. `graph` is what its RDF says.
    """

    iri: URIRef
    documents: Mapping[str, Fetched]
    version: Fetched | None
    graph: Graph

    @property
    def named(self) -> list[URIRef]:
        """What the document says its own IRI is."""
        return sorted(iri for iri in self.graph.subjects(RDF.type, OWL.Ontology) if isinstance(iri, URIRef))


@dataclass(frozen=True, slots=True)
class Test:
    """One test: its title, in our words, and what finds what is missing."""

    __test__ = False  # no test of ours, whatever pytest thinks of its name

    title: str
    missing: Callable[[Seen], list[str]]


def _cn1(seen: Seen) -> list[str]:
    found = [media for media in RDF_TYPES if _is_rdf(seen.documents[media], media)]
    return [] if found else ["no form of RDF by the Accept header"]


def _rdf1(seen: Seen) -> list[str]:
    return [] if len(seen.graph) else ["no RDF that can be read"]


def _doc1(seen: Seen) -> list[str]:
    page = seen.documents["text/html"]
    if page.status != 200 or page.media != "text/html":
        return ["no page"]
    return [] if _headings(page.body) else ["a page with a heading"]


def _uri1(seen: Seen) -> list[str]:
    if not seen.named:
        return ["the ontology's own IRI in its document"]
    return [] if _cn1(seen) == [] else ["RDF at the ontology's IRI"]


def _uri2(seen: Seen) -> list[str]:
    return [] if seen.named == [seen.iri] else [f"{seen.iri} as the only IRI that the document gives itself"]


def _purl1(seen: Seen) -> list[str]:
    return [] if str(seen.iri).startswith(PERSISTENT) else ["an IRI at a service for lasting addresses"]


def _http1(seen: Seen) -> list[str]:
    return [] if str(seen.iri).startswith(("http://", "https://")) else ["an IRI of the open web"]


def _find1(seen: Seen) -> list[str]:
    return _without(seen, {"namespace prefix": (VANN.preferredNamespacePrefix,)})


def _ver1(seen: Seen) -> list[str]:
    versions = list(seen.graph.objects(seen.iri, OWL.versionIRI))
    if not versions:
        return ["version IRI"]
    return [] if seen.iri not in versions else ["a version IRI other than the ontology's"]


def _ver2(seen: Seen) -> list[str]:
    found = seen.version
    return [] if found and found.status == 200 else ["an answer at the version IRI"]


def _licence_resolves(seen: Seen) -> list[str]:
    given = {str(licence) for kind in LICENCE for licence in seen.graph.objects(seen.iri, kind)}
    return [] if given & LICENCES else ["a licence at an address that its publisher keeps"]


def _voc1(seen: Seen) -> list[str]:
    used = [str(predicate) for predicate in seen.graph.predicates(seen.iri)]
    spaces = tuple(str(getattr(space, "_NS", space)) for space in METADATA)
    return [] if any(name.startswith(spaces) for name in used) else ["metadata in a vocabulary of others"]


def _voc2(seen: Seen) -> list[str]:
    own = (str(seen.iri), *_OWN_LANGUAGE)
    wider = {
        parent
        for kind in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.imports)
        for parent in seen.graph.objects(None, kind)
        if isinstance(parent, URIRef) and not str(parent).startswith(own)
    }
    return [] if wider else ["a term of others that ours build on"]


def _voc3(seen: Seen) -> list[str]:
    return [
        f"a label of {term}" for term in _terms(seen) if not _says(seen, term, (RDFS.label, SKOS.prefLabel))
    ]


def _voc4(seen: Seen) -> list[str]:
    said = (RDFS.comment, SKOS.definition)
    return [f"a definition of {term}" for term in _terms(seen) if not _says(seen, term, said)]


TESTS: Mapping[str, Test] = {
    "URI1": Test("the ontology's IRI leads to its document", _uri1),
    "URI2": Test("the document gives itself the IRI it is found under", _uri2),
    "PURL1": Test("the IRI is one of those meant to last", _purl1),
    "VER1": Test("the version has an IRI of its own", _ver1),
    "VER2": Test("the version's IRI leads somewhere", _ver2),
    "OM1": Test("the least that an ontology says of itself", lambda seen: _without(seen, MINIMUM)),
    "FIND1": Test("a prefix is declared", _find1),
    "CN1": Test("RDF by the Accept header", _cn1),
    "HTTP1": Test("an open protocol", _http1),
    "RDF1": Test("a form of RDF that can be read", _rdf1),
    "VOC1": Test("metadata in vocabularies of others", _voc1),
    "VOC2": Test("terms that build on those of others", _voc2),
    "DOC1": Test("a page for people", _doc1),
    "OM2": Test("what an ontology should say of itself", lambda seen: _without(seen, RECOMMENDED)),
    "OM4.1": Test("a licence", lambda seen: _without(seen, {"licence": LICENCE})),
    "OM4.2": Test("a licence that can be read", _licence_resolves),
    "OM5.1": Test("who made it, and when", lambda seen: _without(seen, PROVENANCE)),
    "OM5.2": Test("who published it, and when", lambda seen: _without(seen, MORE_PROVENANCE)),
    "VOC3": Test("every term has a label", _voc3),
    "VOC4": Test("every term has a definition", _voc4),
}
"""Identifier -> test, in the order of the four principles."""

OPEN: Mapping[str, str] = {
    "FIND2": "A person has to register the prefix at prefix.cc or with Linked Open Vocabularies.",
    "FIND3": "A person has to propose the ontology to Linked Open Vocabularies.",
    "FIND_3_BIS": "Holds once the ontology is in Linked Open Vocabularies.",
    "OM3": "A person has to have a DOI registered; all else that this test asks for is a figure of its own.",
}
"""What cannot be proved on one machine, and who can change that."""


def without_doi(seen: Seen) -> list[str]:
    """What OM3 asks for and does not find, its DOI left aside."""
    return _without(seen, DETAILED)


def _without(seen: Seen, wanted: Mapping[str, Sequence[URIRef]]) -> list[str]:
    return [name for name, kinds in wanted.items() if not _says(seen, seen.iri, kinds)]


def _says(seen: Seen, subject: URIRef, kinds: Sequence[URIRef]) -> bool:
    return any(str(value).strip() for kind in kinds for value in seen.graph.objects(subject, kind))


def _terms(seen: Seen) -> list[URIRef]:
    """The classes and properties that the document defines itself."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    found = {term for kind in kinds for term in seen.graph.subjects(RDF.type, kind)}
    own = sorted(term for term in found if isinstance(term, URIRef) and term.startswith(f"{seen.iri}#"))
    return own or [URIRef(f"{seen.iri}#")]  # a document without terms has none with a label


def _is_rdf(answer: Fetched, media: str) -> bool:
    return answer.status == 200 and answer.media == media and bool(answer.body.strip())


class _Headings(HTMLParser):
    found = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = self.found or tag == "h1"


def _headings(body: bytes) -> bool:
    parser = _Headings()
    parser.feed(body.decode("utf-8", "replace"))
    return parser.found
