"""Whether every competency question gives its known answer, and none where there is none, on both engines."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import cast

import pyoxigraph as ox
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.query import ResultRow
from rdflib.term import Node

import ontology
from ecosystem.checks import Figure, Progress, share
from ecosystem.derived import derivations
from ecosystem.triples import ntriples
from ontology.questions import SERIES, Example, Question, empty, known, questions

BASE = "http://example.org"
"""The base IRI of the examples."""

Row = tuple[str, ...]

_FORMATS = {"ttl": (ox.RdfFormat.TURTLE, "turtle"), "trig": (ox.RdfFormat.TRIG, "trig")}
_TWICE = (f"{BASE}/graph/dataset/example/1", f"{BASE}/graph/dataset/another/1")
"""An example without graphs of its own is said by two data sets: who says a thing twice counts it once."""
_NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float")
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One question on one example with one engine: the rows it should give and those it gave."""

    question: str
    example: str
    engine: str
    wanted: tuple[Row, ...]
    given: tuple[Row, ...]

    @property
    def holds(self) -> bool:
        return self.wanted == self.given

    @property
    def name(self) -> str:
        return f"{self.question}, {self.example} example, {self.engine}"


def trials(question: Question) -> Iterator[Trial]:
    """The known and the empty example of one question, each on both engines."""
    asked = question.asked(question.example)
    for name, example in (("known", known(question)), ("empty", empty(question))):
        for engine, answer in ENGINES.items():
            yield Trial(question.id, name, engine, example.rows, tuple(answer(example, asked)))


def figures(progress: Progress) -> list[Figure]:
    """How many questions hold, and which do not."""
    wanted = sum(most for _, most in SERIES)
    found = questions()
    failed: dict[str, str] = {}
    for question in found.values():
        progress(f"Question {question.id}: {question.title}")
        for trial in trials(question):
            if not trial.holds:
                failed.setdefault(
                    question.id, f"{trial.name}: {len(trial.given)} rows, not those worked by hand."
                )
    good = len(found) - len(failed)
    return [
        Figure(
            "questions with known and empty example", share(len(found), wanted), "all", len(found) == wanted
        ),
        Figure(
            "questions right on both examples and both engines",
            share(good, wanted),
            "all",
            good == wanted,
            details=tuple(failed.values()),
        ),
    ]


def on_oxigraph(example: Example, query: str) -> Iterator[Row]:
    """The rows that Oxigraph gives over the union of the example, the vocabulary and the derived layers."""
    store = ox.Store()
    store.bulk_load(_vocabulary(), ox.RdfFormat.N_QUADS)
    media, _ = _FORMATS[example.media]
    if media == ox.RdfFormat.TRIG:
        store.load(example.data, media)
    else:
        first, second = map(ox.NamedNode, _TWICE)
        store.load(example.data, media, to_graph=first)
        said = list(store.quads_for_pattern(None, None, None, first))
        store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, second) for quad in said)
    for layer in derivations(BASE):
        graph = ox.NamedNode(layer.graph)
        made = cast(ox.QueryTriples, store.query(layer.construct, use_default_graph_as_union=True))
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in list(made))
    solutions = cast(ox.QuerySolutions, store.query(query, use_default_graph_as_union=True))
    names = [variable.value for variable in solutions.variables]
    for row in solutions:
        yield tuple(_oxigraph_text(row[name]) for name in names)


def on_rdflib(example: Example, query: str) -> Iterator[Row]:
    """The rows that rdflib gives over the same."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7.6 warns of itself
        data = Dataset(default_union=True)
        for name, graph in _graphs().items():
            held = data.graph(URIRef(name))
            held += graph
        _, format = _FORMATS[example.media]
        if format == "trig":
            data.parse(data=example.data, format=format)
        else:
            first, second = (data.graph(URIRef(name)) for name in _TWICE)
            first.parse(data=example.data, format=format)
            second += first
        for layer in derivations(BASE):
            made = data.query(layer.construct).graph
            derived = data.graph(URIRef(layer.graph))
            derived += made or Graph()
        rows = [tuple(_rdflib_text(term) for term in cast(ResultRow, row)) for row in data.query(query)]
    yield from rows  # outside: what is switched off inside would stay so until the last row is taken


ENGINES: dict[str, Callable[[Example, str], Iterator[Row]]] = {
    "rdflib": on_rdflib,
    "Oxigraph": on_oxigraph,
}


def _graphs() -> dict[str, Graph]:
    shipped = {str(ontology.scheme_iri(name)): graph for name, graph in ontology.schemes().items()}
    return {"https://w3id.org/sve/ns": ontology.core()} | shipped


@cache
def _vocabulary() -> bytes:
    """The shipped terms and schemes as N-Quads."""
    lines: list[bytes] = []
    for name, graph in _graphs().items():
        for chunk in ntriples(graph):
            lines.append(chunk.replace(b" .\n", f" <{name}> .\n".encode()))
    return b"".join(lines)


def _oxigraph_text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if isinstance(term, ox.Literal):
        return _value(term.value, term.datatype.value)
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else ""


def _rdflib_text(term: Node | None) -> str:
    if isinstance(term, Literal):
        return _value(str(term), str(term.datatype))
    return "" if term is None else str(term)


def _value(text: str, datatype: str) -> str:
    """A literal as the tables of known answers write it: a number without needless digits."""
    if datatype not in _NUMBERS:
        return text
    number = Decimal(text).quantize(Decimal("0.000001")).normalize() + 0
    return f"{number:f}"
