from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from graphs import Graph, effort, organisation, outcome, relabelled, shuffled
from networks import network
from open_data import federal

from ecosystem.analyses.clusters import BETWEEN, barber_modularity, consensus, label, run
from ecosystem.analyses.projections import affiliation_graph


def two_camps() -> Graph:
    """Four bodies each work for both of two outcomes, four others for two more; "between" for one of each."""
    graph = Graph()
    for iri in ("calm", "fit", "warm", "dry"):
        outcome(graph, iri, iri.capitalize())
    for camp, outcomes in (("a", ("calm", "fit")), ("b", ("warm", "dry"))):
        for at in range(4):
            one = organisation(graph, f"{camp}{at}", f"Body {camp}{at}")
            effort(graph, f"effort-{camp}{at}", one, outcomes=outcomes)
    organisation(graph, "between", "Body between")
    effort(graph, "effort-between", "between", outcomes=["calm", "warm"])
    return graph


def test_two_camps_are_two_groups_named_by_what_they_share() -> None:
    result = run(two_camps())
    found = {row["iri"]: (row["group"], row["label"]) for row in result.tables["outcomes"]}
    assert {found[f"a{at}"] for at in range(4)} == {(1, "“Fit” and “Calm”")}
    assert {found[f"b{at}"] for at in range(4)} == {(2, "“Dry” and “Warm”")}
    assert result.counts["outcomes"] == 2


def test_groups_are_never_findings() -> None:
    assert run(two_camps()).findings == ()


def test_who_keeps_other_company_in_every_search_is_between_groups() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("abcdx")
    searches = [[0, 0, 1, 1, 0]] * 6 + [[0, 0, 1, 1, 1]] * 4
    found = consensus(graph, searches, 0.8)
    assert found.group == {"a": 1, "b": 1, "c": 2, "d": 2, "x": None}
    assert found.agreement["x"] == 0.6
    # a is with b in all ten searches and with x in six: 0.8 on average.
    assert found.agreement["a"] == 0.8


def test_the_names_of_communities_mean_nothing() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("abcd")
    assert consensus(graph, [[5, 5, 1, 1], [0, 0, 9, 9]], 0.8).group == {"a": 1, "b": 1, "c": 2, "d": 2}


def test_one_alone_is_in_no_group() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("abc")
    assert consensus(graph, [[0, 0, 1]] * 3, 0.8).group == {"a": 1, "b": 1, "c": None}


def test_a_group_without_a_common_outcome_is_not_given_a_name() -> None:
    outcomes = affiliation_graph(two_camps())
    assert label(outcomes, ["a0", "b0"]) == "no outcome in common recorded"
    assert label(outcomes, ["not there"]) == "no outcome in common recorded"


def test_collaborations_give_groups_of_their_own() -> None:
    ring = [
        (f"{camp}{at}", f"{camp}{(at + step) % 5}") for camp in "xy" for at in range(5) for step in (1, 2)
    ]
    graph = network({f"{camp}{at}": "VC" for camp in "xy" for at in range(5)}, [*ring, ("x0", "y0")])
    rows = run(graph).tables["collaborations"]
    assert [row["group"] for row in rows] == [1] * 5 + [2] * 5
    assert {row["label"] for row in rows} == {"no outcome in common recorded"}


def test_barber_modularity_of_a_table_worked_out_by_hand() -> None:
    links: nx.Graph[str] = nx.Graph()
    links.add_nodes_from("ab", bipartite=0)
    links.add_nodes_from("xy", bipartite=1)
    links.add_edges_from([("a", "x"), ("b", "y")])
    # All links within; by chance half of them would be: 1 - (1 x 1 + 1 x 1) / 4.
    assert barber_modularity(links, {"a": 1, "x": 1, "b": 2, "y": 2}) == 0.5
    assert barber_modularity(links, dict.fromkeys("abxy", 1)) == 0
    assert barber_modularity(nx.Graph(), {}) == 0


def test_shuffled_rows_and_other_names_change_nothing() -> None:
    graph = two_camps()
    expected = run(graph)
    assert run(shuffled(graph, 2)) == expected
    turned = run(relabelled(graph, lambda iri: iri[::-1]))
    assert turned.statements == expected.statements
    assert [(row["name"], row["label"]) for row in turned.tables["outcomes"]] == [
        (row["name"], row["label"]) for row in expected.tables["outcomes"]
    ]


@pytest.mark.real_data
def test_federal_bodies_fall_into_groups_with_some_between_them(shared_data: Path) -> None:
    graph = federal(shared_data / "federal-programs")
    rows = run(graph).tables["outcomes"]
    assert len({row["group"] for row in rows if row["group"]}) >= 3
    assert any(row["label"] == BETWEEN for row in rows)
    table = affiliation_graph(graph)
    assert len(rows) == sum(data["bipartite"] == 0 for _, data in table.nodes(data=True))
