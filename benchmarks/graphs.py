"""Print what the engines behind the analyses gain over plain NetworkX, on the same graphs in the same run.

    python -m benchmarks.graphs [--json] [--rounds 5]

Seconds are processor seconds of this process. In each round both ways run one after the other, converting from the
NetworkX graph included; the figure is the median of the rounds' ratios, with the lowest and the highest. That the
answers are equal (or, for communities, that modularity is no lower) is checked on what was timed. Ends with exit
code 1 where an answer differs or a figure that is promised is missed by more than a quarter.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from ecosystem.graph_engines import as_igraph, betweenness, communities, shared_neighbours

ORGANISATIONS, OUTCOMES = 1_000, 300
NODES, TIES = 10_000, 50_000
SOURCES = 64
SEARCHES = 20
SLACK = 0.75
Graph = nx.Graph


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison: the plain way, ours, and whether their answers agree. `promised`: times faster, 0 for none.

    `times`: how often ours does in one call what the plain way does once.
    """

    name: str
    plain: Callable[[], Any]
    ours: Callable[[], Any]
    agree: Callable[[Any, Any], str]
    promised: float
    times: int = 1


@dataclass(frozen=True, slots=True)
class Compared:
    """`plain` and `ours`: median seconds; `ratio`: median of the rounds', from `lowest` to `highest`; `answers`: how
    they agree, "" where they do not."""

    name: str
    plain: float
    ours: float
    ratio: float
    lowest: float
    highest: float
    promised: float
    answers: str


def affiliation(organisations: int = ORGANISATIONS, outcomes: int = OUTCOMES, seed: int = 0) -> Graph[str]:
    """Organisations with two to eight outcomes each; some outcomes are many times as popular as others."""
    rng = np.random.default_rng(seed)
    popular = 1 / np.arange(1, outcomes + 1) ** 0.6
    graph: Graph[str] = nx.Graph()
    graph.add_nodes_from((f"body-{at}" for at in range(organisations)), bipartite=0)
    graph.add_nodes_from((f"outcome-{at}" for at in range(outcomes)), bipartite=1)
    for body in range(organisations):
        chosen = rng.choice(outcomes, size=rng.integers(2, 9), replace=False, p=popular / popular.sum())
        graph.add_edges_from((f"body-{body}", f"outcome-{at}") for at in chosen.tolist())
    return graph


def collaboration(nodes: int = NODES, ties: int = TIES, seed: int = 1) -> Graph[str]:
    """Ties dealt out at random: the hardest case for finding communities, as there are none."""
    named: Graph[str] = nx.relabel_nodes(nx.gnm_random_graph(nodes, ties, seed=seed), str)
    return named


def planted(groups: int = 50, seed: int = 2) -> Graph[str]:
    """About as many ties, most of them within groups of 200."""
    size = NODES // groups
    drawn = nx.random_partition_graph([size] * groups, 0.03, 0.0005, seed=seed)
    named: Graph[str] = nx.relabel_nodes(drawn, str)
    return named


def cases() -> Iterator[Case]:
    """Every comparison, in the order in which it is printed."""
    table = affiliation()
    bodies = [node for node, data in table.nodes(data=True) if data["bipartite"] == 0]
    outcomes = [node for node, data in table.nodes(data=True) if data["bipartite"] == 1]
    yield Case(
        f"projection, {ORGANISATIONS:,} x {OUTCOMES}",
        lambda: nx.bipartite.weighted_projected_graph(table, bodies),
        lambda: shared_neighbours(table, bodies, outcomes),
        lambda plain, ours: same_weights(plain, ours, bodies),
        100,
    )
    ties = collaboration()
    yield Case(
        f"betweenness, {SOURCES} sources, {NODES:,} / {TIES:,}",
        lambda: nx.betweenness_centrality(ties, k=SOURCES, seed=0),
        lambda: betweenness(ties, sources=SOURCES, seed=0),
        same_numbers,
        30,
    )
    small = collaboration(2_000, 10_000)
    yield Case(
        "constraint, 2,000 / 10,000 (a list of nodes: the old way)",
        lambda: nx.constraint(small, nodes=list(small)),
        lambda: nx.constraint(small),
        same_numbers,
        0,
    )
    for name, graph, promised in (("no groups", collaboration(), 100.0), ("50 groups", planted(), 0.0)):
        size = f"{graph.number_of_nodes():,} / {graph.number_of_edges():,}"
        # An analysis converts once for all its searches; the promise is about that, one search alone is for comparison.
        yield _communities(f"communities, {size}, {name}", graph, 0, 1)
        yield _communities(f"the same, {SEARCHES} searches in one call", graph, promised, SEARCHES)


