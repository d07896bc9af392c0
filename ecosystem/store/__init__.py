"""The store: named graphs in numbered versions. Readers see one whole version; a commit makes the next.

Everything outside this package speaks to the two protocols below, never to an engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from ecosystem.config import Settings
from ecosystem.errors import ConfigError

if TYPE_CHECKING:
    from ecosystem.workers.query import Answer, Dataset

AUDIENCES = ("all",)
"""Who a copy of the data is for. One folder each inside every version; so far there is one audience."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """A graph whose whole content follows from the rest: what a CONSTRUCT gives over the union of graphs.

    Rebuilt inside the commit that changes the rest, so that no version holds one without the other.
    """

    graph: str
    construct: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What one commit does: all of it or nothing.

    `message` is one sentence on what happened, shown by `ecosystem versions`. `replace` maps a graph IRI to
    the N-Triples that become its whole content, in chunks cut anywhere; a blank node label means the same
    node in all chunks of a graph, and nodes get new labels. `drop` names graphs to remove; a graph that is
    also in `replace` is replaced; `drop_prefixes` names all graphs whose IRI begins so. A graph without
    statements does not exist. `derive` is done last and in order, each seeing what the ones before gave.
    """

    message: str
    replace: Mapping[str, Iterable[bytes]]
    drop: tuple[str, ...] = ()
    who: str = "command line"
    drop_prefixes: tuple[str, ...] = ()
    derive: tuple[Derivation, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One published state of the whole store. `created` is in UTC; `quads` counts statements in all graphs.

    `parent` is the version it was made from (0: none), `graphs` what the commit replaced or dropped,
    `restores` the version that an undo published again. `own_bytes`, filled in by `Store.versions` only: what
    removing it would free on disk.
    """

    number: int
    created: datetime
    message: str
    who: str
    quads: int
    parent: int = 0
    graphs: tuple[str, ...] = ()
    restores: int | None = None
    own_bytes: int = 0


class Reader(Protocol):
    """One version from start to end. The default graph of a query is the union of all graphs.

    In this union the engine gives a statement once per graph that holds it (oxigraph/oxigraph#1919): where
    graphs may share statements, SELECT and COUNT need DISTINCT. CONSTRUCT does not.

    Each method raises QueryError for a text that is not a query of its form or that cannot be evaluated.
    """

    @property
    def version(self) -> int: ...

    def select(self, query: str) -> ox.QuerySolutions: ...

    def construct(self, query: str) -> ox.QueryTriples: ...

    def ask(self, query: str) -> bool: ...

    def dump(self, format: ox.RdfFormat = ox.RdfFormat.N_QUADS) -> Iterator[bytes]:
        """The whole version in pieces, in flat memory: N-Quads or TriG, or N-Triples or Turtle without the
        graph names (a statement of two graphs then comes twice)."""
        ...


class Store(Protocol):
    """Safe to share between the threads of a process, and a data folder between processes."""

    def read(self, version: int | None = None) -> Reader:
        """The current version, or the one of that number. Raises NotFound where there is none."""
        ...

    def raw(
        self,
        query: str,
        accept: str,
        version: int | None = None,
        *,
        seconds: float | None = None,
        dataset: Dataset | None = None,
    ) -> Answer:
        """The answer to a stranger's query, evaluated in a worker process that is killed at its limits.

        Options and errors as in `ecosystem.workers.query.QueryPool.run`; NotFound as in `read`.
        """
        ...

    def commit(self, changes: Changes) -> Version:
        """Publish a new version. Waits for another writer up to the setting `lock_wait`.

        Raises StoreError (locked, disk full or damaged) or InvalidData (not N-Triples); nothing was changed
        then.
        """
        ...

    def undo(self, to: int | None = None, who: str = "command line") -> Version:
        """Publish an older version again: without `to`, the one before the last change that is in force.

        People's decisions made since (reviews, identity) stay, unless they are what is undone: the last
        change itself wrote them, or nothing else was written since `to`. Raises NotFound where there is no
        such version.
        """
        ...

    def versions(self) -> list[Version]:
        """The versions kept, newest first."""
        ...

    def close(self) -> None: ...


def open_store(settings: Settings, audience: str = "all") -> Store:
    """The store that the settings name; the data folder is made by its first commit.

    Raises ConfigError for a store we cannot open and for a folder that holds something else.
    """
    if settings.store is not None:
        raise ConfigError(
            f"The store {settings.store} cannot be used: remote stores are not yet supported. "
            "Leave out --store (ECOSYSTEM_STORE) to keep the data in a folder."
        )
    if audience not in AUDIENCES:
        raise ConfigError(f"There is no audience {audience!r}. Known audiences: {', '.join(AUDIENCES)}.")
    from ecosystem.store.embedded import EmbeddedStore

    return EmbeddedStore(settings, audience)
