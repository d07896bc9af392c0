"""The pages of a whole place, with everything unfolded, break no rule that axe-core can check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.conftest import Visit

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "/",
    "/alignment",
    "/alignment?show=table",
    "/overlaps",
    "/overlaps?show=table",
    "/gaps",
    "/gaps?show=table",
    "/programmes?page=2",
    "/north-star",
    "/north-star?show=table",
    "/fragmentation",
    "/fragmentation?show=table",
    "/left-behind",
    "/left-behind?show=table",
    "/journeys",
    "/journeys?show=table",
    "/reuse",
    "/reuse?show=table",
    "/positions",
    "/positions?show=table",
    "/export",
    "/doc/organisation/borough.org-council",
    "/doc/objective/borough.obj-well",
)


@pytest.mark.browser
def test_axe_finds_nothing_wrong_with_everything_unfolded(visit: Visit, example_server: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed here: run npm ci")
    axe = AXE.read_text(encoding="utf-8")
    wrong: dict[str, list[str]] = {}
    with visit(f"{example_server}/healthz", width=320) as seen:
        for page in PAGES:
            seen.page.goto(f"{example_server}{page}")
            seen.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            seen.page.evaluate(f"{axe};0")
            found = seen.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            wrong[page] = [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]
            if not seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                wrong[page].append("scrolls sideways")
    assert {page: problems for page, problems in wrong.items() if problems} == {}
