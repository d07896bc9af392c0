"""Groups of organisations that stand near each other, to browse by; nothing that was found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, render_template, request

from ecosystem.analyses import ANALYSES
from ecosystem.analyses.clusters import VIEWS
from ecosystem.errors import NotFound
from web.brokers import Row
from web.findings import rows_of, run_of
from web.lists import ENDINGS, Sheet, answer
from web.state import here, link, reader

bp = Blueprint("clusters", __name__)


@bp.get("/clusters")
@bp.get(f"/clusters.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """The groups of one view, `?by=outcomes` (what they work for) or `?by=collaborations`."""
    view = request.args.get("by", "outcomes")
    if view not in VIEWS:
        raise NotFound(
            "There is no such way to group organisations. Leave out what follows the question mark."
        )
    rows = rows_of("clusters", view)
    return answer(
        ending,
        lambda: _page(view, rows),
        lambda: {"version": reader().version, "run": run_of("clusters"), "by": view, "organisations": rows},
        lambda: Sheet(
            "groups.csv",
            ("Id", "Organisation", "Group", "Named by", "Kept the same company in"),
            [(row["iri"], row["name"], row["group"], row["label"], row["agreement"]) for row in rows],
        ),
    )


def _page(view: str, rows: Sequence[Row]) -> str:
    return render_template(
        "clusters.html",
        title="Groups to browse by",
        analysis=ANALYSES["clusters"],
        run=run_of("clusters"),
        groups=_groups(rows),
        between=[{"text": row["name"], "iri": row["iri"]} for row in rows if row["group"] is None],
        tabs=[
            {"text": f"By {words}", "href": here(by=name), "current": name == view}
            for name, words in VIEWS.items()
        ],
        csv=link("clusters.index", ending="csv", by=view),
        json=link("clusters.index", ending="json", by=view),
    )


def _groups(rows: Sequence[Row]) -> list[dict[str, Any]]:
    grouped = groupby((row for row in rows if row["group"]), key=lambda row: (row["group"], row["label"]))
    return [
        {"label": label, "members": [{"text": row["name"], "iri": row["iri"]} for row in members]}
        for (_, label), members in grouped
    ]
