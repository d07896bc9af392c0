from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from graphs import Graph, effort, organisation, relabelled, shuffled
from hypothesis import given
from hypothesis import strategies as st
from open_data import marked_as_one, ottawa

from ecosystem.matching import representatives, same_record_pairs, same_records


def two_efforts(
    first: str, second: str, *, bodies: tuple[str, str] = ("Alder Trust", "Alder Trust")
) -> Graph:
    graph = Graph()
    for body in sorted(set(bodies)):
        organisation(graph, body, body)
    effort(graph, "a", bodies[0], label=first)
    effort(graph, "b", bodies[1], label=second)
    return graph


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Walk Well", "walk well"),
        ("St. John's Centre", "The St Johns  centre"),
        ("Food & Friends", "Food and Friends"),
        ("Café Résumé", "CAFE RESUME"),
    ],
)
def test_efforts_of_one_body_with_one_name_are_one_record(first: str, second: str) -> None:
    assert same_records(two_efforts(first, second)) == (("a", "b"),)


def test_efforts_with_one_name_are_two_records_where_the_bodies_differ() -> None:
    assert same_records(two_efforts("Walk Well", "Walk Well", bodies=("Alder Trust", "Birch Society"))) == ()


def test_a_body_with_and_without_its_legal_form_is_one_record_and_so_is_its_effort() -> None:
    graph = two_efforts("Walk Well", "Walk Well", bodies=("Alder Trust", "Alder Trust CIO"))
    assert same_records(graph) == (("Alder Trust", "Alder Trust CIO"), ("a", "b"))


def test_offices_of_one_name_in_two_ministries_are_not_one_record() -> None:
    graph = Graph()
    for ministry in ("Health", "Transport"):
        organisation(graph, ministry)
        organisation(graph, f"{ministry} office", "Office of the Secretary", parent=ministry)
        effort(graph, f"{ministry} effort", f"{ministry} office", label="Small Grants")
    assert same_records(graph) == ()


def test_a_body_without_a_parent_joins_its_namesake_only_where_that_is_unambiguous() -> None:
    graph = Graph()
    organisation(graph, "Health")
    organisation(graph, "x", "Office", parent="Health")
    organisation(graph, "y", "Office")
    assert same_records(graph) == (("x", "y"),)
    organisation(graph, "Transport")
    organisation(graph, "z", "Office", parent="Transport")
    assert same_records(graph) == ()


def test_what_hangs_together_through_a_third_record_is_one_group() -> None:
    graph = Graph()
    organisation(graph, "p", "Alder")
    organisation(graph, "q", "Birch")
    effort(graph, "a", "p", label="Walk")
    effort(graph, "b", ["p", "q"], label="walk")
    effort(graph, "c", "q", label="WALK")
    assert same_records(graph) == (("a", "b", "c"),)
    assert same_record_pairs(graph) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert representatives(graph) == {"p": "p", "q": "q", "a": "a", "b": "a", "c": "a"}


def test_names_without_a_letter_and_efforts_without_a_body_are_never_one_record() -> None:
    graph = two_efforts("?!", "--")
    effort(graph, "c", label="Walk")
    effort(graph, "d", label="Walk")
    assert same_records(graph) == ()


@given(
    names=st.lists(st.sampled_from(["Walk", "walk", "Talk", "the talk", "Sing"]), max_size=8),
    seed=st.integers(),
)
def test_groups_depend_neither_on_order_nor_on_iris(names: list[str], seed: int) -> None:
    graph = Graph()
    for place, name in enumerate(names):
        organisation(graph, f"body-{place % 2}", f"Body {place % 2}")
        effort(graph, f"effort-{place}", f"body-{place % 2}", label=name)
    expected = same_records(graph)
    assert same_records(shuffled(graph, seed)) == expected
    turned = {iri: f"{len(graph) - place:03}" for place, iri in enumerate(graph)}
    found = {frozenset(group) for group in same_records(relabelled(graph, turned.__getitem__))}
    assert found == {frozenset(turned[iri] for iri in group) for group in expected}


def test_an_empty_map_has_no_groups() -> None:
    assert same_records(nx.MultiDiGraph()) == ()


@pytest.mark.real_data
def test_every_pair_that_the_publisher_marked_is_recognised(shared_data: Path) -> None:
    folder = shared_data / "ottawa-partner-map"
    marked = marked_as_one(folder)
    assert len(marked) == 49
    assert set(marked) <= same_record_pairs(ottawa(folder))
