"""An IRI leads to a page or to data by what is asked for, and the data are the same in every form."""

from __future__ import annotations

import random
from collections.abc import Iterator
from time import process_time

import pytest
from flask.testing import FlaskClient
from rdflib import SKOS, Graph, URIRef
from rdflib.compare import isomorphic

from ecosystem.config import Settings
from ecosystem.store import Changes, Reader, open_store
from tests.web.conftest import served
from web.descriptions import MOST, MOST_AS_JSON_LD

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


@pytest.mark.parametrize(
    ("accept", "path", "media"),
    [
        ("text/turtle; charset=utf-8", f"/data/{COUNCIL}", "text/turtle"),
        (
            'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
            "/ns",
            "application/ld+json",
        ),
        ("text/turtle;version=1.1;q=0.2, application/n-triples;q=0.1", "/scheme/sector", "text/turtle"),
        ("application/json; charset=utf-8", f"/doc/{COUNCIL}", "application/json"),
        ("application/json; charset=utf-8", "/organisations", "application/json"),
        ("application/json; charset=utf-8", "/nothing-here", "application/json"),
        ("text/html; charset=utf-8", "/sparql", "text/html"),
    ],
)
def test_what_else_an_accept_header_says_of_a_type_rules_nothing_out(
    client: FlaskClient, accept: str, path: str, media: str
) -> None:
    assert client.get(path, headers={"Accept": accept}).mimetype == media


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


@pytest.mark.parametrize(
    ("iri", "address", "media"),
    [
        ("https://w3id.org/sve/ns#Outcome", "/ns.jsonld#Outcome", "application/ld+json"),
        ("https://w3id.org/sve/mappings", "/mappings.jsonld", "application/ld+json"),
        ("https://w3id.org/sve/shapes/1.0.0", "/shapes/1.0.0.jsonld", "application/ld+json"),
        ("https://w3id.org/sve/context.jsonld", "/context.jsonld", "application/ld+json"),
    ],
)
def test_the_json_of_the_reference_is_its_json_ld(
    client: FlaskClient, iri: str, address: str, media: str
) -> None:
    by_ending = client.get("/resource.json", query_string={"iri": iri})
    header = {"Accept": "application/json"}
    by_header = client.get("/resource", query_string={"iri": iri}, headers=header)
    assert by_ending.location == by_header.location == address
    assert client.get(address, headers=header).mimetype == media


@pytest.mark.parametrize(
    "iri",
    ["https://w3id.org/sve/mappings", "https://w3id.org/sve/ns/0.1.0", "https://w3id.org/sve/context.jsonld"],
)
def test_a_document_without_a_page_answers_all_who_take_anything(client: FlaskClient, iri: str) -> None:
    browser = {"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"}
    answer = client.get("/resource", query_string={"iri": iri}, headers=browser)
    assert client.get(answer.location, headers=browser).status_code == 200
    assert client.get("/resource.html", query_string={"iri": iri}).status_code == 406


def test_the_end_of_an_iri_of_ours_is_no_iri_of_ours(client: FlaskClient) -> None:
    for end in ("sector", "sector/LG", "ns#Outcome"):
        assert client.get("/resource", query_string={"iri": end}).status_code == 404


def test_what_a_stranger_types_is_not_written_to_the_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    for typed in (
        "https://w3id.org/sve/ns#x\nERROR all is lost",
        "https://w3id.org/sve/shapes#x\nERROR all is lost",
        "https://w3id.org/sve/scheme/sector/x\nERROR all is lost",
        "http://example.org/x\nERROR all is lost",
    ):
        assert client.get("/resource", query_string={"iri": typed}).status_code == 404
    assert "all is lost" not in caplog.text


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Asks an application over two lists: one with more entries than are sent, one with more than as JSON-LD."""
    settings = Settings(data=tmp_path_factory.mktemp("hub") / "data")
    store = open_store(settings)
    lines = [
        line
        for name, entries in (("large", MOST), ("middling", MOST_AS_JSON_LD))
        for number in range(entries + 1)
        for line in (
            f"<{BASE}/id/scheme/{name}> <{SKOS.hasTopConcept}> <{BASE}/id/concept/{name}.{number}> .\n",
            f"<{BASE}/id/concept/{name}.{number}> <{SKOS.topConceptOf}> <{BASE}/id/scheme/{name}> .\n",
            f'<{BASE}/id/concept/{name}.{number}> <{SKOS.prefLabel}> "Entry {number}"@en .\n',
        )
    ]
    store.commit(Changes("Imported two lists.", {f"{BASE}/graph/dataset/hub/1": ["".join(lines).encode()]}))
    store.close()
    with served(settings) as application:
        yield application.test_client()


def test_a_thing_with_very_many_statements_has_a_page_that_counts_them(hub: FlaskClient) -> None:
    started = process_time()
    data = hub.get("/doc/scheme/large.json").json
    page = hub.get("/doc/scheme/large")
    assert process_time() - started < 8
    assert data
    assert len(data["statements"]) == len(data["mentions"]) == 200
    assert data["statements_in_all"] == {str(SKOS.hasTopConcept): MOST + 1}
    assert data["mentions_in_all"] == {str(SKOS.topConceptOf): MOST + 1}
    assert f"and {MOST + 1 - 200:,} more" in page.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/data/scheme/large.nt", 413),
        ("/data/scheme/large.ttl", 413),
        ("/data/scheme/large.jsonld", 413),
        ("/data/scheme/middling.jsonld", 413),
        ("/data/scheme/middling.ttl", 200),
        ("/data/scheme/middling.nt", 200),
    ],
)
def test_more_statements_than_one_answer_holds_are_refused_with_a_way_on(
    hub: FlaskClient, path: str, status: int
) -> None:
    answer = hub.get(path)
    assert answer.status_code == status
    assert ("CONSTRUCT { ?thing" in answer.text) is (status == 413)


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
