"""The one place where a NetworkX graph is handed to a faster engine, and where the answer comes back.

NetworkX is the graph that people see and extend, and its own algorithms run where they are fast enough. All-pairs
arithmetic runs on SciPy matrices; communities, and centralities of more than a few hundred things, on igraph. Every
function here answers in the graph's own nodes and as NetworkX would. Answers depend on the order of the graph's
nodes, so graphs are built in an order that does not hang on IRIs.

A backend of NetworkX that is named in the settings (`using`) comes first: then NetworkX's own functions are
called at every size, and hand their work to it where it can do it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from itertools import chain
from typing import Any

import igraph
import networkx as nx
import numpy as np
from networkx.utils import backends
from numpy.typing import NDArray
from scipy import sparse

from ecosystem.errors import ConfigError

FAST_ENOUGH = 200
"""Up to so many nodes NetworkX's own centralities are quick even when they are asked for 20 times over."""
LEIDEN_ROUNDS = 2


@contextmanager
def using(backend: str | None) -> Iterator[None]:
    """Hand the algorithms called inside to a NetworkX backend, where it has them; None: to nobody.

    Raises ConfigError where no backend of that name is installed, or it does not work with this NetworkX.
    """
    if not backend:
        yield
        return
    _check(backend)
    with nx.config(backend_priority=[backend]):
        yield


def _check(backend: str) -> None:
    entries: dict[str, EntryPoint] = vars(backends)["backends"]
    entry = entries.get(backend)
    if entry is None:
        installed = ", ".join(sorted(entries)) or "none"
        raise ConfigError(
            f"No NetworkX backend called {backend!r} is installed here (installed: {installed}). "
            "Install it, or leave the setting networkx_backend out."
        )
    try:
        entry.load()
    except ImportError as error:
        raise ConfigError(
            f"The NetworkX backend {backend!r} is installed but does not work with NetworkX {nx.__version__}: "
            f"{error}. Install another release of it, or leave the setting networkx_backend out."
        ) from error


def backend_named() -> bool:
    """Whether a backend was named, so that NetworkX's own functions are to be called."""
    priority: Any = nx.config.backend_priority  # the types of networkx 3.6 know it as a list only
    return bool(priority.algos)


def biadjacency(
    graph: nx.Graph[str], rows: Sequence[str], columns: Sequence[str]
) -> sparse.csr_array[np.int32]:
    """Which row is joined to which column: noughts and ones. Other nodes are left out.

    Numbers of 32 bits, as are the places: products of such tables take half the time.
    """
    place = {column: at for at, column in enumerate(columns)}
    joined = [[place[end] for end in graph.adj[row] if end in place] for row in rows]
    ends = np.cumsum([0, *map(len, joined)])
    places = np.fromiter((at for own in joined for at in own), dtype=np.int32, count=int(ends[-1]))
    ones = np.ones(len(places), dtype=np.int32)
    return sparse.csr_array((ones, places, ends), shape=(len(rows), len(columns)))


def shared_neighbours(
    graph: nx.Graph[str], rows: Sequence[str], columns: Sequence[str]
) -> sparse.csr_array[np.int32]:
    """How many columns each two rows have in common: the weights of `nx.bipartite.weighted_projected_graph`.

    Symmetric; the diagonal holds how many columns each row has. At 10,000 rows already a seventh of all pairs
    may share something: keep what is needed of it as a graph, never all.
    """
    table = biadjacency(graph, rows, columns)
    return sparse.csr_array(table @ table.T)


def as_igraph(graph: nx.Graph[str]) -> igraph.Graph:
    """The same undirected graph; vertices in the order of the graph's nodes, edges in that of their ends."""
    place = {node: at for at, node in enumerate(graph)}
    near = [own for _, own in graph.adjacency()]
    sizes = np.fromiter(map(len, near), np.int64, len(near))
    ends = np.fromiter(map(place.__getitem__, chain.from_iterable(near)), np.int64, int(sizes.sum()))
    starts = np.repeat(np.arange(len(near)), sizes)
    once = starts <= ends
    starts, ends = np.divmod(np.sort(starts[once] * len(place) + ends[once]), max(len(place), 1))
    # As tuples: igraph reads an array ten times more slowly, and making lists sets off the garbage collector.
    edges = list(zip(starts.tolist(), ends.tolist(), strict=True))
    return igraph.Graph(n=len(place), edges=edges)


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """igraph draws from one generator for the whole process: give it ours, and Python's back afterwards."""
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def communities(graph: nx.Graph[str], *, seeds: int, resolution: float = 1.0) -> list[list[int]]:
    """For each seed from 0 the number of the community of every node, in the graph's order.

    Leiden on modularity (Traag et al. 2019; leidenalg's RBConfiguration finds slightly better ones in many
    times the time); with a backend named, NetworkX's Louvain. Numbers mean nothing beyond one list.
    """
    if backend_named():
        return [_louvain(graph, seed, resolution) for seed in range(seeds)]
    converted, found = as_igraph(graph), []
    for seed in range(seeds):
        with _seeded(seed):
            parts = converted.community_leiden(
                objective_function="modularity", resolution=resolution, n_iterations=LEIDEN_ROUNDS
            )
        found.append(list(parts.membership))
    return found


def _louvain(graph: nx.Graph[str], seed: int, resolution: float) -> list[int]:
    parts = nx.community.louvain_communities(graph, seed=seed, resolution=resolution)
    number = {node: at for at, part in enumerate(parts) for node in part}
    return [number[node] for node in graph]


def betweenness(graph: nx.Graph[str], *, sources: int, seed: int) -> dict[str, float]:
    """The share, 0-1, of shortest paths from some `sources`, drawn by the seed, that pass through each node.

    As `nx.betweenness_centrality(graph, k=sources, seed=seed)`; all nodes are sources where there are fewer.
    """
    number = len(graph)
    if number <= FAST_ENOUGH or backend_named():
        drawn = sources if sources < number else None
        found: dict[str, float] = nx.betweenness_centrality(graph, k=drawn, seed=seed)
        return found
    nodes = list(graph)
    order = random.Random(seed)  # noqa: S311
    places = order.sample(range(number), sources) if sources < number else list(range(number))
    passed = 2 * np.asarray(as_igraph(graph).betweenness(sources=places, directed=False))
    is_source = np.zeros(number, dtype=bool)
    is_source[places] = True
    # A source cannot lie on a path from itself, so it has one source fewer (networkx, `_rescale`).
    from_others = len(places) - is_source
    return dict(zip(nodes, (passed / np.maximum(from_others * (number - 2), 1)).tolist(), strict=True))


def single_links_by_chance(graph: nx.Graph[str], *, shuffles: int, seed: int) -> NDArray[np.bool_]:
    """Shuffle x node: whether the node would cut others off if ties were joined anew at random.

    Every node keeps its number of ties; no two are joined twice. Nodes in the graph's order. Two ties swap ends ten
    times as often as there are ties at first, and once as often from one shuffle to the next.
    """
    converted = as_igraph(graph)
    found = np.zeros((shuffles, len(graph)), dtype=bool)
    with _seeded(seed):
        converted.rewire(10 * converted.ecount())
        for row in range(shuffles):
            converted.rewire(converted.ecount())
            found[row, converted.articulation_points()] = True
    return found
