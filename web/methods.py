"""How findings are worked out: `/methods`, and a page for each analysis that a strategist can follow."""

from __future__ import annotations

from flask import Blueprint, render_template

from ecosystem.analyses import ANALYSES
from ecosystem.errors import NotFound
from ecosystem.methods import guide, steps
from web.state import link

bp = Blueprint("methods", __name__)

_FINDINGS: dict[str, tuple[str, str]] = {
    "same-record": ("overlaps.index", ""),
    "proposed-outcomes": ("reviews.proposals", ""),
    "alignment": ("alignment.index", ""),
    "near-outcomes": ("alignment.index", "near-outcomes"),
    "might-talk": ("alignment.index", "might-talk"),
    "overlap": ("overlaps.index", ""),
    "gaps": ("gaps.index", ""),
    "left-behind": ("left_behind.index", ""),
    "fragmentation": ("fragmentation.index", ""),
    "north-star": ("north_star.index", ""),
    "brokers": ("brokers.index", ""),
    "journeys": ("journeys.index", ""),
    "reuse": ("reuse.index", ""),
    "positions": ("positions.index", ""),
    "clusters": ("clusters.index", ""),
}
"""Name of an analysis -> the page with what it found, and the place on it."""


@bp.get("/methods")
def index() -> str:
    """Every analysis with the question it answers."""
    return render_template("methods.html", title="How findings are worked out", analyses=ANALYSES.values())


@bp.get("/methods/<name>")
def show(name: str) -> str:
    """One analysis. Raises NotFound where there is none of this name."""
    if name not in ANALYSES:
        raise NotFound("There is no analysis of this name. The list of methods has all of them.")
    analysis = ANALYSES[name]
    endpoint, place = _FINDINGS[name]
    return render_template(
        "method.html",
        title=analysis.title,
        analysis=analysis,
        steps=steps(analysis),
        guide=guide(name),
        findings=link(endpoint, _anchor=place or None),
    )
