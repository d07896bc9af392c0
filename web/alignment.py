"""Who shares our goals? The tests that were made, what they could have seen, and the pairs that stand out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from ecosystem.analyses import ANALYSES
from ecosystem.published import Published
from ecosystem.summary import headlines
from web.decided import choices_of_state, in_state
from web.findings import (
    card,
    families,
    family_data,
    finding_data,
    found,
    made,
    probability,
    run_of,
    sheet,
)
from web.lists import ENDINGS, Page, answer, kept, linked, page_of, shown, ways_to_see
from web.state import link, reader

bp = Blueprint("alignment", __name__)

SHOWN = 20
"""Cards on one page."""
SHOWN_BESIDE = 10
"""Cards of each of the questions beside: who works for nearly the same outcome, and who might talk."""
BESIDE = {"near-outcomes": "near_outcomes", "might-talk": "might_talk"}
"""Method -> its name in the JSON of this page."""


@bp.get("/alignment")
@bp.get(f"/alignment.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """Pairs of organisations that share more outcomes than chance would give, after the tests as a whole.

    The file as a table holds all that the page asks about, in its order: `Kind` says what a row is (the first two
    as in `ecosystem export alignment`), `Score is` what its score measures: scores of two kinds do not compare.
    """
    items = in_state(made("alignment"))
    run = run_of("alignment")
    beside = {method: found(method) for method in BESIDE}
    return answer(
        ending,
        lambda: _page(items),
        lambda: {
            "version": reader().version,
            "run": run,
            "families": [family_data(family) for family in families("alignment")],
            "findings": [finding_data(item) for item in items],
            **{name: [finding_data(item) for item in beside[method]] for method, name in BESIDE.items()},
        },
        lambda: sheet("alignment.csv", [*items, *(item for method in BESIDE for item in beside[method])]),
    )


def _page(items: list[Published]) -> str:
    show = shown()
    page: Page[Published] = page_of(items, SHOWN)
    return render_template(
        "alignment.html",
        title="Who shares our goals?",
        parts=[linked(part) for part in kept("headlines", headlines)[0].parts],
        analysis=ANALYSES["alignment"],
        run=run_of("alignment"),
        families=families("alignment"),
        page=page,
        cards=[card(item) for item in page.items],
        show=show,
        rows=[_row(item) for item in page.items],
        tabs=ways_to_see(show),
        beside=[_beside(method) for method in BESIDE],
        states=choices_of_state(made("alignment")),
        csv=link("alignment.index", ending="csv", decision=request.args.get("decision")),
        json=link("alignment.index", ending="json", decision=request.args.get("decision")),
    )


def _beside(method: str) -> dict[str, Any]:
    """One further question about the same organisations, answered from its own stored run."""
    items = found(method)
    return {
        "method": method,
        "analysis": ANALYSES[method],
        "run": run_of(method),
        "total": len(items),
        "cards": [card(item) for item in items[:SHOWN_BESIDE]],
    }


def _row(item: Published) -> list[object]:
    finding = item.finding
    first, second = ({"text": finding.labels.get(iri, iri), "iri": iri} for iri in finding.involves)
    test = finding.test
    return [
        first,
        second,
        {"items": [{"text": part.label, "iri": part.outcome} for part in finding.contributions]},
        round(finding.score, 1),
        probability(test.p) if test else None,
        probability(test.q) if test else None,
        {"cells": sorted({cell for evidence in finding.evidence for cell in evidence.cells})},
    ]
