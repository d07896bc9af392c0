"""Is a rule that was weakened noticed? Each mutant of the shapes is run against the examples of its rule.

A mutant is noticed when the rule then says something else of the example that keeps it or of the one that
breaks it: other things, another value, severity or sentence. A lost severity or sentence shows in any example
that breaks the rule, so the score is of what a rule asks for and of whom; theirs is given beside it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.term import Node

import ontology
from ecosystem.checks import Figure, share
from ecosystem.checks.mutants import Mutant, Triple, mutants, rules
from ecosystem.shapes import TARGETS, flattened
from ecosystem.validation import vocabulary_in
from ontology.rules import RuleExample, rule_examples

NEEDED = 0.95
SAMPLE = 100
SEED = 20

EASY = ("severity", "words")
"""Parts whose loss any broken example shows. They do not count towards the score; theirs stands beside it."""

_SPARES = "The inner query only spares work, and lets through more then; the outer one asks the same of each."

EQUIVALENT: dict[str, str] = {
    'Decision-social-value: query (IF(?day >= "2025-10-01"^^xsd:date,: >= -> >': (
        "Both policies ask for the same 10, so it makes no difference which of them the first day is under."
    ),
    "Participation-once: query (COUNT(?any) > COUNT(DISTINCT: > -> >=": _SPARES,
    "Participation-once: query without HAVING 1": _SPARES,
    "Positions-once: query (COUNT(?number) > COUNT(DISTINCT: > -> >=": _SPARES,
    "Positions-once: query without HAVING 1": _SPARES,
    "Positions-whole: query (MAX(?any) > COUNT(DISTINCT: > -> >=": _SPARES,
    "Positions-whole: query without HAVING 1": _SPARES,
}
"""Mutants that mean the same as the rule, with the reason; they count neither way."""

Result = tuple[str, str, str, str]
"""The thing, the value, the severity and the sentence of one result of a validation."""

Said = dict[str, frozenset[Result]]
"""The results of a rule on its two examples, `keeps` and `breaks`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the mutants that were run."""

    killed: tuple[Mutant, ...]
    survived: tuple[Mutant, ...]
    equivalent: tuple[Mutant, ...]

    @property
    def score(self) -> float:
        """Share of the mutants that were noticed, 0 to 1; those that are `EASY` or change nothing do not count."""
        noticed, judged = self.judged(easy=False)
        return noticed / max(1, judged)

    def judged(self, *, easy: bool) -> tuple[int, int]:
        """Of the mutants that are `EASY`, or of the others: how many were noticed, and how many there are."""
        noticed = sum((mutant.part in EASY) == easy for mutant in self.killed)
        return noticed, noticed + sum((mutant.part in EASY) == easy for mutant in self.survived)


def figures(progress: Callable[[str], None]) -> list[Figure]:
    """The score over every mutant."""
    made = list(mutants(ontology.shapes()))
    progress(f"mutation: {len(made):,} weakened rules against the examples")
    return [_figure("mutation score", run(made), "")]


def quick_figures(progress: Callable[[str], None]) -> list[Figure]:
    """The score over a sample of every sort of mutant, and that the whole was not measured."""
    made = list(mutants(ontology.shapes()))
    chosen = sample(made)
    progress(f"mutation: a sample of {len(chosen):,} weakened rules against the examples")
    note = f"A sample of {len(chosen):,} of {len(made):,}, because of --quick."
    whole = Figure("mutation score", "", f"at least {NEEDED:.0%}", None, "Left out by --quick.")
    return [whole, _figure("mutation score of a sample", run(chosen), note)]


def _figure(name: str, outcome: Outcome, note: str) -> Figure:
    noticed, judged = outcome.judged(easy=False)
    notes = [note] if note else []
    notes.append(f"Severities and sentences apart: {share(*outcome.judged(easy=True))}.")
    parts = Counter(mutant.part for mutant in outcome.survived)
    if parts:
        missed = ", ".join(f"{part} {count}" for part, count in sorted(parts.items()))
        notes.append(f"Not noticed: {missed}.")
    if outcome.equivalent:
        notes.append(f"{len(outcome.equivalent)} mean the same as the rule and count neither way.")
    return Figure(
        name,
        share(noticed, judged),
        f"at least {NEEDED:.0%}",
        judged > 0 and outcome.score >= NEEDED,
        " ".join(notes),
        details=(
            *(f"Not noticed: {mutant.name}." for mutant in outcome.survived),
            *(f"Means the same: {mutant.name}. {EQUIVALENT[mutant.name]}" for mutant in outcome.equivalent),
        ),
    )


def sample(made: Iterable[Mutant], size: int = SAMPLE, seed: int = SEED) -> list[Mutant]:
    """Some of the mutants, as many of each part and operator as its share, at least one; always the same."""
    kinds: dict[str, list[Mutant]] = {}
    for mutant in made:
        kinds.setdefault(_operator(mutant), []).append(mutant)
    whole = sum(map(len, kinds.values()))
    chooser = random.Random(seed)  # noqa: S311 - which mutants are looked at is no secret
    return [
        mutant
        for kind in sorted(kinds)
        for mutant in chooser.sample(kinds[kind], max(1, round(size * len(kinds[kind]) / whole)))
    ]


def _operator(mutant: Mutant) -> str:
    """The sort of mutant, such as `constraint sh:minCount`."""
    words = mutant.name.split(": ", 1)[1].split()
    return f"{mutant.part} {words[0] if mutant.part == 'constraint' else ''}"


def run(made: Iterable[Mutant]) -> Outcome:
    """Run each mutant against the examples of its rules."""
    killed, survived, equivalent = list[Mutant](), list[Mutant](), list[Mutant]()
    before: dict[URIRef, Said] = {}
    for mutant in made:
        if mutant.name in EQUIVALENT:
            equivalent.append(mutant)
        elif any(_noticed(mutant, rule, before) for rule in mutant.rules):
            killed.append(mutant)
        else:
            survived.append(mutant)
    return Outcome(tuple(killed), tuple(survived), tuple(equivalent))


def _noticed(mutant: Mutant, rule: URIRef, before: dict[URIRef, Said]) -> bool:
    """Does the rule say something else of either example? The one that breaks it tells most mutants apart."""
    example = rule_examples().get(rule)
    if example is None:
        return False
    if rule not in before:
        before[rule] = said(rule, part_of(rule), example)
    shapes = _shapes((part_of(rule) - mutant.removed) | mutant.added)
    return any(_said_of(rule, shapes, example, name) != before[rule][name] for name in ("breaks", "keeps"))


@cache
def part_of(rule: URIRef) -> frozenset[Triple]:
    """All of the shapes that one rule needs: itself, what is nameless in it, its targets, its prefixes."""
    shapes = ontology.shapes()
    owners = list(shapes.subjects(SH.property, rule))
    found: set[Triple] = {(owner, SH.property, rule) for owner in owners}
    found |= {
        (owner, predicate, target)
        for owner in owners
        for predicate, target in shapes.predicate_objects(owner)
        if predicate in TARGETS
    }
    waiting: list[Node] = [rule]
    while waiting:
        node = waiting.pop()
        for predicate, value in shapes.predicate_objects(node):
            if predicate == SH.property and isinstance(value, URIRef):
                continue  # a rule of its own
            if (node, predicate, value) not in found:
                found.add((node, predicate, value))
                if isinstance(value, BNode) or predicate in (SH.prefixes, SH.node):
                    waiting.append(value)
    return frozenset(found)


def said(rule: URIRef, part: Iterable[Triple], example: RuleExample) -> Said:
    """What the rule, made of these parts, says of both examples of its own."""
    shapes = _shapes(part)
    return {name: _said_of(rule, shapes, example, name) for name in ("keeps", "breaks")}


def _shapes(part: Iterable[Triple]) -> Graph:
    shapes = Graph(bind_namespaces="none")
    for triple in part:
        shapes.add(triple)
    return flattened(shapes)


def _said_of(rule: URIRef, shapes: Graph, example: RuleExample, name: str) -> frozenset[Result]:
    return frozenset(_results(rule, shapes, example.keeps if name == "keeps" else example.breaks))


def _results(rule: URIRef, shapes: Graph, graph: Graph) -> set[Result]:
    from pyshacl import validate  # half a second that only a check should pay
    from pyshacl.errors import ReportableRuntimeError

    try:
        with _beside_vocabulary(graph) as data:
            _, report, text = validate(data, shacl_graph=shapes, inference="none", inplace=True)
    except ReportableRuntimeError as error:  # no shape at all any more: it says something else
        return {("", "", "", str(error))}
    if not isinstance(report, Graph):
        return {("", "", "", str(text))}
    found = list(report.subjects(RDF.type, SH.ValidationResult))
    mine = (node for node in found if report.value(node, SH.sourceShape) == rule)
    wanted = (SH.focusNode, SH.value, SH.resultSeverity, SH.resultMessage)
    return {
        (str(values[0]), str(values[1]), str(values[2]), str(values[3]))
        for node in mine
        for values in [[report.value(node, predicate) or "" for predicate in wanted]]
    }


@contextmanager
def _beside_vocabulary(graph: Graph) -> Iterator[Graph]:
    """The example with our lists and classes beside it, as `ecosystem.validation` checks it."""
    data = _vocabulary()
    added = [triple for triple in graph if triple not in data]
    for triple in added:
        data.add(triple)
    try:
        yield data
    finally:
        for triple in added:
            data.remove(triple)


@cache
def _vocabulary() -> Graph:
    whole = Graph()
    empty = Graph()
    with vocabulary_in(empty):
        for triple in empty:
            whole.add(triple)
    return whole


__all__ = ["EQUIVALENT", "Outcome", "figures", "mutants", "quick_figures", "rules", "run", "said", "sample"]
