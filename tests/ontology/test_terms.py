"""Every term is named once, explained in words of its own, and known to Python by the same name."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection

from ontology import SVE, core

ONTOLOGY = URIRef("https://w3id.org/sve/ns")
PYTHON = {name for name in SVE.__annotations__ if not name.startswith("_")}
KINDS_OF_TERM = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
TURTLE = sorted(
    str(term).removeprefix(str(SVE._NS)) for kind in KINDS_OF_TERM for term in core().subjects(RDF.type, kind)
)


def test_python_and_turtle_name_the_same_terms() -> None:
    assert set(TURTLE) == PYTHON
    assert len(TURTLE) == len(set(TURTLE))


def test_a_misspelt_term_raises() -> None:
    with pytest.raises(AttributeError):
        _ = SVE.Organistion


@pytest.mark.parametrize("name", TURTLE)
def test_a_term_is_labelled_defined_and_shown_by_example(name: str) -> None:
    term = SVE[name]
    labels = list(core().objects(term, RDFS.label))
    definition = str(core().value(term, SKOS.definition))
    assert [label.language for label in labels] == ["en"]
    assert not re.search(rf"\b{re.escape(str(labels[0]).casefold())}\b", definition.casefold())
    assert definition.endswith(".")
    assert core().value(term, SKOS.example)
    assert list(core().objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]
    assert len(list(core().objects(term, RDFS.domain))) <= 1
    assert len(list(core().objects(term, RDFS.range))) <= 1


def test_no_two_terms_have_the_same_label() -> None:
    labels = Counter(str(label) for label in core().objects(None, RDFS.label))
    assert [label for label, count in labels.items() if count > 1] == []


def test_terms_stand_in_alphabetical_order() -> None:
    text = (files("ontology") / "ecosystem.ttl").read_text(encoding="utf-8")
    classes, properties = text.split("# --- Properties ---")
    for part in (classes, properties):
        names = re.findall(r"^sve:(\w+) a ", part, re.MULTILINE)
        assert names == sorted(names)


def test_the_ontology_says_its_version_and_licence() -> None:
    assert core().value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/0.1.0")
    licence = core().value(ONTOLOGY, URIRef("http://purl.org/dc/terms/license"))
    assert licence == URIRef("https://creativecommons.org/licenses/by/4.0/")


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (SVE.Programme, SVE.Effort),
        (SVE.Service, SVE.Effort),
        (SVE.Activity, SVE.Effort),
        (SVE.SharedOutcome, SVE.Outcome),
        (SVE.ProcurementDecision, SVE.Decision),
        (SVE.BeneficiaryGroup, SKOS.Concept),
    ],
)
def test_narrow_classes_are_kinds_of_wide_ones(narrow: URIRef, wide: URIRef) -> None:
    assert (narrow, RDFS.subClassOf, wide) in core()


def disjoint(one: URIRef, other: URIRef) -> bool:
    groups = (core().value(node, OWL.members) for node in core().subjects(RDF.type, OWL.AllDisjointClasses))
    return any({one, other} <= set(Collection(core(), group)) for group in groups if group)


def test_kinds_of_finding_exclude_each_other() -> None:
    kinds = [kind for kind in core().subjects(RDFS.subClassOf, SVE.Finding) if isinstance(kind, URIRef)]
    assert len(kinds) == 8
    assert all(disjoint(one, other) for one in kinds for other in kinds if one != other)


def test_a_collaboration_may_be_an_organisation_but_an_effort_may_not() -> None:
    organisation = URIRef("http://www.w3.org/ns/org#Organization")
    assert not disjoint(SVE.Collaboration, organisation)
    assert disjoint(SVE.Collaboration, SVE.Effort)
    assert disjoint(SVE.Effort, organisation)


def test_mappings_speak_of_terms_that_exist() -> None:
    mappings = Graph().parse(data=(files("ontology") / "mappings.ttl").read_text(encoding="utf-8"))
    ours = {str(term) for term in mappings.subjects() if str(term).startswith(str(SVE._NS))}
    assert ours
    assert {term.removeprefix(str(SVE._NS)) for term in ours} <= PYTHON
