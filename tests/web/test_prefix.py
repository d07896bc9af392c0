"""A base address with a path: the pages live under it, with and without a proxy that takes it off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from rdflib import Graph

from ecosystem.config import Settings
from ecosystem.store import Changes, open_store
from web import create_app

BASE = "https://intranet.example/maps"
PLACE = Path(__file__).parent.parent / "data" / "small-place.ttl"
GOAL = "http://metadata.un.org/sdg/1"
UNDER = ("/maps/", "http://localhost/maps/", "#")
OURS = {"", "localhost", "intranet.example"}
BROWSER = {"Accept": "text/html"}
PAGES = (
    "/",
    "/map",
    "/map?show=table",
    "/map?version=1",
    "/organisations",
    "/overlaps",
    "/gaps",
    "/sparql",
    "/export",
    "/doc/organisation/small.council",
    "/doc/outcome/small.warm",
    "/embed/v1/map?show=both",
    "/ns",
    "/shapes",
    "/scheme",
    "/scheme/sector",
    "/scheme/sector/LG",
    "/ask",
    "/ask/S1",
    "/methods",
    "/methods/overlap",
    f"/resource?iri={GOAL}",
    "/nothing-here",
)


def client_at(settings: Settings, base: str) -> Iterator[FlaskClient]:
    """Asks an application over the small place, whose things have IRIs under the given base."""
    settings = settings.with_changes(base_iri=base)
    text = PLACE.read_text(encoding="utf-8").replace("http://127.0.0.1:8080", base)
    text += f'<{GOAL}> <http://www.w3.org/2004/02/skos/core#prefLabel> "No poverty"@en .\n'
    store = open_store(settings)
    triples = Graph().parse(data=text, format="turtle").serialize(format="nt", encoding="utf-8")
    store.commit(Changes("Imported the small place.", {f"{base}/graph/dataset/small/1": [triples]}))
    store.close()
    application = create_app(settings)
    yield application.test_client()
    application.extensions["ecosystem"].store.close()


@pytest.fixture
def below(settings: Settings) -> Iterator[FlaskClient]:
    yield from client_at(settings, BASE)


@pytest.mark.parametrize("path", PAGES)
def test_every_address_on_a_page_lies_under_the_path(below: FlaskClient, path: str) -> None:
    page = below.get(f"/maps{path}", headers=BROWSER).text
    addresses = [unescape(found) for found in re.findall(r'\b(?:href|src|action|components)="([^"]*)"', page)]
    own = [found for found in addresses if (urlsplit(found).hostname or "") in OURS]
    outside = [found for found in own if not found.startswith(UNDER)]
    assert len(own) > 3
    assert outside == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_the_same_where_the_proxy_takes_the_path_off(below: FlaskClient, path: str) -> None:
    kept, taken_off = (below.get(f"{root}{path}", headers=BROWSER) for root in ("/maps", ""))
    assert kept.status_code == taken_off.status_code == (404 if path == "/nothing-here" else 200)
    without_reference = re.compile(r"Reference [0-9a-f]{8}")
    assert without_reference.sub("", kept.text) == without_reference.sub("", taken_off.text)


def test_what_a_page_leads_to_answers(below: FlaskClient) -> None:
    for path in ("/maps/", "/maps/map", "/maps/organisations", "/maps/doc/organisation/small.council"):
        for href in re.findall(r'(?:href|src)="(/maps/[^"]*)"', below.get(path).text):
            with below.get(unescape(href), headers=BROWSER) as answer:
                assert answer.status_code == 200, href


def test_two_slashes_send_nobody_to_another_host(below: FlaskClient) -> None:
    for path in ("/maps/id/x//evil.example", "/id/x//evil.example", "/maps/organisations//evil.example"):
        answer = below.get(path, headers={"Host": "localhost"})
        assert (answer.location or "/maps/").startswith("/maps/"), path
    assert below.get("/maps/id/x//evil.example").status_code == 404


def test_the_iri_of_a_term_leads_below_the_path(below: FlaskClient) -> None:
    answer = below.get("/maps/resource", query_string={"iri": "https://w3id.org/sve/ns#Outcome"})
    assert answer.location == "/maps/ns#Outcome"


def test_the_path_without_its_last_slash_is_the_first_page(below: FlaskClient) -> None:
    assert "Five questions" in below.get("/maps").text
    assert below.get("/mapsandmore").status_code == 404


def test_the_frame_and_the_short_address_lead_to_the_path(below: FlaskClient) -> None:
    page = below.get("/maps/map", base_url="https://intranet.example").text
    assert 'src="https://intranet.example/maps/embed/v1/map"' in unescape(page)
    answer = below.get("/maps/organisations/small.council")
    assert answer.location == "/maps/doc/organisation/small.council"


def test_the_iri_of_a_thing_leads_to_its_page(below: FlaskClient) -> None:
    data = below.get("/maps/organisations.json").json
    assert data
    for item in data["organisations"]:
        path = item["id"].removeprefix("https://intranet.example")
        assert path.startswith("/maps/id/organisation/")
        page = below.get(path)
        assert page.status_code == 303
        assert page.location == path.replace("/maps/id/", "/maps/doc/")
        assert below.get(page.location).status_code == 200


def test_a_path_that_is_called_like_a_page_needs_the_proxys_word(settings: Settings) -> None:
    for client in client_at(settings, "https://intranet.example/map"):
        told = {"X-Forwarded-Prefix": "/map"}
        assert "Five questions" in client.get("/map").text
        assert "Five questions" in client.get("/", headers=told).text
        for answer in (client.get("/map/map"), client.get("/map", headers=told)):
            assert 'class="sve-picture"' in answer.text


def test_without_a_path_nothing_is_taken_off(client: FlaskClient) -> None:
    assert client.get("/maps/").status_code == 404
    assert 'href="/map"' in client.get("/").text
