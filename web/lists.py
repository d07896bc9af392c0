"""A list as a page, as JSON and as CSV: which of them is wanted, which rows, which page of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import unquote

from flask import Response, make_response, request

from ecosystem.errors import NotFound
from ecosystem.records import Cell
from ecosystem.store import Reader
from ecosystem.summary import Counted
from web.answers import csv_answer, json_answer
from web.errors import wants_json
from web.negotiation import JSON, JSON_LD, TURTLE
from web.state import PAGE_SIZE, ecosystem, entity_key, here, link, reader

T = TypeVar("T")

ENDINGS = "<any(json, csv):ending>"
"""The part of a route that asks for a list as a file."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list. `page` counts from 1; `first` is the place of its first item in the whole, from 1."""

    items: tuple[T, ...]
    page: int
    pages: int
    total: int
    first: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as a spreadsheet."""

    filename: str
    head: tuple[str, ...]
    rows: Iterable[Sequence[object]]


def page_of(items: Sequence[T], size: int = PAGE_SIZE) -> Page[T]:
    """The part of the list that `?page=` asks for. Raises NotFound past its end."""
    text = request.args.get("page", "1")
    pages = max(1, -(-len(items) // size))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if not 1 <= number <= pages:
        raise NotFound(f"This list has no such page; its last is page {pages}.")
    start = (number - 1) * size
    return Page(tuple(items[start : start + size]), number, pages, len(items), start + 1)


def shown() -> str:
    """Which way to see the page was asked for: `summary` or `table`."""
    return "table" if request.args.get("show") == "table" else "summary"


def ways_to_see(show: str) -> list[dict[str, object]]:
    """The two ways to see a page, for its tabs; filters stay as they are."""
    return [
        {"text": "Summary", "href": here(show=None, page=None), "current": show == "summary"},
        {"text": "Table", "href": here(show="table", page=None), "current": show == "table"},
    ]


def recorded(items: Sequence[T], *counts: str) -> list[T]:
    """The items for which the count that `?with=` names is above 0, or that `?without=` names is 0.

    Raises NotFound for a name that is none of `counts`.
    """
    kept = list(items)
    for parameter, some in (("with", True), ("without", False)):
        name = request.args.get(parameter)
        if name is None:
            continue
        if name not in counts:
            raise NotFound("This list cannot be narrowed that way. Leave out what follows the question mark.")
        kept = [item for item in kept if bool(getattr(item, name)) is some]
    return kept


def answer(
    ending: str | None, page: Callable[[], str], data: Callable[[], Any], sheet: Callable[[], Sheet]
) -> Response:
    """The list in the form that the address's ending, or else the Accept header, asks for."""
    if ending == "csv":
        table = sheet()
        return csv_answer(table.filename, table.head, table.rows)
    response = json_answer(data()) if ending == "json" or wants_json() else make_response(page())
    if ending is None:
        response.headers["Vary"] = "Accept"
    return response


def kept(name: str, make: Callable[[Reader], T]) -> T:
    """What was made from this request's version under that name; made once for all readers of the version."""
    source = reader()
    return ecosystem().recent.get((name, source.version), lambda: make(source))


def cell_data(cells: Iterable[Cell]) -> list[dict[str, object]]:
    """Cells as JSON, each also as words."""
    return [
        {"file": cell.file, "sheet": cell.sheet, "row": cell.row, "column": cell.column, "text": str(cell)}
        for cell in cells
    ]


def cell_text(cells: Iterable[Cell]) -> str:
    """Cells as one field of a spreadsheet."""
    return " | ".join(str(cell) for cell in cells)


def entity_file(iri: str, ending: str) -> str:
    """The address of one thing as JSON (`.json`) or as RDF (`.ttl`, `.jsonld`, `.nt`)."""
    own = entity_key(iri)
    if own is None:
        return link("resources.resource", form=ending.removeprefix("."), iri=iri)
    kind, _, key = own.partition("/")
    endpoint = "entities.show" if ending == ".json" else "resources.data"
    return link(endpoint, kind=kind, key=f"{unquote(key)}{ending}")


def files_of(iri: str) -> list[dict[str, str]]:
    """Files that say what the page of one thing says: what each is, its address and its media type.

    Those that people ask for; there are others for programs, which know their endings.
    """
    return [
        {"text": form.name, "href": entity_file(iri, f".{form.ending}"), "type": form.media}
        for form in (JSON, TURTLE, JSON_LD)
    ]


def linked(part: str | Counted) -> dict[str, str]:
    """A piece of a sentence for the page; a number leads to the rows behind it."""
    if isinstance(part, str):
        return {"text": part, "href": ""}
    return {"text": part.text, "href": in_version(part.rows)}


def in_version(address: str) -> str:
    """The address of one of our pages, in the version the reader chose."""
    path, mark, place = address.partition("#")
    if "version" in request.args:
        path += f"{'&' if '?' in path else '?'}version={reader().version}"
    return f"{request.script_root}{path}{mark}{place}"
