"""The shipped lists are whole: every entry has one notation, one name, an explanation and its place."""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, OWL, RDF, SKOS, URIRef

import ontology
from ecosystem.findings import KINDS_OF_FINDING
from ontology import SVE, concept_iri, concepts, scheme_iri, schemes

NEEDED = {
    "activity-kind", "alignment-basis", "availability", "capability", "collaboration-stage", "criterion-kind",
    "direction", "evidence-level", "finding-kind", "group", "life-event", "life-stage", "measurement-kind",
    "org-type", "position-status", "review-status", "role", "sector", "spend-status", "stance", "svm-2020",
    "svm-2025", "weight-basis",
}  # fmt: skip
SMALL = {
    "alignment-basis": "asserted computed",
    "availability": "own local regional national international",
    "collaboration-stage": "aware sharing-information coordinating joint-planning pooled-budget joint-delivery "
    "shared-governance",
    "criterion-kind": "SV SVE SVC SVN PR WC QU DT RK CO IN LP OT",
    "direction": "increase decrease maintain",
    "evidence-level": "claim document monitoring evaluation controlled-study",
    "life-stage": "PB EY CH YP YA AD OA EL AL",
    "measurement-kind": "actual baseline counterfactual estimate",
    "position-status": "draft agreed submitted answered withdrawn",
    "sector": "LG CB HL CG DG JU ED HO VC SE FN PR UT RG IN NK",
    "spend-status": "planned committed paid",
    "stance": "supports opposes neutral",
    "svm-2020": "T1 T2 T3 T4 T5 O1 O2 O3 O4 O5 O6 O7 O8",
    "svm-2025": "M1 M2 M3 M4 M5 O1 O2",
}
"""Notations that records and questions rely on."""
ENTRIES = [
    (name, str(notation))
    for name, graph in schemes().items()
    for notation in graph.objects(None, SKOS.notation)
]
OF_A_CLASS = {
    "activity-kind": SVE.ActivityKind,
    "capability": SVE.Capability,
    "group": SVE.BeneficiaryGroup,
    "life-event": SVE.LifeEvent,
    "life-stage": SVE.LifeStage,
    "svm-2020": SVE.Theme,
    "svm-2025": SVE.Theme,
}
MODELS = ("svm-2020", "svm-2025")


def test_the_lists_that_records_need_are_there() -> None:
    assert set(schemes()) >= NEEDED


@pytest.mark.parametrize(("name", "notations"), SMALL.items())
def test_a_list_has_exactly_the_notations_that_others_rely_on(name: str, notations: str) -> None:
    assert sorted(concepts(name)) == sorted(notations.split())


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
    assert (
        concept_iri("group", "BE108"),
        DCTERMS.source,
        URIRef("https://github.com/charity-classification/ukcat"),
    ) in schemes()["group"]


def test_links_to_lists_of_others_are_only_those_that_were_checked() -> None:
    theirs = {
        str(value)
        for graph in schemes().values()
        for link in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)
        for value in graph.objects(None, link)
    }
    other = {iri for iri in theirs if not iri.startswith("http://data.europa.eu/ox8/life-event/")}
    assert other == {"http://id.esd.org.uk/service/242"}


@pytest.mark.parametrize("name", MODELS)
def test_each_title_of_a_social_value_model_was_seen_on_two_pages(name: str) -> None:
    graph = schemes()[name]
    for concept in graph.subjects(RDF.type, SVE.Theme):
        hosts = {str(page).split("/")[2] for page in graph.objects(concept, DCTERMS.source)}
        assert len(hosts) >= 2, concept


def test_the_two_social_value_models_are_dated_and_one_follows_the_other() -> None:
    old, new = (schemes()[name] for name in MODELS)
    old_scheme, new_scheme = (scheme_iri(name) for name in MODELS)
    assert str(old.value(old_scheme, DCTERMS.issued)) < str(new.value(new_scheme, DCTERMS.issued))
    assert old.value(old_scheme, DCTERMS.isReplacedBy) == new_scheme
    assert new.value(new_scheme, DCTERMS.replaces) == old_scheme


def test_what_two_models_share_is_said_on_both_sides() -> None:
    old, new = (schemes()[name] for name in MODELS)
    there = set(old.subject_objects(SKOS.relatedMatch))
    assert there
    assert there == {(other, one) for one, other in new.subject_objects(SKOS.relatedMatch)}
    assert all((other, RDF.type, SKOS.Concept) in new for _, other in there)


def test_titles_that_could_not_be_checked_are_listed_as_missing() -> None:
    notes = {str(note) for note in schemes()["svm-2025"].objects(scheme_iri("svm-2025"), SKOS.editorialNote)}
    assert {f"missing: title of outcome {number}" for number in range(3, 9)} <= notes
    assert not {f"O{number}" for number in range(3, 9)} & set(concepts("svm-2025"))


def test_lists_have_the_version_of_the_ontology_they_come_with() -> None:
    shipped = {str(graph.value(scheme_iri(name), OWL.versionInfo)) for name, graph in schemes().items()}
    assert shipped == {str(ontology.core().value(URIRef("https://w3id.org/sve/ns"), OWL.versionInfo))}
