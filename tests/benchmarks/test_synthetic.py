"""The invented ecosystem is the same every time, and nothing of the ontology is missing from it."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest
from rdflib import OWL, PROV, RDF, RDFS, Graph, URIRef

import ontology
from benchmarks.synthetic import ecosystem, first, statements
from ontology import SVE

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
    rows = Counter(small.objects(None, PROV.hadPrimarySource))
    things = [
        thing
        for name, graph in graphs.items()
        if "/graph/dataset/" in name
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
