"""Tools that have no page of their own yet: said plainly, with the command that does the same."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, render_template

from ecosystem.errors import NotFound
from web.state import reader

bp = Blueprint("not_yet", __name__)


@bp.before_request
def say_what_is_shown() -> None:
    """These pages too say which data is loaded, and that it is invented where it is; some need no data."""
    with suppress(NotFound):
        reader()


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
