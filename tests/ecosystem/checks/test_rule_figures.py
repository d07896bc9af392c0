"""Shapes without words, classes without shapes and properties without rules are seen."""

from __future__ import annotations

import pytest
from rdflib import Graph

from ecosystem.checks.mutants import rules
from ecosystem.checks.rules import classes_without_shape, figures, missing, properties_without_rule
from ontology import SVS

PREFIXES = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix sve: <https://w3id.org/sve/ns#> .
@prefix svs: <https://w3id.org/sve/shapes#> .
"""
TERMS = """
sve:Park a owl:Class . sve:Wood a owl:Class ; rdfs:subClassOf sve:Park . sve:Keeper a owl:Class .
sve:trees a owl:DatatypeProperty . sve:first a owl:ObjectProperty . sve:last a owl:ObjectProperty .
sve:inside a owl:ObjectProperty . sve:asked a owl:ObjectProperty . sve:derived a owl:ObjectProperty .
sve:free a owl:ObjectProperty .
"""
SHAPES = """
svs:Park a sh:NodeShape ; sh:targetClass sve:Park ; sh:property [ sh:path sve:trees ; sh:minCount 1 ] ,
    [ sh:path ( sve:first [ sh:inversePath sve:inside ] ) ; sh:minCount 1 ] .
svs:Value-last sh:targetObjectsOf sve:last .
svs:Circle sh:sparql [ sh:select "SELECT $this WHERE { $this sve:asked $this }" ] .
sve:derived svs:noRule "It is worked out, never typed in."@en .
"""


def graph(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def test_a_class_needs_a_shape_of_its_own_or_of_a_wider_class() -> None:
    assert list(classes_without_shape(graph(TERMS), graph(SHAPES))) == ["sve:Keeper has no shape."]


def test_a_property_needs_a_rule_or_a_reason() -> None:
    found = list(properties_without_rule(graph(TERMS), graph(SHAPES)))
    assert found == ["sve:free has no rule, and no svs:noRule that says why."]


@pytest.mark.parametrize(
    ("gone", "lacks"),
    [
        ('sh:message "No name.\\nGive one."@en ;', ["an English message", "what to do"]),
        ("\\nGive one.", ["what to do"]),
        ('svs:column "Name" ;', ["a column"]),
        ("sh:severity sh:Violation ;", ["a severity"]),
        ("sh:order 1 ;", ["an order"]),
        ('sh:name "name"@en ;', ["a name"]),
        ("@en ;\n", ["an English message"]),
    ],
)
def test_a_rule_that_does_not_say_all_is_named_with_what_it_lacks(gone: str, lacks: list[str]) -> None:
    text = (
        'svs:Park-name sh:name "name"@en ; sh:message "No name.\\nGive one."@en ;\n svs:column "Name" ;'
        " sh:severity sh:Violation ; sh:order 1 ; sh:minCount 1 ."
    )
    assert missing(graph(text), SVS["Park-name"]) == []
    assert gone in text
    replaced = ";\n" if gone == "@en ;\n" else ""
    assert missing(graph(text.replace(gone, replaced, 1)), SVS["Park-name"]) == lacks


def test_rules_are_the_shapes_with_a_column() -> None:
    assert rules(graph('svs:b svs:column "B" . svs:a svs:column "A" . svs:c sh:minCount 1 .')) == [
        SVS["a"],
        SVS["b"],
    ]


@pytest.mark.slow
def test_every_figure_about_the_rules_holds() -> None:
    for figure in figures(lambda _step: None):
        assert figure.holds, (figure.name, figure.value, figure.details)
