"""Does anything follow from the ontology, the axioms of others and all examples that must not follow?

Three readers: our own rules over every example (`inference`), a complete OWL RL closure that must come to the
same classes, and the DL reasoner HermiT, where Java is present. Each figure says what was looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rdflib import OWL, PROV, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

import ontology
from ecosystem.checks import Figure
from ecosystem.checks.example_place import example_place
from ecosystem.checks.inference import Model, contradictions, gained, merged, model, not_read, types
from ecosystem.checks.reasoners import lacking, rl_closure, rl_errors, verdict
from ecosystem.checks.samples import apart, by_thing, chosen, in_parts, joined, one_of_each
from ontology.external import external_axioms
from ontology.lints import source
from ontology.questions import known, questions
from ontology.rules import rule_examples

ALLOWED = {PROV.Entity: "All that is loaded comes from a row of a source, which makes it an entity of PROV."}
"""Classes that anything may get besides its own, with the reason."""

LEFT = frozenset(
    {"owl:Restriction", "owl:allValuesFrom", "owl:intersectionOf", "owl:onProperty", "owl:unionOf"}
)
"""What the axioms use that our own rules do not read; only the reasoners do."""

FEW = 40
MANY = 100
"""Small examples that owlrl looks at for a short answer, and that HermiT looks at. Our own rules see all."""

PART = 160
PLACE_PART = 3_000
"""Triples that owlrl gets at once: few of the small examples, where much is compared with everything else."""

PLACE = "the example place"
HERMIT = "contradictions by HermiT"
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
    data = _read(progress)
    return [*_own_rules(data, progress), by_owlrl(parts(data), progress), by_hermit(data, progress)]


def quick_figures(progress: Callable[[str], None]) -> list[Figure]:
    """Our own rules over everything, owlrl over little, HermiT left out."""
    data = _read(progress)
    hermit = Figure(HERMIT, "", "0", None, "Left out by --quick.")
    return [*_own_rules(data, progress), by_owlrl(few_parts(data), progress), hermit]


def _read(progress: Callable[[str], None]) -> dict[str, Graph]:
    progress("reasoning: importing and analysing the example place")
    return dict(examples())


def _own_rules(data: Mapping[str, Graph], progress: Callable[[str], None]) -> list[Figure]:
    progress(f"reasoning: own rules over {len(data):,} examples")
    told = the_model()
    wrong = [
        f"{name}: {text}"
        for name, graph in data.items()
        for text in (*contradictions(graph, told), *merged(graph, told))
    ]
    extra = [f"{name}: {text}" for name, graph in data.items() for text in gained(graph, told, ALLOWED)]
    if unread := not_read(axioms()) - LEFT:
        wrong.append(f"The axioms use {', '.join(sorted(unread))}, which these rules do not read.")
    note = f"All {len(data):,} examples, {_triples(data.values()):,} triples."
    return [
        _counted("contradictions in the examples", wrong, note),
        _counted("unwanted classes that follow", extra, note),
    ]


def _counted(name: str, wrong: Sequence[str], note: str) -> Figure:
    return Figure(name, f"{len(wrong):,}", "0", not wrong, note, details=tuple(sorted(wrong)))


def _triples(graphs: Iterable[Graph]) -> int:
    return sum(len(graph) for graph in graphs)


def _small(data: Mapping[str, Graph]) -> list[Graph]:
    """All examples but the place, none sharing a name with another."""
    return apart(graph for name, graph in data.items() if name != PLACE)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a reasoner is given: in parts, and in words what of the whole that is."""

    parts: Sequence[Graph]
    words: str


def parts(data: Mapping[str, Graph]) -> Looked:
    """Every example, that of the place too."""
    small, place = _small(data), data[PLACE]
    cut = [*in_parts(small, PART), *in_parts(by_thing(place), PLACE_PART)]
    words = (
        f"All {len(small):,} small examples, {_triples(small):,} triples, and {PLACE}, {len(place):,} triples"
    )
    return Looked(cut, f"{words}, in {len(cut):,} parts.")


def few_parts(data: Mapping[str, Graph]) -> Looked:
    """Some small examples, and of the place one thing of each class."""
    small, place = _small(data), data[PLACE]
    some, each = chosen(small, FEW), one_of_each(place)
    words = (
        f"{_of(some, small)}; {len(each):,} of {len(place):,} triples of {PLACE} (one thing of each class)."
    )
    return Looked([*in_parts(some, PART), each], words)


def _of(some: Sequence[Graph], every: Sequence[Graph]) -> str:
    return (
        f"{len(some):,} of {len(every):,} small examples, {_triples(some):,} of {_triples(every):,} triples"
    )


def by_owlrl(looked: Looked, progress: Callable[[str], None]) -> Figure:
    """Errors of the OWL RL closure, and things for which it finds other classes than our own rules."""
    wrong: list[str] = []
    for number, part in enumerate(looked.parts, 1):
        progress(f"reasoning: complete OWL RL closure, part {number} of {len(looked.parts)}")
        closed = rl_closure(axioms(), part)
        wrong += [*rl_errors(closed), *differences(part, closed)]
    return _counted("errors of OWL RL, or other classes than our rules find", wrong, looked.words)


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


def by_hermit(data: Mapping[str, Graph], progress: Callable[[str], None]) -> Figure:
    """What HermiT says of the ontology with some small examples, and with a cut of the place."""
    if reason := lacking():
        return Figure(HERMIT, "", "0", None, reason)
    progress("reasoning: the reasoner HermiT")
    small, place = _small(data), data[PLACE]
    some, each = chosen(small, MANY), one_of_each(place)
    wrong: list[str] = []
    for what, graph in (("small examples", joined(some)), (PLACE, each)):
        found = verdict(axioms(), graph)
        wrong += [f"Nothing can be a {class_name}." for class_name in found.impossible]
        if not found.consistent:
            wrong.append(f"The ontology and the {what}, all together, contradict each other.")
    cut = f"{len(each):,} of {len(place):,} triples of {PLACE} (one thing of each class)"
    return _counted(HERMIT, wrong, f"{_of(some, small)}; {cut}. It knows no datatype for dates.")
