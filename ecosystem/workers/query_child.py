"""The program of a query worker: one version of the store, open for reading, and one query at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO, Any, cast

import pyoxigraph as ox

from ecosystem.workers import child
from ecosystem.workers.child import Frame, Refusal, Task
from ecosystem.workers.collecting import Collected, CollectedSolutions
from ecosystem.workers.lexer import NotAQuery, Question, examine
from ecosystem.workers.media import choose, offered

_TRIPLES = {
    "text/turtle; charset=utf-8": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}

_SLIPS = {
    "Prefix not found": "A prefix is used that no PREFIX line declares.",
    "IRI parsing failed": "An address between < and > is not whole: write it out, or give a BASE.",
    "variable that is unbound": "SELECT lists a variable that GROUP BY or WHERE does not give.",
}
_ANY_SLIP = "A bracket, a dot, a quotation mark or a PREFIX line may be missing, or a word misspelt."


def begin(setup: dict[str, Any]) -> Task:
    """Opens the version that this worker is for."""
    try:
        store = ox.Store.read_only(setup["version"])
    except OSError as error:
        raise Refusal("store", f"This version cannot be opened: {error}.") from error

    def task(request: dict[str, Any], body: bytearray) -> Iterable[Frame]:
        return _answer(store, request, body)

    return task


def _answer(store: ox.Store, request: dict[str, Any], body: bytearray) -> Iterator[Frame]:
    text = _text(body)
    try:
        question = examine(text)
    except NotAQuery as error:
        raise Refusal("query", str(error)) from error
    media_type = choose(request["accept"], question.form)
    if media_type is None:
        known = ", ".join(dict.fromkeys(name.split(";")[0] for name in offered(question.form).values()))
        raise Refusal(
            "not acceptable", f"A {question.form} query is answered as one of {known}; none is accepted."
        )
    try:
        result = store.query(text, **_dataset(question, request))
        collected = _collect(result, media_type, request["rows"], request["bytes"])
    except SyntaxError as error:
        raise Refusal("query", _not_sparql(str(error))) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise Refusal("query", f"This query cannot be answered: {error}.") from error
    yield {"media_type": media_type, "form": question.form, "rows": collected.rows}, collected.body


def _not_sparql(message: str) -> str:
    """The engine's "error at 3:11: expected ..." as a sentence. The place is where it gave up, at or after
    the slip, and most of what it expected there misleads."""
    found = re.match(r"error at (\d+):(\d+): expected (.*)", message, re.DOTALL)
    if not found:
        return f"This query is not valid SPARQL: {message}."
    line, character, expected = found.groups()
    advice = next((advice for reason, advice in _SLIPS.items() if reason in expected), _ANY_SLIP)
    return f"This query is not valid SPARQL, at or before line {line}, character {character}. {advice}"


def _text(body: bytearray) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(
            "query", "The text of the query is not UTF-8. Save it as UTF-8 and ask again."
        ) from error


def _dataset(question: Question, request: dict[str, Any]) -> dict[str, Any]:
    """Which graphs are asked: those the request names, those the query names, or else the union of all."""
    default, named = request["default"], request["named"]
    try:
        if default or named:
            return {
                "default_graph": [ox.NamedNode(iri) for iri in default],
                "named_graphs": [ox.NamedNode(iri) for iri in named],
            }
    except ValueError as error:
        raise Refusal("query", f"The name of a graph is not an IRI: {error}.") from error
    # the engine would let the union win over FROM
    return {} if question.dataset else {"use_default_graph_as_union": True}


def _collect(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, media_type: str, rows: int, size: int
) -> Collected:
    if isinstance(result, ox.QueryTriples):
        triples = Collected(rows, size)
        ox.serialize(_counted(result, triples), output=cast(IO[bytes], triples), format=_TRIPLES[media_type])
        return triples
    format = ox.QueryResultsFormat.from_media_type(media_type)
    if isinstance(result, ox.QueryBoolean):
        truth = Collected(1, size)
        truth.write(result.serialize(format=format))  # type: ignore[arg-type]
        truth.count(1)
        return truth
    solutions = CollectedSolutions(media_type, rows, size)
    result.serialize(output=cast(IO[bytes], solutions), format=format)
    return solutions


def _counted(triples: Iterable[ox.Triple], collected: Collected) -> Iterator[ox.Triple]:
    for triple in triples:
        collected.count(1)
        yield triple


if __name__ == "__main__":
    child.run(begin)
