"""What one version says of one IRI, as triples, and those triples in each form of RDF."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import RDF as RDF_TERMS
from rdflib import Graph, URIRef

import ontology
from ecosystem.errors import NotFound
from web.negotiation import JSON_LD, N_TRIPLES, Form, split_ending
from web.state import ecosystem, reader

NOTHING = "Nothing with this address is recorded in this version of the data."


def entity_iri(kind: str, key: str) -> str:
    """The IRI behind an address, percent-encoded as `ecosystem.identifiers` makes it."""
    return f"{ecosystem().settings.base_iri}/id/{quote(kind, safe='')}/{quote(key, safe='-._~')}"


def recorded_iri(kind: str, key: str, offered: Sequence[Form]) -> tuple[str, str | None]:
    """The IRI an address means, and the ending that asks for a form; None where it has none.

    A key may itself end in `.json`: what is recorded decides.
    """
    short, ending = split_ending(key, offered)
    if ending is None or is_recorded(entity_iri(kind, key)):
        return entity_iri(kind, key), None
    return entity_iri(kind, short), ending


def is_recorded(iri: str) -> bool:
    """Whether this version says anything about the IRI."""
    try:
        return any(description(iri))
    except ValueError:  # no IRI at all, so nothing is said of it
        return False


def description(iri: str) -> Iterable[ox.Triple]:
    """Every statement about one IRI. ValueError where it is none."""
    ox.NamedNode(iri)  # refuses what only looks like an IRI, before a query is made of it
    return reader().construct(ontology.query("description", subject=URIRef(iri)))


def described(iri: str, form: Form) -> bytes:
    """Every statement about one IRI in a form of RDF. Raises NotFound where there is none."""
    try:
        lines = ox.serialize(description(iri), format=ox.RdfFormat.N_TRIPLES)
    except ValueError:
        raise NotFound(NOTHING) from None
    if not lines:
        raise NotFound(NOTHING)
    if form is N_TRIPLES:
        return b"".join(sorted(lines.splitlines(keepends=True)))
    if form is JSON_LD:
        return compact(Graph().parse(data=lines.decode(), format="nt"))
    stream = io.BytesIO()
    ox.serialize(description(iri), stream, ox.RdfFormat.TURTLE, prefixes=ontology.PREFIXES)
    return stream.getvalue()


def compact(graph: Graph) -> bytes:
    """JSON-LD with the short names of `/context.jsonld`, of which it carries those it uses.

    Nobody who reads it has to fetch anything.
    """
    context = _used(graph, shipped_context())
    return graph.serialize(format="json-ld", context=context, indent=2, encoding="utf-8")


@cache
def shipped_context() -> Mapping[str, Any]:
    """The short names we ship, as they stand in `context.jsonld`."""
    text = (files("ontology") / "context.jsonld").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)["@context"]
    return found


def _used(graph: Graph, context: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a context that one graph needs: its prefixes, and the names of its terms."""
    terms = {*graph.predicates(), *graph.objects(None, RDF_TERMS.type)}
    kept = {}
    for name, meaning in context.items():
        target = meaning["@id"] if isinstance(meaning, Mapping) else meaning
        if not isinstance(target, str) or target.startswith("@") or target.endswith(("#", "/")):
            kept[name] = meaning
            continue
        prefix, _, local = target.partition(":")
        if URIRef(f"{context.get(prefix, prefix + ':')}{local}") in terms:
            kept[name] = meaning
    return kept
