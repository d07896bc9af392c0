"""The report on FAIR holds for our server, and each of its tests can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import VANN

import ontology
from ecosystem.checks.fair import figures, look, report, served
from ecosystem.checks.fair_tests import OPEN, TESTS, Fetched, Seen, without_doi
from ontology import SVE
from ontology.reference import NAMESPACE_IRI

GONE = Fetched(404, "text/html", b"<h1>Page not found</h1>")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """What a real server of ours answers."""
    with served(tmp_path_factory.mktemp("fair")) as address:
        yield look(address)


def without(seen: Seen, *predicates: URIRef) -> Seen:
    """The same, but the document says nothing with these properties of itself."""
    graph = copied(seen.graph)
    for predicate in predicates:
        graph.remove((seen.iri, predicate, None))
    return replace(seen, graph=graph)


def copied(graph: Graph) -> Graph:
    copy = Graph()
    copy += graph
    return copy


def no_rdf(seen: Seen) -> Seen:
    return replace(
        seen, documents={**dict.fromkeys(seen.documents, GONE), "text/html": seen.documents["text/html"]}
    )


def no_page(seen: Seen) -> Seen:
    return replace(seen, documents={**seen.documents, "text/html": GONE})


def another_name(seen: Seen) -> Seen:
    graph = copied(seen.graph)
    graph.add((URIRef("https://example.org/another"), RDF.type, OWL.Ontology))
    return replace(seen, graph=graph)


def another_licence(seen: Seen) -> Seen:
    changed = without(seen, DCTERMS.license)
    changed.graph.add((seen.iri, DCTERMS.license, URIRef("https://example.org/no-licence")))
    return changed


def version_is_itself(seen: Seen) -> Seen:
    changed = without(seen, OWL.versionIRI)
    changed.graph.add((seen.iri, OWL.versionIRI, seen.iri))
    return changed


def bare_term(seen: Seen) -> Seen:
    graph = copied(seen.graph)
    graph.add((URIRef(f"{seen.iri}#Bare"), RDF.type, OWL.Class))
    return replace(seen, graph=graph)


def no_terms(seen: Seen) -> Seen:
    return replace(seen, graph=Graph())


def nothing_wider(seen: Seen) -> Seen:
    graph = copied(seen.graph)
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
        graph.remove((None, predicate, None))
    graph.add((SVE.Service, RDFS.subClassOf, SVE.Effort))
    graph.add((SVE.Service, RDFS.subClassOf, OWL.Thing))
    return replace(seen, graph=graph)


def own_words_only(seen: Seen) -> Seen:
    graph = Graph()
    graph.add((seen.iri, RDF.type, OWL.Ontology))
    graph.add((seen.iri, RDFS.label, Literal("x")))
    return replace(seen, graph=graph)


WEAKENED: list[tuple[str, Callable[[Seen], Seen]]] = [
    ("URI1", no_rdf),
    ("URI1", no_terms),
    ("URI2", another_name),
    ("URI2", lambda seen: replace(seen, iri=URIRef("https://w3id.org/sve/other"))),
    ("PURL1", lambda seen: replace(seen, iri=URIRef("https://council.example/sve/ns"))),
    ("VER1", lambda seen: without(seen, OWL.versionIRI)),
    ("VER1", version_is_itself),
    ("VER2", lambda seen: replace(seen, version=GONE)),
    ("VER2", lambda seen: replace(seen, version=None)),
    ("OM1", lambda seen: without(seen, DCTERMS.title)),
    ("OM1", lambda seen: without(seen, DCTERMS.description, DCTERMS.abstract)),
    ("OM1", lambda seen: without(seen, VANN.preferredNamespaceUri)),
    ("FIND1", lambda seen: without(seen, VANN.preferredNamespacePrefix)),
    ("CN1", no_rdf),
    ("HTTP1", lambda seen: replace(seen, iri=URIRef("urn:sve:ns"))),
    ("RDF1", no_terms),
    ("VOC1", own_words_only),
    ("VOC2", nothing_wider),
    ("DOC1", no_page),
    (
        "DOC1",
        lambda seen: replace(seen, documents={**seen.documents, "text/html": Fetched(200, "text/html", b"")}),
    ),
    ("OM2", lambda seen: without(seen, DCTERMS.bibliographicCitation)),
    ("OM2", lambda seen: without(seen, OWL.versionInfo)),
    ("OM4.1", lambda seen: without(seen, DCTERMS.license)),
    ("OM4.2", another_licence),
    ("OM5.1", lambda seen: without(seen, DCTERMS.created)),
    ("OM5.1", lambda seen: without(seen, DCTERMS.creator)),
    ("OM5.2", lambda seen: without(seen, DCTERMS.issued)),
    ("OM5.2", lambda seen: without(seen, DCTERMS.publisher)),
    ("VOC3", bare_term),
    ("VOC3", no_terms),
    ("VOC4", bare_term),
]


def test_every_test_that_can_be_proved_here_holds(seen: Seen) -> None:
    assert {name: test.missing(seen) for name, test in TESTS.items() if test.missing(seen)} == {}
    assert len(TESTS) == 20


@pytest.mark.parametrize(("name", "weakened"), WEAKENED, ids=[name for name, _ in WEAKENED])
def test_each_test_can_fail(seen: Seen, name: str, weakened: Callable[[Seen], Seen]) -> None:
    assert TESTS[name].missing(weakened(seen))


def test_no_test_is_without_a_case_in_which_it_fails() -> None:
    assert {name for name, _ in WEAKENED} == set(TESTS)


def test_the_report_names_what_is_missing(seen: Seen) -> None:
    score = report(without(seen, DCTERMS.license))[0]
    assert score.holds is False
    assert score.value == "17 of 20"
    assert any(line.startswith("OM4.1") and "licence" in line for line in score.details)


def test_what_only_a_person_can_change_is_named_as_open(seen: Seen) -> None:
    found = report(seen)
    unmeasured = [figure for figure in found if figure.holds is None]
    assert len(unmeasured) == len(OPEN) == 4
    assert all(figure.note.startswith(("A person has to", "Holds once")) for figure in unmeasured)
    assert any("DOI" in figure.note for figure in unmeasured)


def test_the_rest_of_om3_is_held_to(seen: Seen) -> None:
    assert without_doi(seen) == []
    assert without_doi(without(seen, FOAF.logo)) == ["logo"]


def test_terms_count_as_ours_by_their_address(seen: Seen) -> None:
    graph = copied(seen.graph)
    graph.add((URIRef("https://example.org/theirs"), RDF.type, OWL.Class))
    assert TESTS["VOC3"].missing(replace(seen, graph=graph)) == []
    graph.remove((SVE.Outcome, SKOS.definition, None))
    assert TESTS["VOC4"].missing(replace(seen, graph=graph)) == [f"a definition of {SVE.Outcome}"]


def test_the_server_says_what_the_files_say(seen: Seen) -> None:
    assert seen.iri == NAMESPACE_IRI
    assert set(seen.graph.subjects()) >= {
        term for term in ontology.core().subjects() if isinstance(term, URIRef)
    }


@pytest.mark.slow
def test_the_figures_are_measured_over_a_server_of_its_own() -> None:
    steps: list[str] = []
    score = figures(steps.append)[0]
    assert (score.value, score.holds) == ("20 of 20", True)
    assert steps
