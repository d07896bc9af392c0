"""People decide on pages: what is kept, what is refused, and that nothing typed is lost."""

from __future__ import annotations

import csv
import io
import re
import shutil
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ecosystem import published
from ecosystem.config import Settings
from web import create_app
from web.deciding import safe_path

HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture
def place(example: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application over a copy of the example place, to decide in."""
    app = create_app(Settings(data=shutil.copytree(example, tmp_path / "data")))
    yield app
    app.extensions["ecosystem"].store.close()


@pytest.fixture
def pages(place: Flask) -> FlaskClient:
    return place.test_client()


def data(pages: FlaskClient, address: str) -> dict[str, Any]:
    found = pages.get(address).json
    assert isinstance(found, dict)
    return found


def first(pages: FlaskClient, query: str = "") -> str:
    """The last part of the id of the first pair listed."""
    identifier: str = data(pages, f"/overlaps.json{query}")["findings"][0]["id"]
    return identifier.rpartition("/")[2]


def token(pages: FlaskClient, key: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', pages.get(f"/findings/{key}/review").text)
    assert found
    return unescape(found[1])


def send(
    pages: FlaskClient, key: str, *, headers: dict[str, str] | None = None, **fields: str
) -> TestResponse:
    form = {"verdict": "rejected", "by": "Ada", "reason": "Not related."} | fields
    if "token" not in form:
        form["token"] = token(pages, key)
    return pages.post(f"/findings/{key}/review", data=form, headers=headers)


def test_a_decision_is_saved_and_the_pair_leaves_the_list(pages: FlaskClient) -> None:
    key = first(pages)
    answer = send(pages, key, back="/overlaps?kind=complementary", next_step="Ada rings them.")
    assert answer.status_code == 303
    page = pages.get(answer.location).text
    assert "Saved" in page
    assert "Not related." in page
    assert 'href="/overlaps?kind=complementary"' in page
    assert key not in pages.get("/overlaps").text
    assert key in pages.get("/overlaps?decision=decided").text
    (decided,) = data(pages, "/overlaps.json?decision=decided")["findings"]
    assert decided["decisions"][0]["by"] == "Ada"
    assert decided["decisions"][0]["next_step"] == "Ada rings them."


def test_every_card_has_a_form_that_works_without_scripts(pages: FlaskClient) -> None:
    for address in ("/overlaps", "/gaps"):
        html = pages.get(address).text
        assert html.count("<article") == html.count('<form method="post"') > 0
        identifiers = re.findall(r' id="([^"]+)"', html)
        assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_on_another_site_changes_nothing(pages: FlaskClient, headers: dict[str, str]) -> None:
    key = first(pages)
    assert send(pages, key, headers=headers).status_code == 403
    assert data(pages, "/reviews.json")["reviews"] == []


@pytest.mark.parametrize("kind", ["none", "made up", "of another finding", "of another server"])
def test_a_form_without_our_own_token_is_given_back_with_what_was_typed(
    pages: FlaskClient, example: Path, kind: str
) -> None:
    key = first(pages)
    other = create_app(Settings(data=example))
    tokens = {
        "none": "",
        "made up": "WyJhIiwiYiJd.x.y",
        "of another finding": token(pages, first(pages, "?kind=complementary")),
        "of another server": token(other.test_client(), key),
    }
    other.extensions["ecosystem"].store.close()
    answer = send(pages, key, token=tokens[kind], reason="They meet in March.")
    assert answer.status_code == 422
    assert "Nothing was saved yet" in answer.text
    assert "They meet in March.</textarea>" in answer.text
    assert 'value="Ada"' in answer.text
    assert data(pages, "/reviews.json")["reviews"] == []


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(pages: FlaskClient) -> None:
    key = first(pages)
    answer = send(pages, key, by=" ", reason="", verdict="intended", next_step="Ask in May")
    assert answer.status_code == 422
    assert f'href="#by-{key}"' in answer.text
    assert f'id="reason-fault-{key}"' in answer.text
    assert 'value="intended" checked' in answer.text
    assert 'value="Ask in May"' in answer.text


def test_what_people_write_is_text_on_every_page(pages: FlaskClient) -> None:
    key = first(pages)
    assert "<script>alert" not in send(pages, key, reason=HOSTILE, by="").text
    assert send(pages, key, reason=HOSTILE, by=HOSTILE, next_step=HOSTILE).status_code == 303
    for address in (
        "/reviews",
        "/overlaps?decision=decided",
        f"/findings/{key}/review",
        f"/doc/finding/{key}",
    ):
        html = pages.get(address).text
        assert "alert(1)" in html
        assert "<script>alert" not in html


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(pages: FlaskClient) -> None:
    send(pages, first(pages), reason="=1+1")
    text = pages.get("/reviews.csv").get_data(as_text=True).removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["Reason"] == "'=1+1"
    assert row["Decision"] == "rejected"


def test_too_long_a_text_and_too_large_a_request_are_refused(pages: FlaskClient) -> None:
    key = first(pages)
    assert send(pages, key, reason="x" * 2_001).status_code == 422
    assert send(pages, key, reason="x" * 100_000).status_code == 413
    assert data(pages, "/reviews.json")["reviews"] == []


@pytest.mark.parametrize("host", ["0.0.0.0", "10.1.2.3"])  # noqa: S104 - what is tested
def test_a_server_that_others_can_reach_takes_no_decisions(example: Path, host: str) -> None:
    app = create_app(Settings(data=example, host=host))
    pages = app.test_client()
    key = first(pages)
    assert '<form method="post"' not in pages.get("/overlaps").text
    answer = pages.post(f"/findings/{key}/review", data={"verdict": "confirmed", "by": "Ada"})
    assert answer.status_code == 403
    assert "no sign-in yet" in answer.text
    app.extensions["ecosystem"].store.close()


def test_a_proxy_that_passes_strangers_on_takes_no_decisions(example: Path) -> None:
    app = create_app(Settings(data=example, hosts=("map.example.gov.uk",)))
    pages = app.test_client()
    key = first(pages)
    answer = pages.post(f"/findings/{key}/review", headers={"Host": "map.example.gov.uk"})
    assert answer.status_code == 403
    app.extensions["ecosystem"].store.close()


def test_reading_never_decides(pages: FlaskClient) -> None:
    key = first(pages)
    pages.get(f"/findings/{key}/review?verdict=rejected&by=Ada&reason=x&token={token(pages, key)}")
    assert data(pages, "/reviews.json")["reviews"] == []


def test_a_decision_is_taken_back_on_the_page_by_its_own_name_only(pages: FlaskClient) -> None:
    key = first(pages)
    send(pages, key)
    assert send(pages, key, verdict="unreviewed", by="Grace").status_code == 422
    answer = send(pages, key, verdict="unreviewed", by="ada", reason="")
    assert answer.status_code == 303
    assert "Taken back" in pages.get(answer.location).text
    assert key in pages.get("/overlaps").text


def test_the_list_of_decisions_and_its_files_agree(pages: FlaskClient) -> None:
    assert "Nobody has decided" in pages.get("/reviews").text
    key = first(pages)
    send(pages, key)
    send(pages, key, by="Grace", verdict="confirmed", reason="")
    listed = data(pages, "/reviews.json")
    assert [item["by"] for item in listed["reviews"]] == ["Grace", "Ada"]
    assert listed["precision"][0]["sentence"] == "people confirmed 1 of 1 reviewed"
    text = pages.get("/reviews.csv").get_data(as_text=True).removeprefix("\ufeff")
    assert [row["By"] for row in csv.DictReader(io.StringIO(text))] == ["Grace", "Ada"]
    page = pages.get("/reviews").text
    assert "people confirmed 1 of 1 reviewed" in page
    assert "people disagree" in pages.get(f"/findings/{key}/review").text


def test_what_was_seen_and_not_listed_has_a_form_and_says_what_is_missed(place: Flask) -> None:
    pages, reader = place.test_client(), place.extensions["ecosystem"].store.read()
    total = published.left_below(reader)["proposed-outcomes"]
    drawn = published.unlisted(reader, "proposed-outcomes")["proposed-outcomes"]
    key = drawn[0].iri.rpartition("/")[2]
    assert send(pages, key).status_code == 303
    listed = data(pages, "/reviews.json")
    assert listed["precision"] == []
    assert listed["missed"][0]["total"] == total
    assert f"of 1 drawn at random from the {total} that it saw" in pages.get("/reviews").text
    assert drawn[0].iri not in pages.get("/proposals.json?decision=decided").text


def test_a_decided_pair_is_said_to_be_decided_in_an_earlier_version_not(pages: FlaskClient) -> None:
    key = first(pages)
    send(pages, key)
    html = pages.get("/overlaps?version=2").text
    assert key in html
    assert '<form method="post"' not in html


def test_proposals_answer_as_page_and_as_files(pages: FlaskClient) -> None:
    page = pages.get("/proposals")
    assert page.status_code == 200
    listed = data(pages, "/proposals.json")
    assert page.text.count("<article") == min(20, listed["total"])
    assert pages.get("/proposals.csv").status_code == 200


def test_proposals_say_so_where_nothing_was_worked_out(client: FlaskClient) -> None:
    assert "has not been worked out" in client.get("/proposals").text


@pytest.mark.parametrize("key", ["none", "..%2f..", "%3Cscript%3E", "a b"])
def test_there_is_no_form_for_what_was_never_found(pages: FlaskClient, key: str) -> None:
    assert pages.get(f"/findings/{key}/review").status_code == 404
    assert pages.post(f"/findings/{key}/review", data={}).status_code == 404


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("/overlaps?page=2", "/overlaps?page=2"),
        ("//evil.example", ""),
        ("/\\evil.example", ""),
        ("https://evil.example", ""),
        ("/a\nb", ""),
        ("javascript:alert(1)", ""),
        ("/" + "x" * 1_000, ""),
    ],
)
def test_after_deciding_nobody_is_led_to_another_site(text: str, kept: str) -> None:
    assert safe_path(text) == kept


@pytest.mark.slow
def test_a_real_server_keeps_a_decision(
    example: Path, tmp_path: Path, run_server: Callable[..., AbstractContextManager[str]]
) -> None:
    copy = shutil.copytree(example, tmp_path / "data")
    with run_server(copy) as url:
        with urllib.request.urlopen(f"{url}/overlaps") as answer:  # noqa: S310 - our own address
            html = answer.read().decode()
        action = re.search(r'action="(/findings/[^"]+)"', html)
        signed = re.search(r'name="token" value="([^"]+)"', html)
        assert action
        assert signed
        fields = {"verdict": "confirmed", "by": "Ada", "token": unescape(signed[1])}
        body = urllib.parse.urlencode(fields).encode()
        with urllib.request.urlopen(f"{url}{action[1]}", body) as answer:  # noqa: S310 - our own address
            assert "Saved" in answer.read().decode()


@pytest.mark.parametrize(
    "address",
    [
        "/alignment", "/overlaps", "/gaps", "/left-behind", "/fragmentation", "/north-star", "/journeys", "/reuse",
        "/positions",
    ],
)  # fmt: skip
def test_what_people_set_aside_is_counted_where_it_would_have_been_listed(
    pages: FlaskClient, address: str
) -> None:
    found = data(pages, f"{address}.json")["findings"][0]
    assert "set aside:" not in pages.get(address).text
    send(pages, found["id"].rpartition("/")[2], reason="Wanted so.", verdict="intended", by="Ada")
    answer = data(pages, f"{address}.json")
    assert found["id"] not in [item["id"] for item in answer["findings"]]
    assert answer["run"]["set_aside"] == 1
    text = " ".join(pages.get(address).text.split())
    assert "1 finding is set aside: people rejected it or said that it is intended." in text
