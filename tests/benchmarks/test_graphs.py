"""What the benchmark of engines compares are equal answers, and it fails where they are not."""

from __future__ import annotations

import networkx as nx

from benchmarks import graphs
from benchmarks.graphs import Case, Compared, compared, missed


def test_equal_answers_are_timed_both_ways() -> None:
    table = graphs.affiliation(30, 12)
    bodies, outcomes = (
        [node for node, data in table.nodes(data=True) if data["bipartite"] == side] for side in (0, 1)
    )
    case = Case(
        "projection",
        lambda: nx.bipartite.weighted_projected_graph(table, bodies),
        lambda: graphs.shared_neighbours(table, bodies, outcomes),
        lambda plain, ours: graphs.same_weights(plain, ours, bodies),
        0,
    )
    found = compared(case, 2)
    assert found.answers.endswith("equal weights")
    assert found.lowest <= found.ratio <= found.highest


def test_communities_and_centralities_are_compared_by_what_they_say() -> None:
    ties = graphs.collaboration(300, 900)
    plain = nx.community.louvain_communities(ties, seed=0)
    one_each = [list(range(len(ties)))]
    assert graphs.no_lower(ties, plain, one_each) == ""
    assert graphs.no_lower(ties, plain, graphs.communities(ties, seeds=2)).startswith("modularity")
    numbers = nx.betweenness_centrality(ties, k=20, seed=0)
    assert graphs.same_numbers(numbers, graphs.betweenness(ties, sources=20, seed=0))
    assert graphs.same_numbers(numbers, dict.fromkeys(ties, 0.0)) == ""


def test_a_wrong_answer_or_a_promise_missed_by_a_quarter_is_named() -> None:
    fine = Compared("fine", 1.0, 0.01, 80.0, 70.0, 90.0, 100.0, "equal")
    slow = Compared("slow", 1.0, 0.01, 74.0, 70.0, 90.0, 100.0, "equal")
    wrong = Compared("wrong", 1.0, 0.01, 200.0, 70.0, 90.0, 100.0, "")
    assert missed([fine, slow, wrong]) == ["slow", "wrong"]
