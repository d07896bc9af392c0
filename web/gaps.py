"""Who is missed out? Objectives and outcomes in three states that are never mixed: somebody, nobody, not known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request

from ecosystem import listings
from ecosystem.analyses import ANALYSES
from ecosystem.errors import NotFound
from ecosystem.publishing import Published
from ecosystem.summary import headlines
from web.findings import card, finding_data, found, run_of, sheet
from web.lists import ENDINGS, answer, kept, linked, page_of
from web.state import here, link, reader

bp = Blueprint("gaps", __name__)

SHOWN = 20
KINDS = {
    "objective-nobody-pursues": "Objectives with nobody recorded",
    "outcome-nobody-targets": "Outcomes with nobody recorded",
    "not-known": "Not known",
}
SOMEBODY, NOBODY, NOT_KNOWN = "somebody is recorded", "nobody is recorded", "not known"
NOT_LOOKED_AT = "not worked out for this data"


@bp.get("/gaps")
@bp.get(f"/gaps.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """Objectives and outcomes that nobody is recorded as working on, narrowed by `?kind=`."""
    kind = request.args.get("kind", "")
    if kind and kind not in KINDS:
        raise NotFound("There is no such kind of gap. See all of them by leaving out the question mark.")
    items = [item for item in found("gaps") if kind in ("", item.finding.kind)]
    return answer(
        ending,
        lambda: _page(items, kind),
        lambda: {
            "version": reader().version,
            "run": run_of("gaps"),
            "states": states(),
            "findings": [finding_data(item) for item in items],
        },
        lambda: sheet("gaps.csv", items),
    )


def states() -> list[dict[str, Any]]:
    """Every objective and outcome with its state; empty as long as the analysis has not been run.

    Where the data changed since, silence of the analysis says nothing.
    """
    run = run_of("gaps")
    if run is None:
        return []
    silent = NOT_LOOKED_AT if run["out_of_date"] else SOMEBODY
    by_iri = {item.finding.involves[0]: item for item in found("gaps")}
    things = [
        ("objective", thing.iri, thing.label) for thing in kept("listing/objectives", listings.objectives)
    ] + [("outcome", thing.iri, thing.label) for thing in kept("listing/outcomes", listings.outcomes)]
    return [
        {"kind": kind, "id": iri, "label": label, "state": _state(by_iri[iri]) if iri in by_iri else silent}
        for kind, iri, label in things
    ]


def _state(item: Published) -> str:
    return NOT_KNOWN if item.finding.kind == "not-known" else NOBODY


def _page(items: Sequence[Published], kind: str) -> str:
    show = "table" if request.args.get("show") == "table" else "summary"
    everything = states()
    rows = page_of(everything) if show == "table" else page_of(items, SHOWN)
    counts = {
        noun: {state: sum(1 for item in everything if item["kind"] == noun and item["state"] == state)
               for state in (SOMEBODY, NOBODY, NOT_KNOWN, NOT_LOOKED_AT)}
        for noun in ("objective", "outcome")
    }  # fmt: skip
    return render_template(
        "gaps.html",
        title="Who is missed out?",
        parts=[linked(part) for part in kept("headlines", headlines)[2].parts],
        analysis=ANALYSES["gaps"],
        run=run_of("gaps"),
        show=show,
        page=rows,
        cards=[card(item) for item in rows.items] if show == "summary" else [],
        rows=[
            [{"text": item["label"], "iri": item["id"]}, item["kind"], item["state"]] for item in rows.items
        ] if show == "table" else [],
        counts=counts,
        kind=kind,
        kinds=[
            {"text": "All", "href": here(kind=None, page=None), "current": not kind},
            *({"text": text, "href": here(kind=name, page=None), "current": kind == name}
              for name, text in KINDS.items()),
        ],
        tabs=[
            {"text": "Summary", "href": here(show=None, page=None), "current": show == "summary"},
            {"text": "Table", "href": here(show="table", page=None), "current": show == "table"},
        ],
        csv=link("gaps.index", ending="csv", kind=kind or None),
        json=link("gaps.index", ending="json", kind=kind or None),
    )  # fmt: skip
