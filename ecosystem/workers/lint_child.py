"""The program of a lint worker: the bytes of one file in, the mistakes found in it out as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from ecosystem.workers import child
from ecosystem.workers.child import Frame, Refusal, Task
from ontology.lints import lint_data, source
from ontology.lints.sources import Triple, form_of

_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "json-ld": ox.RdfFormat.JSON_LD,
}
_HERE = "file:///"
"""What relative names are relative to: a file that is looked at has no address yet."""


def begin(_setup: dict[str, Any]) -> Task:
    """No limits but those of every worker: memory, time, and no network."""

    def task(request: dict[str, Any], body: bytearray) -> Iterable[Frame]:
        return _faults(request["name"], bytes(body))

    return task


def _faults(name: str, data: bytes) -> Iterator[Frame]:
    try:
        form_of(name)  # before its text: a workbook is not text that was saved in a wrong way
        found = lint_data(source(name, data.decode("utf-8-sig"), _read))
    except UnicodeDecodeError as error:
        raise Refusal("source", f"{name} is not UTF-8 text: save it as UTF-8 first.") from error
    except RecursionError as error:
        raise Refusal("source", f"{name} is nested too deeply to be read.") from error
    except ValueError as error:
        raise Refusal("source", str(error)) from error
    yield {}, json.dumps([astuple(fault) for fault in found], ensure_ascii=False).encode()


def _read(text: str, form: str) -> Iterator[tuple[str, Triple]]:
    """The triples of a text. SyntaxError, with line and column, where it is malformed.

    Lenient: a name with a space in it is a mistake in one name, and the others are still looked at.
    """
    for quad in ox.parse(text, _FORMATS[form], base_iri=_HERE, lenient=True):
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        yield graph, (_node(quad.subject), URIRef(quad.predicate.value), _node(quad.object))


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """The same for rdflib, but for the language of a text, at which no lint looks."""
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal():
            kind = None if term.language else URIRef(term.datatype.value)
            return Literal(term.value, datatype=kind, normalize=False)
    raise SyntaxError(f"It has a statement about a statement, which is not looked at here: {term}")


if __name__ == "__main__":
    child.run(begin)
