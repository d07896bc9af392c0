"""The ways out: each writes one version to a stream of bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from ecosystem.exporters.alignment import write_alignment
from ecosystem.exporters.graph import write_graphml
from ecosystem.exporters.rdf import write_nquads, write_turtle
from ecosystem.exporters.tables import write_facts, write_pairs
from ecosystem.store import Reader


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: what it is, its media type, and what writes it."""

    title: str
    media_type: str
    write: Callable[[Reader, BinaryIO], None]


EXPORTERS: dict[str, Exporter] = {
    "turtle": Exporter("Everything as Turtle, graphs merged", "text/turtle", write_turtle),
    "nquads": Exporter("Everything as N-Quads, graphs kept apart", "application/n-quads", write_nquads),
    "graphml": Exporter("The map for Gephi, yEd or NetworkX", "application/graphml+xml", write_graphml),
    "csv": Exporter("Every fact of the map as one table", "text/csv", write_facts),
    "pairs": Exporter("Every compared pair of efforts, best first", "text/csv", write_pairs),
    "alignment": Exporter(
        "Every pair of organisations with an outcome in common, or nearly, best first",
        "text/csv",
        write_alignment,
    ),
}
