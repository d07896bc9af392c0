"""Which organisation is the only recorded link between others and the rest?"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

Step = str | int
"""An organisation that holds parts together, or the number of a part in which nobody alone does (a block)."""


@dataclass(frozen=True, slots=True)
class SingleLink:
    """Without `link`, the organisations of `part`, in the graph's order, have no recorded path to the rest."""

    link: str
    part: tuple[str, ...]


def single_links(ties: nx.Graph[str], *, smallest: int) -> list[SingleLink]:
    """Every part of at least `smallest` that hangs on one organisation; the largest first, then in the graph's order.

    Of the parts that an organisation holds together the largest is "the rest" (the first, among equals). Parts may
    lie inside one another: a chain hangs on each of its links.
    """
    place = {node: at for at, node in enumerate(ties)}
    blocks = [frozenset[str](block) for block in nx.biconnected_components(ties)]  # type: ignore[arg-type]
    cuts = sorted(nx.articulation_points(ties), key=place.__getitem__)
    tree: nx.Graph[Step] = nx.Graph()
    for at, own in enumerate(blocks):
        for cut in own.intersection(cuts):
            tree.add_edge(at, cut)
    sizes = _sizes(tree, blocks)
    found = []
    for cut in cuts:
        largest = max(sizes[cut].values())
        equals = [block for block, size in sizes[cut].items() if size == largest]
        rest = min(equals, key=lambda block: min(map(place.__getitem__, blocks[block] - {cut})))
        for block, size in sizes[cut].items():
            if size >= smallest and block != rest:
                part = sorted(_members(tree, blocks, cut, block), key=place.__getitem__)
                found.append(SingleLink(cut, tuple(part)))
    return sorted(found, key=lambda one: (-len(one.part), place[one.link], place[one.part[0]]))


def _sizes(tree: nx.Graph[Step], blocks: list[frozenset[str]]) -> dict[Step, dict[int, int]]:
    """Cut -> block beside it -> how many organisations lie beyond the cut on the side of that block."""
    found: dict[Step, dict[int, int]] = {}
    for component in nx.connected_components(tree):
        root = min(step for step in component if isinstance(step, int))
        above = nx.dfs_predecessors(tree, root)
        under: dict[Step, int] = {}
        for step in nx.dfs_postorder_nodes(tree, root):
            # An organisation is counted with its block; one that lies in several, as the cut that it is.
            own = 1 if isinstance(step, str) else sum(node not in tree for node in blocks[step])
            under[step] = own + sum(under[end] for end in tree.adj[step] if above.get(end) == step)
        for step in component:
            if isinstance(step, str):
                found[step] = {
                    block: under[block] if above.get(block) == step else under[root] - under[step]
                    for block in tree.adj[step]
                    if isinstance(block, int)
                }
    return found


def _members(tree: nx.Graph[Step], blocks: list[frozenset[str]], cut: str, block: int) -> set[str]:
    side = nx.node_connected_component(nx.restricted_view(tree, [cut], []), block)
    return set[str]().union(*(blocks[step] for step in side if isinstance(step, int))) - {cut}
