"""`/sparql` speaks the SPARQL 1.1 Protocol, answers in the form asked for, refuses with the right status."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ecosystem.config import Settings
from ecosystem.store import Changes
from web.sparql import Addresses

NAMES = (
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "SELECT ?thing ?name { ?thing a <https://w3id.org/sve/ns#Objective> ; skos:prefLabel ?name }"
)
ENDLESS = "SELECT (COUNT(*) AS ?n) {" + "".join(f" ?s{n} ?p{n} ?o{n} ." for n in range(9)) + " }"
JSON = "application/sparql-results+json"
PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def seconds() -> float:
    """How long a query may take; a test may say otherwise by a parameter of this name."""
    return 3


@pytest.fixture
def settings(tmp_path: Path, seconds: float) -> Settings:
    return Settings(
        data=tmp_path / "data", anonymous_query_seconds=seconds, query_rows=1_000, query_text_bytes=100_000
    )


def ask(client: FlaskClient, query: str, accept: str = "", **values: str) -> tuple[int, str, str]:
    """Status, media type and body of a GET."""
    answer = client.get("/sparql", query_string={"query": query, **values}, headers={"Accept": accept})
    assert answer.headers["Vary"] == "Accept"
    return answer.status_code, answer.content_type, answer.text


def test_the_three_ways_to_send_a_query_get_the_same_answer(client: FlaskClient) -> None:
    headers = {"Accept": JSON}
    answers = [
        client.get("/sparql", query_string={"query": NAMES}, headers=headers),
        client.post("/sparql", data={"query": NAMES}, headers=headers),
        client.post("/sparql", data=NAMES, content_type="application/sparql-query", headers=headers),
        client.post(
            "/sparql", data=NAMES, content_type="application/sparql-query; charset=utf-8", headers=headers
        ),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    (row,) = json.loads(answers[0].data)["results"]["bindings"]
    assert row["name"]["value"] == "Everyone has a decent home"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/json", JSON),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ],
)
def test_solutions_come_in_the_form_preferred(client: FlaskClient, accept: str, media_type: str) -> None:
    status, answered, body = ask(client, NAMES, accept)
    assert (status, answered) == (200, media_type)
    assert "Everyone has a decent home" in body
    if media_type.endswith("xml"):
        assert ElementTree.fromstring(body).tag.endswith("sparql")  # noqa: S314 - our own answer


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/sparql-results+json, text/turtle;q=0.1", "text/turtle; charset=utf-8"),
    ],
)
def test_triples_come_in_the_form_preferred(client: FlaskClient, accept: str, media_type: str) -> None:
    status, answered, body = ask(client, "CONSTRUCT WHERE { ?s ?p ?o }", accept)
    assert (status, answered) == (200, media_type)
    assert "Everyone has a decent home" in body


def test_a_form_may_name_the_format_instead(client: FlaskClient) -> None:
    assert ask(client, NAMES, PAGE, format="csv")[1] == "text/csv; charset=utf-8"
    assert ask(client, "ASK {}", PAGE, format="xml")[1] == "application/sparql-results+xml"
    status, _, body = ask(client, NAMES, format="parchment")
    assert (status, body) == (
        400, "There is no format of that name. Known formats: json, xml, csv, tsv, turtle, ntriples.\n",
    )  # fmt: skip


def test_the_graphs_that_the_request_names_are_the_ones_asked(client: FlaskClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graph = "http://127.0.0.1:8080/graph/dataset/small/1"

    def number(**values: str) -> int:
        return int(ask(client, count, "text/csv", **values)[2].split()[1])

    everything = number()
    assert everything > 0
    assert number(**{"default-graph-uri": graph}) == everything
    assert number(**{"default-graph-uri": "http://example.org/none"}) == 0
    assert number(**{"named-graph-uri": graph}) == 0
    posted = client.post(
        f"/sparql?default-graph-uri={graph}x",
        data=count,
        content_type="application/sparql-query",
        headers={"Accept": "text/csv"},
    )
    assert posted.text.split() == ["n", "0"]


def test_an_earlier_version_can_be_asked(app: Flask, client: FlaskClient) -> None:
    store = app.extensions["ecosystem"].store
    store.commit(
        Changes("Added a graph.", {"http://example.org/g": [b"<http://a> <http://b> <http://c> .\n"]})
    )
    question = "ASK { <http://a> ?p ?o }"
    assert [ask(client, question, "text/csv", **v)[2] for v in ({}, {"version": "1"}, {"version": "2"})] == [
        "true",
        "false",
        "true",
    ]
    for version in ("3", "first", "-1"):
        assert ask(client, question, version=version)[0] == 404


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELECT * {", "This query is not valid SPARQL, at or before line 1"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", "SERVICE asks another server"),
        ("SELECT * " + "{" * 8_000 + "}" * 8_000, "nested more than 200 deep"),
        ("SELECT * { FILTER(" + "!" * 90_000 + "1) }" + "#" * 100, None),
        ("INSERT DATA { <http://a> <http://b> <http://c> }", "updates are not offered here yet"),
        ("hello", "This is not a query"),
        ("", "There is no query in this request"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_a_sentence(
    client: FlaskClient, query: str, sentence: str | None
) -> None:
    answer = client.post("/sparql", data=query, content_type="application/sparql-query")
    if sentence is None:
        assert answer.status_code in {200, 400, 503}
        return
    assert answer.status_code == 400
    assert answer.content_type == "text/plain; charset=utf-8"
    assert sentence in answer.text
    assert query == "" or query not in answer.text


def test_a_refusal_is_json_where_that_is_asked_for(client: FlaskClient) -> None:
    status, media_type, body = ask(client, "SELECT * {", "application/json")
    assert (status, media_type) == (400, "application/problem+json")
    assert json.loads(body)["status"] == 400
    assert "not valid SPARQL" in json.loads(body)["detail"]


def test_what_is_not_accepted_is_not_sent(client: FlaskClient) -> None:
    for query, accept in ((NAMES, "image/png"), (NAMES, "text/turtle"), ("DESCRIBE <http://a>", "text/csv")):
        status, _, body = ask(client, query, accept)
        assert status == 406
        assert "is answered as one of" in body


def test_requests_that_the_protocol_does_not_know_are_refused(client: FlaskClient) -> None:
    direct = "application/sparql-query"
    assert client.get("/sparql", query_string=[("query", NAMES), ("query", NAMES)]).status_code == 400
    assert client.get("/sparql", query_string={"update": "CLEAR ALL"}).status_code == 400
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 400
    assert (
        client.post("/sparql", data="CLEAR ALL", content_type="application/sparql-update").status_code == 415
    )
    assert client.post("/sparql", data=NAMES, content_type="text/plain").status_code == 415
    assert client.post("/sparql", data=NAMES.encode("utf-16"), content_type=direct).status_code == 400
    assert client.post("/sparql", data={"query": (io.BytesIO(b""), "q.rq")}).status_code == 415
    for method in ("PUT", "DELETE", "PATCH"):
        answer = client.open("/sparql", method=method)
        assert answer.status_code == 405
        assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_a_text_beyond_the_limit_is_too_large(client: FlaskClient) -> None:
    just, long = ("ASK {} #" + "x" * (size - 8) for size in (100_000, 100_001))
    for send in (
        lambda text: client.post("/sparql", data=text, content_type="application/sparql-query"),
        lambda text: client.post("/sparql", data={"query": text}),
    ):
        assert send(just).status_code == 200
        refused = send(long)
        assert refused.status_code == 413
        assert "longer" in refused.text
        assert send("x" * 1_000_000).status_code == 413


def test_an_answer_beyond_the_limit_is_too_large(client: FlaskClient) -> None:
    status, _, body = ask(client, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert status == 413
    assert body == (
        "The answer has more than 1,000 rows, the limit here, so none of it is given. "
        "Add a LIMIT, or count instead of listing.\n"
    )


def test_an_endless_query_is_stopped_while_others_are_answered(client: FlaskClient, app: Flask) -> None:
    assert ask(client, NAMES)[0] == 200
    with ThreadPoolExecutor() as threads:
        begun = time.monotonic()
        endless = threads.submit(app.test_client().get, "/sparql", query_string={"query": ENDLESS})
        time.sleep(0.1)
        assert ask(client, NAMES)[0] == 200
        assert not endless.done()
        answer = endless.result()
        assert time.monotonic() - begun < 3.5
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "stopped after 3 seconds, the limit here" in answer.text


@pytest.mark.parametrize("seconds", [1])
def test_an_address_with_too_many_queries_is_told_to_come_back(client: FlaskClient, app: Flask) -> None:
    with ThreadPoolExecutor(10) as threads:
        crowd = [
            threads.submit(app.test_client().get, "/sparql", query_string={"query": ENDLESS})
            for _ in range(10)
        ]
        time.sleep(0.5)
        status, _, body = ask(client, NAMES)
        elsewhere = client.get(
            "/sparql", query_string={"query": NAMES}, environ_base={"REMOTE_ADDR": "127.0.0.2"}
        )
        stopped = {each.result().status_code for each in crowd}
    assert (status, body) == (429, "8 queries are already waiting. Ask again in a few seconds.\n")
    assert elsewhere.status_code == 200
    assert stopped == {503}
    assert ask(client, NAMES)[0] == 200


def test_an_address_is_forgotten_when_its_queries_are_done() -> None:
    addresses = Addresses()
    inside, leave = threading.Barrier(3), threading.Event()

    def stay() -> None:
        with addresses.turn("127.0.0.1"):
            inside.wait()
            leave.wait()

    threads = [threading.Thread(target=stay) for _ in range(2)]
    for thread in threads:
        thread.start()
    inside.wait()
    with addresses.turn("127.0.0.2"):
        assert set(addresses._here) == {"127.0.0.1", "127.0.0.2"}
    leave.set()
    for thread in threads:
        thread.join()
    assert addresses._here == {}


def test_no_other_site_may_read_the_answers(client: FlaskClient) -> None:
    answer = client.get(
        "/sparql", query_string={"query": NAMES}, headers={"Origin": "https://elsewhere.example"}
    )
    assert "Access-Control-Allow-Origin" not in answer.headers


# The page


def test_a_browser_gets_a_page_to_type_a_query_in(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers={"Accept": PAGE})
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert "<textarea" in answer.text
    assert "may take 3 seconds and answer with 1,000 rows" in answer.text
    assert "This place is invented." in answer.text


def test_a_browser_gets_solutions_as_a_table(client: FlaskClient) -> None:
    status, media_type, body = ask(client, NAMES, PAGE)
    assert (status, media_type) == (200, "text/html; charset=utf-8")
    assert "<bdi>Everyone has a decent home</bdi>" in body
    assert 'href="/doc/objective/small.homes"' in body
    assert "format=csv" in body
    assert NAMES.split("{")[1].split(">")[1].strip(" }") in body  # what was typed is kept


def test_a_browser_gets_the_other_forms_too(client: FlaskClient) -> None:
    assert "Yes." in ask(client, "ASK {}", PAGE)[2]
    assert "No." in ask(client, "ASK { <http://none> ?p ?o }", PAGE)[2]
    assert "Everyone has a decent home" in ask(client, "CONSTRUCT WHERE { ?s ?p ?o }", PAGE)[2]
    assert "0 rows" in ask(client, "SELECT ?x { ?x <http://none> ?y }", PAGE)[2]
    assert "1 row." in ask(client, "SELECT * {}", PAGE)[2]


def test_a_long_table_is_cut_and_says_so(client: FlaskClient) -> None:
    body = ask(client, "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 900", PAGE)[2]
    assert "900 rows." in body
    assert "The first 200 are shown." in body


def test_a_browser_is_told_what_is_wrong_and_keeps_what_was_typed(client: FlaskClient) -> None:
    status, media_type, body = ask(client, "SELECT * { <b>", PAGE)
    assert (status, media_type) == (400, "text/html; charset=utf-8")
    assert 'role="alert"' in body
    assert "This query is not valid SPARQL" in body
    assert "SELECT * { &lt;b&gt;</textarea>" in body


def test_hostile_values_are_only_text_on_the_page(client: FlaskClient) -> None:
    body = ask(client, "SELECT ?o { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'onerror')) }", PAGE)[2]
    assert "<img" not in body
    assert "&lt;img src=x onerror=alert(1)&gt;" in body


def test_without_data_there_is_nothing_to_ask(empty_client: FlaskClient) -> None:
    assert ask(empty_client, NAMES, JSON)[0] == 404
    answer = empty_client.get("/sparql", headers={"Accept": PAGE})
    assert answer.status_code == 404
    assert "There is no data yet" in answer.text


def test_answers_as_csv_can_be_read_back(client: FlaskClient) -> None:
    body = ask(client, "SELECT * { ?s ?p ?o }", "text/csv")[2]
    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    assert any("\u2028Co" in row["o"] for row in rows)
