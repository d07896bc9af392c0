"""Whose an address is: what the file of a list may describe, and what it may point at.

A list may say things about its own concepts. Whatever else it names belongs to somebody: to this software, to a
vocabulary, to another list or data set.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from rdflib import URIRef

import ontology
from ecosystem.identifiers import Naming
from ecosystem.importers.spelling import quoted
from ecosystem.store import Store
from ecosystem.taxonomies.saving import current

_OURS = "https://w3id.org/sve"
_PARTS = ("/", "#", "?")
"""What may follow an address of which another is a part."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The list that a file is, and the kind of its concepts.

    `taken` are addresses in the file that other data sets of this deployment describe, with the id of one each.
    """

    naming: Naming
    kind: str
    taken: Mapping[URIRef, str] = field(default_factory=dict)

    def fault(self, subject: URIRef, notations: Collection[str]) -> tuple[str, str] | None:
        """Why the list may not describe a concept, and what to do."""
        own = f"{self.naming.base}/id/{self.kind}/{self.naming.dataset}."
        if shipped(subject):
            return f"{subject} belongs to a list that comes with this software.", "Leave it out."
        if prefix := _vocabulary(subject):
            return f"{subject} is a term of a vocabulary that is in use here ({prefix}).", "Leave it out."
        if subject in self.taken:
            other = quoted(self.taken[subject])
            fix = f"Leave it out. If this file is a new edition of that list, load it with --id {other}."
            return f"{subject} is described by {other} already.", fix
        if not _within(subject, self.naming.base) or subject.startswith(own):
            return None
        if subject not in {self.naming.entity(self.kind, (notation,)) for notation in notations}:
            fix = f"Give the concept an address of its own, or one that begins with {own}"
            return f"{subject} is the address of something else that is mapped here.", fix
        return None

    def describes(self, scheme: URIRef) -> bool:
        """Whether the list may say things about a scheme."""
        if shipped(scheme) or _vocabulary(scheme) or scheme in self.taken:
            return False
        return scheme == self.naming.scheme() or not _within(scheme, self.naming.base)

    def reaches(self, value: URIRef) -> bool:
        """Whether a concept of the list may point at something: here, only at concepts of the same kind."""
        base = self.naming.base
        return not _within(value, base) or value.startswith(f"{base}/id/{self.kind}/")


def shipped(iri: URIRef) -> bool:
    """Whether an address belongs to this software, whose lists no file may change."""
    return _within(iri, _OURS)


def taken(store: Store, naming: Naming, named: Collection[URIRef]) -> dict[URIRef, str]:
    """Those of the addresses that other data sets of the current version describe, with the id of one each."""
    reader = current(store)
    graphs = f"{naming.base}/graph/dataset/"
    found: dict[URIRef, str] = {}
    for row in reader.select(ontology.query("described-concepts")) if reader else ():
        graph, subject = row["graph"].value, URIRef(row["subject"].value)
        dataset = graph.removeprefix(graphs).partition("/")[0]
        if subject in named and graph.startswith(graphs) and dataset != naming.dataset:
            found[subject] = min(found.get(subject, dataset), dataset)
    return found


def _vocabulary(iri: URIRef) -> str:
    """The prefix of the vocabulary in whose namespace an address lies, "" if none."""
    return next((prefix for prefix, start in ontology.PREFIXES.items() if iri.startswith(start)), "")


def _within(iri: URIRef, whole: str) -> bool:
    # rdflib's own startswith knows no tuples, and would say no
    return str(iri) == whole or str(iri).startswith(tuple(whole + part for part in _PARTS))
