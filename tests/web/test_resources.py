"""An IRI leads to a page or to data by what is asked for, and the data are the same in every form."""

from __future__ import annotations

import random

import pytest
from flask.testing import FlaskClient
from rdflib import SKOS, Graph, URIRef
from rdflib.compare import isomorphic

from ecosystem.config import Settings
from ecosystem.store import Changes, Reader, open_store
from tests.web.conftest import served

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning:rdflib")

BASE = "http://127.0.0.1:8080"
COUNCIL = "organisation/small.council"
FORMS = {
    "ttl": ("text/turtle", "turtle"),
    "jsonld": ("application/ld+json", "json-ld"),
    "nt": ("application/n-triples", "nt"),
}
GOAL = "http://metadata.un.org/sdg/1"


@pytest.mark.parametrize(
    ("accept", "address"),
    [
        ("text/html,application/xml;q=0.9,*/*;q=0.8", f"/doc/{COUNCIL}"),
        ("*/*", f"/doc/{COUNCIL}"),
        ("text/turtle", f"/data/{COUNCIL}.ttl"),
        ("text/turtle;q=0.3, application/ld+json;q=0.8", f"/data/{COUNCIL}.jsonld"),
        ("application/n-triples, text/html;q=0.9", f"/data/{COUNCIL}.nt"),
        ("application/json", f"/doc/{COUNCIL}.json"),
    ],
)
def test_an_iri_sends_on_with_303_by_the_accept_header(
    client: FlaskClient, accept: str, address: str
) -> None:
    for version in ("", "?version=1"):
        answer = client.get(f"/id/{COUNCIL}{version}", headers={"Accept": accept})
        assert answer.status_code == 303
        assert answer.location == f"{address}{version}"
        assert answer.headers["Vary"] == "Accept"
        assert client.get(answer.location, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize("ending", [*FORMS, "json", "html"])
def test_an_ending_decides_whatever_the_header_says(client: FlaskClient, ending: str) -> None:
    answer = client.get(f"/id/{COUNCIL}.{ending}?version=1", headers={"Accept": "application/pdf"})
    address = {"json": f"/doc/{COUNCIL}.json", "html": f"/doc/{COUNCIL}"}.get(
        ending, f"/data/{COUNCIL}.{ending}"
    )
    assert answer.status_code == 303
    assert answer.location == f"{address}?version=1"
    assert "Vary" not in answer.headers
    assert client.get(answer.location).status_code == 200


def test_a_page_is_one_click_away_from_every_link(pages: FlaskClient) -> None:
    for path in ("/organisations", "/overlaps", "/doc/organisation/borough.org-council", "/map?show=table"):
        assert 'href="/id/' not in pages.get(path).text, path


@pytest.mark.parametrize(
    "path", ["/id/organisation/nobody", "/data/organisation/nobody.ttl", "/data/nothing/x"]
)
def test_nothing_is_not_sent_on(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Nothing with this address is recorded" in answer.text


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        (f"/id/{COUNCIL}", "a page (text/html), Turtle (text/turtle)"),
        (f"/data/{COUNCIL}", "Turtle (text/turtle), JSON-LD (application/ld+json) or N-Triples"),
        (f"/doc/{COUNCIL}", "a page (text/html) or JSON (application/json)"),
        (f"/resource?iri={BASE}/id/{COUNCIL}", "a page (text/html), Turtle (text/turtle)"),
    ],
)
def test_a_form_there_is_not_is_refused_in_a_sentence(client: FlaskClient, path: str, offered: str) -> None:
    answer = client.get(path, headers={"Accept": "application/pdf"})
    assert answer.status_code == 406
    assert offered in answer.text


def test_data_without_an_ending_goes_by_the_header(client: FlaskClient) -> None:
    for media, _ in FORMS.values():
        answer = client.get(f"/data/{COUNCIL}", headers={"Accept": media})
        assert answer.mimetype == media
        assert answer.headers["Vary"] == "Accept"


def test_data_say_when_they_were_committed_and_are_not_sent_twice(client: FlaskClient) -> None:
    first = client.get(f"/data/{COUNCIL}.ttl")
    assert first.last_modified is not None
    for header, value in (
        ("If-None-Match", first.headers["ETag"]),
        ("If-Modified-Since", first.headers["Last-Modified"]),
    ):
        assert client.get(f"/data/{COUNCIL}.ttl", headers={header: value}).status_code == 304


def graphs_of(client: FlaskClient, iri: str) -> list[Graph]:
    """What a server says of one IRI, in each form."""
    found = []
    for ending, (media, name) in FORMS.items():
        answer = client.get(f"/resource.{ending}", query_string={"iri": iri}, follow_redirects=True)
        assert (answer.status_code, answer.mimetype) == (200, media), (iri, ending)
        found.append(Graph().parse(data=answer.text, format=name))
    return found


