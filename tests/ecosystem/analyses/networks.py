"""Small networks of recorded collaborations for tests."""

from __future__ import annotations

from collections.abc import Iterable

from graphs import Graph, link, organisation, thing


def sector(graph: Graph, notation: str) -> None:
    if notation not in graph:
        thing(graph, notation, "concept", "sector", f"sector {notation}", notation=notation)


def body(graph: Graph, iri: str, notation: str = "NK", label: str = "") -> str:
    """An organisation with the statement of its sector."""
    organisation(graph, iri, label, notation)
    if notation != "NK":
        sector(graph, notation)
        link(graph, iri, "sector", notation)
    return iri


def together(
    graph: Graph, iri: str, *partners: str, label: str = "", stage: str = "", strength: str = ""
) -> str:
    """A collaboration with a part for each partner."""
    thing(graph, iri, "collaboration", "", label)
    for partner in partners:
        values = {"strength": (strength,)} if strength else {}
        part = thing(graph, f"{iri}/{partner}", "participation", values=values)
        graph.nodes[part]["label"] = ""
        link(graph, iri, "hasParticipation", part)
        link(graph, part, "participant", partner)
    if stage:
        thing(graph, stage, "concept", "collaboration-stage", notation=stage)
        link(graph, iri, "collaborationStage", stage)
    return iri


def network(sectors: dict[str, str], ties: Iterable[tuple[str, str]]) -> Graph:
    """Organisations with their sectors and a collaboration for each tie."""
    graph = Graph()
    for iri, notation in sectors.items():
        body(graph, iri, notation)
    for a, b in ties:
        together(graph, f"{a}+{b}", a, b)
    return graph
