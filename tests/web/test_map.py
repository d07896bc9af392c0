"""The map page, its data, its embed, and what a browser makes of them."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask.testing import FlaskClient

if TYPE_CHECKING:
    from tests.web.conftest import RunServer, Visit

SENTENCE = "3 organisations work towards 2 objectives and outcomes; 1 of them has only one organisation."
COUNCIL = "organisation/small.council"


class Rows(HTMLParser):
    """The texts of a page's table cells, row by row."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.inside = True
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data.strip()


def data_block(html: str) -> Any:
    block = re.search(r'<script type="application/json" id="map-data">(.*?)</script>', html, re.DOTALL)
    assert block
    return json.loads(block[1])


def test_a_true_sentence_stands_above_the_map(client: FlaskClient) -> None:
    for show in ("summary", "map", "table"):
        assert SENTENCE in client.get(f"/map?show={show}").text


def test_map_and_table_and_data_hold_the_same_things_and_links(client: FlaskClient) -> None:
    picture = client.get("/map").text
    drawn = set(re.findall(r'data-id="([^"]+)"', picture))
    block = data_block(picture)
    served = client.get("/map.json").json
    assert served
    assert drawn == {node["id"] for node in block["nodes"]} == {node["id"] for node in served["nodes"]}
    labels = {node["id"]: node["label"] for node in served["nodes"]}
    links = {(labels[link["source"]], link["kind"], labels[link["target"]]) for link in served["links"]}
    drawn_lines = re.findall(r'<path d="[^"]+" stroke-width=', picture.partition('class="sve-lines"')[2])
    assert len(links) == len(block["edges"]) == len(drawn_lines)
    cells = [row for row in Rows(client.get("/map?show=table").text).rows if len(row) == 4]
    assert links <= {tuple(row[:3]) for row in cells}
    assert set(labels.values()) <= {row[0] for row in cells}


