"""`/sparql`: anyone's SPARQL query, by the SPARQL 1.1 Protocol (query operation), and a page to type one.

Queries run in worker processes at the limits for people who are not signed in. No other site's scripts may
read the answers (no CORS headers): there is no sign-in yet, and a browser inside a network would let them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import cast

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

import ontology
from ecosystem.errors import EcosystemError, NotFound, QueryError, QueryTooLarge
from ecosystem.workers.media import SOLUTIONS, TRIPLES
from ecosystem.workers.query import Answer, Dataset, NotAcceptable
from ecosystem.workers.turnstile import Turnstile
from web.errors import STATUS, no_data_page
from web.negotiation import accepted
from web.state import asked_version, ecosystem, reader

bp = Blueprint("sparql", __name__)

FORMATS = {
    "json": ("JSON", "application/sparql-results+json, application/ld+json"),
    "xml": ("XML", "application/sparql-results+xml, application/rdf+xml"),
    "csv": ("CSV", "text/csv"),
    "tsv": ("TSV", "text/tab-separated-values"),
    "turtle": ("Turtle", "text/turtle"),
    "ntriples": ("N-Triples", "application/n-triples"),
}
"""What `?format=` may say, for a form that cannot set an Accept header -> its name, and that header."""

_PAGE = "text/csv, text/turtle;q=0.5"
_ROWS_SHOWN = 200
_AT_ONCE, _WAITING = 2, 8  # of one address
_RETRY_SECONDS = {429: "5", 503: "30"}
_JSON = ("application/problem+json", "application/json")
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_SENTENCES = {
    413: "The query is longer than this server takes. Shorten it.",
    415: f"Send the query as {_DIRECT}, or as the field `query` of a form ({_FORM}).",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the text of its query, the graphs it names."""

    query: str
    dataset: Dataset


class Addresses:
    """One turnstile for each address that has a query here."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._here: dict[str, tuple[Turnstile, int]] = {}

    @contextmanager
    def turn(self, address: str) -> Iterator[None]:
        """Waits until this address has fewer than its share running. Raises TooBusy."""
        with self._lock:
            turnstile, count = self._here.get(address, (Turnstile(_AT_ONCE, _WAITING), 0))
            self._here[address] = turnstile, count + 1
        try:
            with turnstile.turn():
                yield
        finally:
            with self._lock:
                turnstile, count = self._here.pop(address)
                if count > 1:
                    self._here[address] = turnstile, count - 1


@bp.record_once
def _set_up(state: BlueprintSetupState) -> None:
    state.app.extensions["sparql-addresses"] = Addresses()


@bp.route("/sparql", methods=["GET", "POST"])
def index() -> Response:
    """A query's answer; without a query, the page to type one."""
    asked = _asked()
    if asked is None and _wants_page():
        reader()
        return _page(200, text=ontology.query_text("organisations"))
    if asked is None:
        raise QueryError(f"There is no query in this request. {_SENTENCES[415]}")
    if _wants_page():
        return _page(200, text=asked.query, **_shown(_ask(asked, _PAGE, reader().version)))
    answer = _ask(asked, _accept(), asked_version())
    return _negotiated(Response(answer.body, content_type=answer.media_type))


def _ask(asked: Asked, accept: str, version: int | None) -> Answer:
    here = ecosystem()
    addresses = cast(Addresses, current_app.extensions["sparql-addresses"])
    with addresses.turn(request.remote_addr or ""):
        return here.store.raw(
            asked.query,
            accept,
            version,
            seconds=here.settings.anonymous_query_seconds,
            dataset=asked.dataset,
        )


