"""Tools that are still to come say so, and what does the same until then."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


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


@pytest.mark.parametrize("path", ["/import", "/export", "/compare", "/workbench", "/journeys"])
def test_a_tool_still_to_come_says_that_the_place_is_invented(pages: FlaskClient, path: str) -> None:
    assert "This place is invented." in pages.get(path).text
