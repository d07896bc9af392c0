"""The reasoners of others see what is wrong, and agree with our own rules on what is right."""

from __future__ import annotations

import pytest
from rdflib import RDF, Graph

from ecosystem.checks.reasoners import lacking, rl_closure, rl_errors, verdict
from ecosystem.checks.reasoning import (
    FEW,
    HERMIT,
    MANY,
    PLACE,
    Looked,
    axioms,
    by_hermit,
    by_owlrl,
    differences,
    examples,
    few_parts,
    parts,
    quick_figures,
)
from ecosystem.checks.samples import apart

PREFIXES = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sve: <https://w3id.org/sve/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
needs_hermit = pytest.mark.skipif(lacking() is not None, reason=str(lacking()))


def graph(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def test_owl_rl_finds_the_contradiction_in_a_measurement_dated_like_an_activity() -> None:
    record = graph(
        '<http://example.org/m> a sve:Measurement ; prov:startedAtTime "2025-01-01T00:00:00"^^xsd:dateTime ;'
        " prov:wasGeneratedBy <http://example.org/run> ."
    )
    closed = rl_closure(axioms(), record)
    assert list(rl_errors(closed))
    assert list(differences(record, closed)) == []


def test_a_class_that_only_one_of_two_readers_finds_is_reported() -> None:
    record = graph("<http://example.org/e> a sve:Service .")
    closed = graph("<http://example.org/e> a sve:Service, sve:Effort, sve:Journey .")
    (found,) = differences(record, closed)
    assert "sve/ns#Journey" in found


@pytest.mark.slow
@needs_hermit
def test_hermit_finds_a_class_that_nothing_can_be_in() -> None:
    assert verdict(axioms(), Graph()).impossible == ()
    added = graph("sve:Muddle a owl:Class ; rdfs:subClassOf sve:Effort, sve:Outcome .")
    assert verdict(axioms(), added).impossible == ("https://w3id.org/sve/ns#Muddle",)


@pytest.mark.slow
@needs_hermit
def test_hermit_finds_a_thing_that_cannot_be() -> None:
    assert not verdict(axioms(), graph("<http://example.org/x> a sve:Effort, sve:Outcome .")).consistent


@pytest.fixture(scope="module")
def data() -> dict[str, Graph]:
    """Every example by name."""
    return dict(examples())


@pytest.mark.slow
def test_owl_rl_is_given_every_triple_of_every_example(data: dict[str, Graph]) -> None:
    looked = parts(data)
    given = {triple for part in looked.parts for triple in part}
    small = apart(example for name, example in data.items() if name != PLACE)
    assert set(data[PLACE]) <= given
    assert all(set(example) <= given for example in small)
    assert f"All {len(small)} small examples" in looked.words
    assert f"{len(data[PLACE]):,} triples" in looked.words


@pytest.mark.slow
def test_a_short_answer_has_one_thing_of_each_class_of_the_place_and_says_how_little_that_is(
    data: dict[str, Graph],
) -> None:
    looked = few_parts(data)
    classes = set(data[PLACE].objects(None, RDF.type))
    assert classes <= set(looked.parts[-1].objects(None, RDF.type))
    assert f"{FEW} of {len(data) - 1} small examples" in looked.words
    assert f"of {len(data[PLACE]):,} triples of the example place" in looked.words


@pytest.mark.slow
def test_nothing_unwanted_follows_and_a_short_answer_says_that_hermit_was_left_out() -> None:
    found = quick_figures(lambda _step: None)
    assert [figure.details for figure in found if figure.holds is False] == []
    assert [(figure.name, figure.value, figure.note) for figure in found if figure.holds is None] == [
        (HERMIT, "", "Left out by --quick.")
    ]


@pytest.mark.slow
@needs_hermit
def test_hermit_finds_no_contradiction_and_says_what_it_looked_at(data: dict[str, Graph]) -> None:
    figure = by_hermit(data, lambda _step: None)
    assert (figure.holds, figure.details) == (True, ())
    assert f"{MANY} of {len(data) - 1} small examples" in figure.note
    assert f"of {len(data[PLACE]):,} triples of the example place" in figure.note


def test_a_contradiction_in_any_part_is_reported() -> None:
    wrong = graph("<http://example.org/x> a sve:Effort, sve:Outcome .")
    right = graph("<http://example.org/e> a sve:Service .")
    figure = by_owlrl(Looked([right, wrong], "Two parts."), lambda _step: None)
    assert (figure.holds, figure.note) == (False, "Two parts.")


def test_things_of_two_examples_with_one_name_stay_apart() -> None:
    one, other = apart(
        [graph("<http://example.org/x> a sve:Effort ."), graph("<http://example.org/x> a sve:Area .")]
    )
    assert not set(one.subjects()) & set(other.subjects())
