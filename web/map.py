"""The map: who works towards what, as a summary, a picture or a table, on one address."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from web.answers import counted, csv_answer, json_answer
from web.pictures import (
    current_drawing,
    family_lists,
    focused,
    hrefs,
    larger,
    link_rows,
    picture_data,
    reach_rows,
    thing_rows,
)
from web.state import link, reader

bp = Blueprint("map", __name__)

SHOWN = ("summary", "map", "table")


@bp.get("/map")
def index() -> str:
    """The map of everything, or of what surrounds `?focus=`, as `?show=summary`, `map` or `table`."""
    drawing = current_drawing()
    leads = hrefs(drawing, "map.index")
    show = request.args.get("show")
    return render_template(
        "map.html",
        title="Map",
        drawing=drawing,
        leads=leads,
        show=show if show in SHOWN else "map",
        focus=focused(drawing),
        more=larger() if drawing.shown < drawing.total else None,
        data=picture_data(drawing, leads),
        things=thing_rows(drawing, leads),
        links=link_rows(drawing),
        families=family_lists(drawing, leads),
        reach=reach_rows(drawing, "map.index"),
        embed=link("embed.map", focus=request.args.get("focus"), _external=True),
        page=link("map.index", focus=request.args.get("focus"), _external=True),
    )


@bp.get("/map.json")
def as_json() -> Response:
    """The map's things and links, as data."""
    drawing = current_drawing()
    return json_answer(
        {
            "version": reader().version,
            "sentence": drawing.sentence,
            "shown": drawing.shown,
            "total": drawing.total,
            "nodes": [
                {
                    "id": node["id"],
                    "family": node["family"],
                    "label": node["label"],
                    "group": node["heading"],
                    "count": node["count"],
                    "x": node["x"],
                    "y": node["y"],
                }
                for node in drawing.nodes
            ],
            "links": [
                {
                    "source": edge["from"],
                    "target": edge["to"],
                    "kind": edge["kind"],
                    "weight": counted(edge["weight"]),
                }
                for edge in drawing.edges
            ],
        }
    )


@bp.get("/map.csv")
def as_csv() -> Response:
    """The map's links, one a row, with the names and kinds of both ends."""
    drawing = current_drawing()
    nodes = {node["id"]: node for node in drawing.nodes}
    return csv_answer(
        "map.csv",
        (
            "From",
            "From kind",
            "Link",
            "To",
            "To kind",
            "Programmes and services (recorded)",
            "From id",
            "To id",
        ),
        (
            (
                nodes[edge["from"]]["label"],
                nodes[edge["from"]]["word"],
                edge["kind"],
                nodes[edge["to"]]["label"],
                nodes[edge["to"]]["word"],
                counted(edge["weight"]),
                edge["from"],
                edge["to"],
            )
            for edge in drawing.edges
        ),
    )
