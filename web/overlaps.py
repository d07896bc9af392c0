"""Where do we overlap? Pairs of programmes and services to look at, what differs, and where it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request

from ecosystem import listings
from ecosystem.analyses import ANALYSES
from ecosystem.errors import NotFound
from ecosystem.listings import Named, by_label
from ecosystem.published import Published
from ecosystem.summary import headlines
from web.decided import choices_of_state, in_state
from web.findings import card, finding_data, kind_label, kind_meaning, made, run_of, sheet
from web.lists import ENDINGS, answer, kept, linked, page_of, shown, ways_to_see
from web.state import entity_key, here, link, reader

bp = Blueprint("overlaps", __name__)

SHOWN = 20
"""Cards on one page."""
KINDS = (
    "possible-duplication",
    "overlap-other-people",
    "complementary",
    "replicate-elsewhere",
    "shared-capability",
    "aligned-only",
    "cannot-tell-yet",
)
LEVELS = {"high": "fairly sure", "medium": "partly sure", "low": "not sure"}
_TWICE = "same-record"
_FILTERS = ("kind", "confidence", "organisation")
"""And `decision`, which narrows every list of findings."""


@bp.get("/overlaps")
@bp.get(f"/overlaps.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """Possible overlaps, narrowed by `?kind=`, `?confidence=` and `?organisation=`, best first."""
    items = chosen()
    return answer(
        ending,
        lambda: _page(items),
        lambda: {
            "version": reader().version,
            "run": run_of("overlap"),
            "filters": {
                name: request.args[name] for name in (*_FILTERS, "decision") if request.args.get(name)
            },
            "total": len(items),
            "findings": [finding_data(item) for item in items],
        },
        lambda: sheet("overlaps.csv", items),
    )


def chosen() -> list[Published]:
    """The findings that the request's filters leave. Raises NotFound for a filter that does not exist."""
    kind, level, organisation = (request.args.get(name, "") for name in _FILTERS)
    if kind not in ("", *KINDS, _TWICE) or level not in ("", *LEVELS):
        raise NotFound("There is no such kind of overlap. See all of them by leaving out the question mark.")
    items = in_state(made(_TWICE if kind == _TWICE else "overlap"))
    deliverers = kept("deliverers", listings.delivered_by)
    return [
        item
        for item in items
        if kind in ("", item.finding.kind)
        and level in ("", item.finding.confidence)
        and (not organisation or organisation in {entity_key(body.iri) for body in bodies(item, deliverers)})
    ]


def bodies(item: Published, deliverers: Mapping[str, tuple[Named, ...]]) -> set[Named]:
    """The organisations a finding concerns: those it involves and those that deliver what it involves."""
    labels = item.finding.labels
    own = {Named(iri, labels.get(iri, "")) for iri in item.finding.involves if iri not in deliverers}
    return own | {body for iri in item.finding.involves for body in deliverers.get(iri, ())}


def _page(items: Sequence[Published]) -> str:
    show = shown()
    page = page_of(items, SHOWN)
    everything, twice = in_state(made("overlap")), in_state(made(_TWICE))
    filters = {name: request.args[name] for name in (*_FILTERS, "decision") if request.args.get(name)}
    return render_template(
        "overlaps.html",
        title="Where do we overlap?",
        parts=[linked(part) for part in kept("headlines", headlines)[1].parts],
        analysis=ANALYSES["overlap"],
        run=run_of("overlap"),
        show=show,
        page=page,
        filters=filters,
        cards=[card(item) for item in page.items],
        rows=[_row(item) for item in page.items],
        kinds=_kinds(everything),
        meaning=kind_meaning(filters["kind"]) if "kind" in filters else "",
        states=choices_of_state(made(_TWICE if filters.get("kind") == _TWICE else "overlap")),
        levels=LEVELS,
        organisations=_organisations(everything),
        twice=[card(item) for item in twice[:5]],
        twice_total=len(twice),
        twice_href=here(kind=_TWICE, page=None, confidence=None, organisation=None),
        tabs=ways_to_see(show),
        csv=link("overlaps.index", ending="csv", **filters),
        json=link("overlaps.index", ending="json", **filters),
    )


def _kinds(everything: Sequence[Published]) -> list[dict[str, Any]]:
    """Each kind with how many are listed, and how many were seen where that is more."""
    listed = Counter(item.finding.kind for item in everything)
    run = run_of("overlap")
    seen = run["counts"] if run else {}
    return [
        {
            "kind": kind,
            "text": kind_label(kind),
            "listed": listed[kind],
            "seen": max(seen.get(kind, 0), listed[kind]),
            "href": here(kind=kind, page=None),
            "current": request.args.get("kind") == kind,
        }
        for kind in KINDS
        if listed[kind] or seen.get(kind)
    ]


def _organisations(everything: Sequence[Published]) -> list[dict[str, str]]:
    """The organisations that any listed pair concerns, for the filter."""
    deliverers = kept("deliverers", listings.delivered_by)
    named = by_label({body for item in everything for body in bodies(item, deliverers)})
    return [{"value": entity_key(body.iri) or body.iri, "text": body.label} for body in named]


def _row(item: Published) -> list[object]:
    finding = item.finding
    ends = [{"text": finding.labels.get(iri, iri), "iri": iri} for iri in finding.involves]
    return [
        {"text": kind_label(finding.kind), "iri": item.iri},
        {"items": ends},
        {"items": [{"text": part.label, "iri": part.outcome} for part in finding.contributions]},
        finding.differs,
        LEVELS[finding.confidence],
        {"cells": sorted({cell for evidence in finding.evidence for cell in evidence.cells})},
    ]
