"""The shipped lists are whole: every entry has one notation, one name, an explanation and its place."""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, OWL, RDF, SKOS, URIRef

import ontology
from ecosystem.findings import KINDS_OF_FINDING
from ontology import SVE, concept_iri, concepts, scheme_iri, schemes

NEEDED = {
    "activity-kind", "collaboration-stage", "criterion-kind", "finding-kind", "group", "life-event",
    "org-type", "review-status", "role", "sector", "spend-status", "weight-basis",
}  # fmt: skip
ENTRIES = [
    (name, str(notation))
    for name, graph in schemes().items()
    for notation in graph.objects(None, SKOS.notation)
]
OF_A_CLASS = {"activity-kind": SVE.ActivityKind, "group": SVE.BeneficiaryGroup, "life-event": SVE.LifeEvent}


def test_the_lists_that_records_need_are_there() -> None:
    assert set(schemes()) >= NEEDED


@pytest.mark.parametrize("name", schemes())
def test_a_list_says_its_title_source_licence_and_version(name: str) -> None:
    graph, scheme = schemes()[name], scheme_iri(name)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.source, DCTERMS.license, OWL.versionInfo):
        assert graph.value(scheme, predicate) is not None, predicate


@pytest.mark.parametrize("name", schemes())
def test_notations_and_names_are_used_once(name: str) -> None:
    graph = schemes()[name]
    count = len(set(graph.subjects(RDF.type, SKOS.Concept)))
    assert count == len(set(graph.objects(None, SKOS.notation)))
    assert count == len({str(label).casefold() for label in graph.objects(None, SKOS.prefLabel)})
    assert count == len(concepts(name))


@pytest.mark.parametrize(("name", "notation"), ENTRIES)
def test_an_entry_has_a_name_an_explanation_and_a_place(name: str, notation: str) -> None:
    graph, concept, scheme = schemes()[name], concept_iri(name, notation), scheme_iri(name)
    assert (concept, RDF.type, SKOS.Concept) in graph
    assert [label.language for label in graph.objects(concept, SKOS.prefLabel)] == ["en"]
    assert [text.language for text in graph.objects(concept, SKOS.definition)] == ["en"]
    assert len(list(graph.objects(concept, SKOS.notation))) == 1
    assert list(graph.objects(concept, SKOS.inScheme)) == [scheme]
    on_top = (concept, SKOS.topConceptOf, scheme) in graph
    assert on_top == ((scheme, SKOS.hasTopConcept, concept) in graph)
    wider = list(graph.objects(concept, SKOS.broader))
    assert on_top == (not wider)
    assert all((wide, SKOS.inScheme, scheme) in graph for wide in wider)


@pytest.mark.parametrize(("name", "kind"), OF_A_CLASS.items())
def test_entries_that_records_may_point_at_are_of_their_class(name: str, kind: URIRef) -> None:
    graph = schemes()[name]
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == set(graph.subjects(RDF.type, kind))


def test_the_kinds_of_finding_have_the_names_that_outside_tools_rely_on() -> None:
    fixed = {
        "possible-duplication", "overlap-other-people", "complementary", "replicate-elsewhere",
        "aligned-only", "shared-capability", "cannot-tell-yet", "same-record", "related-by-design",
    }  # fmt: skip
    assert set(concepts("finding-kind")) >= fixed | set(KINDS_OF_FINDING)


def test_life_events_of_the_european_list_keep_their_code_and_its_address() -> None:
    graph = ontology.schemes()["life-event"]
    matched = dict(graph.subject_objects(SKOS.exactMatch))
    assert len(matched) == 13
    assert all(
        str(theirs) == f"http://data.europa.eu/ox8/life-event/{graph.value(ours, SKOS.notation)}"
        for ours, theirs in matched.items()
    )


def test_codes_of_the_charity_tags_are_credited() -> None:
    scheme = scheme_iri("group")
    assert "UK-CAT" in str(schemes()["group"].value(scheme, DCTERMS.description))
    assert "BE108" in concepts("group")
