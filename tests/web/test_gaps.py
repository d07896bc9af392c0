"""Gaps: somebody, nobody and not known are three states, and silence is never called a gap too early."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Any

from flask.testing import FlaskClient

from web.gaps import NOBODY, NOT_KNOWN, SOMEBODY


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def gaps(pages: FlaskClient, query: str = "") -> dict[str, Any]:
    data = pages.get(f"/gaps.json{query}").json
    assert data
    found: dict[str, Any] = data
    return found


def test_every_objective_and_outcome_has_exactly_one_state(pages: FlaskClient) -> None:
    states = gaps(pages)["states"]
    assert len({item["id"] for item in states}) == len(states)
    total = sum(pages.get(f"/{name}.json").json["total"] for name in ("objectives", "outcomes"))  # type: ignore[index]
    assert len(states) == total
    assert {item["state"] for item in states} <= {SOMEBODY, NOBODY, NOT_KNOWN}


def test_the_states_agree_with_the_findings(pages: FlaskClient) -> None:
    data = gaps(pages)
    counted = Counter(item["state"] for item in data["states"])
    kinds = Counter(item["kind"] for item in data["findings"])
    assert counted[NOBODY] == kinds["objective-nobody-pursues"] + kinds["outcome-nobody-targets"]
    assert counted[NOT_KNOWN] == kinds["not-known"]
    assert counted[NOBODY]


def test_an_outcome_with_somebody_is_never_called_a_gap(pages: FlaskClient) -> None:
    worked_for = {
        item["id"]
        for item in pages.get("/outcomes.json?with=efforts").json["outcomes"]  # type: ignore[index]
    }
    silent = {item["id"] for item in gaps(pages)["states"] if item["state"] != SOMEBODY}
    assert not worked_for & silent


def test_each_gap_says_that_nobody_recorded_is_not_nobody_there(pages: FlaskClient) -> None:
    html = pages.get("/gaps").text
    assert "Nobody recorded is not the same as nobody there" in html
    for card in html.split("<article")[1:]:
        assert "Not recorded does not mean that nobody does it" in card


def test_the_table_names_every_objective_with_its_state(pages: FlaskClient) -> None:
    html = pages.get("/gaps?show=table").text
    assert html.count("somebody is recorded") + html.count("nobody is recorded") >= len(gaps(pages)["states"])


def test_a_kind_can_be_seen_alone(pages: FlaskClient) -> None:
    kinds = {item["kind"] for item in gaps(pages, "?kind=outcome-nobody-targets")["findings"]}
    assert kinds == {"outcome-nobody-targets"}
    assert pages.get("/gaps?kind=zzz").status_code == 404


def test_before_the_analysis_nothing_is_given_a_state(pages: FlaskClient) -> None:
    assert gaps(pages, "?version=1")["states"] == []
    assert "This has not been worked out for this data yet" in text_of(pages.get("/gaps?version=1").text)
