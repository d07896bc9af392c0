"""Every analysis leads to a page of its findings, which bears the title that is said of it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask

from ecosystem.analyses import ANALYSES
from web.finding_pages import page_of_findings


@pytest.mark.parametrize("name", ANALYSES)
def test_the_page_of_an_analysis_has_the_title_that_leads_to_it(app: Flask, name: str) -> None:
    with app.test_request_context():
        page = page_of_findings(name)
    address, _, place = page["href"].partition("#")
    text = app.test_client().get(address).text
    (title,) = re.findall(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    assert unescape(title).strip() == page["text"]
    assert not place or f'id="{place}"' in text