def _communities(name: str, graph: Graph[str], promised: float, times: int) -> Case:
    return Case(
        name,
        lambda: nx.community.louvain_communities(graph, seed=0),
        lambda: communities(graph, seeds=times),
        lambda plain, ours: no_lower(graph, plain, ours),
        promised,
        times,
    )


def same_weights(plain: Graph[str], ours: sparse.csr_array[Any], bodies: list[str]) -> str:
    """Whether every pair has the same weight in both; pairs that share nothing in neither."""
    expected = nx.to_scipy_sparse_array(plain, nodelist=bodies, weight="weight", format="csr")
    counts = ours.toarray()
    np.fill_diagonal(counts, 0)
    return f"{expected.nnz // 2:,} equal weights" if np.array_equal(expected.toarray(), counts) else ""


def no_lower(graph: Graph[str], plain: list[set[str]], ours: list[list[int]]) -> str:
    """Whether the worst of our searches has at least the modularity of the plain one."""
    converted = as_igraph(graph)
    theirs = nx.community.modularity(graph, plain)
    worst = min(converted.modularity(found) for found in ours)
    return f"modularity {worst:.3f}, theirs {theirs:.3f}" if worst >= theirs else ""


def same_numbers(plain: Mapping[str, float], ours: Mapping[str, float]) -> str:
    """Whether both give every node the same number, to rounding."""
    gap = max(abs(plain[node] - ours[node]) for node in plain)
    return f"equal to {gap:.0e}" if gap < 1e-9 else ""


def compared(case: Case, rounds: int) -> Compared:
    """Both ways, one after the other, in each of the rounds."""
    plain, ours, answers = [], [], ""
    for _ in range(rounds):
        theirs, taken = _timed(case.plain)
        plain.append(taken)
        found, taken = _timed(case.ours)
        ours.append(taken / case.times)
        answers = answers or case.agree(theirs, found)
    ratios = [one / other for one, other in zip(plain, ours, strict=True)]
    return Compared(
        case.name,
        statistics.median(plain),
        statistics.median(ours),
        statistics.median(ratios),
        min(ratios),
        max(ratios),
        case.promised,
        answers,
    )


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    found = work()
    return found, time.process_time() - start


def missed(found: list[Compared]) -> list[str]:
    """The comparisons whose answers differ, or that are more than a quarter below what is promised."""
    return [one.name for one in found if not one.answers or one.ratio < SLACK * one.promised]


HEAD = (
    f"{'engines against NetworkX':58}{'NetworkX, s':>12}{'ours, s':>10}{'times faster':>22}{'promised':>10}"
)


def line(one: Compared) -> str:
    """One comparison as a row of the table."""
    ratio = f"{one.ratio:.0f} ({one.lowest:.0f} to {one.highest:.0f})"
    promised = f"{one.promised:.0f}" if one.promised else ""
    answers = one.answers or "DIFFERENT ANSWERS"
    return f"{one.name:58}{one.plain:12.3f}{one.ours:10.4f}{ratio:>22}{promised:>10}   {answers}"


def main(words: list[str] | None = None) -> None:
    """Measure and print; SystemExit with a sentence where something is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.graphs", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--rounds", type=int, default=5, help="how often each pair is run")
    chosen = parser.parse_args(words)
    if not chosen.json:
        print(HEAD, flush=True)
    found = []
    for case in cases():
        print(case.name, file=sys.stderr, flush=True)
        found.append(compared(case, chosen.rounds))
        if not chosen.json:
            print(line(found[-1]), flush=True)
    if chosen.json:
        print(json.dumps([asdict(one) for one in found]), flush=True)
    if names := missed(found):
        raise SystemExit(f"Missed: {'; '.join(names)}.")


if __name__ == "__main__":
    main()
