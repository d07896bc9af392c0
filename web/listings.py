"""The lists: organisations, objectives, outcomes, programmes and services, with what is recorded of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from web.answers import counted
from web.columns import OBJECTIVES, ORGANISATIONS, OUTCOMES, PROGRAMMES, Item, Listing
from web.lists import ENDINGS, Sheet, answer, kept, page_of, recorded
from web.state import here, link, reader

bp = Blueprint("listings", __name__)


@bp.get("/organisations")
@bp.get(f"/organisations.{ENDINGS}")
def organisations(ending: str | None = None) -> Response:
    """Every organisation with its sector and what is recorded of it."""
    return _answer(ORGANISATIONS, ending)


@bp.get("/organisations/<path:key>")
def organisation(key: str) -> AnyResponse:
    """An organisation's page stands at its own address, `/doc/organisation/...`."""
    return redirect(link("entities.show", kind="organisation", key=key), 301)


@bp.get("/objectives")
@bp.get(f"/objectives.{ENDINGS}")
def objectives(ending: str | None = None) -> Response:
    """Every objective with who works on it."""
    return _answer(OBJECTIVES, ending)


@bp.get("/outcomes")
@bp.get(f"/outcomes.{ENDINGS}")
def outcomes(ending: str | None = None) -> Response:
    """Every outcome with who works for it."""
    return _answer(OUTCOMES, ending)


@bp.get("/programmes")
@bp.get(f"/programmes.{ENDINGS}")
def programmes(ending: str | None = None) -> Response:
    """Every programme, service and activity with who delivers it."""
    return _answer(PROGRAMMES, ending)


def _answer(listing: Listing[Item], ending: str | None) -> Response:
    everything = kept(f"listing/{listing.name}", listing.make)
    items = recorded(everything, *listing.counts)
    return answer(
        ending,
        lambda: _page(listing, everything),
        lambda: {"version": reader().version, "total": len(items), listing.name: _data(listing, items)},
        lambda: _sheet(listing, items),
    )


def _sheet(listing: Listing[Item], items: Sequence[Item]) -> Sheet:
    head = ("Id", *(column.filed_heading for column in listing.columns))
    rows = [(item.iri, *(column.filed(item) for column in listing.columns)) for item in items]
    return Sheet(f"{listing.name}.csv", head, rows)


def _page(listing: Listing[Item], everything: Sequence[Item]) -> str:
    rows = kept(f"listing/{listing.name}/rows", lambda source: listing.rows(source, everything))
    page = page_of(recorded(rows, *listing.counts))
    narrowed = {name: request.args[name] for name in ("with", "without") if name in request.args}
    shown = [(column, column.shown) for column in listing.columns if column.shown]
    return render_template(
        "listing.html",
        title=listing.title,
        sentence=listing.sentence(rows),
        listing=listing,
        page=page,
        head=[{"text": column.heading, "numeric": column.numeric} for column, _ in shown],
        rows=[[show(item) for _, show in shown] for item in page.items],
        choices=_choices(listing, narrowed),
        csv=link(f"listings.{listing.name}", ending="csv", **narrowed),
        json=link(f"listings.{listing.name}", ending="json", **narrowed),
    )


def _choices(listing: Listing[Item], narrowed: dict[str, str]) -> list[dict[str, object]]:
    """The ways to see part of the list, as links."""
    wider = {"with": None, "without": None, "page": None}
    return [
        {"text": text, "href": here(**{**wider, **query}), "current": query == narrowed}
        for text, query in (("All", {}), *listing.narrower)
    ]


def _data(listing: Listing[Item], items: Sequence[Item]) -> list[dict[str, Any]]:
    """The items as JSON; a count is null where nothing is recorded."""
    found = []
    for item in items:
        values = asdict(item)
        counts = {name: counted(values[name]) for name in listing.counts}
        found.append({"id": values.pop("iri"), **values, **counts})
    return found
