"""Possible overlaps: each with what differs and where it was read; filters hold for page and files alike."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

QUERIES = [
    "",
    "?kind=possible-duplication",
    "?confidence=low",
    "?kind=complementary&confidence=high",
    "?organisation=organisation/borough.org-council",
    "?kind=same-record",
]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def findings(pages: FlaskClient, query: str = "") -> list[dict[str, Any]]:
    data = pages.get(f"/overlaps.json{query}").json
    assert data
    found: list[dict[str, Any]] = data["findings"]
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_page_json_and_csv_show_the_same_pairs(pages: FlaskClient, query: str) -> None:
    found = findings(pages, query)
    text = pages.get(f"/overlaps.csv{query}").get_data(as_text=True).removeprefix("\ufeff")
    assert [row["Id"] for row in csv.DictReader(io.StringIO(text))] == [item["id"] for item in found]
    assert pages.get(f"/overlaps{query}").text.count("<article") == min(20, len(found))
    assert found


def test_the_files_offered_keep_the_filter(pages: FlaskClient) -> None:
    html = pages.get("/overlaps?kind=complementary").text
    assert 'href="/overlaps.csv?kind=complementary"' in html
    assert 'href="/overlaps.json?kind=complementary"' in html


def test_every_card_says_what_differs_how_sure_and_what_to_check(pages: FlaskClient) -> None:
    cards = pages.get("/overlaps").text.split("<article")[1:]
    for card in cards:
        for heading in ("Why", "What differs", "Money", "How sure", "Check next", "Where this comes from"):
            assert heading in card
        assert "not a claim that either is unnecessary" in card


def test_every_statement_behind_a_pair_leads_to_a_cell(pages: FlaskClient) -> None:
    for finding in findings(pages):
        assert finding["differs"]
        for statement in finding["evidence"]:
            assert statement["cells"], statement
            assert all(cell["row"] > 1 and cell["column"] for cell in statement["cells"])


def test_an_organisation_filter_keeps_only_pairs_of_its_own(pages: FlaskClient) -> None:
    council = "http://127.0.0.1:8080/id/organisation/borough.org-council"
    data = pages.get("/programmes.json").json
    assert data
    delivered = {
        item["id"] for item in data["programmes"] if council in {body["iri"] for body in item["delivered_by"]}
    }
    kept = findings(pages, "?organisation=organisation/borough.org-council")
    assert kept
    assert all(delivered & {end["id"] for end in item["involves"]} for item in kept)
    everything = [item for item in findings(pages) if delivered & {end["id"] for end in item["involves"]}]
    assert len(kept) == len(everything)


def test_records_that_may_be_one_are_listed_apart_and_never_as_overlap(pages: FlaskClient) -> None:
    twice = findings(pages, "?kind=same-record")
    pairs = {frozenset(end["id"] for end in item["involves"]) for item in findings(pages)}
    assert twice
    assert not pairs & {frozenset(end["id"] for end in item["involves"]) for item in twice}
    assert "Not counted as overlap" in pages.get("/overlaps").text


def test_pairs_that_are_part_of_each_other_are_counted_but_not_listed(pages: FlaskClient) -> None:
    assert "of which one is part of the other are left out" in text_of(pages.get("/overlaps").text)
    assert "related-by-design" not in {item["kind"] for item in findings(pages)}


@pytest.mark.parametrize("query", ["?kind=zzz", "?confidence=very", "?kind=gaps", "?page=99"])
def test_a_filter_that_does_not_exist_is_a_calm_404(pages: FlaskClient, query: str) -> None:
    assert pages.get(f"/overlaps{query}").status_code == 404


def test_an_organisation_without_pairs_gets_an_empty_page_not_an_error(pages: FlaskClient) -> None:
    answer = pages.get("/overlaps?organisation=organisation/nobody")
    assert answer.status_code == 200
    assert "No pair is listed here" in answer.text


def test_before_the_analysis_the_page_says_what_to_type(pages: FlaskClient) -> None:
    text = text_of(pages.get("/overlaps?version=1").text)
    assert "This has not been worked out for this data yet" in text
    assert "No pair" not in text
