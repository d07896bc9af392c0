"""What things mean: terms, shapes, schemes and questions, as files; here they are only loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from rdflib import DCAT, DCTERMS, FOAF, ORG, PROV, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, URIRef

from ontology.namespace import CV, SVE, SVS

SCHEME_BASE = "https://w3id.org/sve/scheme/"

PREFIXES: dict[str, str] = {
    "sve": str(SVE._NS),
    "svs": str(SVS),
    "cv": str(CV._NS),
    "org": str(ORG._NS),
    "skos": str(SKOS._NS),
    "prov": str(PROV._NS),
    "dcterms": str(DCTERMS._NS),
    "dcat": str(DCAT._NS),
    "foaf": str(FOAF._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "sh": str(SH._NS),
    "xsd": str(XSD._NS),
}

Term = URIRef | Literal

_SLOT = re.compile(r"VALUES \(\?(\w+)\) \{ \(UNDEF\) \}")
_NOT_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
"""What SPARQL 1.1 (rule IRIREF) does not allow between the brackets of an IRI."""


def scheme_iri(scheme: str) -> URIRef:
    """The IRI of a shipped concept scheme, such as `sector`."""
    return URIRef(SCHEME_BASE + scheme)


def concept_iri(scheme: str, notation: str) -> URIRef:
    """The IRI of one concept of a shipped scheme."""
    return URIRef(f"{SCHEME_BASE}{scheme}/{notation}")


@cache
def core() -> Graph:
    """Classes and properties, as one graph. Shared: read it, never add to it."""
    return _turtle("ecosystem.ttl")


@cache
def earlier() -> dict[str, Graph]:
    """The terms of earlier releases, by version, oldest first. Shared: read it, never add to it."""
    names = [item.name for item in (files(__package__) / "releases").iterdir()]
    versions = sorted((name.removesuffix(".ttl") for name in names if name.endswith(".ttl")), key=_numbers)
    return {version: _turtle(f"releases/{version}.ttl") for version in versions}


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


@cache
def shapes() -> Graph:
    """The SHACL shapes of all files, as one graph. Shared: read it, never add to it."""
    merged = Graph()
    for name in sorted(item.name for item in (files(__package__) / "shapes").iterdir()):
        if name.endswith(".ttl"):
            _turtle(f"shapes/{name}", merged)
    return merged


@cache
def schemes() -> dict[str, Graph]:
    """Each shipped concept scheme by name, in alphabetical order. Shared: read it, never add to it."""
    folder = files(__package__) / "schemes"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".ttl"))
    return {name.removesuffix(".ttl"): _turtle(f"schemes/{name}") for name in names}


@cache
def concepts(scheme: str) -> dict[str, str]:
    """Notation -> English label of one shipped scheme, by notation; KeyError if there is no such scheme."""
    graph = schemes()[scheme]
    pairs = (
        (str(notation), str(graph.value(concept, SKOS.prefLabel)))
        for concept, notation in graph.subject_objects(SKOS.notation)
    )
    return dict(sorted(pairs))


def queries() -> list[str]:
    """The names that `query` knows, in alphabetical order."""
    folder = files(__package__) / "queries"
    return sorted(item.name.removesuffix(".rq") for item in folder.iterdir() if item.name.endswith(".rq"))


@cache
def query_text(name: str) -> str:
    """The text of one shipped question as it stands, runnable on any SPARQL 1.1 server."""
    return (files(__package__) / "queries" / f"{name}.rq").read_text(encoding="utf-8")


def slots(text: str) -> set[str]:
    """The names of the parameters in the text of a question."""
    return set(_SLOT.findall(text))


def query(name: str, **terms: Term | Iterable[Term]) -> str:
    """A shipped question with some of its parameters bound.

    A parameter is a line `VALUES (?name) { (UNDEF) }` of the file; it is replaced by the serialisation of the
    given term, or of each of several. ValueError for a parameter that the file does not have, and for
    a term that is no valid IRI.
    """
    text = query_text(name)
    found = slots(text)
    for parameter in terms:
        if parameter not in found:
            raise ValueError(f"The question {name!r} has no parameter {parameter!r}.")

    def filled(slot: re.Match[str]) -> str:
        if slot[1] not in terms:
            return slot[0]
        rows = " ".join(f"({term})" for term in _serialised(terms[slot[1]]))
        return f"VALUES (?{slot[1]}) {{ {rows} }}"

    return _SLOT.sub(filled, text)


def _serialised(given: Term | Iterable[Term]) -> Iterator[str]:
    for term in [given] if isinstance(given, URIRef | Literal) else list(given):
        for iri in (term, term.datatype) if isinstance(term, Literal) else (term,):
            if isinstance(iri, URIRef) and _NOT_IRI.search(iri):
                raise ValueError(f"{str(iri)!r} is not a valid IRI.")
        yield term.n3()


def _turtle(path: str, graph: Graph | None = None) -> Graph:
    """The statements of a file, added to those of a graph where one is given."""
    text = (files(__package__) / path).read_text(encoding="utf-8")
    return (Graph() if graph is None else graph).parse(data=text, format="turtle")


__all__ = [
    "CV",
    "PREFIXES",
    "SCHEME_BASE",
    "SVE",
    "SVS",
    "Term",
    "concept_iri",
    "concepts",
    "core",
    "earlier",
    "queries",
    "query",
    "query_text",
    "scheme_iri",
    "schemes",
    "shapes",
    "slots",
]
