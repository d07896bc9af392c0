from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.config import Settings
from ecosystem.kinds import KINDS
from ecosystem.pipeline import import_paths
from ecosystem.projection import ecosystem_graph, of_family
from ecosystem.store import Store, open_store

BODIES = "ID,Name,Sector,Official identifier\n"


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = open_store(settings)
    yield store
    store.close()


def bring(settings: Settings, store: Store, folder: Path, title: str, bodies: str) -> None:
    """Import a data set of these organisations, each with nothing but what the lines say."""
    folder.mkdir()
    (folder / "Organisations.csv").write_text(BODIES + bodies, encoding="utf-8")
    name = folder.name
    (folder / "dataset.toml").write_text(
        f'id = "{name}"\ntitle = "{title}"\npublisher = "P"\nlicence = "L"\nsource = "S"\ninvented = true\n',
        encoding="utf-8",
    )
    import_paths(settings, store, [folder], None, lambda _: None)


def test_everything_says_which_data_set_it_was_first_read_from(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    bring(settings, store, tmp_path / "west", "Anglers", "w,Rod Club,LG,\nboth,Alder Trust,LG,GB-CHC-1\n")
    bring(settings, store, tmp_path / "east", "Walkers", "e,Boot Club,LG,\nboth,Elder Trust,LG,GB-CHC-1\n")
    graph = ecosystem_graph(store.read())
    bodies = [graph.nodes[body] for body in of_family(graph, "organisation")]
    base = settings.base_iri
    assert sorted((body["label"], body["dataset"], body["dataset_label"]) for body in bodies) == [
        ("Alder Trust", f"{base}/id/dataset/east", "Walkers"),
        ("Boot Club", f"{base}/id/dataset/east", "Walkers"),
        ("Rod Club", f"{base}/id/dataset/west", "Anglers"),
    ]
    entities = [data for _, data in graph.nodes(data=True) if data["kind"] in KINDS]
    assert all({"dataset", "dataset_label"} <= set(data) for data in entities)
