"""The map as a graph file."""

from __future__ import annotations

import re
from typing import BinaryIO

import networkx as nx

from ecosystem.projection import ecosystem_graph
from ecosystem.store import Reader

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) does not allow, even escaped."""


def write_graphml(reader: Reader, stream: BinaryIO) -> None:
    """The whole map as GraphML: parallel links kept, IRIs as ids, money as text, nothing empty written."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(version=reader.version)
    source = ecosystem_graph(reader)
    for node, data in source.nodes(data=True):
        graph.add_node(node, **{name: _plain(value) for name, value in data.items() if value not in ("", ())})
    for start, end, key, data in source.edges(keys=True, data=True):
        graph.add_edge(start, end, key=key, kind=key, **data)
    nx.write_graphml(graph, stream)


def _plain(value: object) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple):
        return "; ".join(f"{item.amount} {item.currency} {item.status}".strip() for item in value)
    return _NOT_XML.sub("", str(value))
