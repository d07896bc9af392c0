"""Questions without an answer yet say so, and never show an empty or made-up one."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(("path", "recorded"), [("/journeys", "2 journeys"), ("/north-star", "13 decisions")])
def test_an_open_question_says_so_and_lists_what_is_recorded(
    pages: FlaskClient, path: str, recorded: str
) -> None:
    answer = pages.get(path)
    assert answer.status_code == 200
    assert "This question is not yet answered here." in answer.text
    assert f"Recorded so far: {recorded}" in answer.text
    assert pages.get(f"{path}.json").json["answered"] is False  # type: ignore[index]
    assert pages.get(f"{path}.csv").content_type.startswith("text/csv")


@pytest.mark.parametrize("path", ["/journeys", "/north-star"])
def test_an_open_question_without_records_is_calm(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Nothing is recorded here." in answer.text


@pytest.mark.parametrize("path", ["/import", "/export", "/compare", "/workbench"])
def test_a_tool_still_to_come_names_the_command_that_does_it(pages: FlaskClient, path: str) -> None:
    answer = pages.get(path)
    assert answer.status_code == 200
    assert "ecosystem " in answer.text


def test_every_file_that_the_export_page_offers_is_there(pages: FlaskClient) -> None:
    html = pages.get("/export").text
    for part in html.split('href="')[1:]:
        href = part.split('"')[0]
        if href.endswith((".csv", ".json")):
            assert pages.get(href).status_code == 200, href


def test_how_to_import_can_be_read_before_there_is_any_data(empty_client: FlaskClient) -> None:
    assert empty_client.get("/import").status_code == 200


@pytest.mark.parametrize("path", ["/import", "/export", "/compare", "/workbench", "/journeys", "/north-star"])
def test_a_page_without_an_answer_still_says_that_the_place_is_invented(
    pages: FlaskClient, path: str
) -> None:
    assert "This place is invented." in pages.get(path).text
