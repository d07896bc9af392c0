"""What the parameters of the article's questions change, on the examples of those questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from rdflib import URIRef

import ontology
from ecosystem.checks.questions import ENGINES
from ontology.questions import Example, known, questions

EX = "http://example.org/"
KIND = "https://w3id.org/sve/scheme/criterion-kind/"


def column(id: str, name: str, values: Mapping[str, str], more: str = "") -> Iterator[list[str]]:
    """What one column then holds, on each engine; `more` is added to the example."""
    question = questions()[id]
    example = known(question)
    place = [column for column, _ in question.columns].index(name)
    prefixes = "@prefix ex: <http://example.org/> .\n@prefix sve: <https://w3id.org/sve/ns#> .\n"
    said = Example(f"{example.data}\n{prefixes}{more}", example.media, ())
    for answer in ENGINES.values():
        yield [row[place].removeprefix(EX) for row in answer(said, question.asked(values))]


@pytest.mark.parametrize(
    ("values", "share"),
    [
        ({}, "0.45"),
        ({"counted": f"{KIND}SV"}, "0.45"),
        ({"apart": f"{KIND}SVN"}, "0.35"),
        ({"counted": f"{KIND}SVE"}, "0.2"),
    ],
)
def test_what_counts_as_social_value_can_be_chosen(values: dict[str, str], share: str) -> None:
    for shares in column("I9", "share", {"decision": f"{EX}home-care"} | values):
        assert shares == [share, share]


def test_social_value_less_its_environmental_part_is_no_longer_the_largest() -> None:
    values = {"decision": f"{EX}home-care", "apart": f"{KIND}SVN"}
    for standings in column("I9", "standing", values):
        assert standings == ["not largest", "not largest"]


def test_several_kinds_can_count_at_once() -> None:
    kinds = [URIRef(f"{KIND}SVE"), URIRef(f"{KIND}SVC")]
    asked = ontology.query("cq/I9", decision=URIRef(f"{EX}home-care"), counted=kinds)
    for answer in ENGINES.values():
        assert {row[-1] for row in answer(known(questions()["I9"]), asked)} == {"0.35"}


def test_no_criterion_at_all_anywhere_is_still_not_stated() -> None:
    example = Example(
        "@prefix ex: <http://example.org/> .\n@prefix sve: <https://w3id.org/sve/ns#> .\nex:paint a sve:Decision .",
        "ttl",
        (),
    )
    for answer in ENGINES.values():
        assert [row[-2:] for row in answer(example, questions()["I9"].asked({}))] == [("not stated", "")]


@pytest.mark.parametrize(
    ("values", "solutions"),
    [
        ({"outcome": f"{EX}calm"}, ["relay"]),
        ({"outcome": f"{EX}settled"}, ["relay"]),
        ({"theme": f"{EX}health"}, ["bridge", "relay"]),
        ({"theme": f"{EX}health", "outcome": f"{EX}calm"}, ["relay"]),
        ({"theme": f"{EX}sport"}, []),
        ({}, ["bridge", "diary", "relay", "warm", "passport"]),
    ],
)
def test_a_need_can_be_put_as_an_outcome_or_a_theme(values: dict[str, str], solutions: list[str]) -> None:
    more = """
    ex:settled a sve:SharedOutcome .
    ex:m a sve:OutcomeAlignment ; sve:localOutcome ex:calm ; sve:sharedOutcome ex:settled ; sve:strength 0.8 .
    ex:calm a sve:Outcome ; sve:theme ex:sleep .
    ex:sleep <http://www.w3.org/2004/02/skos/core#broader> ex:health .
    ex:ward sve:targetsOutcome ex:calm .
    ex:lunch sve:theme ex:health .
    """
    sector = {"sector": "https://w3id.org/sve/scheme/sector/LG"}
    for found in column("I3", "solution", sector | values, more):
        assert found == solutions


def test_the_objectives_of_one_organisation_can_be_asked_for_too() -> None:
    for found in column("I2", "objective", {"least": "1"}):
        assert found == ["skills", "homes", "parks"]


def test_a_journey_of_one_step_hands_over_nothing() -> None:
    more = (
        "ex:short a sve:Journey ; sve:hasStep ex:only . ex:only sve:position 1 ; sve:stepService ex:advice ."
    )
    for found in column("I5", "journey", {"journey": f"{EX}short"}, more):
        assert found == []


def test_without_a_journey_every_journey_is_looked_at() -> None:
    for found in column("I5", "journey", {}):
        assert found == ["care", "care", "care", "moving"]


def test_the_money_of_everyone_is_counted_where_no_payer_is_given() -> None:
    for found in column("I11", "amount", {}):
        assert found == ["100", "11899", "2000"]


def test_the_need_of_one_group_can_be_asked_for() -> None:
    for found in column("I12", "need", {"group": f"{EX}carers"}):
        assert found == ["n1", "n4"]
    for found in column("I12", "short", {"group": f"{EX}carers", "area": f"{EX}north"}):
        assert found == ["10"]
