"""Is any known mistake of ontologies in the files we ship, or in the triples of the example place?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rdflib import URIRef

import ontology
from ecosystem.checks import Figure
from ecosystem.checks.example_place import example_place
from ecosystem.checks.fair import ask, served
from ecosystem.checks.samples import joined
from ecosystem.checks.terms import external_use
from ontology.external import external_axioms
from ontology.external import terms as external_terms
from ontology.lints import (
    DATA,
    PITFALLS,
    Fault,
    Source,
    critical,
    of_graph,
    pitfalls,
    releases,
    removed,
    shipped,
    undocumented,
)
from ontology.reference import ROOT

NAMES = {
    "twins": "http and https twins",
    "org": "two meanings of org:",
    "undeclared": "terms of ours that nobody declared",
    "deprecated": "deprecated terms in use",
    "unread": "contexts of JSON-LD that are elsewhere",
}
EXAMPLE = "the example place"
_SERVED = ("ns", "shapes", "context.jsonld")


def figures(progress: Callable[[str], None]) -> list[Figure]:
    """Faults by lint, then those of the ontology as a whole."""
    progress("lints: reading the shipped files, importing and analysing the example place")
    sources = looked_at()
    files = sources[:-1]
    by_lint = {name: [fault for item in sources for fault in lint(item)] for name, lint in DATA.items()}
    words = [fault for item in files for fault in undocumented(item)]
    progress("lints: asking a server of our own for what is published")
    with TemporaryDirectory() as folder, served(Path(folder)) as address:
        unserved = not_served(address)
    return [
        *(_counted(NAMES[name], sources, faults) for name, faults in by_lint.items()),
        _counted("classes, properties and concepts that lack words", files, words),
        _removed(),
        *_pitfalls(unserved),
    ]


def looked_at() -> list[Source]:
    """The shipped files, and last the example place."""
    return [*shipped(), of_graph(EXAMPLE, example_place())]


def _counted(name: str, sources: Sequence[Source], faults: Sequence[Fault]) -> Figure:
    value = f"{len(faults):,} in {len(sources):,} files"
    return Figure(name, value, "0", not faults, details=tuple(map(str, faults)))


def _removed() -> Figure:
    name = "terms gone since the last release"
    released = releases()
    if not released:
        return Figure(name, "", "0", None, "Nothing was released yet.")
    number, terms = list(released.items())[-1]
    faults = removed("ecosystem.ttl", terms, ontology.core())
    note = f"Compared with release {number}, which has {len(terms):,} terms."
    return Figure(
        name, f"{len(faults):,}", "0", bool(terms) and not faults, note, details=tuple(map(str, faults))
    )


def the_ontology() -> Source:
    """Terms and mappings together, as one ontology."""
    parts = (item.graph for item in shipped() if item.name in ("ecosystem.ttl", "mappings.ttl"))
    return of_graph("the ontology", joined(parts))


def known_elsewhere() -> set[URIRef]:
    """Terms of others that our extracts of their vocabularies have."""
    graphs = (external_terms(), external_axioms())
    return {term for graph in graphs for term in graph.subjects(unique=True) if isinstance(term, URIRef)}


def _pitfalls(unserved: Sequence[str]) -> list[Figure]:
    faults = pitfalls(the_ontology(), known_elsewhere())
    sought = [number for number in critical() if PITFALLS[number].find]
    unanswered = [*_absent_elsewhere(), *unserved]
    grave = [fault for fault in faults if fault.lint in sought]
    left = [number for number in critical() if number not in (*sought, "P37")]
    count = len(grave) + len(unanswered)
    return [
        Figure(
            "critical pitfalls of the OOPS! catalogue",
            f"{count:,}",
            "0",
            count == 0,
            f"Sought: {', '.join([*sought, 'P37'])}. P37 is asked of a server of our own. "
            f"No program can find {' and '.join(left)}: people have to look.",
            details=(*map(str, grave), *unanswered),
        ),
        _other([fault for fault in faults if fault not in grave]),
    ]


def _absent_elsewhere() -> list[str]:
    """The other half of P40: terms of others that the ontology refers to and that they do not have."""
    _, absent = external_use([the_ontology()])
    return [f"P40: {term} is referred to, and is in no extract of its vocabulary." for term in absent]


def _other(faults: Sequence[Fault]) -> Figure:
    sought = [
        number for number, pitfall in PITFALLS.items() if pitfall.find and pitfall.importance != "critical"
    ]
    note = f"Sought: {', '.join(sought)}."
    return Figure(
        "other pitfalls of the catalogue",
        f"{len(faults):,}",
        "0",
        not faults,
        note,
        details=tuple(map(str, faults)),
    )


def not_served(address: str, paths: Sequence[str] = _SERVED) -> list[str]:
    """P37: the published names that the server at an address does not answer, a sentence each."""
    answers = {path: ask(address, URIRef(ROOT + path), "text/turtle, */*;q=0.1").status for path in paths}
    return [
        f"P37: /{path} is answered with {code} by the pages." for path, code in answers.items() if code != 200
    ]
