"""What we use of the vocabularies of others exists there, under that very name, and nothing of their prose is here."""

from __future__ import annotations

from functools import cache

import pytest
from rdflib import (
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    VANN,
    XSD,
    BNode,
    Graph,
    Literal,
    URIRef,
)
from rdflib.namespace import DefinedNamespaceMeta

from ontology import CV, SVE
from ontology.external import external_axioms, mappings, terms, vocabularies
from ontology.lints.sources import Source, shipped

BUNDLED: dict[str, DefinedNamespaceMeta] = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "qb": QB,
    "schema": SDO,
    "skos": SKOS,
    "vann": VANN,
}
"""Vocabularies that rdflib ships: it is asked whether a term exists."""

COMPARED = {"bibo", "cids", "cpsv", "cv", "epo", "pav", "sssom"}
"""Vocabularies that rdflib does not ship: their terms were looked up at the source that the extract names."""

NEWER = {URIRef("http://www.w3.org/ns/dcat#version")}
"""Of DCAT 3, where rdflib has DCAT 2; looked up at the source that the extract names."""

LANGUAGES: tuple[DefinedNamespaceMeta, ...] = (OWL, RDF, RDFS, SH, XSD)
RELATIONS = (
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
    RDFS.seeAlso,
)
DOCUMENTS = {
    URIRef("https://creativecommons.org/licenses/by/4.0/"),
    URIRef("https://www.gao.gov/products/gao-15-49sp"),
}
OWN = {SVE[name] for name in SVE.__annotations__ if not name.startswith("_")}


@cache
def every_file() -> list[Source]:
    return shipped()


def files_of_ours() -> list[Source]:
    return [source for source in every_file() if not source.name.startswith("external/")]


def listed(graph: Graph) -> set[URIRef]:
    return {term for term in graph.subjects(RDFS.isDefinedBy) if isinstance(term, URIRef)}


def exists_in(language: DefinedNamespaceMeta, term: str) -> bool:
    return term in language


def meant_for_readers(source: Source) -> bool:
    """Is it our own writing, rather than an example with data of others in it?"""
    single = source.name in {"ecosystem.ttl", "mappings.ttl", "context.jsonld"}
    return (
        single
        or (source.name.startswith("shapes/") and source.name.endswith(".ttl"))
        or source.name.endswith(".rq")
    )


@pytest.mark.parametrize("prefix", sorted(BUNDLED))
def test_a_bundled_vocabulary_has_every_term_of_its_extract(prefix: str) -> None:
    found = listed(vocabularies()[prefix])
    assert found
    assert {term for term in found if term not in BUNDLED[prefix]} <= NEWER


def test_every_other_extract_is_one_that_was_compared_with_its_source() -> None:
    assert set(vocabularies()) - set(BUNDLED) == COMPARED


@pytest.mark.parametrize("prefix", sorted(vocabularies()))
def test_an_extract_says_where_it_is_from_and_of_when(prefix: str) -> None:
    graph = vocabularies()[prefix]
    (vocabulary,) = set(graph.objects(None, RDFS.isDefinedBy))
    assert graph.value(vocabulary, DCTERMS.title)
    assert isinstance(graph.value(vocabulary, DCTERMS.source), URIRef)
    dated = graph.value(vocabulary, DCTERMS.date)
    assert isinstance(dated, Literal)
    assert dated.datatype == XSD.date


@pytest.mark.parametrize("prefix", sorted(vocabularies()))
def test_an_extract_holds_names_and_no_prose(prefix: str) -> None:
    graph = vocabularies()[prefix]
    space = dict(graph.namespaces())[prefix]
    for term in listed(graph):
        assert term.startswith(space)
        assert set(graph.predicates(term)) <= {RDF.type, RDFS.label, RDFS.isDefinedBy}
        (label,) = graph.objects(term, RDFS.label)
        assert isinstance(label, Literal)
        assert (label.language, len(label) < 40) == ("en", True)


def test_every_term_of_others_in_our_files_is_in_an_extract() -> None:
    vocabulary_names = set(terms().objects(None, RDFS.isDefinedBy))
    known = listed(terms()) | vocabulary_names | DOCUMENTS
    written = [source for source in files_of_ours() if meant_for_readers(source)]
    assert len(written) > 50
    assert {source.name: found for source in written if (found := foreign(source) - known)} == {}


