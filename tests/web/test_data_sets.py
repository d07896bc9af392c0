"""What pages say of the data sets they show: which are invented, whose they are, how old the findings are."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from rdflib import Graph

from ecosystem.config import Settings
from ecosystem.store import Changes, open_store
from web import create_app

BASE = "http://127.0.0.1:8080"
COUNCIL = "/doc/organisation/borough.org-council"
CHANGED = "The data has changed since"
ENTRY = """<{base}/id/dataset/{id}> a dcat:Dataset ; dcterms:identifier "{id}" ; dcterms:title "{title}"@en ;
    dcterms:publisher "A publisher" ; dcterms:license "{licence}" ; dcterms:source "{source}" ;
    dcterms:description ""@en ; dcat:version "1" ; dcterms:hasPart <{base}/graph/dataset/{id}/1> ;
    sve:invented {invented} .
"""


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def banner(html: str) -> str:
    found = re.search(r'<section class="sve-banner".*?</section>', html, re.DOTALL)
    return text_of(found[0]).replace(" ;", ";").replace(" .", ".").replace(" :", ":") if found else ""


def add(settings: Settings, name: str, **said: str) -> None:
    """One more data set, without rows; `said` are parts of its catalogue entry."""
    said = {"title": name, "licence": "", "source": "", "invented": "false", **said}
    prefixes = (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> . "
        "@prefix sve: <https://w3id.org/sve/ns#> . "
    )
    entry = Graph().parse(data=prefixes + ENTRY.format(base=BASE, id=name, **said), format="turtle")
    store = open_store(settings)
    triples = entry.serialize(format="nt", encoding="utf-8")
    store.commit(Changes(f"Imported {name}.", {f"{BASE}/graph/catalog/{name}": [triples]}))
    store.close()


@contextmanager
def asking(settings: Settings) -> Iterator[FlaskClient]:
    application = create_app(settings)
    yield application.test_client()
    application.extensions["ecosystem"].store.close()


@pytest.fixture
def of_small_place(place_data: Path) -> Settings:
    """Settings over the small place, which is invented."""
    return Settings(data=place_data)


@pytest.fixture
def of_changed_example(example: Path, tmp_path: Path) -> Settings:
    """Settings over a copy of the example place with its findings, and a data set that came after them."""
    settings = Settings(data=Path(shutil.copytree(example, tmp_path / "copy")))
    add(settings, "later", title="Came later")
    return settings


@pytest.mark.parametrize("path", ["/", "/map", "/embed/v1/map", "/doc/organisation/small.council"])
def test_real_data_beside_invented_data_is_not_called_invented(of_small_place: Settings, path: str) -> None:
    add(of_small_place, "real", title="Grants register")
    with asking(of_small_place) as client:
        said = banner(client.get(path).text)
    assert said == (
        "Part of this data is invented. Small Place is made up to show what this can do: "
        "no body, person or figure in it is real. Not invented: Grants register."
    )


def test_where_everything_is_invented_the_banner_says_so_of_all(of_small_place: Settings) -> None:
    add(of_small_place, "second", title="Second Place", invented="true")
    with asking(of_small_place) as client:
        said = banner(client.get("/").text)
    assert said.startswith("This place is invented.")
    assert "Second Place is made up" in said
    assert said.endswith("No body, person or figure in it is real.")


def test_where_nothing_is_invented_there_is_no_banner(settings: Settings) -> None:
    add(settings, "real", title="Grants register")
    with asking(settings) as client:
        page = client.get("/organisations").text
    assert "Grants register" in page
    assert not banner(page)


@pytest.mark.parametrize("address", ["http://[x", "https://[::1"])
def test_an_address_that_is_none_is_shown_as_text(of_small_place: Settings, address: str) -> None:
    add(of_small_place, "odd", title="Odd", licence=address, source=address)
    with asking(of_small_place) as client:
        for path in ("/", "/map", "/organisations", "/embed/v1/map", "/doc/dataset/odd"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert f'href="{address}' not in answer.text
        assert f"<bdi>{address}</bdi>" in client.get("/").text


def test_every_page_with_a_finding_says_when_the_data_has_changed(of_changed_example: Settings) -> None:
    with asking(of_changed_example) as client:
        data = client.get("/overlaps.json").json
        assert data
        finding = data["findings"][0]
        paths = [
            finding["id"].removeprefix(BASE),
            finding["involves"][0]["id"].removeprefix(BASE),
            COUNCIL,
            "/doc/organisation/borough.org-council?version=3",
            "/overlaps",
            "/",
        ]
        for path in paths:
            text = text_of(client.get(path, follow_redirects=True).text)
            assert CHANGED in text, path
            assert "ecosystem analyse" in text, path
        as_json = client.get(f"{paths[0]}.json", follow_redirects=True).json
        assert as_json
        assert as_json["out_of_date"] is True
        assert "overlap" in client.get(f"{COUNCIL}.json").json["out_of_date"]  # type: ignore[index]


def test_findings_as_new_as_the_data_carry_no_such_notice(pages: FlaskClient) -> None:
    data = pages.get("/overlaps.json").json
    assert data
    finding = data["findings"][0]["id"].removeprefix(BASE)
    for path in (finding, data["findings"][0]["involves"][0]["id"].removeprefix(BASE), COUNCIL, "/"):
        page = pages.get(path, follow_redirects=True)
        assert page.status_code == 200
        assert CHANGED not in text_of(page.text), path
    as_json = pages.get(f"{finding}.json", follow_redirects=True).json
    assert as_json
    assert as_json["out_of_date"] is False


def test_before_the_analysis_an_organisation_is_not_said_to_be_in_no_finding(pages: FlaskClient) -> None:
    text = text_of(pages.get(f"{COUNCIL}?version=1").text)
    assert "Findings it is in Not worked out yet." in text
