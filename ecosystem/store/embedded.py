"""The store in a data folder: Oxigraph in this process, one immutable database per version."""

from __future__ import annotations

import errno
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ecosystem.config import Settings
from ecosystem.errors import NotFound, StoreError
from ecosystem.identifiers import system_graph
from ecosystem.store import Changes, Version
from ecosystem.store.durable import own_bytes
from ecosystem.store.folder import DataFolder
from ecosystem.store.reader import EmbeddedReader
from ecosystem.store.undo import plan
from ecosystem.store.workbench import Workbench

if TYPE_CHECKING:
    from ecosystem.workers.query import Answer, Dataset, QueryPool

_OPEN_READERS = 4
"""Versions a process keeps open: opening one takes 10-40 ms, an open one holds file descriptors and disk."""

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ENGINE_DISK_FULL = ("No space left on device", "Disk quota exceeded", "File too large")


class EmbeddedStore:
    """Implements `ecosystem.store.Store`."""

    def __init__(self, settings: Settings, audience: str) -> None:
        self._settings = settings
        self._audience = audience
        self._folder = DataFolder(settings.data, settings.keep_versions)
        self._readers: OrderedDict[int, EmbeddedReader] = OrderedDict()
        self._pool: QueryPool | None = None
        self._opening = Lock()

    def read(self, version: int | None = None) -> EmbeddedReader:
        with self._opening:
            if version is not None:
                return self._reader(version)
            while True:
                current = self._folder.current()
                try:
                    return self._reader(current)
                except NotFound:
                    if current == self._folder.current():
                        raise
                    # superseded and retired between the two lines above: take the next

    def raw(
        self,
        query: str,
        accept: str,
        version: int | None = None,
        *,
        seconds: float | None = None,
        dataset: Dataset | None = None,
    ) -> Answer:
        from ecosystem.workers.query import Dataset, QueryPool

        reader = self.read(version)  # held until the answer is there, so that its version stays
        with self._opening:
            self._pool = self._pool or QueryPool(self._settings)
        place = self._database(reader.version)
        return self._pool.run(place, query, accept, seconds, dataset or Dataset())

    def commit(self, changes: Changes) -> Version:
        def apply(bench: Workbench) -> None:
            for graph, chunks in changes.replace.items():
                bench.fill(graph, chunks)
            for derivation in changes.derive:
                bench.derive(derivation)

        with self._writing(changes.message) as current:
            graphs = self._touched(changes, current)
            draft = self._draft(current, changes.message, changes.who)
            return self._publish(replace(draft, graphs=graphs), current, graphs, apply)

    def undo(self, to: int | None = None, who: str = "command line") -> Version:
        self._folder.describe(to if to is not None else self._folder.current())
        decisions = tuple(system_graph(self._settings.base_iri, name) for name in ("reviews", "identity"))
        with self._writing("Going back to an earlier version") as current:
            going_back = plan(self._folder.describe, current, to, decisions)

            def apply(bench: Workbench) -> None:
                bench.copy(going_back.kept, self._database(current))

            draft = self._draft(current, going_back.message, who)
            return self._publish(
                replace(draft, restores=going_back.version), going_back.version, going_back.kept, apply
            )

    def versions(self) -> list[Version]:
        found = []
        for number in self._folder.numbers():
            with suppress(NotFound):  # retired by another process while we list
                version = self._folder.describe(number)
                found.append(replace(version, own_bytes=own_bytes(self._folder.version(number))))
        return found

    def close(self) -> None:
        """Stop the query workers and let go of the versions kept open; readers handed out stay good."""
        with self._opening:
            self._readers.clear()
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def _database(self, number: int) -> Path:
        return self._folder.version(number) / self._audience

    def _reader(self, number: int) -> EmbeddedReader:
        """An open reader, the one used last time if it is still there. Called with `_opening` held."""
        reader = self._readers.get(number)
        if reader is None:
            reader = EmbeddedReader(number, self._database(number), self._folder.hold(number))
            self._readers[number] = reader
        self._readers.move_to_end(number)
        while len(self._readers) > _OPEN_READERS:
            self._readers.popitem(last=False)
        return reader

    def _touched(self, changes: Changes, current: int) -> tuple[str, ...]:
        """Every graph whose content the changes take away or replace, of those in the version `current`."""
        held = self.read(current).graphs() if changes.drop_prefixes and current else ()
        dropped = (graph for graph in held if graph.startswith(changes.drop_prefixes))
        derived = (derivation.graph for derivation in changes.derive)
        return tuple(dict.fromkeys((*changes.replace, *changes.drop, *dropped, *derived)))

    def _draft(self, current: int, message: str, who: str) -> Version:
        return Version(current + 1, datetime.now(UTC), message, who, quads=0, parent=current)

    def _publish(
        self, draft: Version, source: int, without: tuple[str, ...], apply: Callable[[Workbench], None]
    ) -> Version:
        """Make a version from the version `source` (0: nothing), less some graphs, plus what `apply` adds."""
        place = self._folder.version(draft.number)
        place.mkdir()
        bench = Workbench()
        try:
            bench.start(
                self._folder.live / self._audience,
                self._database(source) if source else None,
                self._folder.describe(source).quads if source else 0,
                without,
            )
            apply(bench)
            version = replace(draft, quads=bench.save(place / self._audience))
        finally:
            bench.close()
        self._folder.publish(version)
        return version

    @contextmanager
    def _writing(self, message: str) -> Iterator[int]:
        """Hold the data folder as its only writer; what the disk or the engine refuses becomes a sentence."""
        try:
            with self._folder.exclusive(message, self._settings.lock_wait) as current:
                yield current
        except OSError as error:
            raise StoreError(_not_saved(self._folder.root, error)) from error


def _not_saved(root: Path, error: OSError) -> str:
    if error.errno in _DISK_FULL or any(text in str(error) for text in _ENGINE_DISK_FULL):
        return (
            f"Saving is off: the disk that holds {root} is full. Nothing was changed, and reading goes on. "
            "Make room there and try again."
        )
    return f"The change could not be saved in {root}: {error}. Nothing was changed."
