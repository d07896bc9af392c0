"""Every term is named once, explained in words of its own, and known to Python by the same name."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest
from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology import SVE, core

ONTOLOGY = URIRef("https://w3id.org/sve/ns")
PYTHON = {name for name in SVE.__annotations__ if not name.startswith("_")}
KINDS_OF_TERM = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
RELEASES = [item for item in (files("ontology") / "releases").iterdir() if item.name.endswith(".txt")]
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


@pytest.mark.parametrize("name", TURTLE)
def test_a_term_says_when_to_use_it(name: str) -> None:
    (note,) = core().objects(SVE[name], SKOS.scopeNote)
    assert isinstance(note, Literal)
    assert note.language == "en"
    assert note.endswith(".")
    assert str(core().value(SVE[name], SKOS.definition)) not in note


def test_the_ontology_says_its_version_and_licence() -> None:
    version = str(core().value(ONTOLOGY, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert core().value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert core().value(ONTOLOGY, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert f"{ONTOLOGY}/{version}" in str(core().value(ONTOLOGY, DCTERMS.bibliographicCitation))


@pytest.mark.parametrize(
    "told",
    [
        DCTERMS.abstract,
        DCTERMS.contributor,
        DCTERMS.created,
        DCTERMS.creator,
        DCTERMS.description,
        DCTERMS.issued,
        DCTERMS.modified,
        DCTERMS.publisher,
        DCTERMS.source,
        DCTERMS.title,
        FOAF.logo,
        OWL.backwardCompatibleWith,
        OWL.priorVersion,
        URIRef("http://purl.org/ontology/bibo/status"),
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
    ],
)
def test_the_ontology_says_what_a_fair_assessment_looks_for(told: URIRef) -> None:
    assert core().value(ONTOLOGY, told), told


def test_every_version_says_when_it_came_and_what_changed() -> None:
    versions = set(core().subjects(DCTERMS.isVersionOf, ONTOLOGY))
    current, prior = core().value(ONTOLOGY, OWL.versionIRI), core().value(ONTOLOGY, OWL.priorVersion)
    assert {current, prior} <= versions
    assert core().value(current, DCTERMS.replaces) == prior
    assert core().value(current, DCTERMS.issued) == core().value(ONTOLOGY, DCTERMS.issued)
    for version in versions:
        assert core().value(version, DCTERMS.issued)
        assert core().value(version, SKOS.changeNote)


def released() -> dict[str, set[str]]:
    """The term names of each release by its number, oldest first."""
    lists = {item.name.removesuffix(".txt"): item.read_text(encoding="utf-8").split() for item in RELEASES}
    return {
        number: set(lists[number]) for number in sorted(lists, key=lambda text: [*map(int, text.split("."))])
    }


def unannounced_removals(terms: set[str], vocabulary: Graph) -> set[str]:
    """Released terms that are gone; a term on its way out stays, as deprecated, for one major version."""
    kinds = {str(term) for kind in KINDS_OF_TERM for term in vocabulary.subjects(RDF.type, kind)}
    return {term for term in terms if term.replace("sve:", str(SVE._NS)) not in kinds}


def test_no_released_term_is_gone_without_a_word() -> None:
    *_, last = released().values()
    assert len(last) > 100
    assert unannounced_removals(last, core()) == set()


def test_a_term_taken_out_is_noticed_and_one_marked_as_deprecated_is_not() -> None:
    changed = Graph() + core()
    changed.remove((SVE.Reach, None, None))
    assert unannounced_removals({"sve:Reach", "sve:Spend"}, changed) == {"sve:Reach"}
    changed.add((SVE.Reach, RDF.type, OWL.Class))
    changed.add((SVE.Reach, OWL.deprecated, Literal(True)))
    assert unannounced_removals({"sve:Reach", "sve:Spend"}, changed) == set()


def test_a_list_of_a_release_is_sorted_and_names_each_term_once() -> None:
    for item in RELEASES:
        lines = item.read_text(encoding="utf-8").splitlines()
        assert lines == sorted(set(lines))


def test_the_version_before_this_one_has_its_list() -> None:
    assert str(core().value(ONTOLOGY, OWL.priorVersion)).rpartition("/")[2] in released()


def without_successor(vocabulary: Graph) -> set[Node]:
    """Deprecated terms of which it is not said what to use, or why they go."""
    deprecated = set(vocabulary.subjects(OWL.deprecated, Literal(True)))
    said = {term for way in (DCTERMS.isReplacedBy, SKOS.changeNote) for term in vocabulary.subjects(way)}
    return deprecated - said


def test_a_deprecated_term_says_what_to_use() -> None:
    assert without_successor(core()) == set()


def test_a_deprecated_term_that_does_not_say_what_to_use_is_noticed() -> None:
    changed = Graph() + core()
    changed.add((SVE.Reach, OWL.deprecated, Literal(True)))
    assert without_successor(changed) == {SVE.Reach}
    changed.add((SVE.Reach, DCTERMS.isReplacedBy, SVE.Outcome))
    assert without_successor(changed) == set()


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (SVE.Programme, SVE.Effort),
        (SVE.Service, SVE.Effort),
        (SVE.Activity, SVE.Effort),
        (SVE.SharedOutcome, SVE.Outcome),
        (SVE.ProcurementDecision, SVE.Decision),
        (SVE.BeneficiaryGroup, SKOS.Concept),
        (SVE.Capability, SKOS.Concept),
        (SVE.LifeStage, SKOS.Concept),
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


def test_a_solution_is_nothing_else_that_is_mapped() -> None:
    organisation = URIRef("http://www.w3.org/ns/org#Organization")
    others = (SVE.Area, SVE.Effort, SVE.Finding, SVE.Objective, SVE.Outcome, SVE.Spend, SVE.Collaboration)
    assert all(disjoint(SVE.Solution, other) for other in (organisation, *others))


def test_a_collaboration_may_be_an_organisation_but_an_effort_may_not() -> None:
    organisation = URIRef("http://www.w3.org/ns/org#Organization")
    assert not disjoint(SVE.Collaboration, organisation)
    assert disjoint(SVE.Collaboration, SVE.Effort)
    assert disjoint(SVE.Effort, organisation)
