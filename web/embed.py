"""Views for other people's pages: each one self-contained document, for frames that may only run scripts."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, make_response, render_template, request

from web.pictures import current_drawing, focus_iri, focused, hrefs, link_rows, picture_data, thing_rows
from web.state import reader
from web.static_files import asset

bp = Blueprint("embed", __name__, url_prefix="/embed/v1")

SHOWN = ("map", "table", "summary", "both")
_MINUTES = "public, max-age=300, stale-while-revalidate=86400"


@bp.get("/map")
def map() -> Response:
    """The map with `?focus=`, `?show=map`, `table`, `summary` or `both`; other parameters are ignored."""
    show = request.args.get("show")
    chosen = show if show in SHOWN else "map"
    tag = _tag(chosen)
    if tag in request.if_none_match:
        answer = Response(status=304)
    else:
        drawing = current_drawing()
        leads = hrefs(drawing, "embed.map")
        answer = make_response(
            render_template(
                "embed.html",
                title="Map",
                drawing=drawing,
                leads=leads,
                show=chosen,
                focus=focused(drawing),
                data=picture_data(drawing, leads),
                things=thing_rows(drawing, leads),
                links=link_rows(drawing),
            )
        )
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = _MINUTES
    return answer


def _tag(show: str) -> str:
    """Changes with the data, with what is asked for, and with the look and script of the page."""
    asked = (reader().version, focus_iri(), request.args.get("limit"), show, request.args.get("version"))
    looks = (asset("ecosystem.css"), asset("map.js"), request.host)
    return hashlib.sha256(repr((asked, looks)).encode()).hexdigest()[:24]
