"""Reading one immutable version."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from ecosystem.errors import QueryError, StoreError

_BATCH = 5_000
"""Statements serialised at a time: about 0.5 MB."""

_QUADS = (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG)
_TRIPLES = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE)

_Result = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean


class EmbeddedReader:
    """An open database. Its version is not removed while this object lives."""

    def __init__(self, version: int, path: Path, hold: int) -> None:
        """`hold` is the descriptor of `DataFolder.hold`; it is closed with this object, and if this fails."""
        self.version = version
        weakref.finalize(self, os.close, hold)
        try:
            self._database = ox.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"Version {version} in {path} cannot be opened: {error}. Restore it from a backup, or write "
                "the number of another version into the file called current."
            ) from error

    def select(self, query: str) -> ox.QuerySolutions:
        result = self._query(query)
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("A SELECT query is needed here; this one is of another form.")
        return result

    def construct(self, query: str) -> ox.QueryTriples:
        result = self._query(query)
        if not isinstance(result, ox.QueryTriples):
            raise QueryError("A CONSTRUCT or DESCRIBE query is needed here; this one is of another form.")
        return result

    def ask(self, query: str) -> bool:
        result = self._query(query)
        if not isinstance(result, ox.QueryBoolean):
            raise QueryError("An ASK query is needed here; this one is of another form.")
        return bool(result)

    def dump(self, format: ox.RdfFormat = ox.RdfFormat.N_QUADS) -> Iterator[bytes]:
        if format not in _QUADS + _TRIPLES:
            raise QueryError(f"A whole version cannot be written piece by piece as {format.name}.")
        quads = iter(self._database)
        while batch := list(islice(quads, _BATCH)):
            piece = BytesIO()
            ox.serialize((quad.triple for quad in batch) if format in _TRIPLES else batch, piece, format)
            yield piece.getvalue()

    def graphs(self) -> tuple[str, ...]:
        """The names of the graphs that hold anything, sorted."""
        found = self._database.named_graphs()
        return tuple(sorted(graph.value for graph in found if isinstance(graph, ox.NamedNode)))

    def _query(self, query: str) -> _Result:
        try:
            return self._database.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise QueryError(f"This is not valid SPARQL: {error}.") from error
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"This query cannot be answered: {error}.") from error
        except OSError as error:
            raise StoreError(f"Version {self.version} cannot be read: {error}.") from error
