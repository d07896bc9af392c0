"""The lists as pages, as JSON and as CSV: the same rows in each, nothing recorded never shown as 0."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

LISTS = ["organisations", "objectives", "outcomes", "programmes"]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("name", LISTS)
def test_nothing_recorded_is_no_zero_in_the_files_either(pages: FlaskClient, name: str) -> None:
    rows = rows_of(pages.get(f"/{name}.csv").get_data(as_text=True))
    data = pages.get(f"/{name}.json").json
    assert data
    counts = [heading for heading in rows[0] if heading.endswith(" (recorded)")]
    assert len(counts) >= 2
    filed = [[row[heading] for heading in counts] for row in rows]
    assert "" in {cell for row in filed for cell in row}
    assert "0" not in {cell for row in filed for cell in row}
    for row, item in zip(filed, data[name], strict=True):
        numbers = [value for value in item.values() if value is None or isinstance(value, int)]
        assert sorted(str(number or "") for number in numbers) == sorted(row)
        assert 0 not in numbers


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["", "?without=efforts"])
def test_page_json_and_csv_hold_the_same_things(pages: FlaskClient, name: str, query: str) -> None:
    if name == "programmes":
        query = query.replace("efforts", "outcomes")
    data = pages.get(f"/{name}.json{query}").json
    assert data
    rows = rows_of(pages.get(f"/{name}.csv{query}").get_data(as_text=True))
    assert [row["Id"] for row in rows] == [item["id"] for item in data[name]]
    assert data["total"] == len(rows)
    html = pages.get(f"/{name}{query}").text
    assert html.count('<th scope="row"') == min(50, len(rows))


@pytest.mark.parametrize("name", LISTS)
def test_nothing_recorded_is_said_in_words(pages: FlaskClient, name: str) -> None:
    cells = re.findall(
        r'<td class="govuk-table__cell[^"]*">(.*?)</td>', pages.get(f"/{name}").text, re.DOTALL
    )
    assert cells
    assert not [cell for cell in cells if re.fullmatch(r"\s*(<[^>]*>)*\s*0\s*(<[^>]*>)*\s*", cell)]


def test_the_pages_of_a_long_list_hold_each_thing_once(pages: FlaskClient) -> None:
    data = pages.get("/programmes.json").json
    assert data
    assert data["total"] > 50
    shown = [
        name
        for page in (1, 2)
        for name in re.findall(
            r'<th scope="row"[^>]*><a[^>]*href="([^"]*)"', pages.get(f"/programmes?page={page}").text
        )
    ]
    assert len(shown) == len(set(shown)) == data["total"]


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=99",
        "?page=x",
        "?page=1e3",
        "?page=0000000012",
        "?page=0000000001",
        "?page=%D9%A1",
        f"?page={'1' * 5000}",
        "?with=label",
        "?without=__class__",
    ],
)
def test_a_part_of_a_list_that_does_not_exist_is_a_calm_404(pages: FlaskClient, query: str) -> None:
    answer = pages.get(f"/organisations{query}")
    assert answer.status_code == 404
    assert "Page not found" in answer.text


def test_json_can_be_asked_for_by_header(pages: FlaskClient) -> None:
    answer = pages.get("/outcomes", headers={"Accept": "application/json"})
    assert answer.json
    assert answer.headers["Vary"] == "Accept"


def test_an_organisations_short_address_leads_to_its_own(pages: FlaskClient) -> None:
    answer = pages.get("/organisations/borough.org-council?version=1")
    assert answer.status_code == 301
    assert answer.location == "/doc/organisation/borough.org-council?version=1"


@pytest.mark.parametrize("name", LISTS)
def test_a_place_with_almost_nothing_has_calm_lists(client: FlaskClient, name: str) -> None:
    assert client.get(f"/{name}").status_code == 200
