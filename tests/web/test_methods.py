"""Pages on how findings are worked out: complete, true to the code, and reached from each finding."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from small_places import imported

from ecosystem.analyses import ANALYSES, Analysis
from ecosystem.config import Settings
from ecosystem.full_graph import full_graph
from ecosystem.methods import GUIDES, guide, steps
from ecosystem.methods_examples import EXAMPLES

EVERY = pytest.mark.parametrize("analysis", ANALYSES.values(), ids=ANALYSES)


def test_every_analysis_has_a_guide_and_stands_in_the_index(pages: FlaskClient) -> None:
    assert list(GUIDES) == list(ANALYSES)
    page = pages.get("/methods").text
    assert re.findall(r'<h2[^>]*><a[^>]*href="/methods/([^"]+)"', page) == list(ANALYSES)


@EVERY
def test_a_page_has_question_steps_limits_options_and_references(
    pages: FlaskClient, analysis: Analysis
) -> None:
    page = unescape(pages.get(f"/methods/{analysis.name}").text)
    told = guide(analysis.name)
    assert " ".join(steps(analysis)) == analysis.method
    assert told.limits
    assert set(told.options) == set(analysis.options)
    for text in (
        analysis.question,
        *steps(analysis),
        *told.limits,
        *analysis.references,
        *told.options.values(),
    ):
        assert text in page
    assert not re.search(r"<script(?![^>]*src=)|style=", page)


@EVERY
def test_a_page_leads_to_what_was_found(pages: FlaskClient, analysis: Analysis) -> None:
    page = pages.get(f"/methods/{analysis.name}").text
    (href,) = re.findall(r'href="([^"]+)">See what was found', page)
    assert pages.get(href).status_code == 200


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_the_answer_that_the_analysis_gives(
    pages: FlaskClient, tmp_path: Path, name: str
) -> None:
    example = EXAMPLES[name]
    with imported(Settings(data=tmp_path / "example"), tmp_path / "place", example.sheets) as store:
        result = ANALYSES[name].run(full_graph(store.read()), **ANALYSES[name].options)
    said = [item.headline for item in result.findings] or [family.statement for family in result.families]
    assert example.answer == said[0]
    page = unescape(pages.get(f"/methods/{name}").text)
    assert example.answer in page
    assert all(line in page for line in example.working)


def test_an_unknown_method_is_not_found(pages: FlaskClient) -> None:
    assert pages.get("/methods/guessing").status_code == 404


def test_a_finding_leads_to_its_method(pages: FlaskClient) -> None:
    data = pages.get("/alignment.json").json
    assert data
    address = data["findings"][0]["id"].partition("/id/")[2]
    assert 'href="/methods/alignment"' in pages.get(f"/doc/{address}").text
