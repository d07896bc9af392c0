"""What went wrong, as the same calm page everywhere: one table from exception class to status."""

from __future__ import annotations

import secrets

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from ecosystem.errors import (
    ConfigError,
    EcosystemError,
    InvalidData,
    NotFound,
    QueryError,
    QueryTimeout,
    QueryTooLarge,
    SourceError,
    StoreError,
    TooBusy,
)
from web.negotiation import accepted
from web.state import ecosystem

STATUS: dict[type[EcosystemError], int] = {
    NotFound: 404,
    QueryTimeout: 503,
    QueryTooLarge: 413,
    TooBusy: 429,
    QueryError: 400,
    SourceError: 400,
    InvalidData: 422,
    StoreError: 503,
    ConfigError: 500,
}
_RETRY_SECONDS = {429: "5", 503: "30"}
_TITLES = {
    400: "This request cannot be answered",
    403: "This request was refused",
    404: "Page not found",
    405: "This page cannot be used that way",
    406: "Not to be had in that form",
    413: "This is too much for one request",
    422: "This data cannot be loaded",
    429: "Too many questions at once",
    500: "Sorry, something went wrong here",
    503: "Not available just now",
}
_SENTENCES = {
    400: "The address or what was sent with it is not something this server understands.",
    403: "This request was not allowed, so nothing was changed.",
    404: "There is nothing at this address. Check it for a missing letter, or begin at the first page.",
    405: "This address only answers pages that are read, not sent.",
    406: "This address cannot answer in the form that was asked for.",
    413: "What was sent is larger than this server takes.",
    500: "The fault is ours, not yours, and nothing was changed. If it happens again, pass on the reference.",
}


def catch(app: Flask) -> None:
    """Turns every error of the application into the calm page (or JSON where that was asked for)."""

    @app.errorhandler(EcosystemError)
    def known(error: EcosystemError) -> Response:
        if isinstance(error, NotFound) and not ecosystem().store.versions():
            return make_response(no_data_page(), 404)
        status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
        return _answer(status, str(error))

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        status = error.code or 500
        # werkzeug's own descriptions are for developers; ours replace all but those we raised ourselves
        ours = status in {400, 403, 406} and error.description != type(error).description
        text = error.description if ours and error.description else _SENTENCES.get(status, _SENTENCES[400])
        answer = _answer(status, text)
        for name, value in error.get_headers():
            if name in {"Allow", "Location", "Retry-After"}:
                answer.headers[name] = value
        return answer

    @app.errorhandler(InternalServerError)
    def crashed(error: InternalServerError) -> Response:
        return _answer(500, _SENTENCES[500])


def no_data_page() -> str | Response:
    """The page of a deployment that has no data yet: what to type first."""
    if wants_json():
        return jsonify(error="There is no data yet. Import a file first: ecosystem import FILE")
    return render_template("no_data.html")


def wants_json() -> bool:
    """Whether the reader asked for JSON: by the address's ending, or by preferring it to a page."""
    if request.path.endswith(".json"):
        return True
    best = accepted().best_match(["text/html", "application/json"], default="text/html")
    return best == "application/json"


def _answer(status: int, sentence: str) -> Response:
    reference = secrets.token_hex(4)
    _log(status, sentence, reference)
    if wants_json():
        answer = jsonify(error=sentence, reference=reference)
    else:
        title = _TITLES.get(status, _TITLES[400])
        answer = make_response(
            render_template("error.html", title=title, sentence=sentence, reference=reference)
        )
    answer.status_code = status
    answer.headers["Vary"] = "Accept"
    if status in _RETRY_SECONDS:
        answer.headers["Retry-After"] = _RETRY_SECONDS[status]
    return answer


def _log(status: int, sentence: str, reference: str) -> None:
    from flask import current_app

    level = current_app.logger.error if status >= 500 else current_app.logger.info
    level("reference %s: %s %s answered %d: %s", reference, request.method, request.path, status, sentence)
