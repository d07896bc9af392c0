"""The page of one thing: everything said of it, each with its cell, and nothing where nothing is said."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, URIRef

BASE = "http://127.0.0.1:8080"
COUNCIL = "/doc/organisation/borough.org-council"


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_an_organisations_page_has_its_parts_in_words(pages: FlaskClient) -> None:
    text = text_of(pages.get(COUNCIL).text)
    for words in (
        "Thackenshaw Metropolitan Borough Council",
        "It pursues 5 objectives, delivers",
        "Objectives it pursues",
        "Outcomes its work is for",
        "Programmes and services",
        "People it serves",
        "Places it works in",
        "Works with",
        "are never added together",
        "Findings it is in",
        "Organisations.csv, row 2",
        "Links.csv, row 2, column To",
    ):
        assert words in text, words


def test_an_organisation_without_anything_recorded_says_so(client: FlaskClient) -> None:
    text = text_of(client.get("/doc/organisation/small.trust").text)
    assert "Not recorded:" in text
    assert "That does not mean that there is none." in text
    assert not re.search(r"\b0 (objectives|programmes|partners)", text)


def test_page_json_and_turtle_speak_of_the_same_thing(pages: FlaskClient) -> None:
    data = pages.get(f"{COUNCIL}.json").json
    iri = BASE + COUNCIL.replace("/doc/", "/id/")
    assert data
    assert data["id"] == iri
    turtle = pages.get(f"{COUNCIL.replace('/doc/', '/data/')}.ttl")
    graph = Graph().parse(data=turtle.text, format="turtle")
    said = {(item["predicate"], item["value"]) for item in data["statements"]}
    stored = {(str(p), str(o)) for p, o in graph.predicate_objects(URIRef(iri))}
    assert said <= stored


def test_an_organisations_money_is_given_with_its_cells(pages: FlaskClient) -> None:
    data = pages.get(f"{COUNCIL}.json").json
    assert data
    assert data["money"]
    assert all(item["cells"] for item in data["money"])
    assert {item["text"].split(",")[0] for sum_ in data["money"] for item in sum_["cells"]} == {"Money.csv"}


def test_a_service_names_its_deliverer_people_and_cells(pages: FlaskClient) -> None:
    text = text_of(pages.get("/doc/service/borough.act-home-first").text)
    for words in (
        "Service",
        "Delivered by",
        "Eskermoor Hospitals NHS Trust",
        "Activities.csv, row 16, column Groups",
    ):
        assert words in text


def test_an_objective_names_who_committed_to_it(pages: FlaskClient) -> None:
    text = text_of(pages.get("/doc/objective/borough.obj-well").text)
    assert "Pursued by" in text
    assert "Thackenshaw Metropolitan Borough Council" in text


def test_the_steps_of_a_journey_come_in_their_order(pages: FlaskClient) -> None:
    data = pages.get("/journeys.json").json
    assert data
    leaving_care = next(item for item in data["journeys"] if "Leaving care" in item["label"])
    text = text_of(pages.get(leaving_care["id"].removeprefix(BASE), follow_redirects=True).text)
    places = [text.index(step) for step in ("A plan and a person", "A room with a host", "A first tenancy")]
    assert places == sorted(places)


def test_a_finding_has_an_address_of_its_own(pages: FlaskClient) -> None:
    data = pages.get("/overlaps.json").json
    assert data
    first = data["findings"][0]
    path = first["id"].removeprefix(BASE)
    assert first["headline"] in text_of(pages.get(path, follow_redirects=True).text)
    as_json = pages.get(f"{path}.json", follow_redirects=True).json
    assert as_json
    assert as_json["id"] == first["id"]


def test_a_row_of_a_source_shows_what_was_read_from_it(pages: FlaskClient) -> None:
    assert pages.get("/doc/row/borough.Activities.csv.16").status_code == 200
    assert "Home First Ward Team" in pages.get("/doc/row/borough.Activities.csv.16").text


@pytest.mark.parametrize(
    "path",
    [
        "/doc/organisation/nobody",
        "/doc/nothing/x",
        "/doc/organisation/%3E%20%7D%20DROP%20ALL",
        "/doc/organisation/x%22%3Cscript%3E",
        "/doc/organisation/../../etc",
        "/doc/organisation/nobody.json",
        "/doc/organisation/nobody.ttl",
        "/doc/finding/000000000000000000000000",
    ],
)
def test_what_nobody_speaks_of_is_a_calm_404(pages: FlaskClient, path: str) -> None:
    answer = pages.get(path)
    assert answer.status_code == 404
    assert "<script>" not in answer.text
    assert "Traceback" not in answer.text


def test_hostile_names_stay_text(client: FlaskClient) -> None:
    for path in ("/organisations", "/programmes", "/doc/organisation/small.hostile"):
        html = client.get(path).text
        assert "<img src=x" not in html
        assert "\u202e" not in html


def test_a_link_that_is_not_an_address_is_not_linked(client: FlaskClient) -> None:
    assert 'href="javascript:' not in client.get("/").text
