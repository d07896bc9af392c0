"""The shapes are valid SHACL, and each says what is wrong, where, how badly and what to do."""

from __future__ import annotations

import re

import pytest
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef

from ecosystem.kinds import KINDS
from ontology import SVS, core, shapes

RULES = sorted(shapes().subjects(SVS.column, unique=True))
SEVERITIES = {SH.Violation, SH.Warning, SH.Info}
WORDS = {"thing", "shown", "column", "others", "circle", "number", "length", "padded"}


def test_the_shapes_are_valid_shacl() -> None:
    conforms, _, text = validate(Graph(), shacl_graph=shapes(), meta_shacl=True, inference="none")
    assert conforms, text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule).removeprefix(SVS))
def test_a_rule_says_what_is_wrong_where_and_what_to_do(rule: URIRef) -> None:
    message = shapes().value(rule, SH.message)
    assert isinstance(message, Literal)
    wrong, fix = str(message).split("\n")
    assert message.language == "en"
    assert wrong.endswith(".")
    assert fix.endswith(".")
    assert set(re.findall(r"\{(\w+)\}", message)) <= WORDS
    assert shapes().value(rule, SH.severity) in SEVERITIES
    assert str(shapes().value(rule, SVS.column))
    assert int(str(shapes().value(rule, SH.order))) > 0
    assert shapes().value(rule, SH.name) or shapes().value(rule, RDFS.label)


def test_every_property_shape_with_a_name_of_its_own_is_a_rule() -> None:
    named = {node for node in shapes().subjects(RDF.type, SH.PropertyShape) if isinstance(node, URIRef)}
    assert named <= set(RULES)
    assert all(shapes().value(node, SH.path) is not None for node in named)


def test_every_property_shape_belongs_to_a_node_shape() -> None:
    named = {node for node in shapes().subjects(RDF.type, SH.PropertyShape) if isinstance(node, URIRef)}
    assert named == set(shapes().objects(None, SH.property))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_has_a_shape(kind: str) -> None:
    wanted = KINDS[kind].rdf_class
    classes = {wanted, *core().objects(wanted, RDFS.subClassOf)}
    assert classes & set(shapes().objects(None, SH.targetClass))


def test_rules_use_only_terms_that_exist() -> None:
    ours = "https://w3id.org/sve/ns#"
    used = {
        node for triple in shapes() for node in triple if isinstance(node, URIRef) and node.startswith(ours)
    }
    queried = {
        URIRef(ours + name)
        for text in shapes().objects(None, SH.select)
        for name in re.findall(r"\bsve:(\w+)", str(text))
    }
    assert queried
    assert all((term, RDFS.label, None) in core() for term in used | queried)
