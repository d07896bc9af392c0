"""The lists as records are whole, and each entry hangs in its tree."""

from __future__ import annotations

import pytest
from rdflib import SKOS, URIRef

import ontology
from ontology import lists


@pytest.mark.parametrize("name", ontology.schemes())
def test_a_list_is_whole_and_every_entry_hangs_in_its_tree(name: str) -> None:
    scheme, graph = lists.schemes()[name], ontology.schemes()[name]
    assert set(scheme.concepts) == set(graph.subjects(SKOS.inScheme, scheme.iri))
    reached: list[URIRef] = []
    waiting = list(scheme.tops)
    while waiting:
        iri = waiting.pop()
        reached.append(iri)
        waiting += scheme.below(iri)
    assert set(reached) == set(scheme.concepts)


def test_entries_are_known_by_their_iri_and_nothing_else() -> None:
    iri = ontology.concept_iri("sector", "LG")
    found = lists.concept_of(iri)
    assert found
    assert (found.notation, found.label) == ("LG", ontology.concepts("sector")["LG"])
    for other in (f"{iri}x", "https://w3id.org/sve/scheme/none/LG", "https://example.org/sector/LG"):
        assert lists.concept_of(other) is None