def test_the_csv_has_one_row_for_each_link_with_the_ids_of_both_ends(client: FlaskClient) -> None:
    answer = client.get("/map.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == 4
    assert {row["From"] for row in rows} >= {"Northvale Council", "Northvale Trust"}
    assert all(row["From id"].startswith("http://127.0.0.1:8080/id/organisation/") for row in rows)


def test_every_mark_of_the_picture_is_a_link_with_a_title(client: FlaskClient) -> None:
    marks = re.findall(
        r'<a data-id="[^"]+"[^>]* href="([^"]+)"[^>]*>\s*<title>([^<]+)</title>', client.get("/map").text
    )
    assert len(marks) == 5
    assert all(href.startswith("/map?focus=") for href, _ in marks)


@pytest.mark.parametrize(
    "focus", [COUNCIL, f"/id/{COUNCIL}", f"/doc/{COUNCIL}", f"http://127.0.0.1:8080/id/{COUNCIL}"]
)
def test_the_map_centres_on_an_iri_or_on_its_path(client: FlaskClient, focus: str) -> None:
    page = client.get("/map", query_string={"focus": focus}).text
    assert "Northvale Council is joined to" in page
    assert "delivers" in client.get("/map", query_string={"focus": focus, "show": "table"}).text


def test_an_earlier_version_stays_in_every_address(client: FlaskClient) -> None:
    page = client.get("/map?version=1").text
    hrefs = re.findall(r'<a data-id="[^"]+"[^>]* href="([^"]+)"', page)
    assert all("version=1" in href for href in hrefs)
    assert "You are looking at version 1" in page


@pytest.mark.parametrize("query", ["show=nonsense", "limit=-1", "limit=9999999999", "limit=abc", "unknown=1"])
def test_parameters_that_mean_nothing_are_ignored(client: FlaskClient, query: str) -> None:
    assert SENTENCE in client.get(f"/map?{query}").text
    assert SENTENCE in client.get(f"/embed/v1/map?{query}").text


@pytest.mark.parametrize("version", ["0", "99", "-1", "x", "1" * 40, "\u0661"])
def test_a_version_that_is_not_there_is_not_found(client: FlaskClient, version: str) -> None:
    assert client.get("/map", query_string={"version": version}).status_code == 404


def test_labels_cannot_end_the_data_block_or_start_markup(client: FlaskClient) -> None:
    for address in ("/map", "/embed/v1/map", "/map?show=table"):
        page = client.get(address).text
        assert "<img" not in page
        assert "\u202e" not in page
        assert "\u2028" not in page
        assert "javascript:" not in page
    block = re.search(r'id="map-data">(.*?)</script>', client.get("/map").text, re.DOTALL)
    assert block
    assert not set("<>&") & set(block[1])


def test_an_invented_place_says_so_on_page_and_embed(client: FlaskClient) -> None:
    for address in ("/map", "/map?show=table", "/embed/v1/map"):
        assert "This place is invented." in client.get(address).text


def test_the_page_offers_a_frame_with_a_link_below_it(client: FlaskClient) -> None:
    page = client.get(f"/map?focus={COUNCIL}").text
    assert "&lt;iframe src=&#34;" in page or '&lt;iframe src="http://localhost/embed/v1/map?focus=' in page
    assert "Open the full map and table" in page


def test_an_embed_is_one_document_that_says_how_old_its_data_is(client: FlaskClient) -> None:
    for show in ("map", "table", "summary", "both"):
        answer = client.get(f"/embed/v1/map?show={show}")
        assert SENTENCE in answer.text
        assert re.search(r"Data as of \d+ \w+ \d{4}, \d\d:\d\d UTC", answer.text)
        assert ('<svg class="sve-picture"' in answer.text) == (show in {"map", "both"})
        assert ("What is on the map" in answer.text) == (show != "summary")
        assert 'type="module"' not in answer.text, "a module would be a cross-origin load in a sandbox"


def test_an_embed_is_kept_five_minutes_and_then_asked_for_by_its_tag(client: FlaskClient) -> None:
    first = client.get("/embed/v1/map")
    assert first.headers["Cache-Control"].startswith("public, max-age=300")
    again = client.get("/embed/v1/map", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/embed/v1/map?show=table", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_asks_no_other_host_and_never_scrolls_sideways(visit: Visit, width: int) -> None:
    for path in ("/map", "/map?show=summary", "/map?show=table", f"/map?focus={COUNCIL}"):
        with visit(path, width=width) as seen:
            seen.settled()
            assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.browser
def test_the_script_takes_over_and_its_links_stay_reachable_by_keyboard(visit: Visit) -> None:
    with visit("/map") as seen:
        assert seen.page.locator(".sve-sheet--taken canvas").count() == 1
        seen.page.locator("a.sve-mark").first.focus()
        assert seen.page.evaluate("document.activeElement.matches('a.sve-mark')")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/map?focus=**")
        seen.settled()


@pytest.mark.browser
def test_the_wheel_scrolls_the_page_and_not_the_map(visit: Visit) -> None:
    with visit("/map") as seen:
        seen.page.locator(".sve-canvas").hover()
        seen.page.mouse.wheel(0, 200)
        seen.page.wait_for_function("scrollY > 0")


@pytest.mark.browser
def test_find_and_legend_say_what_they_did(visit: Visit) -> None:
    with visit("/map") as seen:
        seen.page.get_by_label("Find on the map").fill("northvale")
        assert seen.page.locator("[data-status]").text_content() == "2 found"
        seen.page.get_by_label("Find on the map").fill("")
        seen.page.get_by_role("checkbox", name="Organisation").uncheck()
        assert seen.page.locator("[data-status]").text_content() == "2 shown"
        assert seen.page.locator("a.sve-mark:visible").count() == 2
        seen.settled()


@pytest.mark.browser
def test_without_scripts_the_picture_and_its_links_are_all_there(visit: Visit) -> None:
    with visit("/map", scripts=False) as seen:
        assert seen.page.locator("svg.sve-picture a.sve-mark").count() == 5
        assert not seen.page.get_by_label("Find on the map").is_visible()
        seen.page.locator("a.sve-mark").first.click()
        assert "focus=" in seen.page.url


@contextmanager
def intranet(run_server: RunServer, data: Path, sandbox: str, *, allowed: bool) -> Iterator[str]:
    """The address of another site's page that frames our map in a sandbox."""
    page: list[bytes] = []

    class Intranet(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page[0])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Intranet) as site:
        origin = f"http://127.0.0.1:{site.server_address[1]}"
        threading.Thread(target=site.serve_forever, daemon=True).start()
        with run_server(data, ECOSYSTEM_EMBED_SITES=origin if allowed else "") as server:
            page.append(
                f'<!doctype html><title>Intranet</title><link rel="icon" href="data:,"><iframe title="Map" '
                f'src="{server}/embed/v1/map" width="600" height="640" sandbox="{sandbox}"></iframe>'.encode()
            )
            yield f"{origin}/"
        site.shutdown()


@pytest.mark.browser
@pytest.mark.parametrize(("sandbox", "takes_over"), [("allow-scripts", True), ("", False)])
def test_an_embed_works_in_a_sandbox_where_storage_and_cookies_throw(
    visit: Visit, run_server: RunServer, place_data: Path, sandbox: str, takes_over: bool
) -> None:
    with intranet(run_server, place_data, sandbox, allowed=True) as address, visit(address) as seen:
        frame = seen.page.frame_locator("iframe")
        frame.locator(
            "footer"
        ).wait_for()  # a frame of another site may be in a process of its own, and later
        assert frame.locator("svg.sve-picture a.sve-mark").count() == 5
        if takes_over:
            frame.locator(".sve-sheet--taken canvas").wait_for(state="attached")
        assert frame.locator(".sve-sheet--taken canvas").count() == int(takes_over)
        blocked = [text for text in seen.complaints if "Blocked script execution" not in text]
        assert blocked == []
        assert len({url.split("/")[2] for url in seen.requests if url.startswith("http")}) == 2


@pytest.mark.browser
def test_a_site_that_is_not_allowed_cannot_frame_the_map(
    visit: Visit, run_server: RunServer, place_data: Path
) -> None:
    with intranet(run_server, place_data, "allow-scripts", allowed=False) as address, visit(address) as seen:
        assert seen.page.frames[1].locator("svg").count() == 0
        assert any("frame-ancestors" in text for text in seen.complaints)
