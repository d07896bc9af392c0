"""The reference as records says what the files say, and where each IRI of ours stands."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

import ontology
from ontology import SVE, reference


def test_every_term_is_there_once_classes_first() -> None:
    found = list(reference.terms().values())
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    stated = {term for kind in kinds for term in ontology.core().subjects(RDF.type, kind)}
    assert {term.iri for term in found} == {term for term in stated if str(term).startswith(str(SVE._NS))}
    assert [term.is_class for term in found] == sorted((term.is_class for term in found), reverse=True)


def test_a_term_has_what_the_file_says_of_it() -> None:
    graph, term = ontology.core(), reference.terms()[SVE.Service]
    assert term.label == str(graph.value(SVE.Service, RDFS.label))
    assert term.definition == str(graph.value(SVE.Service, SKOS.definition))
    assert term.wider == (SVE.Effort,)
    assert SVE.Service in reference.terms()[SVE.Effort].narrower
    assert {match.relation for match in term.matches} >= {"means nearly the same as"}


def test_a_property_that_holds_both_ways_says_so() -> None:
    assert "holds both ways" in reference.terms()[SVE.collaboratesWith].features


def test_terms_are_called_by_their_label_wherever_they_come_from() -> None:
    assert reference.label_of(SVE.Area) == "place"
    assert reference.label_of(ontology.concept_iri("sector", "LG")) == ontology.concepts("sector")["LG"]
    assert reference.label_of(SKOS.prefLabel) == "preferred label"
    assert reference.label_of(URIRef("https://example.org/x")) == "https://example.org/x"


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        ("https://w3id.org/sve/ns", "/ns"),
        ("https://w3id.org/sve/ns#Outcome", "/ns#Outcome"),
        ("https://w3id.org/sve/shapes#Organisation-name", "/shapes#Organisation-name"),
        ("https://w3id.org/sve/scheme/sector", "/scheme/sector"),
        ("https://w3id.org/sve/scheme/sector/LG", "/scheme/sector/LG"),
        ("https://w3id.org/sve/mappings", "/mappings"),
        ("https://w3id.org/sve/shapes/1.0.0", "/shapes/1.0.0"),
        ("https://w3id.org/sve/ns/0.1.0", "/ns/0.1.0"),
        ("https://w3id.org/sve/context.jsonld", "/context.jsonld"),
        ("sector", None),
        ("https://w3id.org/sve/ns#Outcome\nsecond line", None),
        ("https://w3id.org/sve/ns#outcome", None),
        ("https://w3id.org/sve/shapes#none", None),
        ("https://w3id.org/sve/scheme/sector/none", None),
        ("https://w3id.org/sve/scheme/none", None),
        ("https://w3id.org/sve/ns/0.0.1", None),
        ("http://w3id.org/sve/ns", None),
        ("https://w3id.org/svens", None),
        ("", None),
    ],
)
def test_only_what_is_shipped_has_an_address(iri: str, address: str | None) -> None:
    assert reference.local_address(iri) == address


def test_short_names_take_the_longest_prefix_and_keep_odd_iris_whole() -> None:
    assert reference.short(str(SVE.Outcome)) == "sve:Outcome"
    assert reference.short(f"{SVE.Outcome}/x") == f"{SVE.Outcome}/x"
    assert reference.short("urn:x") == "urn:x"