def some_of_each_kind(reader: Reader) -> list[str]:
    """A few things of each kind of the example, always the same ones."""
    kinds: dict[str, list[str]] = {}
    for row in reader.select("SELECT DISTINCT ?s WHERE { ?s ?p ?o FILTER (isIRI(?s)) } ORDER BY ?s"):
        iri = row["s"].value
        if iri.startswith(f"{BASE}/id/"):
            kinds.setdefault(iri.split("/")[4], []).append(iri)
    chosen = random.Random(3)  # noqa: S311 - which things are compared is no secret
    return [iri for found in kinds.values() for iri in chosen.sample(found, min(3, len(found)))]


def test_all_forms_of_one_thing_are_one_graph(pages: FlaskClient) -> None:
    store = pages.application.extensions["ecosystem"].store
    things = some_of_each_kind(store.read())
    assert len(things) > 40
    for iri in things:
        turtle, json_ld, n_triples = graphs_of(pages, iri)
        assert len(n_triples), iri
        assert isomorphic(turtle, n_triples), iri
        assert isomorphic(json_ld, n_triples), iri


def test_json_ld_is_short_and_needs_nothing_fetched(client: FlaskClient) -> None:
    data = client.get(f"/data/{COUNCIL}.jsonld").json
    assert data
    assert isinstance(data["@context"], dict)
    assert data["type"] == "Organization"
    assert data["prefLabel"] == "Northvale Council"
    assert data["id"] == f"{BASE}/id/{COUNCIL}"


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (f"{BASE}/id/{COUNCIL}", f"/doc/{COUNCIL}"),
        ("https://w3id.org/sve/scheme/sector/LG", "/scheme/sector/LG"),
        ("https://w3id.org/sve/scheme/sector", "/scheme/sector"),
        ("https://w3id.org/sve/ns#Outcome", "/ns#Outcome"),
        ("https://w3id.org/sve/ns", "/ns"),
        ("https://w3id.org/sve/shapes#Organisation-name", "/shapes#Organisation-name"),
    ],
)
def test_an_iri_of_ours_leads_to_its_own_address(client: FlaskClient, iri: str, address: str) -> None:
    answer = client.get("/resource", query_string={"iri": iri})
    assert answer.status_code == 303
    assert answer.location == address
    kept = client.get("/resource", query_string={"iri": iri, "version": "1"})
    path, mark, fragment = address.partition("#")
    assert kept.location == f"{path}?version=1{mark}{fragment}"


def test_a_term_as_data_is_its_document(client: FlaskClient) -> None:
    answer = client.get("/resource.ttl", query_string={"iri": "https://w3id.org/sve/ns#Outcome"})
    assert answer.location == "/ns.ttl#Outcome"


def test_an_iri_of_others_is_answered_where_the_data_know_it(settings: Settings) -> None:
    store = open_store(settings)
    line = f'<{GOAL}> <http://www.w3.org/2004/02/skos/core#prefLabel> "No poverty"@en .\n'.encode()
    store.commit(Changes("Imported a list.", {f"{BASE}/graph/dataset/goals/1": [line]}))
    store.close()
    with served(settings) as application:
        client = application.test_client()
        page = client.get("/resource", query_string={"iri": GOAL})
        assert page.status_code == 200
        assert "No poverty" in page.text
        assert client.get("/resource.json", query_string={"iri": GOAL}).json["id"] == GOAL  # type: ignore[index]
        for graph in graphs_of(client, GOAL):
            assert str(graph.value(URIRef(GOAL), SKOS.prefLabel)) == "No poverty"


@pytest.mark.parametrize(
    "iri",
    [
        GOAL,
        f"{BASE}/id/organisation/nobody",
        "https://w3id.org/sve/ns#NoSuchTerm",
        "<>",
        "a b",
        "x" * 3000,
        "http://[x",
    ],
)
def test_an_iri_that_nobody_speaks_of_is_a_sentence_without_an_echo(client: FlaskClient, iri: str) -> None:
    for ending in ("", ".ttl", ".json"):
        answer = client.get(f"/resource{ending}", query_string={"iri": iri})
        assert answer.status_code == 404
        assert "Nothing with this IRI is recorded" in answer.text
        assert iri not in answer.text.replace("&lt;", "<").replace("&gt;", ">")


def test_no_iri_at_all_is_asked_for(client: FlaskClient) -> None:
    answer = client.get("/resource")
    assert answer.status_code == 404
    assert "after /resource?iri=" in answer.text
