"""One drawing as the parts of a page: its addresses, its data for the script, its rows for the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import Flask, request

from ecosystem.drawing import FIRST_SIGHT, MOST, Drawing, draw
from ecosystem.errors import NotFound
from ecosystem.projection import ecosystem_graph
from web.state import ecosystem, entity_key, here, link, reader

Row = list[object]
_IN_SUMMARY = 10


def current_drawing() -> Drawing:
    """The drawing that this request's `version`, `focus` and `limit` ask for; made once and kept."""
    source, focus, limit = reader(), focus_iri(), asked_limit()
    known = ecosystem()

    def make() -> Drawing:
        graph = known.graphs.get(source.version, lambda: ecosystem_graph(source, money=False))
        return draw(graph, focus=focus, limit=limit)

    return known.recent.get(("drawing", source.version, focus, limit), make)


def draw_ahead(application: Flask) -> None:
    """Draw the current version's map before the first visitor comes; where there is no data yet, nothing."""
    with application.test_request_context("/map"), suppress(NotFound):
        current_drawing()


def focus_iri() -> str | None:
    """What `?focus=` names: an IRI, or `kind/key` of one of our own entities; None for the whole map."""
    text = request.args.get("focus", "").strip()
    if not text or "://" in text:
        return text or None
    key = text.removeprefix("/").removeprefix("id/").removeprefix("doc/")
    return f"{ecosystem().settings.base_iri}/id/{key}"


def asked_limit() -> int:
    """How many marks `?limit=` asks for, within bounds; the first sight where it says nothing usable."""
    text = request.args.get("limit", "")
    return min(int(text), MOST) if text.isascii() and text.isdigit() and len(text) < 6 else FIRST_SIGHT


def larger() -> str | None:
    """The address of a larger picture; None where this is as large as pictures get."""
    return here(limit=min(asked_limit() * 4, MOST)) if asked_limit() < MOST else None


def focused(drawing: Drawing) -> Mapping[str, Any] | None:
    """The mark the picture centres on, if any."""
    return next((node for node in drawing.nodes if node["focused"]), None)


def hrefs(drawing: Drawing, endpoint: str) -> dict[str, str | None]:
    """Where each mark leads: to the map round it; a mark that stands for many to a larger picture."""
    show = request.args.get("show")
    return {
        node["id"]: larger()
        if node["count"] > 1
        else link(endpoint, focus=entity_key(node["id"]) or node["id"], show=show)
        for node in drawing.nodes
    }


def picture_data(drawing: Drawing, leads: Mapping[str, str | None]) -> dict[str, Any]:
    """What the script needs to draw the same picture: positions, looks, addresses."""
    left_out = {"shape", "physics"}

    def kept(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name not in left_out}

    return {
        "width": drawing.width,
        "height": drawing.height,
        "headings": [
            {"text": heading.text, "x": heading.x, "y": heading.y, "side": heading.side}
            for heading in drawing.headings
        ],
        "nodes": [{**kept(node), "href": leads[node["id"]]} for node in drawing.nodes],
        "edges": [kept(edge) for edge in drawing.edges],
    }


def thing_rows(drawing: Drawing, leads: Mapping[str, str | None]) -> list[Row]:
    """Everything in the picture: name, what it is, its group, how many things it is joined to."""
    joined = Counter(end for edge in drawing.edges for end in (edge["from"], edge["to"]))
    return [
        [
            {"text": node["label"], "href": leads[node["id"]]},
            node["word"],
            node["heading"] or {"text": ""},
            joined[node["id"]],
        ]
        for node in sorted(drawing.nodes, key=lambda node: (node["word"], node["label"], node["id"]))
    ]


def link_rows(drawing: Drawing) -> list[Row]:
    """Every line of the picture, as read from left to right, with the number of efforts behind it."""
    labels = {node["id"]: node["label"] for node in drawing.nodes}
    rows: list[Row] = [
        [labels[edge["from"]], edge["kind"], labels[edge["to"]], edge["weight"] or {"text": "stated"}]
        for edge in drawing.edges
    ]
    return sorted(rows, key=str)


def reach_rows(drawing: Drawing, endpoint: str) -> dict[str, object]:
    """What most organisations share, what one has alone, and how many more of the latter; for the summary."""

    def thing(iri: str, label: str) -> dict[str, object]:
        return {"text": label, "href": link(endpoint, focus=entity_key(iri) or iri)}

    lone = [[thing(iri, label)] for iri, label, bodies in drawing.reach if bodies == 1]
    shared = [[thing(iri, label), bodies] for iri, label, bodies in drawing.reach if bodies > 1]
    few = slice(_IN_SUMMARY)
    return {"shared": shared[few], "lone": lone[few], "more": max(len(lone) - _IN_SUMMARY, 0)}


def family_lists(
    drawing: Drawing, leads: Mapping[str, str | None]
) -> list[tuple[str, list[dict[str, object]]]]:
    """What surrounds the focus, by kind of thing: for the summary."""
    return [
        (
            look.word,
            [
                {"text": node["label"], "href": leads[node["id"]]}
                for node in drawing.nodes
                if node["family"] == family and not node["focused"]
            ],
        )
        for family, look, _ in drawing.families
    ]
