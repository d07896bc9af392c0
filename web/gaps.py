"""Who is missed out? Objectives and outcomes in three states kept apart: somebody, nobody, not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask import Blueprint, Response, render_template, request

from ecosystem import listings
from ecosystem.analyses import ANALYSES
from ecosystem.errors import NotFound
from ecosystem.published import Published
from ecosystem.summary import headlines
from web import left_behind
from web.decided import choices_of_state, in_state
from web.findings import card, finding_data, found, made, run_of, sheet
from web.lists import ENDINGS, answer, kept, linked, page_of, shown, ways_to_see
from web.state import here, link, reader

bp = Blueprint("gaps", __name__)

SHOWN = 20
NEEDS_SHOWN = 10
KINDS = {
    "objective-nobody-pursues": "Objectives with nobody recorded",
    "outcome-nobody-targets": "Outcomes with nobody recorded",
    "not-known": "Not known",
}
SOMEBODY, NOBODY, NOT_KNOWN = "somebody is recorded", "nobody is recorded", "not known"
NOT_LOOKED_AT = "not worked out for this data"


@dataclass(frozen=True, slots=True)
class State:
    """One objective or outcome (`kind`) with what can be said of it."""

    kind: str
    id: str
    label: str
    state: str


@bp.get("/gaps")
@bp.get(f"/gaps.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """Objectives and outcomes that nobody is recorded as working on, narrowed by `?kind=`."""
    kind = request.args.get("kind", "")
    if kind and kind not in KINDS:
        raise NotFound("There is no such kind of gap. See all of them by leaving out the question mark.")
    items = [item for item in in_state(made("gaps")) if kind in ("", item.finding.kind)]
    return answer(
        ending,
        lambda: _page(items, kind),
        lambda: {
            "version": reader().version,
            "run": run_of("gaps"),
            "states": [asdict(state) for state in states()],
            "findings": [finding_data(item) for item in items],
            "left_behind": left_behind.data(found(left_behind.METHOD)),
        },
        lambda: sheet("gaps.csv", items),
    )


def states() -> list[State]:
    """Every objective and outcome with its state; empty as long as the analysis has not been run.

    Where the data changed since, silence of the analysis says nothing.
    """
    run = run_of("gaps")
    if run is None:
        return []
    silent = NOT_LOOKED_AT if run["out_of_date"] else SOMEBODY
    found_for = {item.finding.involves[0]: _state(item) for item in made("gaps")}
    objectives = kept("listing/objectives", listings.objectives)
    outcomes = kept("listing/outcomes", listings.outcomes)
    return [
        *(State("objective", item.iri, item.label, found_for.get(item.iri, silent)) for item in objectives),
        *(State("outcome", item.iri, item.label, found_for.get(item.iri, silent)) for item in outcomes),
    ]


def _state(item: Published) -> str:
    return NOT_KNOWN if item.finding.kind == "not-known" else NOBODY


def _page(items: Sequence[Published], kind: str) -> str:
    show, everything = shown(), states()
    table = page_of(everything) if show == "table" else None
    cards = page_of(items, SHOWN) if show == "summary" else None
    return render_template(
        "gaps.html",
        title="Who is missed out?",
        parts=[linked(part) for part in kept("headlines", headlines)[2].parts],
        analysis=ANALYSES["gaps"],
        run=run_of("gaps"),
        show=show,
        page=table or cards,
        cards=[card(item) for item in cards.items] if cards else [],
        rows=[[{"text": item.label, "iri": item.id}, item.kind, item.state] for item in table.items]
        if table
        else [],
        counts=_counts(everything),
        needs=left_behind.section(NEEDS_SHOWN),
        kinds=_kinds(kind),
        tabs=ways_to_see(show),
        states=choices_of_state(made("gaps")),
        csv=link("gaps.index", ending="csv", kind=kind or None, decision=request.args.get("decision")),
        json=link("gaps.index", ending="json", kind=kind or None, decision=request.args.get("decision")),
    )


def _counts(everything: Sequence[State]) -> dict[str, dict[str, int]]:
    """Objective or outcome -> state -> how many; what was not looked at only where there is any."""
    counted = Counter((item.kind, item.state) for item in everything)
    states = [SOMEBODY, NOBODY, NOT_KNOWN]
    if any(item.state == NOT_LOOKED_AT for item in everything):
        states.append(NOT_LOOKED_AT)
    return {noun: {state: counted[noun, state] for state in states} for noun in ("objective", "outcome")}


def _kinds(kind: str) -> list[dict[str, object]]:
    return [
        {"text": text, "href": here(kind=name or None, page=None), "current": kind == name}
        for name, text in {"": "All", **KINDS}.items()
    ]
