"""What the reasoners of others are given: examples in parts, since both look at everything at once.

Nine hundred triples of rule examples together take owlrl over a minute, and ten parts of them ten seconds: each
sum of money, date and name is compared with every other.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.rules import NAMESPACE

SEED = 20


def apart(graphs: Iterable[Graph]) -> list[Graph]:
    """The graphs with the things of each under names of their own, where several use the same ones."""
    return [_renamed(graph, number) for number, graph in enumerate(graphs)]


def _renamed(graph: Graph, number: int) -> Graph:
    return _graph(
        (_own(subject, number), predicate, _own(value, number)) for subject, predicate, value in graph
    )


def _own(node: Node, number: int) -> Node:
    if isinstance(node, URIRef) and node.startswith(NAMESPACE):
        return URIRef(f"{NAMESPACE}{number}/{node.removeprefix(NAMESPACE)}")
    return node


def chosen(graphs: Sequence[Graph], most: int) -> list[Graph]:
    """At most so many of the graphs, always the same ones."""
    chooser = random.Random(SEED)  # noqa: S311 - which examples are looked at is no secret
    return chooser.sample(graphs, min(most, len(graphs)))


def in_parts(graphs: Iterable[Graph], triples: int) -> Iterator[Graph]:
    """All of the graphs, none cut in two, joined into parts of so many triples or somewhat more."""
    part = Graph()
    for graph in graphs:
        for triple in graph:
            part.add(triple)
        if len(part) >= triples:
            yield part
            part = Graph()
    if part:
        yield part


def by_thing(whole: Graph) -> Iterator[Graph]:
    """All that is said of each thing, in the order of their names, beside the classes of what it points at."""
    for thing in sorted(set(whole.subjects()), key=str):
        about = list(whole.triples((thing, None, None)))
        about += [found for *_, value in about for found in whole.triples((value, RDF.type, None))]
        yield _graph(about)


def one_of_each(whole: Graph) -> Graph:
    """Of each class that is stated one thing, always the same, with all that is said of it and of what it points at."""
    found = Graph()
    for stated in sorted(set(whole.objects(None, RDF.type)), key=str):
        thing = min(whole.subjects(RDF.type, stated), key=str)
        for triple in whole.triples((thing, None, None)):
            found.add(triple)
            if not isinstance(triple[2], Literal):
                for further in whole.triples((triple[2], None, None)):
                    found.add(further)
    return found


def joined(graphs: Iterable[Graph]) -> Graph:
    """All of the graphs as one."""
    return _graph(triple for graph in graphs for triple in graph)


def _graph(triples: Iterable[tuple[Node, Node, Node]]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph
