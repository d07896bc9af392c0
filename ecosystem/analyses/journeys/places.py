"""Where a journey can be walked: steps whose services are recorded for fewer places than the others'."""

from __future__ import annotations

import networkx as nx

from ecosystem.analyses.journeys.broken import step_name
from ecosystem.analyses.journeys.steps import Journey, Step
from ecosystem.analyses.reading import canonical, name
from ecosystem.analyses.wording import listed, quoted
from ecosystem.projection import neighbours


def partly_offered(graph: nx.MultiDiGraph[str], journey: Journey) -> list[str]:
    """A sentence where some steps are recorded for a part only of the places that another step is recorded for.

    A service without any place may be offered anywhere, so nothing is said of it.
    """
    places = {step.iri: _places(graph, step) for step in journey.steps}
    covered = {iri: set().union(*(_within(graph, place) for place in own)) for iri, own in places.items()}
    whole = set().union(*covered.values())
    partly = [step for step in journey.steps if places[step.iri] and covered[step.iri] < whole]
    if not partly or len(partly) == len([own for own in places.values() if own]):
        return []
    said = [
        f"{step_name(graph, step)} (only {listed([name(graph, place) for place in places[step.iri]])})"
        for step in partly
    ]
    title = quoted(name(graph, journey.iri))
    return [f"{title}: not every step is recorded for all the places that others are for: {listed(said)}."]


def _places(graph: nx.MultiDiGraph[str], step: Step) -> list[str]:
    return canonical(
        graph, {place for service in step.services for place in neighbours(graph, service, "inArea")}
    )


def _within(graph: nx.MultiDiGraph[str], place: str) -> set[str]:
    """The place and every place in it."""
    found, waiting = {place}, [place]
    while waiting:
        inner = {a for a, _, key in graph.in_edges(waiting.pop(), keys=True) if key == "withinArea"}
        waiting += sorted(inner - found)
        found |= inner
    return found
