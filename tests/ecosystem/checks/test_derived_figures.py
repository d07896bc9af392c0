"""The derived layers are built in order, whole, and the figures say that they come out the same."""

from __future__ import annotations

import pyoxigraph as ox

from ecosystem.checks.derived import BASE, built, figures
from ecosystem.derived import LAYERS

SAID = """
@prefix ex: <http://example.org/> .
@prefix sve: <https://w3id.org/sve/ns#> .
ex:settled a sve:SharedOutcome .
ex:m a sve:OutcomeAlignment ; sve:localOutcome ex:calm ; sve:sharedOutcome ex:settled ; sve:strength 0.8 .
ex:visits sve:targetsOutcome ex:calm ; sve:deliveredBy ex:council .
"""


def test_a_layer_that_rests_on_another_is_built_after_it() -> None:
    store = ox.Store()
    store.load(SAID, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(f"{BASE}/graph/dataset/example/1"))
    layers = built(store)
    assert [graph.rpartition("/")[2] for graph in layers] == list(LAYERS)
    assert len(layers[f"{BASE}/graph/derived/aligns"]) == 1
    assert len(layers[f"{BASE}/graph/derived/contributes"]) == 1


def test_the_figures_hold_over_every_example() -> None:
    for figure in figures(lambda _step: None):
        assert figure.holds, (figure.name, figure.details)
