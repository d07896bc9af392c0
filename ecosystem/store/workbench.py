"""The writable database of one commit: made from a version, changed, copied into the next, thrown away.

It is made afresh for every commit (2-7 ms with hard links), so what a killed commit did to it never matters.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from ecosystem.errors import InvalidData, StoreError
from ecosystem.store import Derivation

_MANY_QUADS = 20_000
"""From here on, removing statements one by one (20-30 microseconds each, and the marks of their removal stay
on disk) costs more than copying those that are left (10 microseconds each), up to twice as many of them."""

_MANY_BYTES = 1024 * 1024
"""From here on, the bulk loader is faster than a transaction."""

_COUNT = "SELECT (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?subject ?predicate ?object } }"


class Workbench:
    """A writable database. The engine's object is held here alone: a second name for it, in the frame of a
    traceback say, would keep the database locked after `close`."""

    _database: ox.Store

    def __init__(self) -> None:
        self._left = 0
        self._filled: list[str] = []

    def start(self, path: Path, source: Path | None, quads: int, without: Sequence[str]) -> None:
        """Open a copy at `path` of the database `source` (None: empty), of `quads` statements, less graphs.

        Only the graphs `without` may be filled again. Raises StoreError for a source that is damaged.
        """
        path.parent.mkdir()
        try:
            if source is None:
                self._database = ox.Store(str(path))
            else:
                removed = _count(source, without)
                self._left = quads - removed
                self._open(path, source, without, rebuild=_MANY_QUADS <= removed > self._left / 2)
        except RuntimeError as error:
            raise StoreError(
                f"The version in {source} is damaged ({error}). Nothing was changed. Restore it from a "
                "backup, or write the number of another version into the file called current."
            ) from error

    def fill(self, graph: str, chunks: Iterable[bytes]) -> None:
        """Give a graph its N-Triples. Raises InvalidData with the place of the first mistake."""
        self._filled.append(graph)
        rest = iter(chunks)
        head: list[bytes] = []
        size = 0
        while size < _MANY_BYTES and (chunk := next(rest, None)) is not None:
            head.append(chunk)
            size += len(chunk)
        try:
            if size < _MANY_BYTES:
                self._database.load(b"".join(head), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
            else:
                stream = _Stream(chain(head, rest))
                self._database.bulk_load(stream, ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))  # type: ignore[arg-type]
        except SyntaxError as error:
            raise InvalidData(
                f"The data for the graph {graph} cannot be read as N-Triples: {error}. Nothing was changed."
            ) from error

    def derive(self, derivation: Derivation) -> None:
        """Give a graph what a CONSTRUCT gives over all graphs as they are now."""
        self._filled.append(derivation.graph)
        target = ox.NamedNode(derivation.graph)
        quads = [
            ox.Quad(triple.subject, triple.predicate, triple.object, target)
            for triple in self._database.query(derivation.construct, use_default_graph_as_union=True)  # type: ignore[union-attr]
        ]
        self._database.extend(quads)

    def copy(self, graphs: Iterable[str], source: Path) -> None:
        """Give these graphs what the database `source` holds in them."""
        origin = ox.Store.read_only(str(source))
        for graph in graphs:
            self._filled.append(graph)
            self._database.extend(origin.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def save(self, target: Path) -> int:
        """Make an immutable copy; gives its number of statements, the new ones counted in the copy itself."""
        self._database.flush()
        self._database.backup(str(target))
        return self._left + _count(target, self._filled)

    def close(self) -> None:
        """Close the database, if it was ever opened."""
        if hasattr(self, "_database"):
            del self._database

    def _open(self, path: Path, source: Path, without: Sequence[str], *, rebuild: bool) -> None:
        if rebuild:
            self._database = ox.Store(str(path))
            self._database.bulk_extend(_kept(source, without))
            return
        _copy(source, path)
        self._database = ox.Store(str(path))
        for graph in without:
            self._database.remove_graph(ox.NamedNode(graph))


class _Stream:
    """Chunks of bytes as a file that can be read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def read(self, size: int) -> bytes:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._rest = memoryview(chunk)
        taken, self._rest = self._rest[:size], self._rest[size:]
        return bytes(taken)


def _count(database: Path, graphs: Sequence[str]) -> int:
    """Statements in some graphs; opens the database, so that a version that cannot be read is found out."""
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(graph) for graph in graphs]
    found = ox.Store.read_only(str(database)).query(_COUNT, named_graphs=named)
    return int(next(found)["count"].value)  # type: ignore[arg-type]


def _kept(source: Path, without: Sequence[str]) -> Iterator[ox.Quad]:
    origin = ox.Store.read_only(str(source))
    for graph in origin.named_graphs():
        if isinstance(graph, ox.NamedNode) and graph.value not in without:
            yield from origin.quads_for_pattern(None, None, None, graph)


def _copy(source: Path, target: Path) -> None:
    """A copy that can be written to while `source` stays as it is.

    The engine's table files (`.sst`) are never changed once written, only removed, so a second link will do
    (its own backups rest on this); its other files grow, and are copied.
    """
    target.mkdir()
    for path in source.iterdir():
        if path.suffix == ".sst":
            _link_or_copy(path, target / path.name)
        else:
            shutil.copyfile(path, target / path.name)


def _link_or_copy(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(path, target)
