"""The first page: what this is, and the five questions with what this version answers."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

from ecosystem.errors import NotFound
from ecosystem.summary import ANALYSE, counts, headlines
from web.errors import no_data_page
from web.findings import stale
from web.lists import in_version, kept, linked
from web.pictures import current_drawing
from web.state import ecosystem, link, reader

bp = Blueprint("home", __name__)

_MARGIN = 20
"""Room round the small picture, in the units of the drawing."""


@bp.get("/")
def index() -> Response:
    """Five questions as doors, each with a true sentence; without any data, what to type first."""
    try:
        reader()
    except NotFound:
        if ecosystem().store.versions():
            raise
        return make_response(no_data_page(), 200)
    return make_response(
        render_template(
            "home.html",
            title="Who works towards the same outcomes?",
            counts=[linked(part) for part in kept("counts", counts)],
            doors=[
                {
                    "question": answer.question,
                    "href": in_version(answer.page),
                    "parts": [linked(part) for part in answer.parts],
                    "answered": answer.answered,
                }
                for answer in kept("headlines", headlines)
            ],
            out_of_date=stale(),
            command=ANALYSE,
            map_href=link("map.index"),
            thumbnail=link("home.thumbnail"),
        )
    )


@bp.get("/thumbnail.svg")
def thumbnail() -> Response:
    """The whole map as a small picture without words, for the door to it; a tall map lies on its side."""
    drawing = current_drawing()
    sides = [node["x"] + end * node["width"] // 2 for node in drawing.nodes for end in (-1, 1)] or [0]
    ends = [node["y"] + end * node["height"] // 2 for node in drawing.nodes for end in (-1, 1)] or [0]
    left, top = min(sides) - _MARGIN, min(ends) - _MARGIN
    across, down = max(sides) + _MARGIN - left, max(ends) + _MARGIN - top
    lying = down > across
    picture = render_template(
        "thumbnail.html",
        drawing=drawing,
        left=left,
        top=top,
        lying=lying,
        across=down if lying else across,
        down=across if lying else down,
    )
    return Response(picture, content_type="image/svg+xml; charset=utf-8")
