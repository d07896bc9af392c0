"""What we know of the vocabularies of others: which terms they have, and what follows from using them.

One small extract a vocabulary, pinned to a dated source: `{prefix}.ttl` has each term's IRI and label,
`axioms/{prefix}.ttl` has what a reasoner concludes from it. Definitions stay with their owners.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from rdflib import Graph


@cache
def vocabularies() -> dict[str, Graph]:
    """Each extract by the prefix of its vocabulary, in alphabetical order. Shared: read it, never add to it."""
    return {name: _turtle(file) for name, file in _documents(files(__package__))}


@cache
def terms() -> Graph:
    """The terms of others that we use or map to, as one graph. Shared: read it, never add to it."""
    return _merged(vocabularies())


@cache
def mappings() -> Graph:
    """How our terms stand to those of others, and which are coined. Shared: read it, never add to it."""
    return _turtle(files("ontology") / "mappings.ttl")


@cache
def external_axioms() -> Graph:
    """The axioms of PROV-O, ORG and SKOS about the terms we use, as one graph.

    Classes above, beside and disjoint with those we use are in it as well. Shared: read it, never add to it.
    """
    return _merged({name: _turtle(file) for name, file in _documents(files(__package__) / "axioms")})


def _documents(folder: Traversable) -> list[tuple[str, Traversable]]:
    """Name without suffix and file, for each Turtle file of a folder, by name."""
    found = [
        (item.name.removesuffix(".ttl"), item) for item in folder.iterdir() if item.name.endswith(".ttl")
    ]
    return sorted(found, key=lambda pair: pair[0])


def _turtle(file: Traversable) -> Graph:
    return Graph().parse(data=file.read_text(encoding="utf-8"), format="turtle")


def _merged(graphs: dict[str, Graph]) -> Graph:
    whole = Graph()
    for graph in graphs.values():
        whole += graph
    return whole
