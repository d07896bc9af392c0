"""Questions to one version."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ecosystem.config import Settings
from ecosystem.errors import QueryError
from ecosystem.store import Changes, open_store


def test_the_default_graph_is_the_union_of_all_graphs(commit, store):
    commit(a="1", b="2")
    values = {row["o"].value for row in store.read().select("SELECT ?o WHERE { ?s <urn:p> ?o }")}
    assert values == {"1", "2"}


@pytest.mark.xfail(strict=True, reason="oxigraph/oxigraph#1919, fixed after 0.5.13: then drop DISTINCT")
def test_a_statement_of_two_graphs_counts_once_in_the_union(commit, store):
    commit(a="1", b="1")
    assert len(list(store.read().select("SELECT * WHERE { ?s ?p ?o }"))) == 1


def test_each_form_of_query_has_its_method(commit, store):
    commit(a="1")
    reader = store.read()
    triples = list(reader.construct("CONSTRUCT { ?s <urn:q> ?o } WHERE { ?s <urn:p> ?o }"))
    assert [str(triple) for triple in triples] == ['<urn:s:1> <urn:q> "1"']
    assert reader.ask("ASK { ?s ?p ?o }") is True
    for method, query in (
        (reader.select, "ASK {}"),
        (reader.construct, "SELECT * WHERE {}"),
        (reader.ask, "CONSTRUCT WHERE { ?s ?p ?o }"),
    ):
        with pytest.raises(QueryError, match="query is needed here"):
            method(query)


@pytest.mark.parametrize(
    "query", ["SELECT nonsense", "SELECT * WHERE { ?s <relative> }", "", "INSERT DATA {}"]
)
def test_what_is_not_a_query_is_said_so(commit, store, query):
    commit(a="1")
    with pytest.raises(QueryError, match="This is not valid SPARQL"):
        store.read().select(query)


def test_a_function_that_does_not_exist_is_a_query_error(commit, store):
    commit(a="1")
    with pytest.raises(QueryError, match=r"This query cannot be answered.*urn:f"):
        list(store.read().select("SELECT (<urn:f>(1) AS ?x) WHERE {}"))


text = st.text(st.characters(codec="utf-8"), max_size=30)
literals = st.builds(ox.Literal, text) | st.builds(
    lambda value, language: ox.Literal(value, language=language), text, st.sampled_from(["en", "en-gb"])
)


@hypothesis_settings(max_examples=20)
@given(st.lists(literals, max_size=5))
def test_a_dump_read_back_is_the_same_data(tmp_path_factory, values):
    store = open_store(Settings(data=tmp_path_factory.mktemp("dump")))
    graph = ox.NamedNode("urn:g")
    quads = {ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), value, graph) for value in values}
    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
    store.commit(Changes("Texts", {"urn:g": [lines]}))
    for format in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG):
        assert set(ox.parse(b"".join(store.read().dump(format)), format)) == quads
    for format in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE):
        found = {quad.triple for quad in ox.parse(b"".join(store.read().dump(format)), format)}
        assert found == {quad.triple for quad in quads}
    store.close()


def test_a_dump_comes_in_pieces(store):
    rows = [b'<urn:s:%d> <urn:p> "%d" .\n' % (n, n) for n in range(12_000)]
    store.commit(Changes("Many", {"urn:g": rows}))
    pieces = list(store.read().dump())
    assert len(pieces) == 3
    assert b"".join(pieces).count(b"\n") == 12_000


def test_a_format_that_cannot_be_written_in_pieces_is_refused(commit, store):
    commit(a="1")
    with pytest.raises(QueryError, match="JSON-LD"):
        next(store.read().dump(ox.RdfFormat.JSON_LD))
