"""What is worked out once of a graph that cannot change is worked out anew of one that can."""

from __future__ import annotations

import gc
from weakref import ref

import networkx as nx
import pytest

from ecosystem.remembering import once

Calls = list[tuple[int, str]]
calls: Calls = []


@once
def number(graph: nx.MultiDiGraph[str], *, more: int = 0, word: str = "") -> list[int]:
    calls.append((more, word))
    return [len(graph) + more]


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    calls.clear()


def map_of(*nodes: str) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    return graph


def test_a_graph_that_may_change_is_read_anew_each_time() -> None:
    graph = map_of("a")
    assert number(graph) == [1]
    graph.add_node("b")
    assert number(graph) == [2]


def test_a_frozen_graph_is_read_once_for_the_same_question_however_it_is_put() -> None:
    graph = nx.freeze(map_of("a"))
    assert number(graph) is number(graph, more=0) is number(graph, word="", more=0)
    assert number(graph, more=3) == [4]
    assert calls == [(0, ""), (3, "")]


def test_another_frozen_graph_is_another_question() -> None:
    one, other = nx.freeze(map_of("a")), nx.freeze(map_of("a"))
    assert number(one) is not number(other)


def test_nothing_is_kept_of_a_graph_that_is_gone() -> None:
    graph = nx.freeze(map_of("a"))
    number(graph)
    held = ref(graph)
    del graph
    gc.collect()
    assert held() is None
