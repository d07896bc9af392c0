"""What happens to a person when...? Each journey step by step: who serves it, and what is known of each handover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request

from ecosystem import listings
from ecosystem.analyses import ANALYSES
from ecosystem.errors import NotFound
from ecosystem.listings import Journey
from ecosystem.published import Published
from ecosystem.summary import headlines
from web.findings import card, finding_data, found, rows_of, run_of
from web.lists import ENDINGS, Sheet, answer, kept, linked, page_of, shown, ways_to_see
from web.state import here, link, reader

bp = Blueprint("journeys", __name__)

METHOD = "journeys"
SHOWN = 20
"""Cards on one page."""
KINDS = {
    "handover-not-agreed": "Handovers",
    "told-again": "Telling it again",
    "step-without-service": "Steps without a service",
}
HEAD = (
    "Journey id", "Journey", "Life event", "Step id", "Step", "Name", "Service", "Service id", "Served by",
    "Handover to the next step", "What is known of the person", "Next step",
)  # fmt: skip
Row = Mapping[str, Any]
_TONES = {"agreed": "green", "passed on": "green", "not agreed": "amber", "not passed on": "amber"}


@bp.get("/journeys")
@bp.get(f"/journeys.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """Every journey with its steps in order, and what was found on them, narrowed by `?kind=`."""
    kind = request.args.get("kind", "")
    if kind and kind not in KINDS:
        raise NotFound("Nothing of that kind is looked for. See everything by leaving out the question mark.")
    recorded = kept("journeys", listings.journeys)
    items = [item for item in found(METHOD) if kind in ("", item.finding.kind)]
    return answer(
        ending,
        lambda: _page(recorded, items, kind),
        lambda: {
            "version": reader().version,
            "answered": run_of(METHOD) is not None,
            "run": run_of(METHOD),
            "journeys": [
                {
                    "id": item.iri,
                    "label": item.label,
                    "life_event": item.event,
                    "steps": [_data(step) for step in _steps().get(item.iri, [])],
                }
                for item in recorded
            ],
            "findings": [finding_data(item) for item in items],
        },
        lambda: Sheet("journeys.csv", HEAD, [line for item in recorded for line in _lines(item)]),
    )


def _steps() -> dict[str, list[dict[str, Any]]]:
    """Journey -> its steps in order, each with its services, who serves it and the step that comes next."""
    bodies: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(METHOD, "bodies"):
        bodies[row["step"]].append(row)
    steps: dict[str, dict[str, Any]] = {}
    for row in rows_of(METHOD, "steps"):
        step = steps.setdefault(
            row["step"], {**row, "services": [], "bodies": bodies[row["step"]], "following": None}
        )
        if row["service"]:
            step["services"].append({"iri": row["service"], "text": row["service_label"]})
    found_: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for step in steps.values():
        step["following"] = steps.get(step["next"])
        step["tones"] = {word: _TONES.get(step[word], "grey") for word in ("handover", "knowledge")}
        found_[step["journey"]].append(step)
    return found_


def _name(step: Row) -> str:
    """What people call a step; its services where it has no name, else its place in the order."""
    return str(
        step["label"]
        or ", ".join(service["text"] for service in step["services"])
        or (f"step {step['position']}" if step["position"] else "a step without a name")
    )


def _data(step: Row) -> dict[str, object]:
    after = step["following"]
    return {
        "id": step["step"],
        "position": step["position"],
        "label": _name(step),
        "description": step["description"],
        "services": [{"id": service["iri"], "label": service["text"]} for service in step["services"]],
        "organisations": [{"id": body["id"], "label": body["label"]} for body in step["bodies"]],
        "handover": step["handover"],
        "knowledge": step["knowledge"],
        "next": {"id": after["step"], "label": _name(after), "stated": bool(step["next_stated"])}
        if after
        else None,
    }


def _lines(journey: Journey) -> list[tuple[object, ...]]:
    """One row a step; a journey of which no step is known has one row too."""
    steps = _steps().get(journey.iri, [])
    if not steps:
        return [(journey.iri, journey.label, journey.event, *[""] * (len(HEAD) - 3))]
    return [
        (
            journey.iri, journey.label, journey.event, step["step"], step["position"], _name(step),
            " | ".join(service["text"] for service in step["services"]),
            " | ".join(service["iri"] for service in step["services"]),
            " | ".join(body["label"] for body in step["bodies"]),
            step["handover"], step["knowledge"], _name(step["following"]) if step["following"] else "",
        )
        for step in steps
    ]  # fmt: skip


def _page(recorded: Sequence[Journey], items: Sequence[Published], kind: str) -> str:
    show, run, steps = shown(), run_of(METHOD), _steps()
    cards = page_of(items, SHOWN)
    return render_template(
        "journeys.html",
        title=kept("headlines", headlines)[3].question,
        parts=[linked(part) for part in kept("headlines", headlines)[3].parts],
        analysis=ANALYSES[METHOD],
        run=run,
        show=show,
        page=cards,
        cards=[card(item) for item in cards.items],
        journeys=[{"journey": item, "steps": steps.get(item.iri, [])} for item in recorded],
        name_of=_name,
        recorded=[
            [
                {"text": item.label, "iri": item.iri},
                item.event or "not recorded",
                item.steps or "none recorded",
            ]
            for item in recorded
        ],
        rows=[_row(item, step) for item in recorded for step in steps.get(item.iri, [])],
        kinds=[
            {"text": text, "href": here(kind=name or None, page=None), "current": kind == name}
            for name, text in {"": "All", **KINDS}.items()
        ],
        tabs=ways_to_see(show),
        csv=link("journeys.index", ending="csv"),
        json=link("journeys.index", ending="json", kind=kind or None),
    )


def _row(journey: Journey, step: Row) -> list[object]:
    following = step["following"]
    return [
        {"text": journey.label, "iri": journey.iri},
        step["position"],
        {"text": _name(step), "iri": step["step"]},
        {"items": step["services"]},
        {"items": [{"text": body["label"], "iri": body["id"]} for body in step["bodies"]]},
        step["handover"] if following else "no next step",
        step["knowledge"] if following else "no next step",
    ]
