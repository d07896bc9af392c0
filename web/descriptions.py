"""What one version says of one IRI, as triples, and those triples in each form of RDF."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import RDF as RDF_TERMS
from rdflib import Graph, URIRef

import ontology
from ecosystem.errors import NotFound, QueryTooLarge
from web.negotiation import JSON_LD, N_TRIPLES, TURTLE, Form, split_ending
from web.state import ecosystem, reader

NOTHING = "Nothing with this address is recorded in this version of the data."
MOST = 50_000
"""Statements about one thing that are sent in one answer: about half a second of work."""
MOST_AS_JSON_LD = 5_000
"""The same as JSON-LD, which takes ten times as long to make."""


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
    """Every statement about one IRI in a form of RDF.

    Raises NotFound where there is none, QueryTooLarge where there are more than are sent in that form.
    """
    most = MOST_AS_JSON_LD if form is JSON_LD else MOST
    try:
        triples = list(islice(description(iri), most + 1))
    except ValueError:
        raise NotFound(NOTHING) from None
    if not triples:
        raise NotFound(NOTHING)
    if len(triples) > most:
        raise QueryTooLarge(_too_many(form, most))
    stream = io.BytesIO()
    if form is TURTLE:
        ox.serialize(triples, stream, ox.RdfFormat.TURTLE, prefixes=ontology.PREFIXES)
        return stream.getvalue()
    ox.serialize(triples, stream, ox.RdfFormat.N_TRIPLES)
    if form is N_TRIPLES:
        return b"".join(sorted(stream.getvalue().splitlines(keepends=True)))
    return compact(Graph().parse(data=stream.getvalue().decode(), format="nt"))


def _too_many(form: Form, most: int) -> str:
    smaller = f"Ask for N-Triples or Turtle (.nt, .ttl), which go up to {MOST:,}, or " if most < MOST else ""
    query = "CONSTRUCT { ?thing ?property ?value } WHERE { VALUES ?thing { <IRI> } ?thing ?property ?value }"
    ask = "ask" if smaller else "Ask"
    return (
        f"More than {most:,} statements are about this thing, which is more than one answer as {form.name} holds. "
        f"{smaller}{ask} for them in parts at /sparql, with its IRI in place of IRI: {query} LIMIT {MOST} OFFSET 0"
    )


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
