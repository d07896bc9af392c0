"""What exists already, and what is asked of government together: findings, registers and files."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from web.reuse import KINDS


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_every_kind_of_reuse_can_be_seen_alone(pages: FlaskClient) -> None:
    for kind in KINDS:
        data = pages.get(f"/reuse.json?kind={kind}").json
        assert data
        assert {item["kind"] for item in data["findings"]} == {kind}
        assert pages.get(f"/reuse?kind={kind}").status_code == 200
    assert pages.get("/reuse?kind=zzz").status_code == 404


def test_every_solution_and_every_insight_stands_in_the_tables(pages: FlaskClient) -> None:
    html = pages.get("/reuse?show=table").text
    assert html.count("<tr") == (1 + 14) + (1 + 9)
    assert "Find Help Thackenshaw Thackenshaw Metropolitan Borough Council" in text_of(html)


def test_reuse_is_never_called_wasteful(pages: FlaskClient) -> None:
    for page in ("/reuse", "/reuse?page=2"):
        assert not re.search(r"\b(duplicat|wast|saving|inefficien)", text_of(pages.get(page).text), re.I)


def test_each_position_shows_who_stands_where(pages: FlaskClient) -> None:
    data = pages.get("/positions.json").json
    assert data
    stances = {item["label"]: item["stances"] for item in data["positions"]}
    buses = stances["Let the area decide which buses run before six"]
    assert [body["label"] for body in buses["supports"]] == ["Becks Community Minibus"]
    assert [body["label"] for body in buses["opposes"]] == ["Eskermoor Combined Authority"]
    assert [item["score"] for item in data["findings"]] == [4.0, 3.0, 3.0, 2.0]


def test_a_position_of_one_supporter_is_said_and_not_called_joint(pages: FlaskClient) -> None:
    said = text_of(pages.get("/positions").text)
    assert "“Let the area decide which buses run before six” is no joint position so far." in said
    assert "No evidence is recorded for it." in said


def test_the_spreadsheet_has_one_row_for_each_stance(pages: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(pages.get("/positions.csv").text.removeprefix("\ufeff"))))
    taken = [row for row in rows if row["Stance"] != "not recorded"]
    assert len(taken) == 16
    assert pages.get("/positions?show=table").text.count("<tr") == 1 + 5


@pytest.mark.parametrize("path", ["/reuse", "/positions"])
def test_before_the_analysis_nothing_is_said(pages: FlaskClient, path: str) -> None:
    assert "This has not been worked out for this data yet" in text_of(pages.get(f"{path}?version=1").text)
    for ending in ("csv", "json"):
        assert pages.get(f"{path}.{ending}?version=1").status_code == 200


@pytest.mark.parametrize("path", ["/reuse", "/positions"])
def test_the_first_page_leads_there(pages: FlaskClient, path: str) -> None:
    assert f'href="{path}"' in pages.get("/").text
