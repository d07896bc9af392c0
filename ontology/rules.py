"""One example that keeps each rule of the shapes and one that breaks it, for people to read and tests to run.

They stand in `shapes/examples/*.trig`, in files named after those of the rules. For the rule `svs:Area-code`:

    svs:Area-code svs:says "part of the sentence that is then said" ; svs:breaksAt 2 .
    <https://w3id.org/sve/shapes/example/Area-code/keeps>  { a small graph in which the rule is kept }
    <https://w3id.org/sve/shapes/example/Area-code/breaks> { one in which it is broken }

All things of one example are in a namespace of their own, `http://example.org/Area-code/`, so that many examples
can be checked in one go. `svs:breaksAt` is the number of results that this rule gives for the second graph,
1 where it is not said.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import Dataset, Graph, URIRef

from ontology.namespace import SVS

NAMESPACE = "http://example.org/"
_GRAPH = "https://w3id.org/sve/shapes/example/{rule}/{part}"


@dataclass(frozen=True, slots=True)
class RuleExample:
    """The two examples of one rule, and part of what is said of the second.

    `breaches`: how many validation results of this very rule the graph `breaks` gives; `keeps` gives none.
    """

    rule: URIRef
    keeps: Graph
    breaks: Graph
    said: str
    breaches: int = 1


@cache
def rule_examples() -> dict[URIRef, RuleExample]:
    """The examples by rule, in alphabetical order. Shared: read them, never add to them.

    ValueError where a rule says something but has not both graphs, or a graph belongs to no rule.
    """
    told = _told()
    graphs = {str(graph.identifier): _copied(graph) for graph in told.graphs()}
    rules = sorted(told.default_graph.subjects(SVS.says, unique=True))
    examples = {URIRef(rule): _example(told.default_graph, URIRef(rule), graphs) for rule in rules}
    if left := sorted(name for name, graph in graphs.items() if name.startswith(_GRAPH[:30]) and graph):
        raise ValueError(f"These examples belong to no rule: {', '.join(left)}.")
    return examples


def _told() -> Dataset:
    told = Dataset(default_union=False)
    with warnings.catch_warnings():  # rdflib 7.6 reads TriG through a class that it says not to use
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
        for item in (files(__package__) / "shapes" / "examples").iterdir():
            if item.name.endswith(".trig"):
                told.default_graph.parse(data=item.read_text(encoding="utf-8"), format="trig")
    return told


def _example(told: Graph, rule: URIRef, graphs: dict[str, Graph]) -> RuleExample:
    name = rule.removeprefix(SVS)
    keeps, breaks = (graphs.pop(_GRAPH.format(rule=name, part=part), None) for part in ("keeps", "breaks"))
    if not keeps or not breaks:
        raise ValueError(f"The rule {name} needs both an example that keeps it and one that breaks it.")
    return RuleExample(
        rule, keeps, breaks, str(told.value(rule, SVS.says)), int(str(told.value(rule, SVS.breaksAt) or 1))
    )


def _copied(graph: Graph) -> Graph:
    copy = Graph()
    for triple in sorted(graph):  # values are listed to people in the order in which they came
        copy.add(triple)
    return copy
