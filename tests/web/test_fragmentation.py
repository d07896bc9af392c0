"""How provision is spread, and who is left behind: pages and files say what the findings say."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("page", ["fragmentation", "left-behind"])
def test_page_table_and_files_are_there(pages: FlaskClient, page: str) -> None:
    for path in (page, f"{page}?show=table", f"{page}.csv", f"{page}.json", f"{page}?version=1"):
        assert pages.get(f"/{path}").status_code == 200, path
    assert pages.get(f"/{page}?kind=zzz").status_code == 404
    assert "not been worked out for this data yet" in pages.get(f"/{page}?version=1").text


@pytest.mark.parametrize("page", ["fragmentation", "left-behind", "north-star"])
def test_every_statement_that_a_finding_rests_on_leads_to_a_cell(pages: FlaskClient, page: str) -> None:
    data = pages.get(f"/{page}.json").json
    assert data
    assert data["findings"]
    for item in data["findings"]:
        assert item["evidence"]
        assert all(fact["cells"] for fact in item["evidence"]), item["headline"]


def test_every_shared_outcome_has_a_row_and_a_spread_only_with_two_providers(pages: FlaskClient) -> None:
    data = pages.get("/fragmentation.json").json
    assert data
    assert len(data["outcomes"]) == 24
    for row in data["outcomes"]:
        assert (row["effective"] is None) == (row["providers"] < 2)
    shown = [item for item in data["findings"] if item["kind"] == "piecemeal-provision"]
    assert len(shown) == sum(1 for row in data["outcomes"] if row["effective"])


def test_shares_of_a_card_add_up_and_lead_to_the_providers(pages: FlaskClient) -> None:
    data = pages.get("/fragmentation.json?kind=piecemeal-provision").json
    assert data
    for item in data["findings"]:
        assert sum(part["share"] for part in item["parts"]) == pytest.approx(1, abs=1e-4)
    assert "Many providers are not a fault" in pages.get("/fragmentation").text


def test_the_three_states_of_need_stay_apart(pages: FlaskClient) -> None:
    data = pages.get("/left-behind.json").json
    assert data
    for row in data["needs"]:
        assert (row["coverage"] is None) == (row["state"] == "not known")
        if row["state"] == "not known":
            assert row["kind"] in ("left-behind", "not-known")
    words = text_of(pages.get("/left-behind").text)
    assert "Met on record 3 Unmet on record 10 Not known 6" in words


def test_the_gaps_page_says_who_is_left_behind(pages: FlaskClient) -> None:
    words = text_of(pages.get("/gaps").text).partition("Who is left behind?")[2]
    assert "Veterans Thackenshaw not recorded 3,900 not recorded not known; no work recorded" in words
    assert "Unpaid carers Thackenshaw Unpaid carers get a proper break 5,200 243 unmet (5%)" in words
    assert pages.get("/gaps.json").json["left_behind"]["needs"]  # type: ignore[index]
    before = text_of(pages.get("/gaps?version=1").text).partition("Who is left behind?")[2]
    assert "This has not been worked out for this data yet" in before


def test_no_fewer_than_five_people_are_ever_spoken_of(pages: FlaskClient) -> None:
    data = pages.get("/left-behind.json").json
    assert data
    for row in data["needs"]:
        for number in (row["needed"], row["reached"], row["needed"] - (row["reached"] or 0)):
            assert number is None or number <= 0 or number >= 5
