"""How findings are worked out: `/methods`, and a page for each analysis that a strategist can follow."""

from __future__ import annotations

from flask import Blueprint, render_template

from ecosystem.analyses import ANALYSES
from ecosystem.errors import NotFound
from ecosystem.methods import guide, steps
from ecosystem.methods_examples import EXAMPLES
from web.finding_pages import page_of_findings

bp = Blueprint("methods", __name__)


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
    return render_template(
        "method.html",
        title=analysis.title,
        analysis=analysis,
        steps=steps(analysis),
        guide=guide(name),
        example=EXAMPLES.get(name),
        findings=page_of_findings(name)["href"],
    )
