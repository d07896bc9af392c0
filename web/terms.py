"""The reference as served: terms, rules and lists, each as a page and as RDF, under the paths of their IRIs.

`https://w3id.org/sve/ns` is answered at `/ns`, and so on, on whatever host this server has. None of it needs
data; where there is some, pages lead to examples in it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.resources import files

from flask import Blueprint, Response
from rdflib import DCTERMS, Graph, Literal, URIRef

import ontology
from ecosystem.errors import NotFound
from ontology import external, lists, reference, rulebook
from ontology.lists import Scheme
from ontology.reading import version_of
from ontology.reference import MAPPINGS_IRI, NAMESPACE_IRI, SHAPES_IRI
from web import term_pages as pages
from web.negotiation import DOCUMENT, ENDINGS, HTML, JSON_LD, RDF, Form, chosen, split_ending, written
from web.state import ecosystem

bp = Blueprint("terms", __name__)

_RDFLIB_NAMES = {"ttl": "turtle", "nt": "nt"}


@bp.get("/ns")
@bp.get(f"/ns.{ENDINGS}")
def namespace(form: str | None = None) -> Response:
    """Every class and property of today's version, as one document."""
    return _document(NAMESPACE_IRI, ontology.core(), form, pages.terms_page)


@bp.get("/ns/<path:version>")
def release(version: str) -> Response:
    """One version of the terms; an earlier one as RDF only. Raises NotFound for one that is not shipped."""
    number, ending = split_ending(version, RDF)
    if number in ontology.earlier():
        return _document(NAMESPACE_IRI, ontology.earlier()[number], ending, None)
    ending = _shipped(version, reference.version())
    return _document(NAMESPACE_IRI, ontology.core(), ending, pages.terms_page)


@bp.get("/mappings")
@bp.get("/mappings.<any(ttl, jsonld, nt):form>")
def mappings(form: str | None = None) -> Response:
    """How our terms stand to those of others; as RDF only, since the page of terms says it too."""
    return _document(MAPPINGS_IRI, external.mappings(), form, None)


@bp.get("/shapes")
@bp.get(f"/shapes.{ENDINGS}")
def shapes(form: str | None = None) -> Response:
    """Every rule of today's version, as one document."""
    return _document(SHAPES_IRI, ontology.shapes(), form, pages.rules_page)


@bp.get("/shapes/<path:version>")
def shapes_release(version: str) -> Response:
    """One version of the rules. Raises NotFound for one that is not shipped."""
    graph = ontology.shapes()
    ending = _shipped(version, version_of(graph, SHAPES_IRI))
    return _document(SHAPES_IRI, graph, ending, pages.rules_page)


@bp.get("/shapes/group/<name>")
def rule_group(name: str) -> str:
    """One group of rules, each with its sentence and with data that keeps it and data that breaks it."""
    if name not in rulebook.groups():
        raise NotFound("There is no such group of rules. The page of all rules lists those there are.")
    return pages.group_page(rulebook.groups()[name])


@bp.get("/scheme")
def schemes() -> str:
    """Every shipped list."""
    return pages.schemes_page()


@bp.get("/scheme/<name>")
def scheme(name: str) -> Response:
    """One list as a tree. Raises NotFound where there is none of that name."""
    short_name, ending = split_ending(name, DOCUMENT)
    found = _scheme(short_name)
    return _document(found.iri, ontology.schemes()[short_name], ending, lambda: pages.scheme_page(found))


@bp.get("/scheme/<name>/<path:notation>")
def concept(name: str, notation: str) -> Response:
    """One entry of a list. Raises NotFound where the list has none with that notation."""
    found, ending = _scheme(name), None
    if ontology.concept_iri(name, notation) not in found.concepts:
        notation, ending = split_ending(notation, DOCUMENT)
    iri = ontology.concept_iri(name, notation)
    if iri not in found.concepts:
        raise NotFound("This list has no entry with that notation. The page of the list has them all.")
    graph = Graph()
    graph += ontology.schemes()[name].triples((iri, None, None))
    return _document(iri, graph, ending, lambda: pages.concept_page(found, found.concepts[iri]))


@bp.get("/context.jsonld")
def context() -> Response:
    """The short names of our JSON-LD."""
    return written((files("ontology") / "context.jsonld").read_bytes(), JSON_LD, negotiated=False)


def _document(iri: URIRef, graph: Graph, ending: str | None, page: Callable[[], str] | None) -> Response:
    """A graph in the form that is wanted, or the page about it where it has one."""
    form = chosen(DOCUMENT if page else RDF, ending)
    if form is HTML and page:
        return written(page(), form, negotiated=ending is None)
    body = _serialised(iri, graph, form)
    return written(body, form, negotiated=ending is None, modified=_changed(iri, graph))


def _serialised(iri: URIRef, graph: Graph, form: Form) -> bytes:
    """A shipped graph in one form; kept, since no graph changes while the server runs."""
    key = ("reference", iri, version_of(graph, iri), form.ending)
    return ecosystem().reference.get(key, lambda: _written(graph, form))


def _written(graph: Graph, form: Form) -> bytes:
    if form is JSON_LD:
        return graph.serialize(format="json-ld", encoding="utf-8", auto_compact=True, indent=2)
    return graph.serialize(format=_RDFLIB_NAMES[form.ending], encoding="utf-8")


def _changed(iri: URIRef, graph: Graph) -> datetime | None:
    """The day the document says it last changed; None where it does not say."""
    said = [
        value.toPython()
        for kind in (DCTERMS.modified, DCTERMS.issued, DCTERMS.created)
        for value in graph.objects(iri, kind)
        if isinstance(value, Literal)
    ]
    days = [day for day in said if isinstance(day, date)]
    return datetime(days[0].year, days[0].month, days[0].day, tzinfo=UTC) if days else None


def _shipped(asked: str, number: str) -> str | None:
    """The ending that the address of a version asks for. Raises NotFound for any version but today's."""
    text, ending = (asked, None) if asked == number else split_ending(asked, DOCUMENT)
    if text != number:
        raise NotFound(
            f"That version is not shipped with this server, which has version {number}. "
            "Leave the version out of the address to read it."
        )
    return ending


def _scheme(name: str) -> Scheme:
    if name not in lists.schemes():
        raise NotFound("There is no list of that name. The page of all lists has those there are.")
    return lists.schemes()[name]
