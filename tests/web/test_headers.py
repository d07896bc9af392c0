"""What every answer carries, and whom the server refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from ecosystem.config import Settings
from web import create_app

ROOT = Path(__file__).parent.parent.parent
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def addresses(app: Flask) -> list[str]:
    """One address for each route that reads, with something in every part that varies."""
    filled: list[str] = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()):
            filled.append(_filled(app, rule))
    return filled


def _filled(app: Flask, rule: Rule) -> str:
    values = dict.fromkeys(rule.arguments, "x")
    known = {"filename": "emblem.svg", "ending": "json", "page": "1", "number": "1", "form": "ttl"}
    values |= {name: value for name, value in known.items() if name in values}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


def test_every_route_carries_the_headers(app: Flask) -> None:
    client = app.test_client()
    for address in addresses(app):
        with client.get(address) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, address
            assert "unsafe" not in policy, address
            assert "http" not in policy, address
            assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS, address
            if address.startswith("/embed/"):
                assert "frame-ancestors 'self'" in policy, address
                assert "form-action 'none'" in policy, address
                assert "X-Frame-Options" not in answer.headers, address
            else:
                assert "frame-ancestors 'none'" in policy, address
                assert answer.headers["X-Frame-Options"] == "DENY", address


def test_errors_carry_the_headers_too(client: FlaskClient) -> None:
    for address in ("/nothing-here", "/map?version=99", "/embed/v1/map?version=99"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_embed_may_be_framed_by_the_sites_in_the_settings(settings: Settings) -> None:
    app = create_app(settings.with_changes(embed_sites=("https://intranet.example.gov.uk",)))
    policy = app.test_client().get("/embed/v1/map").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://intranet.example.gov.uk" in policy


def test_files_named_by_version_are_kept_for_a_year(client: FlaskClient) -> None:
    page = client.get("/map").text
    style = re.search(r'href="(/static/vendor/[^"]+\.css)"', page)
    script = re.search(r'src="(/static/map\.js\?v=[^"]+)"', page)
    assert style
    assert script
    for address in (style[1], script[1]):
        with client.get(address) as answer:
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with client.get("/static/map.js") as answer:
        assert "immutable" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost:8080", "[::1]:8080", "[::1]", "Map.Example.gov.uk:443"]
)
def test_known_host_names_are_answered(settings: Settings, host: str) -> None:
    app = create_app(settings.with_changes(hosts=("map.example.gov.uk",)))
    with app.test_client().get("/static/emblem.svg", headers={"Host": host}) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "evil@localhost",
        'localhost:80/evil"x',
        "localhost:80?evil",
        "localhost/evil",
        "localhost:evil",
        "localhost:",
        "localhost:\u0661",
        "[::1",
        "[::1]evil",
        "::1",
        "a b",
        "",
    ],
)
def test_unknown_host_names_are_refused_with_a_sentence(client: FlaskClient, host: str) -> None:
    answer = client.get("/map", headers={"Host": host})
    assert answer.status_code == 400
    assert "Northvale" not in answer.text
    assert "evil" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": ""},
    ],
)
def test_a_change_asked_for_by_another_site_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/map", headers=headers).status_code == 403


def test_a_change_asked_for_by_our_own_page_or_with_a_token_is_not_refused_for_its_origin(
    client: FlaskClient,
) -> None:
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    token = {"Origin": "https://partner.example", "Authorization": "Bearer x"}
    for headers in (own, token):
        assert client.post("/map", headers=headers).status_code == 405


def test_no_template_or_script_puts_text_into_a_page_unescaped() -> None:
    banned = re.compile(
        r"\|\s*safe\b|Markup\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|autoescape false"
        r"|\sstyle=\"|\son\w+=\""
    )
    own = [
        file
        for folder in ("templates", "static")
        for file in (ROOT / "web" / folder).glob("*.*")
        if file.suffix in {".html", ".js"}
    ] + list((ROOT / "web").glob("*.py"))
    found = {file.name: banned.findall(file.read_text(encoding="utf-8")) for file in own}
    assert {name: hits for name, hits in found.items() if hits} == {}
    assert len(own) > 10


def test_no_script_or_style_stands_inside_a_page(client: FlaskClient) -> None:
    for address in ("/map", "/map?show=table", "/embed/v1/map"):
        page = client.get(address).text
        scripts = re.findall(r"<script\b([^>]*)>", page)
        assert all("src=" in attributes or "application/json" in attributes for attributes in scripts)
        assert "<style" not in page
        assert " style=" not in page


def test_errors_show_a_sentence_and_a_reference_but_no_trace_and_no_echo(client: FlaskClient) -> None:
    answer = client.get("/map?focus=organisation/%3Cscript%3Exyzzy")
    assert answer.status_code == 404
    assert re.search(r"Reference [0-9a-f]{8}", answer.text)
    assert "xyzzy" not in answer.text
    assert "Traceback" not in answer.text


def test_errors_are_json_where_json_is_asked_for(client: FlaskClient) -> None:
    by_ending = client.get("/map.json?version=99")
    by_header = client.get("/map?version=99", headers={"Accept": "application/json"})
    for answer in (by_ending, by_header):
        assert answer.status_code == 404
        assert set(answer.json or {}) == {"error", "reference"}


def test_without_data_every_page_says_what_to_type_first(empty_client: FlaskClient) -> None:
    answer = empty_client.get("/map")
    assert answer.status_code == 404
    assert "There is no data yet" in answer.text
    assert "ecosystem demo" in answer.text
    assert "ecosystem import FILE" in answer.text
