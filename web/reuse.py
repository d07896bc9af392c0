"""What exists already? Solutions running elsewhere, built again or open to all, and insights not taken up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request

from ecosystem.analyses import ANALYSES
from ecosystem.errors import NotFound
from ecosystem.published import Published
from web.findings import card, finding_data, found, rows_of, run_of, sheet
from web.lists import ENDINGS, answer, page_of, shown, ways_to_see
from web.state import here, link, reader

bp = Blueprint("reuse", __name__)

METHOD = "reuse"
SHOWN = 20
"""Cards on one page."""
KINDS = {
    "running-elsewhere": "Running elsewhere",
    "available-to-all": "Open to all",
    "built-more-than-once": "Built more than once?",
    "insight-not-taken-up": "Insights not taken up",
}
_SOLUTION = ("owner", "capabilities", "availability", "built_from", "used_by")
_INSIGHT = ("shared_at", "sectors", "taken_up_by", "there_without_adoption", "evidence")


@bp.get("/reuse")
@bp.get(f"/reuse.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """What was found, narrowed by `?kind=`, with every solution and every insight that is recorded."""
    kind = request.args.get("kind", "")
    if kind and kind not in KINDS:
        raise NotFound("Nothing of that kind is looked for. See everything by leaving out the question mark.")
    items = [item for item in found(METHOD) if kind in ("", item.finding.kind)]
    return answer(
        ending,
        lambda: _page(items, kind),
        lambda: {
            "version": reader().version,
            "run": run_of(METHOD),
            "findings": [finding_data(item) for item in items],
        },
        lambda: sheet("reuse.csv", items),
    )


def _each(text: str) -> list[str]:
    """The names that an analysis wrote into one field."""
    return [part for part in text.split(" | ") if part]


def _page(items: Sequence[Published], kind: str) -> str:
    show, run = shown(), run_of(METHOD)
    cards = page_of(items, SHOWN)
    counts = Counter(item.finding.kind for item in found(METHOD))
    return render_template(
        "reuse.html",
        title="What exists already?",
        analysis=ANALYSES[METHOD],
        run=run,
        show=show,
        page=cards,
        cards=[card(item) for item in cards.items],
        solutions=[
            [
                {"text": row["label"], "iri": row["id"]},
                *({"items": _each(row[column])} for column in _SOLUTION),
                row["open_to_reuse"] or "not recorded",
            ]
            for row in rows_of(METHOD, "solutions")
        ],
        insights=[
            [
                {"text": row["label"], "iri": row["id"]},
                *({"items": _each(row[column])} for column in _INSIGHT),
            ]
            for row in rows_of(METHOD, "insights")
        ],
        kinds=[
            {
                "text": f"{text} ({counts[name] or 'none'})" if name else text,
                "href": here(kind=name or None, page=None),
                "current": kind == name,
            }
            for name, text in {"": "All", **KINDS}.items()
        ],
        tabs=ways_to_see(show),
        csv=link("reuse.index", ending="csv", kind=kind or None),
        json=link("reuse.index", ending="json", kind=kind or None),
    )
