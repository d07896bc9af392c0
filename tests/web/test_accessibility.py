"""No page breaks a rule that axe-core can check: necessary for accessibility, never enough."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.conftest import Visit

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "/",
    "/map",
    "/map?show=summary",
    "/map?version=1",
    "/?version=1",
    "/map?show=table",
    "/map?focus=organisation/small.council",
    "/embed/v1/map?show=both",
    "/organisations",
    "/alignment",
    "/overlaps",
    "/gaps",
    "/ask",
    "/ask/S5",
    "/ask/R4?day=tomorrow",
    "/doc/organisation/small.council",
    "/shapes",
    "/shapes/group/organisations",
    "/scheme",
    "/scheme/group",
    "/scheme/sector/LG",
    "/nothing-here",
)
LARGE = ("/ns",)
"""Pages so long that axe-core takes most of a minute: for `make soak`, at the width at which more can go wrong."""


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_wrong_and_nothing_scrolls_sideways(visit: Visit, server: str, width: int) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed here: run npm ci")
    axe = AXE.read_text(encoding="utf-8")
    wrong: dict[str, list[str]] = {}
    with visit("/healthz", width=width) as seen:
        for page in (*PAGES, *(LARGE if width == 320 and "ECOSYSTEM_SOAK" in os.environ else ())):
            seen.page.goto(f"{server}{page}")
            seen.page.evaluate(f"{axe};0")
            found = seen.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            wrong[page] = [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]
            if not seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                wrong[page].append("scrolls sideways")
    assert {page: problems for page, problems in wrong.items() if problems} == {}
