"""Who connects whom? Organisations that join sectors or that others hang on, and where each stands; never a ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template

from ecosystem.analyses import ANALYSES
from ecosystem.analyses.brokers.places import ROLES
from ecosystem.published import Published
from web.findings import card, families, family_data, finding_data, found, rows_of, run_of, sheet
from web.lists import ENDINGS, Sheet, answer, page_of, shown, ways_to_see
from web.state import link, reader

bp = Blueprint("brokers", __name__)

SHOWN = 20
"""Cards on one page."""
Row = Mapping[str, Any]
PLACES_HEAD = (
    "Id", "Organisation", "Sector", "Recorded ties", "Ties to other sectors", "By chance", "Constraint",
    "Effective size", "Place by paths, from", "Place by paths, to", *(role.capitalize() for role in ROLES),
)  # fmt: skip


@bp.get("/brokers")
@bp.get(f"/brokers.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """What was found; `?show=table`: a row for each organisation, by name, and for each two sectors."""
    items = found("brokers")
    return answer(
        ending,
        lambda: _page(items),
        lambda: {
            "version": reader().version,
            "run": run_of("brokers"),
            "families": [family_data(family) for family in families("brokers")],
            "findings": [finding_data(item) for item in items],
        },
        lambda: _places() if shown() == "table" else sheet("brokers.csv", items),
    )


def _page(items: Sequence[Published]) -> str:
    show, places = shown(), rows_of("brokers", "places")
    cards, table = page_of(items, SHOWN), page_of(places)
    joined = sum(row["ties"] > 0 for row in places)
    return render_template(
        "brokers.html",
        title="Who connects whom?",
        analysis=ANALYSES["brokers"],
        run=run_of("brokers"),
        families=families("brokers"),
        show=show,
        total=len(items),
        page=table if show == "table" else cards,
        cards=[card(item) for item in cards.items] if show == "summary" else [],
        rows=[_row(row, joined) for row in table.items] if show == "table" else [],
        mixing=[
            [row["sector"], row["other"], row["ties"] or "none recorded", f"{row['expected']:.1f}"]
            for row in rows_of("brokers", "mixing")
        ],
        tabs=ways_to_see(show),
        groups=link("clusters.index"),
        csv=link("brokers.index", ending="csv", show=show if show == "table" else None),
        json=link("brokers.index", ending="json"),
    )


def _row(row: Row, joined: int) -> list[object]:
    """One organisation. Without a recorded tie nothing is said of its place."""
    ties = row["ties"]
    first, last = row["between_from"], row["between_to"]
    span = f"{first}" if first == last else f"{first:,} to {last:,}"
    across, chance = row["ties_to_other_sectors"], row["expected_by_chance"]
    return [
        {"text": row["name"], "iri": row["iri"]},
        row["sector"],
        ties or "no recorded ties",
        across if across is not None else "not known" if ties else "",
        f"{chance:.1f}" if chance is not None else "",
        f"{row['constraint']:.2f}" if row["constraint"] is not None else "",
        f"{row['effective_size']:.1f}" if row["effective_size"] is not None else "",
        f"{span} of {joined:,}" if ties else "",
    ]


def _places() -> Sheet:
    names = (
        "iri", "name", "sector", "ties", "ties_to_other_sectors", "expected_by_chance", "constraint",
        "effective_size", "between_from", "between_to", *ROLES,
    )  # fmt: skip
    rows = [tuple(row[name] for name in names) for row in rows_of("brokers", "places")]
    return Sheet("places.csv", PLACES_HEAD, rows)
