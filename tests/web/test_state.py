"""What a request remembers and which addresses it makes."""

from __future__ import annotations

import pytest
from flask import Flask

from ontology import SVE
from web.state import Recent, asked_version, entity_url, here, link, outside_link


def test_what_was_made_is_made_once() -> None:
    made: list[int] = []
    recent = Recent()
    for _ in range(3):
        recent.get("drawing", lambda: made.append(1))
    assert made == [1]


def test_only_the_last_few_are_kept() -> None:
    recent = Recent(keep=2)
    made: list[str] = []
    for name in ("a", "b", "a", "c", "a", "b"):
        recent.get(name, lambda name=name: made.append(name))
    assert made == ["a", "b", "c", "b"], "the one not asked for longest goes first"


def test_addresses_stay_in_the_version_that_was_asked_for(app: Flask) -> None:
    with app.test_request_context("/map?version=3&show=table"):
        assert asked_version() == 3
        assert link("map.index") == "/map?version=3"
        assert here(show=None, page=2) == "/map?version=3&page=2"
        assert entity_url("http://127.0.0.1:8080/id/organisation/a") == "/doc/organisation/a?version=3"
        assert entity_url(str(SVE.Outcome)) == "/ns?version=3#Outcome"


def test_only_our_own_things_and_terms_have_a_local_address(app: Flask) -> None:
    with app.test_request_context("/map"):
        assert entity_url("http://127.0.0.1:8080/id/organisation/GB-CHC-1") == "/doc/organisation/GB-CHC-1"
        assert entity_url("https://w3id.org/sve/scheme/sector/LG") == "/scheme/sector/LG"
        assert entity_url("https://w3id.org/sve/scheme/sector/no-such-entry") is None
        assert entity_url("http://metadata.un.org/sdg/1") is None


@pytest.mark.parametrize(
    ("iri", "linked"),
    [
        ("https://example.org/", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" javascript:alert(1)", False),
        ("", False),
        ("http://[x", False),
    ],
)
def test_only_web_and_mail_addresses_become_links(iri: str, linked: bool) -> None:
    assert (outside_link(iri) is not None) == linked
