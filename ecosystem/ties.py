"""What joins organisations in a picture: shared aims first, and what stands in where no aims are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import networkx as nx

from ecosystem.projection import neighbours, of_family

Pairs = dict[tuple[str, str], set[str]]
"""(organisation, what it is joined to) -> the efforts that join them; empty where it is stated directly."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of joining organisations to something in the middle of the picture."""

    family: str
    title: str
    verb: str
    verb_of_one: str
    one: str
    many: str
    pairs: Callable[[nx.MultiDiGraph[str]], Pairs]


def _through_efforts(predicate: str) -> Callable[[nx.MultiDiGraph[str]], Pairs]:
    def pairs(graph: nx.MultiDiGraph[str]) -> Pairs:
        joined: Pairs = defaultdict(set)
        for effort in of_family(graph, "effort"):
            for organisation in neighbours(graph, effort, "deliveredBy"):
                for middle in neighbours(graph, effort, predicate):
                    if middle != organisation:
                        joined[organisation, middle].add(effort)
        return dict(joined)

    return pairs


def aims(graph: nx.MultiDiGraph[str]) -> Pairs:
    """Organisations and the outcomes their efforts target or the objectives they say they pursue."""
    joined = _through_efforts("targetsOutcome")(graph)
    for organisation in of_family(graph, "organisation"):
        for objective in neighbours(graph, organisation, "pursues"):
            joined.setdefault((organisation, objective), set())
    return joined


WAYS: tuple[Way, ...] = (
    Way(
        family="outcome",
        title="Who works towards what",
        verb="work towards",
        verb_of_one="works towards",
        one="objective or outcome",
        many="objectives and outcomes",
        pairs=aims,
    ),
    Way(
        family="theme",
        title="Who works on what",
        verb="work on",
        verb_of_one="works on",
        one="theme",
        many="themes",
        pairs=_through_efforts("theme"),
    ),
    Way(
        family="organisation",
        title="Who commissions whom",
        verb="are commissioned by",
        verb_of_one="is commissioned by",
        one="organisation",
        many="organisations",
        pairs=_through_efforts("commissionedBy"),
    ),
    Way(
        family="group",
        title="Who works with whom",
        verb="work with",
        verb_of_one="works with",
        one="group of people",
        many="groups of people",
        pairs=_through_efforts("serves"),
    ),
    Way(
        family="area",
        title="Who works where",
        verb="work in",
        verb_of_one="works in",
        one="place",
        many="places",
        pairs=_through_efforts("inArea"),
    ),
)
"""In the order of preference: the first that joins anything is drawn."""
