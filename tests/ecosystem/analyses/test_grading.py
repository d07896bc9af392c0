from __future__ import annotations

from itertools import product

import pytest
from graphs import Graph, link, thing
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.analyses.grading import (
    FACETS,
    STRENGTH,
    comparability,
    kind_of,
    period_relation,
    relation,
    taxonomy,
)
from ecosystem.findings import Relation

RELATIONS: tuple[Relation, ...] = ("same", "related", "different", "unknown")


def kind(words: str, *, shares_outcome: bool = True) -> str | None:
    """The kind for five relations by their first letters: outcome, activity, people, place, period."""
    meaning = {relation[0]: relation for relation in RELATIONS}
    return kind_of(
        dict(zip(FACETS, (meaning[letter] for letter in words), strict=True)), shares_outcome=shares_outcome
    )


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        ("sssss", "possible-duplication"),
        ("sssds", "replicate-elsewhere"),
        ("sssdd", "replicate-elsewhere"),
        ("ssdss", "overlap-other-people"),
        ("ssduu", "overlap-other-people"),
        ("sdsss", "complementary"),
        ("sddss", "aligned-only"),
        ("sdduu", "aligned-only"),
        ("dsdds", "shared-capability"),
        ("dsduu", "shared-capability"),
        ("susss", "cannot-tell-yet"),
        ("ssuss", "cannot-tell-yet"),
    ],
)
def test_the_table_of_kinds_is_kept(relations: str, expected: str) -> None:
    assert kind(relations) == expected


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        ("ssssd", "aligned-only"),
        ("sdssd", "aligned-only"),
        ("sdsds", "aligned-only"),
        ("ssrss", "overlap-other-people"),
        ("sssrs", "replicate-elsewhere"),
        ("srsss", "complementary"),
        ("rssss", "shared-capability"),
        ("rdsss", "aligned-only"),
        ("ssssu", "cannot-tell-yet"),
        ("sssus", "cannot-tell-yet"),
        ("sdssu", "cannot-tell-yet"),
    ],
)
def test_what_the_table_leaves_open_falls_to_the_weaker_row(relations: str, expected: str) -> None:
    assert kind(relations) == expected


def test_nothing_in_common_is_no_kind() -> None:
    assert kind("dddss", shares_outcome=False) is None
    assert kind("rddss", shares_outcome=False) is None


def test_duplication_needs_an_outcome_that_both_state() -> None:
    assert kind("sssss", shares_outcome=False) == "cannot-tell-yet"


def test_with_fewer_than_three_facets_known_nothing_is_claimed() -> None:
    for relations in product(RELATIONS, repeat=5):
        facets = dict(zip(FACETS, relations, strict=True))
        if comparability(facets) < 0.6:
            assert kind_of(facets, shares_outcome=True) == "cannot-tell-yet"


@pytest.mark.parametrize("shares_outcome", [True, False])
def test_forgetting_a_facet_never_makes_a_stronger_claim(*, shares_outcome: bool) -> None:
    """All 1,024 combinations, each facet forgotten in turn."""
    for relations in product(RELATIONS, repeat=5):
        facets = dict(zip(FACETS, relations, strict=True))
        strength = STRENGTH[kind_of(facets, shares_outcome=shares_outcome)]
        for facet in FACETS:
            less = kind_of(facets | {facet: "unknown"}, shares_outcome=shares_outcome)
            assert STRENGTH[less] <= strength


def groups() -> Graph:
    """everybody > (older > very-old, young); local "Over 65s" equals the shipped concept older."""
    graph = Graph()
    for concept in ("everybody", "older", "very-old", "young", "lonely"):
        thing(graph, concept, "concept", "group")
    thing(graph, "over-65s", "group")
    link(graph, "older", "broader", "everybody")
    link(graph, "young", "broader", "everybody")
    link(graph, "very-old", "broader", "older")
    link(graph, "over-65s", "exactMatch", "older")
    return graph


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({"older"}, {"older"}, "same"),
        ({"older", "young"}, {"older"}, "same"),
        ({"older", "young", "lonely"}, {"older"}, "same"),
        ({"over-65s"}, {"older"}, "same"),
        ({"very-old"}, {"older"}, "same"),
        ({"everybody"}, {"very-old", "young"}, "same"),
        ({"older"}, {"young"}, "related"),
        ({"older", "young"}, {"older", "lonely", "x"}, "related"),
        ({"very-old", "lonely"}, {"older", "x"}, "related"),
        ({"very-old"}, {"young"}, "different"),
        ({"older"}, {"lonely"}, "different"),
        ({"older"}, set(), "unknown"),
        (set(), set(), "unknown"),
    ],
)
def test_sets_compare_over_the_taxonomy(a: set[str], b: set[str], expected: str) -> None:
    tree = taxonomy(groups(), "people")
    assert relation(tree, frozenset(a), frozenset(b)) == expected
    assert relation(tree, frozenset(b), frozenset(a)) == expected


def test_a_ward_is_the_same_place_as_its_borough_and_related_to_the_next_ward() -> None:
    graph = Graph()
    for place in ("borough", "north", "south"):
        thing(graph, place, "area")
    link(graph, "north", "withinArea", "borough")
    link(graph, "south", "withinArea", "borough")
    tree = taxonomy(graph, "place")
    assert relation(tree, frozenset({"north"}), frozenset({"borough"})) == "same"
    assert relation(tree, frozenset({"north"}), frozenset({"south"})) == "related"


def test_outcomes_for_one_objective_are_related() -> None:
    graph = Graph()
    for iri in ("calm", "sleep"):
        thing(graph, iri, "shared-outcome", "outcome")
    thing(graph, "health", "objective")
    link(graph, "calm", "forObjective", "health")
    link(graph, "sleep", "forObjective", "health")
    assert relation(taxonomy(graph, "outcome"), frozenset({"calm"}), frozenset({"sleep"})) == "related"


def test_a_taxonomy_that_runs_in_a_circle_does_no_harm() -> None:
    graph = groups()
    link(graph, "everybody", "broader", "very-old")
    assert relation(taxonomy(graph, "people"), frozenset({"older"}), frozenset({"lonely"})) == "different"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2024-01-01/2024-12-31", "2024-12-31/2025-12-31", "same"),
        ("2024-01-01/2024-12-31", "2025-01-01/2025-12-31", "different"),
        ("2024-01-01/", "2030-01-01/2030-12-31", "same"),
        ("2024-01-01/", "2020-01-01/2023-12-31", "different"),
    ],
)
def test_periods_overlap_where_they_have_a_day_in_common(a: str, b: str, expected: str) -> None:
    assert period_relation(frozenset({a}), frozenset({b})) == expected
    assert period_relation(frozenset({b}), frozenset({a})) == expected


def test_a_missing_period_is_not_known() -> None:
    assert period_relation(frozenset(), frozenset({"2024-01-01/"})) == "unknown"


values = st.frozensets(st.sampled_from(["everybody", "older", "over-65s", "very-old", "young", "lonely"]))


@given(a=values, b=values)
def test_relations_are_symmetric_and_only_empty_sets_are_unknown(
    a: frozenset[str], b: frozenset[str]
) -> None:
    tree = taxonomy(groups(), "people")
    found = relation(tree, a, b)
    assert found == relation(tree, b, a)
    assert (found == "unknown") == (not a or not b)
    if a and a <= b:
        assert found == "same"
