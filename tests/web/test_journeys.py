"""Journeys: the steps in their order, who serves each, and what is known of each handover, in words."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

from flask.testing import FlaskClient


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_steps_stand_in_order_with_who_serves_them(pages: FlaskClient) -> None:
    said = text_of(pages.get("/journeys").text)
    names = [
        "A plan and a person",
        "A room with a host",
        "A first tenancy",
        "A bed and a cooker",
        "Someone to ring",
    ]
    places = [said.index(f"{name} :") for name in names]
    assert places == sorted(places)
    assert "A first tenancy : Starter Flats by Thackenshaw Homes" in said


def test_a_handover_is_agreed_not_agreed_or_not_recorded(pages: FlaskClient) -> None:
    said = text_of(pages.get("/journeys").text)
    assert "To A room with a host : handover agreed , what is known of the person passed on" in said
    assert "To A bed and a cooker : handover not agreed , what is known of the person passed on" in said
    assert "To Someone to ring : handover not recorded , what is known of the person not passed on" in said
    assert "the journey does not say who takes over" in said


def test_the_file_for_programs_says_what_the_page_says(pages: FlaskClient) -> None:
    data = pages.get("/journeys.json").json
    assert data
    steps = {item["label"]: item["steps"] for item in data["journeys"]}["Leaving care in Thackenshaw"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4, 5, 6]
    assert [step["handover"] for step in steps[:5]] == [
        "agreed", "agreed", "not agreed", "not recorded", "not agreed",
    ]  # fmt: skip
    assert steps[5]["next"] is None
    assert len(data["findings"]) == 8


def test_the_spreadsheet_has_one_row_a_step(pages: FlaskClient) -> None:
    rows = list(csv.reader(io.StringIO(pages.get("/journeys.csv").text.removeprefix("\ufeff"))))
    assert len(rows) == 1 + 12
    assert pages.get("/journeys?show=table").text.count("<tr") == 1 + 12


def test_a_kind_can_be_seen_alone(pages: FlaskClient) -> None:
    data = pages.get("/journeys.json?kind=told-again").json
    assert data
    assert {item["kind"] for item in data["findings"]} == {"told-again"}
    assert pages.get("/journeys?kind=zzz").status_code == 404


def test_before_the_analysis_the_journeys_are_listed_and_nothing_is_said_of_them(pages: FlaskClient) -> None:
    said = text_of(pages.get("/journeys?version=1").text)
    assert "This has not been worked out for this data yet" in said
    assert "Leaving care in Thackenshaw" in said
    assert pages.get("/journeys.csv?version=1").status_code == 200


def test_a_place_without_journeys_is_calm(client: FlaskClient) -> None:
    answer = client.get("/journeys")
    assert answer.status_code == 200
    assert "No journey is recorded so far." in answer.text
