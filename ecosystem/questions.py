"""Shipped questions put to one version: the answers as rows of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

import ontology
from ecosystem.store import Reader


def rows(
    reader: Reader, name: str, **terms: ontology.Term | Iterable[ontology.Term]
) -> Iterator[dict[str, str]]:
    """Each solution of the question of that name, by variable; an empty text where nothing is bound."""
    found = reader.select(ontology.query(name, **terms))
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: text(row[name]) for name in names}


def text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    """The IRI or the characters of a term, whatever its language or type; empty for none."""
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else ""
