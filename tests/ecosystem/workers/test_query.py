"""Strangers' queries: every form is answered, every limit is named, and no query takes another with it."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from ecosystem.config import Settings
from ecosystem.errors import QueryError, QueryTimeout, QueryTooLarge, StoreError, TooBusy
from ecosystem.workers.query import Answer, Dataset, NotAcceptable, QueryPool

EXAMPLE, THINGS = "http://example.org/", 2_000  # what the fixture `version` holds
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CROSSED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i && ?c = ?d && ?f = ?g) }"
PATHS = f"SELECT * {{ ?a <{EXAMPLE}next>+ ?b . ?c <{EXAMPLE}next>+ ?d FILTER(?b = ?c && ?a = ?d) }}"
HOG = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"


def count(answer: Answer) -> int:
    """The number that a counting query in JSON found."""
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize(
    ("accept", "media_type", "read"),
    [
        (
            "application/json",
            "application/sparql-results+json",
            lambda b: len(json.loads(b)["results"]["bindings"]),
        ),
        ("application/sparql-results+xml", "application/sparql-results+xml", lambda b: b.count(b"<result>")),
        (
            "text/csv",
            "text/csv; charset=utf-8",
            lambda b: len(list(csv.reader(io.StringIO(b.decode(), "")))) - 1,
        ),
        (
            "text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8",
            lambda b: b.count(b"\n") - 1,
        ),
    ],
)
def test_solutions_come_in_every_form(
    pool: QueryPool, version: Path, accept: str, media_type: str, read: Callable[[bytes], int]
) -> None:
    answer = pool.run(version, "SELECT * { ?s ?p ?o }", accept)
    assert (answer.media_type, answer.form) == (media_type, "SELECT")
    assert answer.rows == read(answer.body) == 2 * THINGS


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_triples_come_in_every_form(
    pool: QueryPool, version: Path, accept: str, format: ox.RdfFormat
) -> None:
    answer = pool.run(version, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", accept)
    assert answer.media_type.split(";")[0] == accept
    assert answer.rows == len(list(ox.parse(answer.body, format=format))) == 2 * THINGS


def test_ask_and_describe_are_answered(pool: QueryPool, version: Path) -> None:
    asked = pool.run(version, "ASK { ?s ?p ?o }", "")
    assert json.loads(asked.body)["boolean"] is True
    described = pool.run(version, f"DESCRIBE <{EXAMPLE}thing1>", "application/n-triples")
    assert described.rows == described.body.count(b"\n") == 2


def test_a_form_that_is_not_accepted_is_refused_with_those_there_are(pool: QueryPool, version: Path) -> None:
    with pytest.raises(NotAcceptable, match=r"SELECT query is answered as one of .*text/csv"):
        pool.run(version, COUNT, "text/turtle")


def test_the_default_graph_is_the_union_unless_query_or_request_name_graphs(
    pool: QueryPool, version: Path
) -> None:
    even, odd = EXAMPLE + "even", EXAMPLE + "odd"
    in_graphs = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(pool.run(version, COUNT, "")) == 2 * THINGS
    assert count(pool.run(version, COUNT.replace("{", f"FROM <{even}> {{"), "")) == THINGS
    assert (
        count(pool.run(version, in_graphs.replace("{ GRAPH", f"FROM NAMED <{odd}> {{ GRAPH"), "")) == THINGS
    )
    assert count(pool.run(version, COUNT, "", dataset=Dataset(default=(even,)))) == THINGS
    assert count(pool.run(version, COUNT, "", dataset=Dataset(default=(even, odd)))) == 2 * THINGS
    assert count(pool.run(version, COUNT, "", dataset=Dataset(named=(even,)))) == 0
    assert count(pool.run(version, in_graphs, "", dataset=Dataset(named=(even,)))) == THINGS
    from_odd = COUNT.replace("{", f"FROM <{odd}> FROM <{even}> {{")
    assert count(pool.run(version, from_odd, "", dataset=Dataset(default=(even,)))) == THINGS


def test_a_graph_that_is_no_iri_is_refused(pool: QueryPool, version: Path) -> None:
    with pytest.raises(QueryError, match="not an IRI"):
        pool.run(version, COUNT, "", dataset=Dataset(default=("not an iri",)))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELECT * {\n  ?s ?p ?o ?x\n}", "at or before line [23], character [0-9]+. A bracket, a dot"),
        ("SELECT ?s ?p { ?s ?p ?o } GROUP BY ?s", "line 1, character [0-9]+. SELECT lists a variable"),
        ("SELECT * { ?s ?p <rel> }", "line 1, character [0-9]+. An address between"),
    ],
)
def test_a_slip_in_the_grammar_is_refused_with_its_place(
    pool: QueryPool, version: Path, query: str, sentence: str
) -> None:
    with pytest.raises(QueryError, match=sentence):
        pool.run(version, query, "")


@pytest.mark.parametrize("query", [CROSSED, PATHS])
def test_an_endless_query_is_stopped_at_its_limit_while_another_is_answered(
    pool: QueryPool, version: Path, query: str
) -> None:
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda _: pool.run(version, COUNT, ""), range(4)))  # both workers are up
        begun = time.monotonic()
        endless = threads.submit(pool.run, version, query, "", 1.0)
        time.sleep(0.2)
        assert count(pool.run(version, COUNT, "")) == 2 * THINGS
        assert not endless.done()
        with pytest.raises(QueryTimeout, match="stopped after 1 seconds, the limit here"):
            endless.result()
        assert time.monotonic() - begun < 1.5
    assert count(pool.run(version, COUNT, "")) == 2 * THINGS


def test_a_query_that_takes_all_memory_is_stopped_and_the_pool_goes_on(
    version: Path, settings: Settings
) -> None:
    pool = QueryPool(replace(settings, query_memory=400 * 2**20))
    with pytest.raises(QueryTooLarge, match="more than 400 MB of memory"):
        pool.run(version, HOG, "", 30)
    assert count(pool.run(version, COUNT, "")) == 2 * THINGS
    pool.close()


def test_brackets_nested_8000_deep_are_refused(pool: QueryPool, version: Path) -> None:
    for opening, closing in ("()", "{}", "[]"):
        with pytest.raises(QueryError, match="nested more than 200 deep"):
            pool.run(version, f"SELECT * {{ {opening * 8_000}{closing * 8_000} }}", "")


def test_a_query_that_crashes_the_engine_ends_its_worker_only(pool: QueryPool, version: Path) -> None:
    with pytest.raises(QueryError, match="too deeply nested, or chains too many operators"):
        pool.run(version, "SELECT * { FILTER(" + "!" * 500_000 + "true) }", "")
    assert count(pool.run(version, COUNT, "")) == 2 * THINGS


def test_a_query_may_not_reach_out(pool: QueryPool, version: Path) -> None:
    with pytest.raises(QueryError, match="SERVICE asks another server"):
        pool.run(version, "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "")
    assert pool.run(version, "SELECT ('SERVICE <http://127.0.0.1:9/>' AS ?word) {}", "").rows == 1


def test_rows_and_bytes_beyond_their_limits_refuse_the_whole_answer(
    version: Path, settings: Settings
) -> None:
    pool = QueryPool(replace(settings, query_rows=100, query_bytes=20_000))
    for form in ("SELECT * {", "CONSTRUCT { ?s ?p ?o } {"):
        assert pool.run(version, f"{form} ?s ?p ?o }} LIMIT 100", "").rows == 100
        with pytest.raises(QueryTooLarge, match="more than 100 rows"):
            pool.run(version, f"{form} ?s ?p ?o }} LIMIT 101", "")
    with pytest.raises(QueryTooLarge, match=r"larger than 0\.01907 MB"):
        pool.run(version, f"SELECT ('{'x' * 20_000}' AS ?x) {{}}", "")
    pool.close()


def test_a_text_longer_than_its_limit_is_refused(version: Path, settings: Settings) -> None:
    pool = QueryPool(replace(settings, query_text_bytes=2**20))
    with pytest.raises(QueryTooLarge, match="longer than 1 MB"):
        pool.run(version, "SELECT * {} #" + "é" * 2**19, "")


def test_a_text_that_is_not_unicode_is_refused(pool: QueryPool, version: Path) -> None:
    with pytest.raises(QueryError, match="not UTF-8"):
        pool.run(version, "SELECT ('\ud800' AS ?x) {}", "")


def test_the_limits_of_the_queue_hold_and_free_places_are_taken(version: Path, settings: Settings) -> None:
    pool = QueryPool(replace(settings, query_workers=1), waiting=2)
    outcomes: list[str] = []

    def ask(query: str) -> None:
        try:
            outcomes.append(str(count(pool.run(version, query, "", 1.0))))
        except QueryTimeout:
            outcomes.append("stopped")

    threads = [threading.Thread(target=ask, args=(query,)) for query in (CROSSED, COUNT, COUNT)]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    with pytest.raises(TooBusy, match="2 queries are already waiting"):
        pool.run(version, COUNT, "")
    for thread in threads:
        thread.join()
    assert outcomes == ["stopped", str(2 * THINGS), str(2 * THINGS)]
    pool.close()


def test_each_version_gets_workers_of_its_own(pool: QueryPool, version: Path, tmp_path: Path) -> None:
    other = ox.Store(str(tmp_path / "live"))
    other.add(ox.Quad(*(ox.NamedNode(EXAMPLE + name) for name in "spog")))
    other.flush()
    other.backup(str(tmp_path / "version"))
    for _ in range(3):
        assert count(pool.run(tmp_path / "version", COUNT, "")) == 1
        assert count(pool.run(version, COUNT, "")) == 2 * THINGS


def test_a_version_that_is_not_there_is_the_stores_error(pool: QueryPool, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        pool.run(tmp_path / "absent", COUNT, "")


def test_a_closed_pool_answers_no_more(version: Path, settings: Settings) -> None:
    pool = QueryPool(settings)
    assert count(pool.run(version, COUNT, "")) == 2 * THINGS
    pool.close()
    with pytest.raises(StoreError, match="closed"):
        pool.run(version, COUNT, "")


def test_many_threads_get_each_their_own_answer(pool: QueryPool, version: Path) -> None:
    def ask(number: int) -> int:
        answer = pool.run(version, f"SELECT (COUNT(*) + {number} AS ?n) {{ ?s <{EXAMPLE}next> ?o }}", "")
        return count(answer) - THINGS

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(200))) == list(range(200))
