"""Does anything follow from the ontology, the axioms of others and all examples that must not follow?

Three readers: our own rules over every example (`inference`), a complete OWL RL closure over a sample that
must come to the same classes, and the DL reasoner HermiT over the ontology and a larger sample, where Java is
present.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from rdflib import OWL, PROV, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

import ontology
from ecosystem.checks import Figure
from ecosystem.checks.example_place import example_place
from ecosystem.checks.inference import Model, contradictions, gained, merged, model, not_read, types
from ecosystem.checks.reasoners import lacking, rl_closure, rl_errors, verdict
from ontology.external import external_axioms
from ontology.lints import source
from ontology.questions import known, questions
from ontology.rules import NAMESPACE, rule_examples

ALLOWED = {PROV.Entity: "All that is loaded comes from a row of a source, which makes it an entity of PROV."}
"""Classes that anything may get besides its own, with the reason."""

LEFT = frozenset(
    {"owl:Restriction", "owl:allValuesFrom", "owl:intersectionOf", "owl:onProperty", "owl:unionOf"}
)
"""What the axioms use that our own rules do not read; only the reasoners do."""

SAMPLE = 40
MANY = 100
"""Examples that owlrl and HermiT look at. Both take the longer the more there are; our own rules see all."""

PLACE = "the example place"
SEED = 20
_WORDS = (
    RDFS.label, RDFS.isDefinedBy, RDFS.seeAlso, SKOS.definition, SKOS.example, SKOS.scopeNote, SKOS.changeNote,
)  # fmt: skip


@cache
def axioms() -> Graph:
    """What is said to follow, by us and by PROV, ORG and SKOS; words for people and the header are left out."""
    whole = Graph()
    for graph in (ontology.core(), external_axioms()):
        headers = set(graph.subjects(RDF.type, OWL.Ontology))
        for triple in graph:
            if triple[1] not in _WORDS and triple[0] not in headers:
                whole.add(triple)
    return whole


@cache
def the_model() -> Model:
    return model(axioms())


def examples() -> Iterator[tuple[str, Graph]]:
    """Every example by name: the example place, what keeps a rule, what a question is asked of."""
    yield PLACE, example_place()
    for rule, example in rule_examples().items():
        yield f"what keeps {rule.rpartition('#')[2]}", example.keeps
    yield from _asked()


def _asked() -> Iterator[tuple[str, Graph]]:
    """The data behind the known answers, read as `ontology.lints` reads a file: all graphs together."""
    for name, question in questions().items():
        example = known(question)
        yield f"the known answer of {name}", source(f"{name}.known.{example.media}", example.data).graph


def figures(progress: Callable[[str], None]) -> list[Figure]:
    """All three readers."""
    *found, _ = quick_figures(progress)
    progress("reasoning: the reasoner HermiT")
    return [*found, *_hermit()]


def quick_figures(progress: Callable[[str], None]) -> list[Figure]:
    """All but HermiT."""
    progress("reasoning: importing and analysing the example place")
    data = list(examples())
    progress(f"reasoning: own rules over {len(data):,} examples")
    told = the_model()
    wrong = [
        f"{name}: {text}"
        for name, graph in data
        for text in (*contradictions(graph, told), *merged(graph, told))
    ]
    extra = [f"{name}: {text}" for name, graph in data for text in gained(graph, told, ALLOWED)]
    note = f"{len(data):,} examples, {sum(len(graph) for _, graph in data):,} triples."
    unread = not_read(axioms()) - LEFT
    if unread:
        wrong.append(f"The axioms use {', '.join(sorted(unread))}, which these rules do not read.")
    progress("reasoning: complete OWL RL closure of a sample")
    return [
        Figure(
            "contradictions in the examples",
            f"{len(wrong):,}",
            "0",
            not wrong,
            note,
            details=tuple(sorted(wrong)),
        ),
        Figure(
            "unwanted classes that follow",
            f"{len(extra):,}",
            "0",
            not extra,
            note,
            details=tuple(sorted(extra)),
        ),
        _closure(),
        Figure("contradictions by HermiT", "", "0", None, "Left out by --quick."),
    ]


def sample() -> Graph:
    """What keeps some of the rules, always the same ones."""
    chooser = random.Random(SEED)  # noqa: S311 - which examples are looked at is no secret
    every = [example.keeps for _, example in sorted(rule_examples().items())]
    whole = Graph()
    for graph in chooser.sample(every, min(SAMPLE, len(every))):
        for triple in graph:
            whole.add(triple)
    return whole


def _closure() -> Figure:
    """Errors of the OWL RL closure, and things for which it finds other classes than our own rules."""
    data = sample()
    closed = rl_closure(axioms(), data)
    wrong = [*rl_errors(closed), *differences(data, closed)]
    note = f"A sample of {SAMPLE} examples, {len(data):,} triples; {len(closed):,} when closed."
    return Figure(
        "errors of OWL RL, or other classes than our rules find",
        f"{len(wrong):,}",
        "0",
        not wrong,
        note,
        details=tuple(sorted(wrong)),
    )


def differences(data: Graph, closed: Graph) -> Iterator[str]:
    """Things whose classes our own rules and the closure do not agree on."""
    told = the_model()
    ours = types(data, told)
    for thing in sorted({node for node in data.subjects() if isinstance(node, URIRef)}):
        theirs = {name for name in closed.objects(thing, RDF.type) if _is_class(name)}
        mine = {name for name in ours.get(thing, ()) if _is_class(name)}
        if theirs != mine:
            apart = ", ".join(sorted(str(name) for name in theirs ^ mine))
            yield f"{thing}: one has {apart}, the other has not."


def _is_class(name: Node) -> bool:
    return isinstance(name, URIRef) and name not in (OWL.Thing, RDFS.Resource, OWL.NamedIndividual)


def _hermit() -> list[Figure]:
    name = "contradictions by HermiT"
    if reason := lacking():
        return [Figure(name, "", "0", None, reason)]
    data = together([graph for name, graph in examples() if name != PLACE])
    found = verdict(axioms(), data)
    wrong = [f"Nothing can be a {class_name}." for class_name in found.impossible]
    if not found.consistent:
        wrong.append("The ontology and the examples, all together, contradict each other.")
    note = (
        f"Ontology, axioms and {MANY} small examples, {len(data):,} triples. It knows no datatype for dates."
    )
    return [Figure(name, f"{len(wrong):,}", "0", not wrong, note, details=tuple(wrong))]


def together(graphs: Sequence[Graph]) -> Graph:
    """Some of the graphs as one, always the same, the things of each under names of their own.

    All of them would take minutes: HermiT looks at everything at once.
    """
    chooser = random.Random(SEED)  # noqa: S311 - as above
    whole = Graph()
    for number, graph in enumerate(chooser.sample(graphs, min(MANY, len(graphs)))):
        for subject, predicate, value in graph:
            whole.add((_apart(subject, number), predicate, _apart(value, number)))
    return whole


def _apart(node: Node, number: int) -> Node:
    """The thing under another name where its name is one that several examples use."""
    if isinstance(node, URIRef) and node.startswith(NAMESPACE):
        return URIRef(f"{NAMESPACE}{number}/{node.removeprefix(NAMESPACE)}")
    return node
