"""Is social value leading? Every decision with what social value weighs in it, what is not stated, and by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template, request

from ecosystem import listings
from ecosystem.analyses import ANALYSES
from ecosystem.analyses.wording import sentence
from ecosystem.errors import NotFound
from ecosystem.listings import Decision
from ecosystem.published import Published
from ecosystem.summary import headlines
from ecosystem.wording import day
from web.answers import counted
from web.findings import card, finding_data, found, rows_of, run_of
from web.lists import ENDINGS, Sheet, answer, cell_text, kept, linked, page_of, shown, ways_to_see
from web.state import here, link, reader

bp = Blueprint("north_star", __name__)

SHOWN = 20
"""Cards on one page."""
METHOD = "north-star"
KINDS = {
    "leading": "Social value has the largest weight",
    "primary": "Price, cost or time has it",
    "not-stated": "Not stated",
}
NOT_STATED = "not stated"
Row = Mapping[str, Any]
HEAD = (
    "Id", "Decision", "Decided by", "Date", "Criteria (recorded)", "With a weight (recorded)",
    "Share of social value", "Rank of its weightiest criterion", "In words", "Largest weight", "Why not stated",
    "Finding", "Where this comes from",
)  # fmt: skip


@bp.get("/north-star")
@bp.get(f"/north-star.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """The register of decisions, narrowed by `?kind=`; without an analysis, the decisions as recorded."""
    kind = request.args.get("kind", "")
    if kind and kind not in KINDS:
        raise NotFound("There is no such kind of decision. See all of them by leaving out the question mark.")
    recorded = kept("decisions", listings.decisions)
    judged = {row["id"]: row for row in rows_of(METHOD, "decisions")}
    chosen = [item for item in recorded if _is(judged.get(item.iri, {}), kind)]
    findings = {item.finding.involves[0]: item for item in found(METHOD)}
    return answer(
        ending,
        lambda: _page(chosen, judged, findings, kind),
        lambda: {
            "version": reader().version,
            "answered": bool(judged),
            "run": run_of(METHOD),
            "decisions": [_data(item, judged.get(item.iri, {})) for item in chosen],
            "years": list(rows_of(METHOD, "years")),
            "findings": [finding_data(findings[item.iri]) for item in chosen if item.iri in findings],
        },
        lambda: Sheet("north-star.csv", HEAD, [_line(item, judged, findings) for item in chosen]),
    )


def _is(row: Row, kind: str) -> bool:
    """Whether a decision is of the kind asked for."""
    return {
        "": True,
        "leading": row.get("primary") == "social value",
        "primary": row.get("primary") == "price, cost or time",
        "not-stated": bool(row) and row["share"] is None,
    }[kind]


def _page(
    chosen: Sequence[Decision], judged: Mapping[str, Row], findings: Mapping[str, Published], kind: str
) -> str:
    show, run = shown(), run_of(METHOD)
    in_order = [findings[iri] for iri in findings if iri in {item.iri for item in chosen}]
    table = page_of(chosen) if show == "table" or run is None else None
    cards = page_of(in_order, SHOWN) if table is None else None
    return render_template(
        "north_star.html",
        title="Is social value leading?",
        parts=[linked(part) for part in kept("headlines", headlines)[4].parts],
        analysis=ANALYSES[METHOD],
        run=run,
        show=show,
        page=table or cards,
        cards=[card(item) for item in cards.items] if cards else [],
        rows=[_register(item, judged, findings) for item in table.items] if table else [],
        years=[_year(row) for row in rows_of(METHOD, "years")],
        kinds=[
            {"text": text, "href": here(kind=name or None, page=None), "current": kind == name}
            for name, text in {"": "All", **KINDS}.items()
        ],
        tabs=ways_to_see(show),
        csv=link("north_star.index", ending="csv", kind=kind or None),
        json=link("north_star.index", ending="json", kind=kind or None),
    )


def _register(item: Decision, judged: Mapping[str, Row], findings: Mapping[str, Published]) -> list[object]:
    """One decision in words; every word that an analysis says leads to its finding."""
    row, own = judged.get(item.iri), findings.get(item.iri)
    return [
        {"text": item.label, "iri": item.iri},
        item.decided_by or "not recorded",
        day(date.fromisoformat(item.day)) if item.day else "not recorded",
        {"text": share_words(row), "iri": own.iri} if row and own else "not worked out",
        sentence(row["largest"]) if row and row["largest"] else NOT_STATED,
        {"cells": _cells(own)} if own else "",
    ]


def share_words(row: Row) -> str:
    """`25%, joint third by weight`; why there is none, where there is none."""
    if row["share"] is None:
        return f"{NOT_STATED}: {row['why_not_stated']}"
    place = row["place"]
    if not place:
        return "no weight"
    return f"{percent(row['share'])}, {place}{'' if row['rank'] == 1 else ' by weight'}"


def percent(share: float | None) -> str:
    """A share of 1 in words; `not stated` where there is none."""
    return NOT_STATED if share is None else f"{round(share * 100, 1):g}%"


def _year(row: Row) -> list[object]:
    return [
        row["year"] or "without a date",
        row["decisions"],
        row["stated"] or "none",
        row["not_stated"] or "none",
        {"figure": percent(row["median"])},
        row["leading"] or "none",
    ]


def _data(item: Decision, row: Row) -> dict[str, object]:
    told = ("share", "rank", "place", "largest", "primary", "why_not_stated")
    return {
        "id": item.iri, "label": item.label, "decided_by": item.decided_by, "date": item.day,
        "criteria": counted(item.criteria), "criteria_with_weight": counted(item.weighted),
        **{name: row.get(name) for name in told},
    }  # fmt: skip


def _line(item: Decision, judged: Mapping[str, Row], findings: Mapping[str, Published]) -> tuple[object, ...]:
    row, own = judged.get(item.iri, {}), findings.get(item.iri)
    return (
        item.iri, item.label, item.decided_by, item.day, counted(item.criteria), counted(item.weighted),
        row.get("share"), row.get("rank"), share_words(row) if row else "", row.get("largest"),
        row.get("why_not_stated"), own.iri if own else "", cell_text(_cells(own)) if own else "",
    )  # fmt: skip


def _cells(item: Published) -> list[Any]:
    return sorted({cell for evidence in item.finding.evidence for cell in evidence.cells})
