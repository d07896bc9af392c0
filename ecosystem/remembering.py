"""Work that several analyses need of one graph is done once, as long as the graph lives and cannot change."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

import networkx as nx

Graph: TypeAlias = "nx.MultiDiGraph[str]"
Given = ParamSpec("Given")
Found = TypeVar("Found")


def once(work: Callable[Concatenate[Graph, Given], Found]) -> Callable[Concatenate[Graph, Given], Found]:
    """Remember what a pure function of a graph and hashable arguments gave, if the graph is frozen (`nx.freeze`).

    Freezing is the promise that neither the graph nor what its nodes say will change; for any other graph the work
    is done each time. What is given back is shared by all who ask: read it, never change it.
    """
    held: WeakKeyDictionary[Graph, dict[object, Found]] = WeakKeyDictionary()
    named = signature(work)

    @wraps(work)
    def remembered(graph: Graph, /, *args: Given.args, **options: Given.kwargs) -> Found:
        if not nx.is_frozen(graph):
            return work(graph, *args, **options)
        asked = named.bind(graph, *args, **options)
        asked.apply_defaults()
        own, key = held.setdefault(graph, {}), asked.args[1:] + tuple(asked.kwargs.items())
        if key not in own:
            own[key] = work(graph, *args, **options)
        return own[key]

    return remembered
