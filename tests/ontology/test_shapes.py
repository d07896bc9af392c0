"""The shapes are valid SHACL, and each says what is wrong, where, how badly and what to do."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from importlib.resources import files
from itertools import pairwise

import pytest
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

from ecosystem.importers.batch import DatasetInfo
from ecosystem.kinds import KINDS
from ontology import SVE, SVS, core, shapes

RULES = sorted(shapes().subjects(SVS.column, unique=True))
OURS = str(SVE._NS)
OUR_CLASSES = sorted(
    node.removeprefix(OURS) for node in core().subjects(RDF.type, OWL.Class) if str(node).startswith(OURS)
)
OUR_PROPERTIES = sorted(
    node.removeprefix(OURS)
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
    for node in core().subjects(RDF.type, kind)
    if str(node).startswith(OURS)
)
SEVERITIES = {SH.Violation, SH.Warning, SH.Info}
WORDS = {"thing", "shown", "column", "file", "others", "unit", "circle", "number", "length", "padded"}


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


def test_a_rule_is_about_a_heading_of_the_template_or_a_setting_or_a_property() -> None:
    text = (files("ecosystem.importers") / "template.toml").read_text(encoding="utf-8")
    settings = {field.name for field in fields(DatasetInfo)} | {
        field.name for kind in KINDS.values() for field in kind.fields
    }
    properties = {re.split("[#/]", node)[-1] for node in constrained()}
    columns = {str(column) for column in shapes().objects(None, SVS.column)}
    assert {column for column in columns if f'"{column}"' not in text} <= settings | properties


def test_every_property_shape_with_a_name_of_its_own_is_a_rule() -> None:
    named = {node for node in shapes().subjects(RDF.type, SH.PropertyShape) if isinstance(node, URIRef)}
    assert named <= set(RULES)
    assert all(shapes().value(node, SH.path) is not None for node in named)


def test_every_property_shape_belongs_to_a_node_shape() -> None:
    named = {node for node in shapes().subjects(RDF.type, SH.PropertyShape) if isinstance(node, URIRef)}
    assert named == set(shapes().objects(None, SH.property))


@pytest.mark.parametrize("name", OUR_CLASSES)
def test_every_class_of_ours_has_a_shape(name: str) -> None:
    classes = set(core().transitive_objects(SVE[name], RDFS.subClassOf))
    assert classes & set(shapes().objects(None, SH.targetClass))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_has_a_shape(kind: str) -> None:
    classes = set(core().transitive_objects(KINDS[kind].rdf_class, RDFS.subClassOf))
    assert classes & set(shapes().objects(None, SH.targetClass))


@pytest.mark.parametrize("name", OUR_PROPERTIES)
def test_every_property_of_ours_has_either_a_rule_or_a_reason(name: str) -> None:
    reasons = list(shapes().objects(SVE[name], SVS.noRule))
    assert (SVE[name] in constrained()) != bool(reasons)
    assert all(isinstance(reason, Literal) and reason.language == "en" for reason in reasons)


def constrained() -> set[URIRef]:
    """Properties that a path, a target, a comparison or a query of a rule names."""
    ways = (
        SH.path,
        SH.inversePath,
        SH.targetObjectsOf,
        SH.targetSubjectsOf,
        SH.lessThanOrEquals,
        SH.disjoint,
    )
    named = {node for way in (*ways, RDF.first) for node in shapes().objects(None, way)}
    return {node for node in named if isinstance(node, URIRef)} | queried()


def queried() -> set[URIRef]:
    texts = [str(text) for text in shapes().objects(None, SH.select)]
    return {URIRef(OURS + name) for text in texts for name in re.findall(r"\bsve:(\w+)", text)}


def test_every_shape_is_in_exactly_one_step() -> None:
    steps = [SVS[name] for name in ("Starter", "Mapping", "Measured", "Research")]
    members = Counter(node for step in steps for node in shapes().objects(step, SKOS.member))
    nodes = set(shapes().subjects(RDF.type, SH.NodeShape))
    assert members == Counter({*nodes, *steps[:-1]})


def test_each_step_asks_for_all_of_the_one_before() -> None:
    steps = [SVS[name] for name in ("Starter", "Mapping", "Measured", "Research")]
    assert all((after, SKOS.member, before) in shapes() for before, after in pairwise(steps))


def test_rules_use_only_terms_that_exist() -> None:
    used = {
        node for triple in shapes() for node in triple if isinstance(node, URIRef) and node.startswith(OURS)
    }
    assert queried()
    assert all((term, RDFS.label, None) in core() for term in used | queried())


def test_terms_of_the_shapes_themselves_are_described() -> None:
    used = {node for node in shapes().predicates() if isinstance(node, URIRef) and node.startswith(SVS)}
    assert used
    assert all((term, SKOS.definition, None) in shapes() for term in used)
