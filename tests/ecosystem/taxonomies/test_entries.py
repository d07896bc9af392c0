"""Nothing is wider than itself, and finding out takes one walk."""

from __future__ import annotations

import time

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.taxonomies.entries import closing_links

LINKS = st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 12), unique=True, max_size=4), max_size=10)


@given(LINKS)
def test_without_the_links_found_nothing_is_wider_than_itself(wider: dict[int, list[int]]) -> None:
    whole = nx.DiGraph(((here, other) for here, others in wider.items() for other in others))
    found = closing_links(wider)
    assert bool(found) != nx.is_directed_acyclic_graph(whole)
    whole.remove_edges_from(found)
    assert nx.is_directed_acyclic_graph(whole)


def test_a_long_chain_takes_a_moment() -> None:
    chain = {number: [number - 1] for number in range(1, 300_000)}
    begun = time.monotonic()
    assert closing_links(chain) == []
    assert closing_links({**chain, 0: [299_999]}) == [(2, 1)]
    assert time.monotonic() - begun < 20  # climbing from each link anew would take hours
