"""A version as RDF."""

from __future__ import annotations

from typing import BinaryIO

import pyoxigraph as ox

import ontology
from ecosystem.store import Reader


def write_nquads(reader: Reader, stream: BinaryIO) -> None:
    """Every statement with its named graph, one a line, in the order of the store; memory stays flat."""
    for chunk in reader.dump():
        stream.write(chunk)


def write_turtle(reader: Reader, stream: BinaryIO) -> None:
    """Every statement once, whatever graphs hold it, with our prefixes."""
    found = reader.construct(ontology.query("everything"))
    ox.serialize(found, stream, ox.RdfFormat.TURTLE, prefixes=ontology.PREFIXES)
