"""Questions and tools that have no page of their own yet: said plainly, with what is recorded for them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from flask import Blueprint, Response, render_template

from ecosystem import listings
from ecosystem.errors import NotFound
from ecosystem.summary import headlines
from ecosystem.wording import count_of, day
from web.answers import counted
from web.lists import ENDINGS, Sheet, answer, kept
from web.state import link, reader

bp = Blueprint("not_yet", __name__)


@bp.before_request
def say_what_is_shown() -> None:
    """These pages too say which data is loaded, and that it is invented where it is; some need no data."""
    with suppress(NotFound):
        reader()


@bp.get("/journeys")
@bp.get(f"/journeys.{ENDINGS}")
def journeys(ending: str | None = None) -> Response:
    """The recorded journeys; what happens between their steps is not answered yet."""
    items = kept("journeys", listings.journeys)
    return answer(
        ending,
        lambda: render_template(
            "not_yet.html",
            title=kept("headlines", headlines)[3].question,
            text="Nothing here says yet where a handover is missing or a story has to be told twice.",
            caption=f"Recorded so far: {count_of(len(items), 'journey')}",
            head=["Journey", "Life event", {"text": "Steps", "numeric": True}],
            rows=[
                [
                    {"text": item.label, "iri": item.iri},
                    item.event or "not recorded",
                    item.steps or "none recorded",
                ]
                for item in items
            ],
            csv=link("not_yet.journeys", ending="csv"),
            json=link("not_yet.journeys", ending="json"),
        ),
        lambda: {
            "version": reader().version,
            "answered": False,
            "journeys": [
                {"id": item.iri, "label": item.label, "life_event": item.event, "steps": counted(item.steps)}
                for item in items
            ],
        },
        lambda: Sheet(
            "journeys.csv",
            ("Id", "Journey", "Life event", "Steps (recorded)"),
            [(item.iri, item.label, item.event, counted(item.steps)) for item in items],
        ),
    )


@bp.get("/north-star")
@bp.get(f"/north-star.{ENDINGS}")
def north_star(ending: str | None = None) -> Response:
    """The recorded decisions; whether social value led them is not answered yet."""
    items = kept("decisions", listings.decisions)
    return answer(
        ending,
        lambda: render_template(
            "not_yet.html",
            title=kept("headlines", headlines)[4].question,
            text="Nothing here says yet which decisions would have gone another way without social value.",
            caption=f"Recorded so far: {count_of(len(items), 'decision')}",
            head=[
                "Decision", "Decided by", "Date", {"text": "Criteria", "numeric": True},
                {"text": "With a weight", "numeric": True},
            ],
            rows=[
                [
                    {"text": item.label, "iri": item.iri}, item.decided_by or "not recorded",
                    day(date.fromisoformat(item.day)) if item.day else "not recorded",
                    item.criteria or "none recorded", item.weighted or "none recorded",
                ]
                for item in items
            ],
            csv=link("not_yet.north_star", ending="csv"),
            json=link("not_yet.north_star", ending="json"),
        ),
        lambda: {
            "version": reader().version,
            "answered": False,
            "decisions": [
                {
                    "id": item.iri, "label": item.label, "decided_by": item.decided_by, "date": item.day,
                    "criteria": counted(item.criteria), "criteria_with_weight": counted(item.weighted),
                }
                for item in items
            ],
        },
        lambda: Sheet(
            "north-star.csv",
            ("Id", "Decision", "Decided by", "Date", "Criteria (recorded)", "With a weight (recorded)"),
            [
                (
                    item.iri, item.label, item.decided_by, item.day,
                    counted(item.criteria), counted(item.weighted),
                )
                for item in items
            ],
        ),
    )  # fmt: skip


@bp.get("/import")
def bring_in() -> str:
    """How to bring data in: on the command line so far."""
    return render_template("import.html", title="Use your own spreadsheet")


@bp.get("/export")
def take_out() -> str:
    """How to take data out: files of each list here, whole versions on the command line."""
    reader()
    return render_template("export.html", title="Take the data with you")


@bp.get("/compare")
@bp.get("/workbench")
def later() -> str:
    """Tools that are to come."""
    return render_template("later.html", title="Not here yet")
