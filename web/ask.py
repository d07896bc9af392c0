"""`/ask`: the shipped questions as forms, each with its answer as a table, as CSV and as JSON.

Values are strangers': they are bound as terms by `ontology.query`. What finds the things they name and what
answers runs in a worker process that is killed at the limits for people who are not signed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import cast
from urllib.parse import unquote

import pyoxigraph as ox
from flask import Blueprint, Response, current_app, make_response, render_template, request
from flask.blueprints import BlueprintSetupState
from rdflib import RDFS, URIRef

import ontology
from ecosystem.asking import Answer, Look, Value, answer, document, in_words, question_of, shown_columns
from ecosystem.errors import QueryError, QueryTimeout, QueryTooLarge, TooBusy
from ecosystem.resolving import OFFERED, Choice, choices, resolved
from ontology.questions import AUDIENCES, Parameter, Question, questions
from web.answers import csv_answer, json_answer
from web.bodies import Bodies
from web.errors import wants_json
from web.lists import ENDINGS, kept, page_of
from web.sparql import Addresses
from web.state import ecosystem, entity_key, link, reader

bp = Blueprint("ask", __name__)

OPTIONS = 500
"""Up to so many things a parameter is a list to choose from; from there on a box to type a name in."""
ROWS_SHOWN = 200
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RESULTS = "application/sparql-results+json"
_SENTENCES = {
    "date": "A date such as 2026-05-03.",
    "year": "A year such as 2026.",
    "integer": "A whole number.",
    "decimal": "A number such as 0.05.",
    "thing": "A name, or an address (IRI).",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter in the form. `options` empty: any text; `suggestions`: names offered while typing."""

    parameter: Parameter
    typed: str
    hint: str
    options: tuple[Choice, ...] = ()
    suggestions: tuple[Choice, ...] = ()


@bp.record_once
def _set_up(state: BlueprintSetupState) -> None:
    state.app.extensions["ask-bodies"] = Bodies()


@bp.get("/ask")
def index() -> str:
    """Every question, by whom it is for."""
    reader()
    groups = [
        (heading, [question for question in questions().values() if question.audience == audience])
        for audience, heading in AUDIENCES.items()
    ]
    return render_template("ask.html", title="Ask a question", groups=groups)


@bp.get("/ask/<id>")
@bp.get(f"/ask/<id>.{ENDINGS}")
def show(id: str, ending: str | None = None) -> Response:
    """One question: its form, and its answer once it has what it needs."""
    question = question_of(id)
    typed = {item.name: request.args.get(item.name, "") for item in question.parameters}
    if ending is None and not wants_json():
        return _page(question, typed)
    with _turn() as look:
        found = answer(look, question, _values(look, question, typed))
    if ending == "csv":
        names = [name for name, _ in question.columns]
        return csv_answer(f"{question.id}.csv", names, ([value.text for value in row] for row in found.rows))
    response = json_answer(document(found, reader().version))
    if ending is None:
        response.headers["Vary"] = "Accept"
    return response


def _page(question: Question, typed: dict[str, str]) -> Response:
    reader()
    fields = [_field(parameter, typed[parameter.name]) for parameter in question.parameters]
    values, found, error = _outcome(question, typed)
    wrong = next((field for field in fields if error.startswith(field.parameter.name)), None)
    response = make_response(
        render_template(
            "ask_question.html",
            title=question.title,
            question=question,
            fields=fields,
            error=error,
            wrong=wrong.parameter.name if wrong else "",
            choose=wrong is not None and bool(wrong.options),
            meanings=[
                (in_words(question.columns[place][0]), question.columns[place][1])
                for place, _ in shown_columns(question)
            ],
            sparql=question.asked(values),
            **(_shown(found) if found is not None else {}),
        ),
        400 if error else 200,
    )
    response.headers["Vary"] = "Accept"
    return response


def _outcome(question: Question, typed: dict[str, str]) -> tuple[dict[str, str], Answer | None, str]:
    """The values, the answer once all that is needed is there, and what is wrong with what was typed.

    Raises what `_turn` and its look raise where a limit is reached.
    """
    if not any(item.strip() for item in typed.values()) and any(
        item.required for item in question.parameters
    ):
        return {}, None, ""
    with _turn() as look:
        try:
            values = _values(look, question, typed)
        except (QueryTimeout, QueryTooLarge, TooBusy):
            raise
        except QueryError as refused:
            return {}, None, str(refused)
        return values, answer(look, question, values), ""