def foreign(source: Source) -> set[URIRef]:
    """The IRIs of a file that are neither ours nor an example's, nor of a language, nor a namespace."""
    spaces = {iri for _, iri in source.prefixes} | {str(language._NS) for language in LANGUAGES}
    return {
        term
        for term in source.terms
        if not str(term).startswith(("https://w3id.org/sve", "http://example.org/"))
        and str(term) not in spaces
        and not any(exists_in(language, term) for language in LANGUAGES)
    }


def test_no_file_uses_the_twin_of_a_namespace() -> None:
    spaces = {str(iri) for graph in vocabularies().values() for _, iri in graph.namespaces() if len(iri) > 12}
    twins = {other for space in spaces if (other := twin(space)) not in spaces}
    assert {"http://schema.org/", "http://ontology.commonapproach.org/cids#"} <= twins
    for source in every_file():
        written = {str(term) for term in source.terms} | {iri for _, iri in source.prefixes}
        assert [iri for iri in written if any(iri.startswith(space) for space in twins)] == [], source.name


def twin(space: str) -> str:
    return "https://" + space[7:] if space.startswith("http://") else "http://" + space[8:]


def test_org_is_the_organisation_ontology_of_w3c_in_every_file() -> None:
    bound = {(item.name, iri) for item in every_file() for prefix, iri in item.prefixes if prefix == "org"}
    assert {iri for _, iri in bound} == {str(ORG._NS)}
    assert len(bound) > 3


def test_every_own_term_is_mapped_or_said_to_be_coined() -> None:
    mapped = {term for relation in RELATIONS for term in mappings().subjects(relation)}
    coined = list(mappings().objects(None, SKOS.member))
    assert len(coined) == len(set(coined))
    assert mapped & set(coined) == set()
    assert mapped | set(coined) == OWN


def test_every_collection_of_coined_terms_gives_the_reason() -> None:
    collections = set(mappings().subjects(RDF.type, SKOS.Collection))
    assert collections == set(mappings().subjects(SKOS.member))
    for collection in collections:
        assert mappings().value(collection, SKOS.prefLabel)
        assert str(mappings().value(collection, SKOS.editorialNote)).startswith("Coined: ")


def test_a_mapping_leads_to_a_term_whose_name_we_ship() -> None:
    theirs = {term for relation in RELATIONS for term in mappings().objects(None, relation)}
    assert len(theirs) > 40
    assert theirs - listed(terms()) == {RDF.Statement}


def test_a_term_under_one_of_others_is_mapped_to_it() -> None:
    ours = next(source.graph for source in files_of_ours() if source.name == "ecosystem.ttl")
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term, parent in ours.subject_objects(relation):
            if parent not in OWN and parent != SKOS.Concept:
                assert (term, SKOS.broadMatch, parent) in mappings(), term


def test_the_terms_python_names_are_in_the_extract() -> None:
    used = {CV[name] for name in CV.__annotations__ if not name.startswith("_")}
    assert used <= listed(vocabularies()["cv"])


@pytest.mark.parametrize("vocabulary", ["org", "prov", "skos"])
def test_every_term_used_has_its_axioms(vocabulary: str) -> None:
    assert {
        term for term in listed(vocabularies()[vocabulary]) if (term, None, None) not in external_axioms()
    } == set()


def test_axioms_are_about_terms_that_exist_and_hold_no_prose() -> None:
    named = {node for triple in external_axioms() for node in triple if not isinstance(node, BNode)}
    assert all(isinstance(node, URIRef) for node in named)
    known = (*LANGUAGES, *BUNDLED.values())
    time = URIRef("http://www.w3.org/2006/time#Interval")
    assert {str(node) for node in named if not any(exists_in(space, str(node)) for space in known)} == {
        str(time)
    }


@pytest.mark.parametrize(
    "axiom",
    [
        (PROV.Activity, OWL.disjointWith, PROV.Entity),
        (PROV.startedAtTime, RDFS.domain, PROV.Activity),
        (PROV.wasGeneratedBy, RDFS.domain, PROV.Entity),
        (ORG.OrganizationalCollaboration, RDFS.subClassOf, ORG.Organization),
        (ORG.identifier, RDFS.domain, ORG.Organization),
        (SKOS.ConceptScheme, OWL.disjointWith, SKOS.Concept),
        (SKOS.semanticRelation, RDFS.range, SKOS.Concept),
    ],
)
def test_the_axioms_that_bite_are_there(axiom: tuple[URIRef, URIRef, URIRef]) -> None:
    assert axiom in external_axioms()
