"""A weakened rule is noticed by its examples.

`rule-results.tsv` is what the rules say of them, written down by the rules themselves. It proves nothing about
them: it is there so that nobody changes a severity, a sentence or the things found without seeing it. What a
severity should be stands in `test_severities`.
"""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest
from rdflib import SH, Graph, Literal, URIRef

import ontology
from ecosystem.checks.mutants import Mutant, mutants, rules
from ecosystem.checks.mutation import (
    EQUIVALENT,
    NEEDED,
    Outcome,
    figures,
    part_of,
    quick_figures,
    run,
    said,
    sample,
)
from ecosystem.checks.weaker_queries import weaker_queries
from ontology import SVS
from ontology.rules import rule_examples

RECORD = Path(__file__).parent / "rule-results.tsv"
HEAD = ("rule", "example", "thing", "value", "severity", "sentence")
SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix sve: <https://w3id.org/sve/ns#> .
@prefix svs: <https://w3id.org/sve/shapes#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

svs:Park a sh:NodeShape ; sh:targetClass sve:Area, sve:Ecosystem ; sh:property svs:Park-trees .
svs:Park-trees sh:path sve:amount ; svs:column "Trees" ; sh:severity sh:Violation ;
    sh:minCount 1 ; sh:maxCount 2 ; sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:maxInclusive 1 ;
    sh:pattern "^(oak|elm)$" ; sh:in ( 1 2 ) ; sh:uniqueLang true ;
    sh:message "Trees are missing.\\nCount them."@en .
