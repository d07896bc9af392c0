"""Each rule lets the example that keeps it through and catches the one that breaks it, with its sentence.

All examples that keep a rule are checked in one go, all that break one in another; the "file" that a Problem
names is the rule in whose example it was found.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, URIRef

from ecosystem.records import Cell, Problem
from ecosystem.shapes import flattened
from ecosystem.validation import check, vocabulary_in
from ontology import SVS, shapes
from ontology.rules import NAMESPACE, rule_examples

EXAMPLES = rule_examples()
RULES = pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: str(rule).removeprefix(SVS))


def the_rule(subject: URIRef, predicate: URIRef | None) -> list[Cell]:
    """The rule in whose example a thing stands, in place of the file it was read from."""
    return [Cell(subject.removeprefix(NAMESPACE).split("/")[0], "", 1, "")]


def united(graphs: dict[URIRef, Graph]) -> Graph:
    together = Graph()
    for graph in graphs.values():
        for triple in sorted(graph):  # values are listed to people in the order in which they came
            together.add(triple)
    return together


def checked(graphs: dict[URIRef, Graph]) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {rule.removeprefix(SVS): [] for rule in graphs}
    for problem in check(united(graphs), the_rule):
        found[problem.file].append(problem)
    return found


@pytest.fixture(scope="module")
def kept() -> dict[str, list[Problem]]:
    return checked({rule: example.keeps for rule, example in EXAMPLES.items()})


@pytest.fixture(scope="module")
def broken() -> dict[str, list[Problem]]:
    return checked({rule: example.breaks for rule, example in EXAMPLES.items()})


def constant_part(rule: URIRef) -> str:
    """The longest piece of what a rule says is wrong that does not depend on the record."""
    wrong = str(shapes().value(rule, SH.message)).split("\n")[0].replace("{circle}", "is part of")
    return max(re.split(r"\{[^}]*\}", wrong), key=len)


def results(graphs: dict[URIRef, Graph]) -> Counter[URIRef]:
    """How many results each rule gives for its own example: those about things of that example's namespace.

    A result about a text, a class or a shipped entry is about no namespace and counts for the rule it is of.
    """
    together = united(graphs)
    with vocabulary_in(together):
        _, report, text = validate(together, shacl_graph=flattened(shapes()), inference="none")
    assert isinstance(report, Graph), text
    found: Counter[URIRef] = Counter()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        rule = URIRef(str(report.value(result, SH.sourceShape)))
        about = {str(report.value(result, part)) for part in (SH.focusNode, SH.value)}
        homes = {
            thing.removeprefix(NAMESPACE).split("/")[0] for thing in about if thing.startswith(NAMESPACE)
        }
        if not homes or rule.removeprefix(SVS) in homes:
            found[rule] += 1
    return found


@RULES
def test_an_example_that_keeps_the_rule_is_let_through(rule: URIRef, kept: dict[str, list[Problem]]) -> None:
    found = kept[rule.removeprefix(SVS)]
    assert not [problem for problem in found if constant_part(rule) in problem.message]


@RULES
def test_an_example_that_breaks_the_rule_is_told_what_to_do(
    rule: URIRef, broken: dict[str, list[Problem]]
) -> None:
    found = broken[rule.removeprefix(SVS)]
    said = [problem for problem in found if EXAMPLES[rule].said in problem.message]
    assert said, [problem.message for problem in found]
    severity = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
    assert said[0].severity == severity[shapes().value(rule, SH.severity)]
    assert said[0].fix
    assert "{" not in said[0].message + said[0].fix
    assert "http" not in said[0].message


def test_no_rule_gives_a_result_for_the_example_that_keeps_it() -> None:
    assert not results({rule: example.keeps for rule, example in EXAMPLES.items()})


def test_each_rule_gives_as_many_results_as_its_example_says() -> None:
    given = results({rule: example.breaks for rule, example in EXAMPLES.items()})
    assert given == {rule: example.breaches for rule, example in EXAMPLES.items()}


def test_every_rule_has_its_two_examples() -> None:
    assert set(EXAMPLES) == set(shapes().subjects(SVS.column, unique=True))
