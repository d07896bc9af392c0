"""The invented ecosystem is the same every time, and nothing of the ontology is missing from it."""

from __future__ import annotations

from collections import Counter
from typing import cast

import pyoxigraph as ox
import pytest
from rdflib import OWL, PROV, RDF, RDFS, Graph, URIRef

import ontology
from benchmarks.ontology import Asked, Measured, asked_about, silent
from benchmarks.synthetic import ecosystem, first, statements
from benchmarks.writing import BASE
from ecosystem.derived import derivations
from ontology import SVE
from ontology.questions import questions

SMALL = 0.03


@pytest.fixture(scope="module")
def graphs() -> dict[str, Graph]:
    """Each named graph of a small ecosystem."""
    content = ecosystem(size=SMALL).items()
    return {name: Graph().parse(data=b"".join(chunks), format="nt") for name, chunks in content}


@pytest.fixture(scope="module")
def small(graphs: dict[str, Graph]) -> Graph:
    """All of them as one."""
    whole = Graph()
    for graph in graphs.values():
        whole += graph
    return whole


def own(classes: Graph, kind: URIRef) -> set[URIRef]:
    found = {term for term in classes.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    return {term for term in found if term.startswith(str(SVE._NS))}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    assert ecosystem(seed=1, size=SMALL) == ecosystem(seed=1, size=SMALL)
    assert ecosystem(seed=1, size=SMALL) != ecosystem(seed=2, size=SMALL)


def test_every_class_of_the_ontology_occurs(small: Graph) -> None:
    core = ontology.core()
    used = set(small.objects(None, RDF.type))
    for graph in ontology.schemes().values():
        used |= set(graph.objects(None, RDF.type))
    broader = {wide for narrow in used for wide in core.objects(narrow, RDFS.subClassOf)}
    assert own(core, OWL.Class) - used - broader == set()


def test_every_thing_has_the_row_it_was_read_from(small: Graph, graphs: dict[str, Graph]) -> None:
    sets = [graph for name, graph in graphs.items() if "/graph/dataset/" in name]
    rows = Counter(row for graph in sets for row in graph.objects(None, PROV.hadPrimarySource))
    things = [
        thing
        for graph in sets
        for thing, what in graph.subject_objects(RDF.type)
        if what not in {SVE.SourceRecord, SVE.SourceColumn, SVE.Qualifier}
    ]
    assert len(things) == len(rows)
    assert max(rows.values()) == 1
    assert all((row, RDF.type, SVE.SourceRecord) in small for row in rows)


def test_what_the_questions_are_asked_about_is_there(small: Graph) -> None:
    for kind in ("objective", "shared-outcome", "organisation", "service", "solution", "journey", "area"):
        assert (URIRef(first(kind)), None, None) in small, kind


def test_the_statements_are_counted_as_a_store_counts_them() -> None:
    store = ox.Store()
    content = ecosystem(size=SMALL)
    for graph, chunks in content.items():
        store.load(b"".join(chunks), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
    assert len(store) == pytest.approx(statements(content), rel=0.01)


@pytest.fixture(scope="module")
def asked() -> ox.Store:
    """A small ecosystem as the questions are asked of it: with the shipped lists and what follows."""
    store = ox.Store()
    for graph, chunks in ecosystem(size=SMALL).items():
        store.load(b"".join(chunks), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
    for name, scheme in ontology.schemes().items():
        held = ox.NamedNode(f"{BASE}/graph/scheme/{name}")
        store.load(scheme.serialize(format="nt", encoding="utf-8"), ox.RdfFormat.N_TRIPLES, to_graph=held)
    for layer in derivations(BASE):
        made = list(cast(ox.QueryTriples, store.query(layer.construct, use_default_graph_as_union=True)))
        store.extend(
            ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode(layer.graph)) for one in made
        )
    return store


@pytest.mark.parametrize("name", questions())
def test_every_question_finds_something(asked: ox.Store, name: str) -> None:
    """Else the benchmark would time a search for nothing."""
    found = asked.query(asked_about(questions()[name]), use_default_graph_as_union=True)
    assert next(iter(cast(ox.QuerySolutions, found)), None) is not None


def test_a_question_that_found_nothing_is_told() -> None:
    times = (0.1, 0.1, 0.1)
    questions = tuple(Asked(name, rows, *times) for name, rows in (("S1", 3), ("S3", 0), ("I6", 0)))
    assert silent(Measured(1, 1, 1.0, 1.0, questions)) == ["S3", "I6"]
