"""Every engine answers as NetworkX does, and a backend that is named is really handed the work."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.utils import backends

from ecosystem import graph_engines
from ecosystem.analysing import analyse
from ecosystem.config import Settings
from ecosystem.errors import ConfigError
from ecosystem.graph_engines import (
    as_igraph,
    betweenness,
    communities,
    shared_neighbours,
    single_links_by_chance,
    using,
)
from ecosystem.store import Changes, open_store

ROOT = Path(__file__).parent.parent.parent
MIRROR = """
import sys
import networkx as nx

class Mirror:
    __networkx_backend__ = "mirror"
    def __init__(self, graph): self.graph = graph
    def is_directed(self): return self.graph.is_directed()
    def is_multigraph(self): return self.graph.is_multigraph()

def betweenness_centrality(mirror, *rest, **options):
    print("betweenness_centrality")
    return nx.betweenness_centrality.orig_func(mirror.graph, *rest, **options)

def louvain_communities(mirror, *rest, **options):
    print("louvain_communities")
    return nx.community.louvain_communities.orig_func(mirror.graph, *rest, **options)

def convert_from_nx(graph, **options): return Mirror(graph)
def convert_to_nx(found, **options): return getattr(found, "graph", found)

INTERFACE = sys.modules[__name__]
"""
"""A backend as a package of its own: it says what it is asked for, and has NetworkX do it."""
HANDED = """
import networkx as nx
from ecosystem.graph_engines import betweenness, communities, using
graph = nx.relabel_nodes(nx.gnm_random_graph(300, 900, seed=1), str)
plain = betweenness(graph, sources=20, seed=0)
with using("mirror"):
    handed = betweenness(graph, sources=20, seed=0)
    found = communities(graph, seeds=1)
assert len(found[0]) == len(graph)
print("equal" if max(abs(plain[node] - handed[node]) for node in graph) < 1e-12 else "different")
"""


def named(graph: nx.Graph[int]) -> nx.Graph[str]:
    return nx.relabel_nodes(graph, {node: f"n{node}" for node in graph})


def table(links: list[tuple[int, int]]) -> tuple[nx.Graph[str], list[str], list[str]]:
    graph: nx.Graph[str] = nx.Graph()
    rows, columns = [f"row-{at}" for at in range(8)], [f"column-{at}" for at in range(6)]
    graph.add_nodes_from([*columns, *rows])
    graph.add_edges_from((rows[row], columns[column]) for row, column in links)
    return graph, rows, columns


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5)), max_size=40))
def test_the_projection_has_the_weights_of_networkx(links: list[tuple[int, int]]) -> None:
    graph, rows, columns = table(links)
    expected = nx.bipartite.weighted_projected_graph(graph, rows)
    shared = shared_neighbours(graph, rows, columns).toarray()
    for a, one in enumerate(rows):
        for b, other in enumerate(rows):
            if a != b:
                weight = expected.edges[one, other]["weight"] if expected.has_edge(one, other) else 0
                assert shared[a, b] == weight
    assert np.diag(shared).tolist() == [graph.degree(row) for row in rows]


def test_columns_that_are_not_asked_for_do_not_count() -> None:
    graph, rows, columns = table([(0, 0), (1, 0), (0, 1), (1, 1)])
    assert shared_neighbours(graph, rows, columns[1:])[0, 1] == 1


@pytest.mark.parametrize("sources", [30, 500])
def test_sampled_and_exact_betweenness_are_those_of_networkx(sources: int) -> None:
    graph = named(nx.gnm_random_graph(graph_engines.FAST_ENOUGH + 50, 700, seed=1))
    drawn = sources if sources < len(graph) else None
    expected = nx.betweenness_centrality(graph, k=drawn, seed=3)
    found = betweenness(graph, sources=sources, seed=3)
    assert list(found) == list(graph)
    assert found == pytest.approx(expected, abs=1e-12)


def test_a_small_graph_is_left_to_networkx() -> None:
    graph = named(nx.path_graph(5))
    assert betweenness(graph, sources=200, seed=0) == nx.betweenness_centrality(graph)


def test_modularity_is_no_lower_than_that_of_networkx_louvain() -> None:
    graph = named(nx.random_partition_graph([40] * 10, 0.2, 0.01, seed=2))
    plain = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=0))
    for found in communities(graph, seeds=3):
        parts = [{node for node, at in zip(graph, found, strict=True) if at == part} for part in set(found)]
        assert nx.community.modularity(graph, parts) >= plain - 1e-9


def test_the_same_seed_gives_the_same_communities_whatever_igraph_did_before() -> None:
    graph = named(nx.gnm_random_graph(60, 150, seed=4))
    first = communities(graph, seeds=4)
    single_links_by_chance(graph, shuffles=3, seed=9)
    assert communities(graph, seeds=4) == first
    assert len({tuple(found) for found in first}) > 1


def test_edges_reach_igraph_in_the_order_of_the_nodes_however_they_were_added() -> None:
    graph = named(nx.gnm_random_graph(30, 80, seed=5))
    other: nx.Graph[str] = nx.Graph()
    other.add_nodes_from(graph)
    other.add_edges_from((b, a) for a, b in reversed(list(graph.edges())))
    assert as_igraph(graph).get_edgelist() == as_igraph(other).get_edgelist()


def test_ties_joined_anew_leave_everybody_their_number() -> None:
    star = named(nx.star_graph(4))
    assert single_links_by_chance(star, shuffles=5, seed=0).tolist() == [[True] + [False] * 4] * 5
    ring = named(nx.cycle_graph(5))
    assert not single_links_by_chance(ring, shuffles=5, seed=0).any()


def test_a_named_backend_is_handed_the_work(tmp_path: Path) -> None:
    """In a process of its own: NetworkX looks for backends once, when it is imported."""
    (tmp_path / "mirror.py").write_text(MIRROR)
    entries = tmp_path / "mirror-1.0.dist-info"
    entries.mkdir()
    (entries / "METADATA").write_text("Metadata-Version: 2.1\nName: mirror\nVersion: 1.0\n")
    (entries / "entry_points.txt").write_text("[networkx.backends]\nmirror = mirror:INTERFACE\n")
    environ = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    said = subprocess.run(
        [sys.executable, "-c", HANDED], env=environ, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert said.stdout.split() == ["betweenness_centrality", "louvain_communities", "equal"]


def test_a_backend_that_is_not_installed_is_a_sentence() -> None:
    said = "No NetworkX backend called 'cugraphs' is installed here .*networkx_backend"
    with pytest.raises(ConfigError, match=said), using("cugraphs"):
        raise AssertionError("nothing may run")


def test_a_backend_that_does_not_work_with_this_networkx_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = EntryPoint("broken", "no_such_module_anywhere:interface", "networkx.backends")
    monkeypatch.setitem(backends.backends, "broken", broken)  # type: ignore[attr-defined]
    with pytest.raises(ConfigError, match=r"does not work with NetworkX .*no_such_module"), using("broken"):
        raise AssertionError("nothing may run")


def test_the_setting_reaches_every_analysis(settings: Settings) -> None:
    chosen = Settings.load(None, {"ECOSYSTEM_NETWORKX_BACKEND": "cugraphs"}).with_changes(data=settings.data)
    store = open_store(settings)
    store.commit(Changes("Nothing yet.", {}))
    try:
        with pytest.raises(ConfigError, match="cugraphs"):
            analyse(chosen, store, ["brokers"], lambda _: None)
    finally:
        store.close()
