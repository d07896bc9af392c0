"""What follows from the rest: direct links in place of recorded relationships, and wider objectives and places.

Each layer is one CONSTRUCT of `ontology/queries` and one named graph, rebuilt whole inside every commit that
changes what it follows from. Dropping a layer and building it again gives the same graph: none reads itself.
"""

from __future__ import annotations

import ontology
from ecosystem.identifiers import system_graph
from ecosystem.store import Derivation

LAYERS = ("pursues", "collaborates", "aligns", "contributes", "reuses", "objectives", "areas")
"""In the order they are built in: `contributes` reads `aligns`."""


def derivations(base: str) -> tuple[Derivation, ...]:
    """Every layer of a deployment with this base IRI, in the order they must be built in."""
    return tuple(
        Derivation(system_graph(base, f"derived/{name}"), ontology.query(f"derived-{name}"))
        for name in LAYERS
    )
