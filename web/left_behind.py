"""Who is left behind? Each estimate of need in one of three states kept apart: met, unmet, not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request

from ecosystem.analyses import ANALYSES
from ecosystem.errors import NotFound
from ecosystem.published import Published
from web.findings import card, finding_data, found, rows_of, run_of, sheet
from web.lists import ENDINGS, answer, page_of, shown, ways_to_see
from web.state import here, link, reader

bp = Blueprint("left_behind", __name__)

SHOWN = 20
"""Cards on one page."""
METHOD = "left-behind"
KINDS = {
    "left-behind": "Left behind",
    "unmet-need": "Unmet",
    "not-known": "Not known",
}
STATES = ("met", "unmet", "not known")
Row = Mapping[str, Any]
_RANK = {kind: place for place, kind in enumerate(KINDS)}


@bp.get("/left-behind")
@bp.get(f"/left-behind.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """Needs that are unmet or not known on record, narrowed by `?kind=`."""
    kind = request.args.get("kind", "")
    if kind and kind not in KINDS:
        raise NotFound("There is no such kind of need. See all of them by leaving out the question mark.")
    items = [item for item in found(METHOD) if kind in ("", item.finding.kind)]
    return answer(
        ending,
        lambda: _page(items, kind),
        lambda: data(items),
        lambda: sheet("left-behind.csv", items),
    )


def data(items: Sequence[Published]) -> dict[str, object]:
    """Every estimate with its state, and the findings given, as JSON."""
    return {
        "version": reader().version,
        "run": run_of(METHOD),
        "needs": list(rows_of(METHOD, "needs")),
        "findings": [finding_data(item) for item in items],
    }


def _page(items: Sequence[Published], kind: str) -> str:
    show = shown()
    table = page_of(rows_of(METHOD, "needs")) if show == "table" else None
    cards = page_of(items, SHOWN) if table is None else None
    return render_template(
        "left_behind.html",
        title="Who is left behind?",
        analysis=ANALYSES[METHOD],
        run=run_of(METHOD),
        show=show,
        page=table or cards,
        cards=[card(item) for item in cards.items] if cards else [],
        rows=need_rows(table.items) if table else [],
        counts=state_counts(),
        kinds=[
            {"text": text, "href": here(kind=name or None, page=None), "current": kind == name}
            for name, text in {"": "All", **KINDS}.items()
        ],
        tabs=ways_to_see(show),
        csv=link("left_behind.index", ending="csv", kind=kind or None),
        json=link("left_behind.index", ending="json", kind=kind or None),
    )


def section(most: int) -> dict[str, object]:
    """What the page of gaps says of needs: the three states, and the first `most` of the needs most in question."""
    rows = sorted(rows_of(METHOD, "needs"), key=lambda row: (_RANK.get(row["kind"], len(_RANK)), _least(row)))
    return {
        "run": run_of(METHOD),
        "counts": state_counts(),
        "rows": need_rows([row for row in rows if row["kind"]][:most]),
        "more": link("left_behind.index"),
    }


def _least(row: Row) -> tuple[float, int]:
    """Nobody recorded first, then the least covered; the largest estimates first."""
    return (-1.0 if row["coverage"] is None else row["coverage"], -row["needed"])


def state_counts() -> dict[str, int]:
    """State -> how many estimates of need."""
    counted = Counter(row["state"] for row in rows_of(METHOD, "needs"))
    return {state: counted[state] for state in STATES}


def need_rows(rows: Sequence[Row]) -> list[list[object]]:
    """Estimates as rows of a table; a state leads to the finding about it."""
    findings = {_key(item): item.iri for item in found(METHOD)}
    return [
        [
            {"text": row["group"], "iri": row["group_id"]},
            {"text": row["place"], "iri": row["place_id"]},
            {"text": row["outcome"], "iri": row["outcome_id"]} if row["outcome"] else "not recorded",
            row["needed"],
            "not recorded" if row["reached"] is None else row["reached"],
            _linked_state(row, findings.get(_key_of_row(row))),
        ]
        for row in rows
    ]


def _linked_state(row: Row, finding: str | None) -> dict[str, str]:
    text = _state(row)
    return {"text": text, "iri": finding} if finding else {"text": text}


def _state(row: Row) -> str:
    if row["kind"] == "left-behind" and row["reached"] is None:
        return "not known; no work recorded"
    if row["coverage"] is None:
        return str(row["state"])
    return f"{row['state']} ({row['coverage']:.0%})"


def _key(item: Published) -> frozenset[str]:
    return frozenset({item.finding.involves[0], *(iri for _, iri in item.finding.coordinates)})


def _key_of_row(row: Row) -> frozenset[str]:
    return frozenset(filter(None, (row["id"], row["group_id"], row["place_id"], row["outcome_id"])))
