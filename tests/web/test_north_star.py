"""The register of decisions: each once, its share and place in words, and what is not stated never as nought."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def register(pages: FlaskClient, query: str = "") -> dict[str, Any]:
    data = pages.get(f"/north-star.json{query}").json
    assert data
    found: dict[str, Any] = data
    return found


def test_every_decision_is_in_the_register_once_with_its_share_in_words(pages: FlaskClient) -> None:
    data = register(pages)
    assert data["answered"] is True
    assert len({item["id"] for item in data["decisions"]}) == len(data["decisions"]) == 13
    words = text_of(pages.get("/north-star?show=table").text)
    assert "25%, joint third by weight" in words
    assert "30%, the largest" in words
    assert "not stated: only the order of the criteria is recorded" in words


def test_what_is_not_stated_is_none_in_files_and_never_nought(pages: FlaskClient) -> None:
    shares = {item["label"]: item["share"] for item in register(pages)["decisions"]}
    assert shares["Hospital at Home expansion"] is None
    assert shares["Sensors for the becks"] == 0
    rows = list(csv.DictReader(io.StringIO(pages.get("/north-star.csv").data.decode("utf-8-sig"))))
    assert {row["Decision"]: row["Share of social value"] for row in rows}["Hospital at Home expansion"] == ""
    assert len(rows) == 13


def test_the_years_add_up_to_all_decisions(pages: FlaskClient) -> None:
    years = register(pages)["years"]
    assert [year["year"] for year in years] == ["2022", "2023", "2024", "2025", "2026"]
    assert sum(year["decisions"] for year in years) == 13
    assert sum(year["not_stated"] for year in years) == 2


@pytest.mark.parametrize(("kind", "number"), [("leading", 1), ("primary", 5), ("not-stated", 2)])
def test_the_numbers_of_the_headline_lead_to_their_rows(pages: FlaskClient, kind: str, number: int) -> None:
    assert len(register(pages, f"?kind={kind}")["decisions"]) == number
    html = pages.get(f"/north-star?kind={kind}").text
    assert html.count("<article") == number
    assert pages.get("/north-star?kind=zzz").status_code == 404


def test_every_finding_says_that_weight_is_not_influence(pages: FlaskClient) -> None:
    for card in pages.get("/north-star").text.split("<article")[1:]:
        assert "A weight is not influence" in card
        assert "no row is recorded for this" not in card


def test_before_the_analysis_decisions_are_listed_and_nothing_is_said_of_them(pages: FlaskClient) -> None:
    data = register(pages, "?version=1")
    assert data["answered"] is False
    assert len(data["decisions"]) == 13
    assert {item["share"] for item in data["decisions"]} == {None}
    words = text_of(pages.get("/north-star?version=1").text)
    assert "This has not been worked out for this data yet" in words
    assert "Street outreach contract" in words


def test_a_place_without_decisions_is_calm(client: FlaskClient) -> None:
    answer = client.get("/north-star")
    assert answer.status_code == 200
    assert "Nothing is recorded here." in answer.text
