"""The reasoners of others see what is wrong, and agree with our own rules on what is right."""

from __future__ import annotations

import pytest
from rdflib import Graph

from ecosystem.checks.reasoners import lacking, rl_closure, rl_errors, verdict
from ecosystem.checks.reasoning import axioms, differences, figures, quick_figures, sample

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
    assert verdict(axioms(), sample()).consistent
    assert not verdict(axioms(), graph("<http://example.org/x> a sve:Effort, sve:Outcome .")).consistent


@pytest.mark.slow
def test_nothing_unwanted_follows_from_any_example() -> None:
    found = figures(lambda _step: None)
    assert [figure.details for figure in found if figure.holds is False] == []
    assert [figure.name for figure in found if figure.holds is None] == (
        [] if lacking() is None else ["contradictions by HermiT"]
    )


@pytest.mark.slow
def test_a_short_answer_says_that_hermit_was_left_out() -> None:
    *_, last = quick_figures(lambda _step: None)
    assert (last.holds, last.value, last.note) == (None, "", "Left out by --quick.")
