"""The JSON-LD context gives every term its full name and its kind of value."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from rdflib import ORG, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from ontology import CV, SVE, concept_iri, core

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning:rdflib")
CONTEXT = json.loads((files("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
ITEM = "http://example.org/x"


def expanded(**fields: object) -> Graph:
    return Graph().parse(data=json.dumps({"@context": CONTEXT, "id": ITEM, **fields}), format="json-ld")


def test_a_service_written_with_short_names_becomes_triples() -> None:
    graph = expanded(
        type="Service",
        prefLabel="Youth Hub",
        deliveredBy=[
            {"id": "http://example.org/a", "type": "Organization", "sector": concept_iri("sector", "VC")}
        ],
        serves=concept_iri("group", "BE115"),
        start="2025-04-01",
    )
    item, provider = URIRef(ITEM), URIRef("http://example.org/a")
    assert set(graph) == {
        (item, RDF.type, SVE.Service),
        (item, SKOS.prefLabel, Literal("Youth Hub", lang="en")),
        (item, SVE.deliveredBy, provider),
        (item, SVE.serves, concept_iri("group", "BE115")),
        (item, SVE.start, Literal("2025-04-01", datatype=XSD.date)),
        (provider, RDF.type, ORG.Organization),
        (provider, SVE.sector, concept_iri("sector", "VC")),
    }


def test_amounts_stay_exact() -> None:
    graph = expanded(amount="1200.50", weight="33.4")
    assert graph.value(URIRef(ITEM), SVE.amount) == Literal("1200.50", datatype=XSD.decimal)
    assert graph.value(URIRef(ITEM), CV.weight) == Literal("33.4", datatype=XSD.decimal)


def test_a_measurement_keeps_its_number_exact_and_its_words_plain() -> None:
    graph = expanded(type="Measurement", value="85.5", unit="households", end="2026-03-31")
    item = URIRef(ITEM)
    assert set(graph) == {
        (item, RDF.type, SVE.Measurement),
        (item, SVE.value, Literal("85.5", datatype=XSD.decimal)),
        (item, SVE.unit, Literal("households")),
        (item, SVE.end, Literal("2026-03-31", datatype=XSD.date)),
    }


def test_what_came_of_an_adoption_is_a_text_in_english() -> None:
    graph = expanded(type="Adoption", result="Half as many missed appointments")
    assert graph.value(URIRef(ITEM), SVE.result) == Literal("Half as many missed appointments", lang="en")


def test_a_misspelt_field_is_not_made_a_term() -> None:
    assert len(expanded(delivredBy="http://example.org/a")) == 0


def test_every_term_is_in_the_context_with_its_kind_of_value() -> None:
    for term in set(core().subjects(RDFS.isDefinedBy, None)):
        name = str(term).removeprefix(str(SVE._NS))
        entry = CONTEXT[name]
        iri = entry["@id"] if isinstance(entry, dict) else entry
        assert iri == f"sve:{name}"
        if (term, RDF.type, OWL.ObjectProperty) in core():
            assert entry["@type"] == "@id", name
        value = core().value(term, RDFS.range)
        if (term, RDF.type, OWL.DatatypeProperty) in core() and value not in (None, XSD.string):
            assert entry["@type"] == str(value).replace(str(XSD._NS), "xsd:"), name
