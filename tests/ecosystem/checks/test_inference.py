"""What must not follow is seen when it does, and what may follow is not taken amiss."""

from __future__ import annotations

import pytest
from rdflib import OWL, PROV, RDF, SKOS, Graph, URIRef

from ecosystem.checks.inference import contradictions, gained, merged, model, not_read, types
from ecosystem.checks.reasoning import ALLOWED, LEFT, axioms, the_model
from ontology import SVE

HEAD = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sve: <https://w3id.org/sve/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://example.org/> .
"""
ORGANISATION = URIRef("http://www.w3.org/ns/org#Organization")


def data(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


def test_a_measurement_dated_like_an_activity_of_prov_is_a_contradiction() -> None:
    record = data(
        ':m a sve:Measurement ; prov:startedAtTime "2025-01-01T00:00:00"^^xsd:dateTime ; prov:wasGeneratedBy :run .'
    )
    (found,) = contradictions(record, the_model())
    assert "both prov:Activity and prov:Entity" in found
    assert "prov:startedAtTime" in found


@pytest.mark.parametrize(
    ("text", "thing", "wanted"),
    [
        (":c a sve:Collaboration ; org:classification :k .", "c", "org:Organization"),
        (":m a sve:Measurement ; prov:used :data .", "m", "prov:Activity"),
        (":o a org:Organization ; skos:broader :p .", "o", "skos:Concept"),
        (":p a sve:Participation ; org:organization :o . :o a org:Organization .", "p", "org:Membership"),
        (":o a sve:Objective . :c a sve:Commitment ; sve:organisation :o .", "o", "org:Organization"),
    ],
)
def test_a_class_that_sneaks_in_is_named_with_the_statement_that_brings_it(
    text: str, thing: str, wanted: str
) -> None:
    found = list(gained(data(text), the_model(), ALLOWED))
    assert any(f"{thing} would become {wanted}, because" in line for line in found), found


def test_a_partnership_that_is_an_organisation_may_have_a_classification() -> None:
    record = data(":c a sve:Collaboration, org:OrganizationalCollaboration ; org:classification :k .")
    assert list(gained(record, the_model(), ALLOWED)) == []
    assert list(contradictions(record, the_model())) == []


def test_what_comes_from_a_row_may_be_an_entity_and_nothing_else() -> None:
    record = data(":o a org:Organization ; prov:wasDerivedFrom :row . :row a sve:SourceRecord .")
    assert list(gained(record, the_model(), ALLOWED)) == []
    assert PROV.Entity in types(record, the_model())[URIRef("http://example.org/o")]
    run = data(":r a sve:AnalysisRun ; prov:wasDerivedFrom :row .")
    assert "both prov:Activity and prov:Entity" in next(iter(contradictions(run, the_model())))


def test_things_of_two_families_are_a_contradiction() -> None:
    record = data(":x a sve:Programme, sve:SharedOutcome .")
    assert any("both sve:Effort and sve:Outcome" in found for found in contradictions(record, the_model()))


def test_a_branch_with_the_number_of_its_parent_would_be_merged_with_it() -> None:
    record = data(
        ':a a org:Organization ; sve:orgId "GB-CHC-1" . :b a org:Organization ; sve:orgId "GB-CHC-1" .'
    )
    (found,) = merged(record, the_model())
    assert "would be one thing" in found
    claimed = data(':a sve:claimedOrgId "GB-CHC-1" . :b sve:claimedOrgId "GB-CHC-1" .')
    assert list(merged(claimed, the_model())) == []


def test_values_and_things_are_not_mixed_up() -> None:
    wrong = data(':e sve:deliveredBy "the council" . :s sve:amount "12"^^xsd:string . :t sve:amount :much .')
    found = list(contradictions(wrong, the_model()))
    assert len(found) == 3
    assert list(contradictions(data(":s sve:amount 12 . :t sve:amount 12.5 ."), the_model())) == []


def test_all_that_the_axioms_use_is_read_here_or_left_to_the_reasoners() -> None:
    assert not_read(axioms()) == LEFT


def test_inverse_symmetric_and_equivalent_properties_bring_classes_to_both_ends() -> None:
    told = model(
        data(
            """
            @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            :Park a owl:Class . :Keeper a owl:Class .
            :keeps a owl:ObjectProperty ; rdfs:domain :Keeper ; rdfs:range :Park ; owl:inverseOf :keptBy .
            :keptBy a owl:ObjectProperty . :looksAfter a owl:ObjectProperty ; owl:equivalentProperty :keeps .
            :borders a owl:ObjectProperty, owl:SymmetricProperty ; rdfs:domain :Park .
            """
        )
    )
    found = types(data(":vale :keptBy :kim . :kim :looksAfter :down . :down :borders :moor ."), told)
    assert {
        str(thing).removeprefix("http://example.org/"): {str(name)[-6:] for name in found[thing]}
        for thing in found
    } == {
        "vale": {"g/Park"},
        "kim": {"Keeper"},
        "down": {"g/Park"},
        "moor": {"g/Park"},
    }


def test_nothing_is_never_a_class_of_anything() -> None:
    record = data(":x a <http://www.w3.org/2002/07/owl#Nothing> .")
    assert OWL.Nothing in types(record, the_model())[URIRef("http://example.org/x")]
    assert list(contradictions(record, the_model()))


def test_the_model_knows_our_hierarchy_and_that_of_others() -> None:
    above = the_model().above
    assert SVE.Effort in above[SVE.Service]
    assert SKOS.Concept in above[SVE.LifeEvent]
    assert URIRef("http://xmlns.com/foaf/0.1/Agent") in above[ORGANISATION]
    assert RDF.type not in above
