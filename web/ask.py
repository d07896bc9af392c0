"""`/ask`: the shipped questions as forms, each with its answer as a table, as CSV and as JSON.

Values are strangers': they are bound as terms by `ontology.query`. The query runs in a worker process that is
killed at the limits for people who are not signed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, current_app, make_response, render_template, request
from rdflib import RDFS, URIRef

import ontology
from ecosystem.asking import (
    Answer,
    Choice,
    Value,
    answer_from_json,
    choices,
    question_of,
    resolved,
    shown_columns,
)
from ecosystem.errors import QueryError
from ontology.questions import AUDIENCES, Parameter, Question, questions
from web.answers import csv_answer, json_answer
from web.errors import wants_json
from web.lists import ENDINGS, kept, page_of
from web.sparql import Addresses
from web.state import ecosystem, link, reader

bp = Blueprint("ask", __name__)

OPTIONS = 500
"""Up to so many things a parameter is a list to choose from; from there on a box to type a name in."""
ROWS_SHOWN = 200
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
    found = _answered(question, _values(question, typed))
    names = [name for name, _ in question.columns]
    if ending == "csv":
        return csv_answer(f"{question.id}.csv", names, ([value.text for value in row] for row in found.rows))
    response = json_answer(
        {
            "version": reader().version,
            "question": question.id,
            "title": question.title,
            "about": question.about,
            "asked": dict(found.values),
            "columns": dict(question.columns),
            "total": len(found.rows),
            "rows": [dict(zip(names, map(_plain, row), strict=True)) for row in found.rows],
        }
    )
    if ending is None:
        response.headers["Vary"] = "Accept"
    return response


def _page(question: Question, typed: dict[str, str]) -> Response:
    reader()
    fields = [_field(parameter, typed[parameter.name]) for parameter in question.parameters]
    ready = all(typed[item.name].strip() for item in question.parameters if item.required)
    values: dict[str, str] = {}
    error = ""
    try:
        values = _values(question, typed) if ready or any(typed.values()) else {}
    except QueryError as refused:
        ready, error = False, str(refused)
    response = make_response(
        render_template(
            "ask_question.html",
            title=question.title,
            question=question,
            fields=fields,
            error=error,
            wrong=next((item.name for item in question.parameters if error.startswith(item.name)), ""),
            meanings=[
                (in_words(question.columns[place][0]), question.columns[place][1])
                for place, _ in shown_columns(question)
            ],
            sparql=question.asked(values),
            **(_shown(_answered(question, values)) if ready else {}),
        ),
        400 if error else 200,
    )
    response.headers["Vary"] = "Accept"
    return response


def _values(question: Question, typed: dict[str, str]) -> dict[str, str]:
    given = {name: value for name, value in typed.items() if value.strip()}
    return resolved(reader(), ecosystem().settings.base_iri, question, given)


def _answered(question: Question, values: dict[str, str]) -> Answer:
    """Raises QueryError where a limit is reached, TooBusy where too many ask."""
    place = ecosystem()
    addresses = cast(Addresses, current_app.extensions["sparql-addresses"])
    with addresses.turn(request.remote_addr or ""):
        answer = place.store.raw(
            question.asked(values),
            _RESULTS,
            reader().version,
            seconds=place.settings.anonymous_query_seconds,
        )
    return answer_from_json(question, values, answer.body)


def _field(parameter: Parameter, typed: str) -> Field:
    hint = _SENTENCES.get(parameter.type, "")
    if not parameter.type.startswith(("kind:", "scheme:")):
        return Field(parameter, typed, hint)
    known = kept(f"choices {parameter.type}", lambda source: choices(source, parameter.type))
    if len(known) <= OPTIONS:
        return Field(parameter, typed, hint, options=known)
    return Field(parameter, typed, f"A name; there are {len(known):,}.", suggestions=known[:OPTIONS])


def _shown(found: Answer) -> dict[str, object]:
    """What the page shows of an answer: its rows page by page, a name and its link in one column."""
    columns = list(shown_columns(found.question))
    page = page_of(found.rows, ROWS_SHOWN)
    head = [_heading(found, place) for place, _ in columns]
    table = [
        [_cell(row[place], row[name].text if name is not None else "") for place, name in columns]
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


def in_words(name: str) -> str:
    """A column's name as a heading.

    >>> in_words("otherSector")
    'Other sector'
    """
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return words[:1].upper() + words[1:]


def _cell(value: Value, label: str) -> object:
    if value.type == "none":
        return label or {"text": "not recorded"}
    if value.type == "iri":
        return {"text": label or _term(value.text), "iri": value.text}
    return value.text


def _term(iri: str) -> str:
    """What a term of ours is called, another by its prefix, as in `org:Organization`; any other IRI as it is."""
    label = ontology.core().value(URIRef(iri), RDFS.label)
    if label is not None:
        return str(label)
    for prefix, start in ontology.PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def _plain(value: Value) -> str | None:
    """A field for programs: None where nothing is recorded; numbers keep their exact digits, as text."""
    return None if value.type == "none" else value.text