def _values(look: Look, question: Question, typed: dict[str, str]) -> dict[str, str]:
    given = {name: value for name, value in typed.items() if value.strip()}
    return resolved(look, ecosystem().settings.base_iri, question, given)


@contextmanager
def _turn() -> Iterator[Look]:
    """While it is this address's turn: the version of this request, asked in a worker.

    Raises TooBusy where too many wait, and QueryError, from the look, where a limit is reached.
    """
    place, version = ecosystem(), reader().version
    addresses = cast(Addresses, current_app.extensions["sparql-addresses"])
    bodies = cast(Bodies, current_app.extensions["ask-bodies"])

    def look(query: str) -> ox.QuerySolutions:
        body = bodies.get(version, query)
        if body is None:
            seconds = place.settings.anonymous_query_seconds
            body = place.store.raw(query, _RESULTS, version, seconds=seconds).body
            bodies.keep(version, query, body)
        return cast(ox.QuerySolutions, ox.parse_query_results(body, ox.QueryResultsFormat.JSON))

    with addresses.turn(request.remote_addr or ""):
        yield look


def _field(parameter: Parameter, typed: str) -> Field:
    hint = _SENTENCES.get(parameter.type, "")
    if parameter.lowest is not None:
        hint = f"{hint.removesuffix('.')}, {parameter.lowest} or more."
    if not parameter.type.startswith(("kind:", "scheme:")):
        return Field(parameter, typed, hint)
    known = kept(f"choices {parameter.type}", lambda source: choices(source, parameter.type))
    if len(known) <= OPTIONS:
        return Field(parameter, typed, hint, options=known)
    number = f"more than {OFFERED:,}" if len(known) >= OFFERED else f"{len(known):,}"
    return Field(parameter, typed, f"A name; there are {number}.", suggestions=known[:OPTIONS])


def _shown(found: Answer) -> dict[str, object]:
    """What the page shows of an answer: its rows page by page, a name and its link in one column."""
    columns = list(shown_columns(found.question))
    page = page_of(found.rows, ROWS_SHOWN)
    head = [_heading(found, place) for place, _ in columns]
    table = [
        [
            _cell(found.question.columns[place][0], row[place], row[name].text if name is not None else "")
            for place, name in columns
        ]
        for row in page.items
    ]
    typed = {item.name: request.args.get(item.name) or None for item in found.question.parameters}
    address = {"id": found.question.id, **typed}
    return {
        "rows": len(found.rows),
        "head": head,
        "table": table,
        "page": page,
        "csv": link("ask.show", **address, ending="csv"),
        "json": link("ask.show", **address, ending="json"),
    }


def _heading(found: Answer, place: int) -> dict[str, object]:
    numeric = any(row[place].type == "number" for row in found.rows)
    return {"text": in_words(found.question.columns[place][0]), "numeric": numeric}


def _cell(column: str, value: Value, label: str) -> object:
    """What a table shows of one field: thousands apart, but not those of a year; numbers and dates unbroken."""
    if value.type == "none":
        return label or {"text": "not recorded"}
    if value.type == "iri":
        return {"text": label or _term(value.text), "iri": value.text}
    if value.type == "number" and column != "year" and _NUMBER.fullmatch(value.text):
        return {"figure": f"{Decimal(value.text):,f}"}
    return {"figure": value.text} if value.type == "number" or _DATE.fullmatch(value.text) else value.text


def _term(iri: str) -> str:
    """What a thing without a name is called: one of ours by its kind and id, as in `measurement borough.me-21`.

    A term of ours has a name, another goes by its prefix, as in `org:Organization`; any other IRI is as it is.
    """
    key = entity_key(iri)
    if key is not None:
        return unquote(key).replace("/", " ", 1)
    label = ontology.core().value(URIRef(iri), RDFS.label)
    if label is not None:
        return str(label)
    for prefix, start in ontology.PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri
