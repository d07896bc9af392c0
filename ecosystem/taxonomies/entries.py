"""What reading a list gives, whatever kind of file it came in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rdflib import DCTERMS, RDF, SKOS, Literal, URIRef

from ecosystem.records import Origin, Problem
from ecosystem.triples import Triple
from ontology import SVE

CLASSES: Mapping[str, URIRef] = {
    "theme": SVE.Theme,
    "group": SVE.BeneficiaryGroup,
    "capability": SVE.Capability,
    "activity-kind": SVE.ActivityKind,
    "life-event": SVE.LifeEvent,
}
"""What a list may be of, and the class that its concepts get."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept: what is said of it, and the row that says it. None: several rows name it, none is its own.

    In a file of statements the "row" is the place of the concept among the concepts of the file.
    """

    iri: URIRef
    triples: tuple[Triple, ...]
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as read. Each of `rows_read` rows is the origin of an entry, rejected, or set aside.

    `about` is what the file says of itself: title, licence, publisher, source where given. `taken` are addresses
    in it that other data sets describe, so that it gives something else where those change.
    """

    entries: tuple[Entry, ...]
    scheme: tuple[Triple, ...]
    problems: tuple[Problem, ...]
    rows_read: int
    rows_set_aside: int
    rejected: frozenset[Origin]
    about: Mapping[str, str]
    taken: frozenset[str] = frozenset()


def concept(iri: URIRef, kind: str, scheme: URIRef) -> tuple[Triple, ...]:
    """What is true of every concept of a list."""
    return (
        (iri, RDF.type, SKOS.Concept),
        (iri, RDF.type, CLASSES[kind]),
        (iri, SKOS.inScheme, scheme),
    )


def on_top(iri: URIRef, scheme: URIRef) -> tuple[Triple, ...]:
    """That no concept of the list is wider than this one."""
    return ((iri, SKOS.topConceptOf, scheme), (scheme, SKOS.hasTopConcept, iri))


def scheme_of(iri: URIRef, title: str) -> tuple[Triple, ...]:
    """A list of concepts that is not described by its own file."""
    return ((iri, RDF.type, SKOS.ConceptScheme), (iri, DCTERMS.title, Literal(title, lang="en")))


def closing_links(wider: Mapping[_T, Sequence[_T]]) -> list[tuple[_T, _T]]:
    """The links from narrow to wide without which nothing is wider than itself, however far up.

    One walk over the whole, so that a long chain takes no longer than as many short ones.

    >>> closing_links({"a": ["b"], "b": ["a", "c"], "c": ["c"]})
    [('b', 'a'), ('c', 'c')]
    """
    found: list[tuple[_T, _T]] = []
    above: set[_T] = set()
    done: set[_T] = set()
    for start in wider:
        if start in done:
            continue
        above.add(start)
        way: list[tuple[_T, Iterator[_T]]] = [(start, iter(wider[start]))]
        while way:
            here, rest = way[-1]
            following = next(rest, None)
            if following is None:
                above.discard(here)
                done.add(here)
                way.pop()
            elif following in above:
                found.append((here, following))
            elif following in wider and following not in done:
                above.add(following)
                way.append((following, iter(wider[following])))
    return found
