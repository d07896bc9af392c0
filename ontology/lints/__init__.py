"""Known mistakes of ontologies and of data written in them, each looked for in one file at a time.

A lint is a pure function from a Source to Faults. Those of `DATA` suit any file, people's own too; those of
an ontology as a whole need it whole: `pitfalls` and `removed`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from rdflib import URIRef

from ontology.lints.catalogue import PITFALLS, Pitfall, critical
from ontology.lints.fault import Fault
from ontology.lints.namespaces import twins, two_meanings_of_org, unread
from ontology.lints.sources import Source, of_graph, shipped, source
from ontology.lints.terms import deprecated, releases, removed, undeclared, undocumented

Lint = Callable[[Source], list[Fault]]

DATA: Mapping[str, Lint] = {
    "twins": twins,
    "org": two_meanings_of_org,
    "undeclared": undeclared,
    "deprecated": deprecated,
    "unread": unread,
}


def lint_data(given: Source) -> list[Fault]:
    """What is wrong with one file, in the order of its subjects."""
    return sorted(fault for lint in DATA.values() for fault in lint(given))


def pitfalls(given: Source, known: Collection[URIRef] = ()) -> list[Fault]:
    """The pitfalls of one ontology. `known`: terms of others that are known to exist."""
    return [
        Fault(given.name, subject, wrong, fix, number)
        for number, pitfall in PITFALLS.items()
        if pitfall.find
        for subject, wrong, fix in pitfall.find(given.graph, frozenset(known))
    ]


__all__ = [
    "DATA",
    "PITFALLS",
    "Fault",
    "Lint",
    "Pitfall",
    "Source",
    "critical",
    "deprecated",
    "lint_data",
    "of_graph",
    "pitfalls",
    "releases",
    "removed",
    "shipped",
    "source",
    "twins",
    "two_meanings_of_org",
    "undeclared",
    "undocumented",
    "unread",
]
