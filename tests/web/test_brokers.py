"""Who connects whom, and groups to browse by: read from stored results, by name, with what chance would give."""

from __future__ import annotations

import csv
import re
from html import unescape
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def brokers(pages: FlaskClient, query: str = "") -> dict[str, Any]:
    data: dict[str, Any] | None = pages.get(f"/brokers.json{query}").json
    assert data
    return data


def test_the_page_says_what_is_recorded_and_what_chance_would_give(pages: FlaskClient) -> None:
    words = text_of(pages.get("/brokers").text)
    for said in brokers(pages)["run"]["statements"]:
        assert said in words
    assert "recorded ties join different sectors: about what chance would give" in words
    assert "says nothing about the worth of anybody's work" in words


def test_every_finding_leads_to_cells(pages: FlaskClient) -> None:
    findings = brokers(pages)["findings"]
    assert findings
    assert all(fact["cells"] for finding in findings for fact in finding["evidence"])
    assert {cell["file"] for one in findings for fact in one["evidence"] for cell in fact["cells"]} == {
        "Links.csv"
    }


def test_the_table_holds_every_organisation_by_name(pages: FlaskClient) -> None:
    places = brokers(pages)["run"]["tables"]["places"]
    assert [row["name"] for row in places] == sorted(row["name"] for row in places)
    assert len(places) == pages.get("/organisations.json").json["total"]  # type: ignore[index]
    words = text_of(pages.get("/brokers?show=table").text)
    assert "no recorded ties" in words
    assert "Thackenshaw Metropolitan Borough Council" in text_of(
        pages.get("/brokers?show=table&page=1").text
    ) + (text_of(pages.get("/brokers?show=table&page=2").text) if len(places) > 50 else "")


def test_the_table_as_a_spreadsheet_leaves_blank_what_cannot_be_said(pages: FlaskClient) -> None:
    text = pages.get("/brokers.csv?show=table").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(StringIO(text)))
    alone = [row for row in rows if row["Recorded ties"] == "0"]
    assert alone
    assert {row["Constraint"] for row in alone} == {""}
    assert "Finding" in pages.get("/brokers.csv").text.splitlines()[0]


def test_groups_can_be_browsed_both_ways(pages: FlaskClient) -> None:
    for by in ("outcomes", "collaborations"):
        data: dict[str, Any] | None = pages.get(f"/clusters.json?by={by}").json
        assert data
        words = text_of(pages.get(f"/clusters?by={by}").text)
        assert "not something that was found" in words
        for row in data["organisations"]:
            assert row["name"] in words
            assert row["label"] in words or row["group"] is None
        assert pages.get(f"/clusters.csv?by={by}").status_code == 200
    assert pages.get("/clusters?by=worth").status_code == 404


@pytest.mark.parametrize("path", ["/brokers", "/clusters"])
def test_before_the_analysis_that_is_said(pages: FlaskClient, path: str) -> None:
    words = text_of(pages.get(f"{path}?version=1").text)
    assert "This has not been worked out for this data yet" in words


def test_data_without_a_collaboration_has_a_page_that_says_so(client: FlaskClient) -> None:
    for path in ("/brokers", "/brokers?show=table", "/clusters", "/brokers.csv", "/brokers.json"):
        assert client.get(path).status_code == 200