def _asked() -> Asked | None:
    """What the request asks, by the three ways of the protocol (2.1). Raises QueryError and QueryTooLarge."""
    most = ecosystem().settings.query_text_bytes
    # a character can take three bytes in a form
    request.max_content_length = request.max_form_memory_size = 3 * most + 64 * 1024
    if request.method == "POST" and request.mimetype == _DIRECT:
        queries, graphs = [_text(request.get_data())], request.args
    elif request.method == "POST":
        if request.mimetype != _FORM:
            raise UnsupportedMediaType
        queries, graphs = request.form.getlist("query"), request.form
    else:
        queries, graphs = request.args.getlist("query"), request.args
    if "update" in graphs:
        raise QueryError("Updates are not offered here yet. Only queries can be asked.")
    if not queries or queries == [""]:
        return None
    if len(queries) > 1:
        raise QueryError("A request holds one query; this one holds several.")
    if len(queries[0].encode()) > most:
        raise QueryTooLarge(f"The text of the query is longer than {most / 2**20:,.4g} MB, the limit here.")
    named = Dataset(tuple(graphs.getlist("default-graph-uri")), tuple(graphs.getlist("named-graph-uri")))
    return Asked(queries[0], named)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("The text of the query is not UTF-8. Save it as UTF-8 and ask again.") from error


def _accept() -> str:
    """The Accept header in force. Raises QueryError for a format we do not know."""
    name = request.args.get("format", "")
    if not name:
        return request.headers.get("Accept", "")
    if name not in FORMATS:
        raise QueryError(f"There is no format of that name. Known formats: {', '.join(FORMATS)}.")
    return FORMATS[name][1]


def _wants_page() -> bool:
    """Whether a person's browser asks: it prefers a page to every form of an answer."""
    if request.args.get("format"):
        return False
    kinds = ["text/plain", *SOLUTIONS, *TRIPLES]
    weights = accepted()
    return weights["text/html"] > max(weights[kind] for kind in kinds)


def _shown(answer: Answer) -> dict[str, object]:
    """What the page shows of an answer: the first rows of a table, the word of an ASK, or the triples."""
    text = answer.body.decode()
    if answer.form == "ASK":
        return {"sentence": "Yes." if text == "true" else "No."}
    if answer.form == "SELECT":
        head, *rows = csv.reader(io.StringIO(text, newline=""))
        table = [[{"text": cell, "iri": cell} for cell in row] for row in rows[:_ROWS_SHOWN]]
        return {"rows": answer.rows, "head": head or ["(no columns)"], "table": table}
    return {"rows": answer.rows, "triples": text[: 100 * _ROWS_SHOWN], "cut": len(text) > 100 * _ROWS_SHOWN}


def _page(status: int, **shown: object) -> Response:
    settings = ecosystem().settings
    answer = make_response(
        render_template(
            "sparql.html",
            title="Ask your own question",
            formats=FORMATS,
            seconds=settings.anonymous_query_seconds,
            most_rows=settings.query_rows,
            **shown,
        ),
        status,
    )
    return _negotiated(answer)


@bp.errorhandler(EcosystemError)
def declined(error: EcosystemError) -> Response:
    """Our own refusals, with the sentence and nothing of the query in it."""
    if isinstance(error, NotFound) and _wants_page() and not ecosystem().store.versions():
        return make_response(no_data_page(), 404)
    known = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    status = 406 if isinstance(error, NotAcceptable) else known
    return _refusal(status, str(error), request.values.get("query", ""))


@bp.errorhandler(HTTPException)
def misused(error: HTTPException) -> Response:
    """A body too long or of the wrong kind."""
    status = error.code or 500
    sentence = _SENTENCES.get(status, "This request is not something this address understands.")
    return _refusal(status, sentence, "")


def _refusal(status: int, sentence: str, typed: str) -> Response:
    """The sentence as a page that keeps what was typed, as a problem document (RFC 9457) or as plain text."""
    if _wants_page():
        answer = _page(status, text=typed, error=sentence)
    elif accepted().best_match(["text/plain", *_JSON], "text/plain") in _JSON:
        answer = jsonify(title="This query was not answered", status=status, detail=sentence)
        answer.content_type = "application/problem+json"
    else:
        answer = Response(f"{sentence}\n", content_type="text/plain; charset=utf-8")
    answer.status_code = status
    if status in _RETRY_SECONDS:
        answer.headers["Retry-After"] = _RETRY_SECONDS[status]
    return _negotiated(answer)


def _negotiated(answer: Response) -> Response:
    answer.headers["Vary"] = "Accept"
    return answer
