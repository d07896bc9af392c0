"""What analyses see: every record with what it says, and the same whatever the order of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ontology
from ecosystem.config import Settings
from ecosystem.full_graph import first_value, full_graph
from ecosystem.kinds import KINDS
from ecosystem.pipeline import import_paths
from ecosystem.projection import ecosystem_graph, neighbours, of_family
from ecosystem.store import Store, open_store

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    settings = Settings(data=tmp_path_factory.mktemp("full") / "data")
    store = open_store(settings)
    import_paths(settings, store, [ROOT / "examples" / "borough"], None, lambda _: None)
    yield store
    store.close()


def test_every_kind_of_record_of_the_example_is_a_node_with_its_values(store: Store) -> None:
    graph = full_graph(store.read())
    recorded = {data["kind"] for _, data in graph.nodes(data=True)} - {"concept"}
    assert recorded == set(KINDS) - {
        "amount-report"
    }  # a second figure for one sum: no such pair in the example
    assert all(("values" in data) == (data["kind"] != "concept") for _, data in graph.nodes(data=True))


def test_all_that_a_map_draws_is_there_as_it_was(store: Store) -> None:
    drawn, whole = ecosystem_graph(store.read()), full_graph(store.read())
    for node, data in drawn.nodes(data=True):
        assert {key: whole.nodes[node][key] for key in data} == data
    assert set(drawn.edges(keys=True)) <= set(whole.edges(keys=True))


def test_a_criterion_has_its_weight_and_hangs_on_its_decision(store: Store) -> None:
    graph = full_graph(store.read())
    criteria = of_family(graph, "criterion")
    weighed = [item for item in criteria if first_value(graph, item, "weight")]
    assert weighed
    for item in weighed:
        (decision,) = {start for start, _, key in graph.in_edges(item, keys=True) if key == "hasCriterion"}
        assert item in neighbours(graph, decision, "hasCriterion")
        assert float(first_value(graph, item, "weight")) >= 0


def test_what_is_not_recorded_is_absent_and_never_empty(store: Store) -> None:
    graph = full_graph(store.read())
    values = [data["values"] for _, data in graph.nodes(data=True) if "values" in data]
    assert all(texts for said in values for texts in said.values())
    reach = of_family(graph, "reach")
    silent = [item for item in reach if "actual" not in graph.nodes[item]["values"]]
    assert silent
    assert {first_value(graph, item, "actual") for item in silent} == {""}


def test_every_record_says_which_data_set_it_is_from(store: Store) -> None:
    graph = full_graph(store.read())
    shipped = {node for node in graph if node.startswith(ontology.SCHEME_BASE)}
    homes = {node: data["dataset"] for node, data in graph.nodes(data=True) if "values" in data}
    assert len({homes[node] for node in homes if node not in shipped}) == 1
    assert {node for node in homes if not homes[node]} == shipped & set(homes)
