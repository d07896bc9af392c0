"""Records become triples, each traceable to the cell that said it, and nothing is said twice or lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from rdflib import ORG, PROV, RDF, SKOS, Graph, Literal, URIRef

from ecosystem.identifiers import Naming, statement_iri
from ecosystem.provenance import provenance
from ecosystem.records import Cell, ConceptRef, Fact, Origin, Record, Ref
from ecosystem.triples import ntriples, statements
from ontology import SVE, concept_iri

NAMING = Naming("http://map.example", "d")
COUNCIL = Record(
    "organisation",
    ("council",),
    (Fact("name", "Wexcombe Council", "Name"), Fact("sector", ConceptRef("sector", "LG"), "Sector")),
    Origin("Organisations.csv", "", 2),
)
SERVICE = Record(
    "service",
    ("s1",),
    (
        Fact("name", "Warm homes", "Name"),
        Fact("delivered_by", Ref("organisation", ("council",)), "Delivered by"),
        Fact("start", date(2026, 4, 1), "Start"),
    ),
    Origin("Activities.csv", "", 5),
)
OUTCOME = Record("shared-outcome", ("o1",), (Fact("name", "Warmer", "Name"),), Origin("Outcomes.csv", "", 3))
TARGETS = Record(
    "service",
    ("s1",),
    (Fact("outcomes", Ref("outcome", ("o1",)), "Outcome"),),
    Origin("targets.csv", "", 9),
    partial=True,
)
STEP = Record(
    "journey-step",
    ("j", "1"),
    (Fact("journey", Ref("journey", ("j",)), "Journey"), Fact("position", 1, "Step")),
    Origin("Journeys.csv", "", 2),
)
JOURNEY = Record("journey", ("j",), (Fact("name", "Leaving care", "Journey"),), Origin("Journeys.csv", "", 2))
ALL = (COUNCIL, SERVICE, OUTCOME, TARGETS, JOURNEY, STEP)


def everything(records: tuple[Record, ...]) -> Graph:
    found = list(statements(records, NAMING))
    text = b"".join(ntriples([item.triple for item in found]))
    return Graph().parse(data=text + b"".join(ntriples(provenance(records, NAMING, found))), format="nt")


def test_a_record_says_its_class_and_its_fields() -> None:
    graph = everything(ALL)
    council = URIRef("http://map.example/id/organisation/d.council")
    assert (council, RDF.type, ORG.Organization) in graph
    assert (council, SVE.sector, concept_iri("sector", "LG")) in graph
    assert (council, SKOS.prefLabel, Literal("Wexcombe Council", lang="en")) in graph


def test_a_step_is_written_on_its_journey() -> None:
    graph = everything(ALL)
    journey = URIRef("http://map.example/id/journey/d.j")
    assert (journey, SVE.hasStep, URIRef("http://map.example/id/journey-step/d.j~1")) in graph


def test_a_fact_of_the_first_row_is_found_by_row_and_column() -> None:
    cells = {item.triple: item.cell for item in statements(ALL, NAMING)}
    service = URIRef("http://map.example/id/service/d.s1")
    council = URIRef("http://map.example/id/organisation/d.council")
    assert cells[(service, SVE.deliveredBy, council)] == Cell("Activities.csv", "", 5, "Delivered by")


def test_a_fact_that_another_row_adds_has_a_qualifier_of_its_own() -> None:
    graph = everything(ALL)
    service, outcome = (URIRef(f"http://map.example/id/{x}") for x in ("service/d.s1", "shared-outcome/d.o1"))
    node = statement_iri("http://map.example", service, SVE.targetsOutcome, outcome)
    (row,) = graph.objects(node, PROV.wasDerivedFrom)
    assert graph.value(row, SVE.row) == Literal(9)
    assert graph.value(node, SVE.column) == Literal("Outcome")


def test_saying_a_thing_in_two_rows_says_it_once() -> None:
    again = Record(COUNCIL.kind, COUNCIL.key, COUNCIL.facts, Origin("Organisations.csv", "", 3))
    once = [item.triple for item in statements((COUNCIL,), NAMING)]
    assert [item.triple for item in statements((COUNCIL, again), NAMING)] == once


def test_every_row_is_the_source_of_what_it_speaks_of() -> None:
    graph = everything(ALL)
    rows = {int(str(value)) for value in graph.objects(None, SVE.row)}
    assert rows == {2, 3, 5, 9}
    derived = set(graph.subjects(PROV.wasDerivedFrom, None))
    assert URIRef("http://map.example/id/service/d.s1") in derived


@given(st.text(st.characters(exclude_categories=("Cs",))), st.decimals(allow_nan=False, allow_infinity=False))
def test_any_text_and_any_number_survive_the_way_into_the_store(text: str, number: Decimal) -> None:
    spend = Record(
        "spend",
        ("x",),
        (Fact("name", text, "T"), Fact("currency", text, "C"), Fact("amount", number, "A")),
        Origin("Money.csv", "", 2),
    )
    written = b"".join(ntriples(item.triple for item in statements((spend,), NAMING)))
    store = ox.Store()
    store.load(written, ox.RdfFormat.N_TRIPLES)
    values = {quad.predicate.value: quad.object.value for quad in store}
    assert values[str(SKOS.prefLabel)] == text
    assert values[str(SVE.currency)] == text
