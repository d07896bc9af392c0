"""The recorded journeys: their steps in order, who serves each, and what is known of each handover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from ecosystem.analyses.reading import canonical, texts
from ecosystem.matching import representatives
from ecosystem.projection import neighbours, of_family

Said = Literal["yes", "no", "both", ""]
"""What sources say to a question: both, where they differ; nothing, where none says anything."""

Providers = Literal["same", "different", "not known"]


@dataclass(frozen=True, slots=True)
class Step:
    """`position` is 0 where no place in the order is recorded; `bodies` deliver the services, each body once."""

    iri: str
    position: int
    services: tuple[str, ...]
    bodies: tuple[str, ...]
    passes_on: Said
    agreed: Said


@dataclass(frozen=True, slots=True)
class Handover:
    """From a step to one that people go to next. `stated`: the journey says so; else it is the next in order.

    `known_already`: a body of the next step has met the person at this step or before.
    """

    step: Step
    next: Step
    stated: bool
    known_already: bool

    @property
    def providers(self) -> Providers:
        """`same`: one body serves both; `not known`: nobody is recorded for one of them."""
        if not self.step.bodies or not self.next.bodies:
            return "not known"
        return "same" if set(self.step.bodies) & set(self.next.bodies) else "different"


@dataclass(frozen=True, slots=True)
class Journey:
    """Steps by their place in the order, those without one last; handovers in the order of their steps."""

    iri: str
    events: tuple[str, ...]
    steps: tuple[Step, ...]
    handovers: tuple[Handover, ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """Everybody whom a person meets, each once, in the order of meeting."""
        return tuple(dict.fromkeys(body for step in self.steps for body in step.bodies))


def journeys(graph: nx.MultiDiGraph[str]) -> list[Journey]:
    """Every recorded journey, by name."""
    one_of = representatives(graph)
    return [_journey(graph, iri, one_of) for iri in canonical(graph, of_family(graph, "journey"))]


def _journey(graph: nx.MultiDiGraph[str], iri: str, one_of: Mapping[str, str]) -> Journey:
    members = canonical(graph, neighbours(graph, iri, "hasStep"))
    steps = sorted(
        (_step(graph, step, one_of) for step in members), key=lambda step: step.position or 1_000_000
    )
    handovers = [found for step in steps for found in _handovers(graph, step, steps)]
    return Journey(iri, neighbours(graph, iri, "supportsLifeEvent"), tuple(steps), tuple(handovers))


def _step(graph: nx.MultiDiGraph[str], iri: str, one_of: Mapping[str, str]) -> Step:
    services = canonical(graph, neighbours(graph, iri, "stepService"))
    bodies = {one_of[body] for service in services for body in neighbours(graph, service, "deliveredBy")}
    places = texts(graph, iri, "position")
    return Step(
        iri,
        min(map(int, places)) if places else 0,
        tuple(services),
        tuple(canonical(graph, bodies)),
        _said(texts(graph, iri, "data_shared")),
        _said(texts(graph, iri, "handover_agreed")),
    )


def _said(answers: Iterable[str]) -> Said:
    """XML Schema writes true as `true` or `1`."""
    said = {answer in ("true", "1") for answer in answers}
    if len(said) > 1:
        return "both"
    return ("yes" if said.pop() else "no") if said else ""


def _handovers(graph: nx.MultiDiGraph[str], step: Step, steps: list[Step]) -> list[Handover]:
    """To the steps it is stated to hand over to; where nothing is stated, to those next in the order."""
    stated = set(neighbours(graph, step.iri, "handsOverTo"))
    after = [other for other in steps if other.iri in stated]
    if not stated and step.position:
        later = [other.position for other in steps if other.position > step.position]
        after = [other for other in steps if later and other.position == min(later)]
    met = {body for other in steps if other.position <= step.position for body in other.bodies}
    met.update(step.bodies)
    return [Handover(step, other, bool(stated), bool(met & set(other.bodies))) for other in after]
