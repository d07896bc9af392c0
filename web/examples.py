"""Things of a class in the data that is loaded here, and questions that are about it: where a reader goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from urllib.parse import unquote

from rdflib import URIRef

import ontology
from ecosystem.questions import rows
from ecosystem.store import Reader
from ontology.questions import Question, questions
from ontology.reference import terms
from web.lists import kept
from web.state import ecosystem, entity_key, reader

_FEW, _SOME = 3, 10
_NAME = re.compile(r"\b([a-z]+):([A-Za-z][A-Za-z0-9]*)\b")


def examples_in_data(classes: tuple[URIRef, ...]) -> Mapping[URIRef, list[dict[str, str]]]:
    """Class -> a few of its things in this version, as text and IRI; empty where there is no data at all."""
    if not ecosystem().store.versions():
        return {}
    return kept("instances", lambda source: {cls: _examples(source, cls) for cls in classes})


def naming(concept: URIRef) -> list[dict[str, str]]:
    """A few of our own things that name an entry of a list, as text and IRI; none where there is no data."""
    if not ecosystem().store.versions():
        return []
    source = reader()

    def find() -> list[dict[str, str]]:
        found = rows(source, "leading-to", value=concept)
        return _named(row for row in found if entity_key(row["thing"]))[:_SOME]

    return ecosystem().reference.get(("naming", concept, source.version), find)


def _examples(source: Reader, cls: URIRef) -> list[dict[str, str]]:
    narrower = terms()[cls].narrower if cls in terms() else ()
    found = list(rows(source, "instances", **{"class": [cls, *narrower]}))
    return _named(found)[:_FEW]


def _named(found: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """One entry a thing, those with a name first, in alphabetical order."""
    labels: dict[str, str] = {}
    for row in found:
        labels[row["thing"]] = min(filter(None, (labels.get(row["thing"]), row["label"])), default="")
    ordered = sorted(labels.items(), key=lambda item: (not item[1], item[1], item[0]))
    return [{"text": label or _key(iri), "iri": iri} for iri, label in ordered]


def _key(iri: str) -> str:
    """The end of an address, for a thing that has no name."""
    return unquote(entity_key(iri) or iri).partition("/")[2] or iri


def questions_about(term: URIRef) -> list[Question]:
    """The competency questions whose query names a term."""
    return [question for question in questions().values() if term in _terms_in(question.id)]


@cache
def _terms_in(question: str) -> frozenset[URIRef]:
    text = re.sub(r"(?m)^\s*(#|PREFIX\b).*$", "", ontology.query_text(f"cq/{question}"))
    return frozenset(
        URIRef(ontology.PREFIXES[prefix] + name)
        for prefix, name in _NAME.findall(text)
        if prefix in ontology.PREFIXES
    )
