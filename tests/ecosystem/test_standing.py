"""What every version holds besides people's data can be written again, and comes out the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from ecosystem.config import Settings
from ecosystem.errors import NotFound
from ecosystem.identifiers import system_graph
from ecosystem.pipeline import import_paths
from ecosystem.standing import rebuild
from ecosystem.store import Changes, Reader, Store, open_store
from tests.conftest import ROOT


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()


def quads(reader: Reader) -> Counter[str]:
    """Every statement of a version with its graph, as text; blank nodes, which get new labels, as `_:`."""
    text = b"".join(reader.dump(ox.RdfFormat.N_QUADS)).decode()
    return Counter(re.sub(r"_:\w+", "_:", text).splitlines())


def test_a_version_without_its_standing_graphs_gets_them_back(settings: Settings, store: Store) -> None:
    import_paths(settings, store, [ROOT / "examples" / "borough"], None, lambda _step: None)
    whole = quads(store.read())
    names = ("https://w3id.org/sve/ns", "https://w3id.org/sve/scheme/sector")
    derived = f"{system_graph(settings.base_iri, 'derived')}/"
    store.commit(Changes(message="Lost.", replace={}, drop=names, drop_prefixes=(derived,)))
    lost = whole - quads(store.read())
    assert {line.split("<")[-1].split(">")[0] for line in lost} > {*names, f"{derived}pursues"}
    rebuild(settings, store)
    assert quads(store.read()) == whole


def test_where_there_is_no_data_nothing_is_made(settings: Settings, store: Store) -> None:
    with pytest.raises(NotFound):
        rebuild(settings, store)
    assert store.versions() == []
