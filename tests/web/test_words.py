"""No page for strategists speaks of verdicts or of machinery."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

PAGES = [
    "/",
    "/alignment",
    "/alignment?show=table",
    "/overlaps",
    "/overlaps?show=table",
    "/overlaps?kind=same-record",
    "/gaps",
    "/organisations",
    "/objectives",
    "/outcomes",
    "/programmes",
    "/journeys",
    "/north-star",
    "/north-star?show=table",
    "/fragmentation",
    "/fragmentation?show=table",
    "/left-behind",
    "/left-behind?show=table",
    "/import",
    "/export",
    "/doc/organisation/borough.org-council",
    "/doc/objective/borough.obj-well",
]
VERDICTS = r"\b(duplicates?|wasted?|wasteful|savings?|inefficient|should merge)\b"
MACHINERY = r"\b(nodes?|edges?|centrality|triples?|IRIs?|RDF|SPARQL)\b"


def visible(html: str) -> str:
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", body[body.index("<main") : body.index("</main>")])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_passes_no_verdict_and_names_no_machinery(pages: FlaskClient, path: str) -> None:
    text = visible(pages.get(path).text)
    assert not re.findall(VERDICTS, text, re.IGNORECASE)
    assert not re.findall(MACHINERY, text, re.IGNORECASE)
