"""What do we ask of government together? Each position with who supports it, who does not, and what is behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template

from ecosystem.analyses import ANALYSES
from ecosystem.published import Published
from web.findings import card, finding_data, found, rows_of, run_of
from web.lists import ENDINGS, Sheet, answer, page_of, shown, ways_to_see
from web.state import link, reader

bp = Blueprint("positions", __name__)

METHOD = "positions"
SHOWN = 20
"""Cards on one page."""
FEW = 6
"""Organisations named in one field of the table."""
STANCES = ("supports", "opposes", "neutral", "not recorded")
HEAD = (
    "Position id", "Position", "Status", "Addressed to", "About", "Evidence", "Stance", "Organisation",
    "Organisation id",
)  # fmt: skip
Row = Mapping[str, Any]


@bp.get("/positions")
@bp.get(f"/positions.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """Every position with its stances; as a spreadsheet, one row for each organisation and stance."""
    items = found(METHOD)
    return answer(
        ending,
        lambda: _page(items),
        lambda: {
            "version": reader().version,
            "run": run_of(METHOD),
            "positions": [{**row, "stances": _taken()[row["id"]]} for row in rows_of(METHOD, "positions")],
            "findings": [finding_data(item) for item in items],
        },
        lambda: Sheet(
            "positions.csv", HEAD, [line for row in rows_of(METHOD, "positions") for line in _lines(row)]
        ),
    )


def _taken() -> dict[str, dict[str, list[dict[str, str]]]]:
    """Position -> stance -> organisations."""
    found_: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(
        lambda: {stance: [] for stance in STANCES}
    )
    for row in rows_of(METHOD, "stances"):
        found_[row["position"]][row["stance"]].append({"id": row["id"], "label": row["label"]})
    return found_


def _lines(row: Row) -> list[tuple[object, ...]]:
    told = (row["id"], row["label"], row["status"], row["addressed_to"], row["objectives"], row["backing"])
    lines: list[tuple[object, ...]] = [
        (*told, stance, body["label"], body["id"])
        for stance, bodies in _taken()[row["id"]].items()
        for body in bodies
    ]
    return lines or [(*told, "", "", "")]


def _few(bodies: Sequence[Mapping[str, str]]) -> list[object]:
    """The first organisations, and how many more there are; the files have them all."""
    items: list[object] = [{"text": body["label"], "iri": body["id"]} for body in bodies[:FEW]]
    return [*items, f"and {len(bodies) - FEW:,} more"] if len(bodies) > FEW else items


def _page(items: Sequence[Published]) -> str:
    show, cards, taken = shown(), page_of(items, SHOWN), _taken()
    return render_template(
        "positions.html",
        title="What do we ask of government together?",
        analysis=ANALYSES[METHOD],
        run=run_of(METHOD),
        show=show,
        page=cards,
        cards=[card(item) for item in cards.items],
        rows=[
            [
                {"text": row["label"], "iri": row["id"]},
                {"items": [text for text in row["addressed_to"].split(" | ") if text]},
                row["status"] or "not recorded",
                *({"items": _few(taken[row["id"]][stance])} for stance in STANCES),
                row["backing"],
            ]
            for row in rows_of(METHOD, "positions")
        ],
        tabs=ways_to_see(show),
        csv=link("positions.index", ending="csv"),
        json=link("positions.index", ending="json"),
    )
