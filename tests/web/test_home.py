"""The first page: five doors, true sentences, and every number leading to its rows."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient

if TYPE_CHECKING:
    from tests.web.conftest import Visit

DOORS = [
    "Who shares our goals?",
    "Where do we overlap?",
    "Who is missed out?",
    "What happens to a person when...?",
    "Is social value leading?",
]


class Links(HTMLParser):
    """The links of a page: visible text -> address; and its top heading."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.heading = ""
        self._href: str | None = None
        self._in_heading = False
        self._words = ""
        self.feed(html[html.index("<main") : html.index("</main>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._href, self._words = dict(attrs).get("href"), ""
        self._in_heading = self._in_heading or tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href:
            self.found[" ".join(self._words.split())] = self._href
            self._href = None
        if tag == "h1":
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        self._words += data
        if self._in_heading:
            self.heading += data


@pytest.mark.parametrize("question", DOORS)
def test_each_question_is_one_click_from_the_first_page(pages: FlaskClient, question: str) -> None:
    href = Links(pages.get("/").text).found[question]
    answer = pages.get(href)
    assert answer.status_code == 200
    assert Links(answer.text).heading.strip() == question


def test_each_number_leads_to_a_list_of_that_many(pages: FlaskClient) -> None:
    links = Links(pages.get("/").text).found
    checked = 0
    for text, href in links.items():
        number = re.match(r"(?:all )?([\d,]+)", text)
        path, _, query = href.partition("?")
        if not number or path not in {
            "/organisations",
            "/objectives",
            "/outcomes",
            "/programmes",
            "/overlaps",
        }:
            continue
        if path == "/overlaps" and not query:
            continue
        data = pages.get(f"{path}.json?{query}").json
        assert data
        assert data["total"] == int(number[1].replace(",", "")), text
        checked += 1
    assert checked >= 8


def test_every_link_of_the_first_page_answers(pages: FlaskClient) -> None:
    for href in Links(pages.get("/").text).found.values():
        assert pages.get(href, headers={"Accept": "text/html"}).status_code == 200, href


def test_the_invented_place_says_so(pages: FlaskClient) -> None:
    assert "This place is invented." in pages.get("/").text


def test_an_older_version_answers_as_of_then_and_its_links_stay_there(pages: FlaskClient) -> None:
    html = pages.get("/?version=1").text
    assert "not worked out yet. Type: ecosystem analyse" in html
    assert all("version=1" in href for href in Links(html).found.values())


def test_without_data_the_first_page_says_what_to_type(empty_client: FlaskClient) -> None:
    answer = empty_client.get("/")
    assert answer.status_code == 200
    assert "ecosystem demo" in answer.text


def test_a_version_that_is_gone_is_not_mistaken_for_no_data(pages: FlaskClient) -> None:
    assert pages.get("/?version=999").status_code == 404


def test_the_small_picture_is_made_of_shapes_only(pages: FlaskClient) -> None:
    answer = pages.get("/thumbnail.svg")
    assert answer.content_type.startswith("image/svg+xml")
    assert "<text" not in answer.text
    assert "href" not in answer.text


@pytest.mark.parametrize("place", ["client", "pages"])
def test_the_small_picture_shows_the_whole_map(request: pytest.FixtureRequest, place: str) -> None:
    client: FlaskClient = request.getfixturevalue(place)
    picture = client.get("/thumbnail.svg").text
    data = client.get("/map.json").json
    across, down = (int(number) for number in re.findall(r'viewBox="0 0 (\d+) (\d+)"', picture)[0])
    lying = re.search(r"matrix\(0 1 1 0 (-?\d+) (-?\d+)\)", picture)
    upright = re.search(r"translate\((-?\d+) (-?\d+)\)", picture)
    moved = lying or upright
    assert data
    assert moved
    assert across >= down
    for node in data["nodes"]:
        x, y = (node["y"], node["x"]) if lying else (node["x"], node["y"])
        assert 0 < x + int(moved[1]) < across
        assert 0 < y + int(moved[2]) < down


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["/", "/alignment", "/overlaps", "/gaps", "/doc/organisation/borough.org-council"]
)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_fits_its_window_and_asks_nobody_else(
    visit: Visit, example_server: str, path: str, width: int
) -> None:
    with visit(f"{example_server}{path}", width=width) as seen:
        spill = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert seen.page.evaluate(spill) <= 0
        seen.settled()


@pytest.mark.browser
@pytest.mark.parametrize("question", DOORS)
def test_a_first_time_user_opens_each_door_by_its_words(
    visit: Visit, example_server: str, question: str
) -> None:
    with visit(f"{example_server}/", scripts=False) as seen:
        seen.page.get_by_role("link", name=question, exact=True).click()
        assert seen.page.get_by_role("heading", level=1).inner_text().strip() == question