"""


def made() -> dict[str, Mutant]:
    shape = Graph().parse(data=SHAPE, format="turtle")
    return {mutant.name: mutant for mutant in mutants(shape)}


def results() -> list[tuple[str, ...]]:
    """What each rule says now of its two examples; nameless things are called something."""
    return sorted(
        (
            rule.removeprefix(SVS),
            part,
            named(thing),
            named(value),
            severity.rpartition("#")[2],
            one_line(sentence),
        )
        for rule, example in rule_examples().items()
        for part, found in said(rule, part_of(rule), example).items()
        for thing, value, severity, sentence in found
    )


def named(term: str) -> str:
    """A term as it is; what has no name gets another one in each run, and here always the same."""
    return "something" if re.fullmatch(r"[nN][0-9a-f]{32}\w*", term) else term


def one_line(sentence: str) -> str:
    return sentence.replace("\n", " / ")


@pytest.mark.slow
def test_no_result_of_a_rule_changes_unseen() -> None:
    if os.environ.get("ECOSYSTEM_RECORD"):
        written = io.StringIO()
        csv.writer(written, delimiter="\t", lineterminator="\n").writerows([HEAD, *results()])
        RECORD.write_text(written.getvalue(), encoding="utf-8")
    with RECORD.open(encoding="utf-8", newline="") as file:
        head, *recorded = (tuple(row) for row in csv.reader(file, delimiter="\t"))
    assert head == HEAD
    changed = set(recorded) ^ set(results())
    assert not changed, "If this is meant: run this test with ECOSYSTEM_RECORD=1 and look at the difference."


@pytest.mark.slow
def test_weakened_rules_are_noticed() -> None:
    (figure,) = figures(lambda _step: None)
    assert figure.holds, figure.details


def test_a_sample_is_a_sample_and_says_so() -> None:
    whole, part = quick_figures(lambda _step: None)
    assert (whole.holds, whole.value) == (None, "")
    assert "sample" in part.name
    assert part.note.startswith("A sample of ")


def test_the_sample_has_every_sort_of_mutant_and_is_always_the_same() -> None:
    every = list(mutants(ontology.shapes()))
    chosen = [mutant.name for mutant in sample(every)]
    assert chosen == [mutant.name for mutant in sample(mutants(ontology.shapes()))]
    assert len(chosen) == len(set(chosen)) < len(every)
    assert {mutant.part for mutant in sample(every)} == {mutant.part for mutant in every}


def test_what_means_the_same_has_a_reason_and_exists() -> None:
    names = {mutant.name for mutant in mutants(ontology.shapes())}
    assert set(EQUIVALENT) <= names
    assert all(reason.endswith(".") for reason in EQUIVALENT.values())
    assert len(EQUIVALENT) <= 0.05 * len(names)


def test_a_mutant_that_changes_nothing_survives() -> None:
    rule = SVS["Area-code"]
    nothing = Mutant("Area-code: nothing", "constraint", (rule,), frozenset(), frozenset())
    gone = frozenset({(rule, SH.maxCount, Literal(1))})
    weaker = Mutant("Area-code: sh:maxCount left out", "constraint", (rule,), gone, frozenset())
    outcome = run([nothing, weaker])
    assert (outcome.survived, outcome.killed) == ((nothing,), (weaker,))
    assert outcome.score == 0.5 < NEEDED


def test_severities_and_sentences_do_not_raise_the_score() -> None:
    rule = SVS["Area-code"]
    missed, found, easy = (
        Mutant(f"Area-code: {part}", part, (rule,), frozenset(), frozenset())
        for part in ("constraint", "target", "severity")
    )
    outcome = Outcome((found, easy), (missed,), ())
    assert outcome.score == 0.5
    assert (outcome.judged(easy=False), outcome.judged(easy=True)) == ((1, 2), (1, 1))


def test_every_rule_has_mutants() -> None:
    named = {rule for mutant in mutants(ontology.shapes()) for rule in mutant.rules}
    assert named == set(rules(ontology.shapes()))


@pytest.mark.parametrize(
    "name",
    [
        "Park-trees: sh:minCount 1 left out",
        "Park-trees: sh:maxCount 2 -> 3",
        "Park-trees: sh:minInclusive 0 -> -0.1",
        "Park-trees: sh:maxInclusive 1 -> 1.1",
        "Park-trees: sh:datatype xsd:integer left out",
        "Park-trees: sh:pattern without its beginning",
        "Park-trees: sh:pattern without oak",
        "Park-trees: sh:pattern without elm",
        "Park-trees: sh:in without 1",
        "Park-trees: sh:uniqueLang false",
        "Park-trees: severity lowered to Warning",
        "Park-trees: message left out",
        "Park-trees: fix left out",
        "Park: Park-trees left out",
    ],
)
def test_each_part_of_a_rule_is_weakened(name: str) -> None:
    assert name in made()


def test_a_smallest_number_of_one_is_left_out_once_only() -> None:
    assert not [name for name in made() if name.startswith("Park-trees: sh:minCount") and "->" in name]


def test_each_target_of_a_shape_is_left_out_once() -> None:
    targets = [mutant for name, mutant in made().items() if "target" in name]
    assert len(targets) == 2
    assert {mutant.rules for mutant in targets} == {(URIRef(SVS["Park-trees"]),)}


def test_an_alternative_of_a_pattern_is_cut_out_whole() -> None:
    (changed,) = made()["Park-trees: sh:pattern without oak"].added
    assert str(changed[2]) == "^(elm)$"


def test_queries_lose_their_conditions_one_by_one() -> None:
    text = """SELECT $this ?value WHERE {
        ?value sve:share ?share .
        FILTER (?share > 0 && (?share < 1 || ?share = 2))
        FILTER NOT EXISTS { ?value sve:amount ?amount . FILTER (?amount > 1) }
    } GROUP BY $this ?value HAVING (SUM(?share) < 99 || SUM(?share) > 101)"""
    found = dict(weaker_queries(text))
    conditions = [what for what in found if "->" not in what]
    assert conditions == [
        "selects nothing",
        "without FILTER 1",
        "FILTER 1 without ?share > 0",
        "FILTER 1 without (?share < 1 || ?share = 2)",
        "without FILTER NOT EXISTS 2",
        "without FILTER 3",
        "without HAVING 4",
        "HAVING 4 without SUM(?share) < 99",
        "HAVING 4 without SUM(?share) > 101",
    ]
    assert "?amount" not in found["without FILTER NOT EXISTS 2"]
    assert "FILTER (?share > 0 )" in found["FILTER 1 without (?share < 1 || ?share = 2)"]


def test_bounds_lists_and_paths_of_queries_are_moved_by_one() -> None:
    text = """SELECT $this ?value WHERE {
        ?value sve:builtFrom+ ?value . OPTIONAL { ?value sve:unit ?unit }
        FILTER (?share >= 3 * ?planned && ?kind IN (sve:a, sve:b))
    }"""
    found = dict(weaker_queries(text))
    assert "?share > 3 * ?planned" in found["(?share >= 3: >= -> >"]
    assert "?share >= 4 * ?planned" in found[">= 3 *: 3 -> 4"]
    assert "IN (sve:b)" in found["IN without sve:a"]
    assert "?value sve:builtFrom ?value" in found["sve:builtFrom + ?value: one step only"]
    assert "sve:unit" not in found["without OPTIONAL 1"]
