"""How is provision spread? For each shared outcome who provides, how evenly, and which money can be traced to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request

from ecosystem.analyses import ANALYSES
from ecosystem.errors import NotFound
from ecosystem.published import Published
from web.findings import card, finding_data, found, rows_of, run_of, sheet
from web.lists import ENDINGS, answer, page_of, shown, ways_to_see
from web.state import here, link, reader

bp = Blueprint("fragmentation", __name__)

SHOWN = 20
"""Cards on one page."""
METHOD = "fragmentation"
KINDS = {
    "piecemeal-provision": "Shared outcomes",
    "lots-without-shared-outcome": "Purchases with lots that state none",
}
Row = Mapping[str, Any]


@bp.get("/fragmentation")
@bp.get(f"/fragmentation.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """Shared outcomes by how widely their provision is spread, and purchases; narrowed by `?kind=`."""
    kind = request.args.get("kind", "")
    if kind and kind not in KINDS:
        raise NotFound("There is no such kind of finding here. See all by leaving out the question mark.")
    items = [item for item in found(METHOD) if kind in ("", item.finding.kind)]
    return answer(
        ending,
        lambda: _page(items, kind),
        lambda: {
            "version": reader().version,
            "run": run_of(METHOD),
            "outcomes": list(rows_of(METHOD, "outcomes")),
            "money": list(rows_of(METHOD, "money")),
            "findings": [finding_data(item) for item in items],
        },
        lambda: sheet("fragmentation.csv", items),
    )


def _page(items: Sequence[Published], kind: str) -> str:
    show = shown()
    findings = {item.finding.involves[0]: item for item in found(METHOD)}
    table = page_of(rows_of(METHOD, "outcomes")) if show == "table" else None
    cards = page_of(items, SHOWN) if table is None else None
    return render_template(
        "fragmentation.html",
        title="How is provision spread?",
        analysis=ANALYSES[METHOD],
        run=run_of(METHOD),
        show=show,
        page=table or cards,
        entries=[{"card": card(item), "shares": _shares(item)} for item in cards.items] if cards else [],
        rows=[_outcome(row, findings) for row in table.items] if table else [],
        money=[_money(row) for row in rows_of(METHOD, "money")],
        kinds=[
            {"text": text, "href": here(kind=name or None, page=None), "current": kind == name}
            for name, text in {"": "All", **KINDS}.items()
        ],
        tabs=ways_to_see(show),
        csv=link("fragmentation.index", ending="csv", kind=kind or None),
        json=link("fragmentation.index", ending="json", kind=kind or None),
    )


def _shares(item: Published) -> list[list[object]]:
    """Who has what share, the largest first."""
    return [
        [
            {"text": part.label, "iri": part.iri},
            part.text,
            {"figure": f"{part.share:.0%}" if part.share is not None else ""},
        ]
        for part in item.finding.parts
    ]


def _outcome(row: Row, findings: Mapping[str, Published]) -> list[object]:
    own, effective = findings.get(row["id"]), row["effective"]
    return [
        {"text": row["outcome"], "iri": row["id"]},
        row["providers"] or "none recorded",
        {"text": f"{effective:.1f}, by {row['basis']}", "iri": own.iri} if effective and own else "not shown",
        {"figure": f"{row['largest_share']:.0%}" if effective else ""},
        row["efforts"] or "none recorded",
        row["commissioners"] or "none recorded",
        row["lots"] or "none recorded",
    ]


def _money(row: Row) -> list[object]:
    start, end = row["start"], row["end"]
    period = f"{start or 'not recorded'} to {end or 'not recorded'}" if start or end else "not recorded"
    names = ("recorded", "shared", "several", "not shared", "not allocated")
    return [
        f"{row['currency'] or 'currency not recorded'}, {row['status'] or 'state not recorded'}",
        period,
        *({"figure": row[name]} for name in names),
    ]
