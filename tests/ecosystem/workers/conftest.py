"""Fixtures for workers: one version of a store, small enough to check and large enough to multiply."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from ecosystem.config import Settings
from ecosystem.workers.query import QueryPool

EXAMPLE = "http://example.org/"
THINGS = 2_000


def named(name: str) -> ox.NamedNode:
    return ox.NamedNode(EXAMPLE + name)


@pytest.fixture(scope="session")
def version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,000 labelled things in the graphs `even` and `odd`, each with a link to the next."""
    folder = tmp_path_factory.mktemp("store")
    store = ox.Store(str(folder / "live"))
    quads = []
    for number in range(THINGS):
        graph = named("odd" if number % 2 else "even")
        thing = named(f"thing{number}")
        quads.append(ox.Quad(thing, named("label"), ox.Literal(f'Thing "{number}", \\ {{,[\n'), graph))
        quads.append(ox.Quad(thing, named("next"), named(f"thing{number + 1}"), graph))
    store.bulk_extend(quads)
    store.flush()
    store.backup(str(folder / "version"))
    return folder / "version"


@pytest.fixture(scope="session")
def pool() -> Iterator[QueryPool]:
    """A pool with the limits that ship."""
    pool = QueryPool(Settings())
    yield pool
    pool.close()
