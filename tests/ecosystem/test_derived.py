"""The derived layers are what they say, never more, and come out the same however often they are built."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Dataset, Graph, Literal, Namespace, URIRef

import ontology
from ecosystem.config import Settings
from ecosystem.derived import LAYERS, derivations
from ecosystem.pipeline import import_paths
from ecosystem.store import Changes, Reader, open_store
from ecosystem.triples import ntriples
from ontology import SVE
from tests.conftest import ROOT

BASE = "http://map.example"
EX = Namespace("http://example.org/")
DATA = "http://map.example/graph/dataset/made/1"
Triple = tuple[URIRef, URIRef, URIRef | Literal]
names = st.sampled_from([EX[letter] for letter in "abcdefg"])
pairs = st.frozensets(st.tuples(names, names), max_size=14)


def layers(triples: Iterable[Triple]) -> dict[str, set[tuple[str, str, str]]]:
    """What each layer holds, built in order over the given statements."""
    store = ox.Store()
    store.load(b"".join(ntriples(triples)), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(DATA))
    found = {}
    for name, derivation in zip(LAYERS, derivations(BASE), strict=True):
        made: list[ox.Triple] = list(store.query(derivation.construct, use_default_graph_as_union=True))  # type: ignore[arg-type]
        graph = ox.NamedNode(derivation.graph)
        store.extend(ox.Quad(one.subject, one.predicate, one.object, graph) for one in made)
        found[name] = {(t.subject.value, short(t.predicate.value), t.object.value) for t in made}  # type: ignore[union-attr]
    return found


def short(iri: str) -> str:
    return iri.removeprefix(str(SVE._NS))


def linked(layer: set[tuple[str, str, str]]) -> set[tuple[str, str]]:
    """Subject and value of each statement, by the last part of their IRIs."""
    return {(subject.rpartition("/")[2], value.rpartition("/")[2]) for subject, _, value in layer}


def together(name: str, *bodies: str) -> list[Triple]:
    parts = [(EX[f"{name}-{number}"], EX[body]) for number, body in enumerate(bodies)]
    said: list[Triple] = [(EX[name], SVE.hasParticipation, part) for part, _ in parts]
    return said + [(part, SVE.participant, body) for part, body in parts]


def alignment(name: str, local: str, shared: str, strength: str | None) -> list[Triple]:
    said: list[Triple] = [
        (EX[name], SVE.localOutcome, EX[local]),
        (EX[name], SVE.sharedOutcome, EX[shared]),
        (EX[shared], RDF.type, SVE.SharedOutcome),
    ]
    return said + ([(EX[name], SVE.strength, Literal(Decimal(strength)))] if strength else [])


def graphs(reader: Reader) -> dict[str, set[str]]:
    """The statements of each derived graph of one version."""
    found: dict[str, set[str]] = {}
    for quad in ox.parse(b"".join(reader.dump()), ox.RdfFormat.N_QUADS):
        if isinstance(quad.graph_name, ox.NamedNode) and "/graph/derived/" in quad.graph_name.value:
            found.setdefault(quad.graph_name.value, set()).add(str(quad.triple))
    return found


def test_a_commitment_makes_one_direct_link() -> None:
    said: list[Triple] = [
        (EX.c, RDF.type, SVE.Commitment),
        (EX.c, SVE.organisation, EX.council),
        (EX.c, SVE.objective, EX.homes),
    ]
    assert linked(layers(said)["pursues"]) == {("council", "homes")}


def test_working_together_is_linked_in_both_directions_and_never_to_oneself() -> None:
    said = together("pact", "council", "trust", "council")
    assert linked(layers(said)["collaborates"]) == {("council", "trust"), ("trust", "council")}


def test_a_collaboration_of_thirty_is_linked_and_one_of_thirty_one_is_marked_as_wide() -> None:
    said = together("thirty", *(f"a{number}" for number in range(30)))
    said += together("more", *(f"b{number}" for number in range(31)))
    layer = layers(said)["collaborates"]
    assert len([triple for triple in layer if triple[1] == "collaboratesWith"]) == 30 * 29
    assert [triple for triple in layer if triple[1] == "wide"] == [(str(EX.more), "wide", "true")]


def test_a_body_with_several_parts_in_a_collaboration_counts_once_for_its_width() -> None:
    said = together("pact", *(["council"] * 20), *(["trust"] * 20))
    assert linked(layers(said)["collaborates"]) == {("council", "trust"), ("trust", "council")}


def test_an_outcome_aligns_from_a_strength_of_one_half_and_not_where_none_is_stated() -> None:
    said = [
        *alignment("1", "at", "homes", "0.5"),
        *alignment("2", "below", "homes", "0.49"),
        *alignment("3", "unstated", "homes", None),
        *alignment("4", "homes", "homes", "1"),
    ]
    assert linked(layers(said)["aligns"]) == {("at", "homes")}


def test_the_strength_from_which_an_outcome_aligns_can_be_given() -> None:
    graph = Graph()
    for triple in [*alignment("1", "weak", "homes", "0.5"), *alignment("2", "strong", "homes", "0.9")]:
        graph.add(triple)
    asked = ontology.query("derived-aligns", threshold=Literal(Decimal("0.8")))
    assert set(graph.query(asked)) == {(EX.strong, SVE.alignsWith, EX.homes)}


def test_a_deliverer_contributes_to_a_shared_outcome_itself_or_through_its_own_that_aligns() -> None:
    said = alignment("1", "local", "homes", "0.7") + alignment("2", "weak", "homes", "0.1")
    said += [(EX.skills, RDF.type, SVE.SharedOutcome)]
    for effort, outcome in (("direct", "skills"), ("through", "local"), ("hardly", "weak")):
        said += [(EX[effort], SVE.targetsOutcome, EX[outcome]), (EX[effort], SVE.deliveredBy, EX.trust)]
    assert linked(layers(said)["contributes"]) == {("trust", "skills"), ("trust", "homes")}


def test_taking_something_up_links_to_its_origin_and_never_to_oneself() -> None:
    said: list[Triple] = []
    for name, origin in (("1", EX.council), ("2", EX.trust)):
        said += [
            (EX[name], RDF.type, SVE.Adoption),
            (EX[name], SVE.organisation, EX.trust),
            (EX[name], SVE.adoptedFrom, origin),
        ]
    assert linked(layers(said)["reuses"]) == {("trust", "council")}


def closure(edges: Iterable[tuple[URIRef, URIRef]]) -> set[tuple[str, str]]:
    """Who is reached from whom along one or more edges, without oneself: by brute force."""
    reached = set(edges)
    while more := {(a, d) for a, b in reached for c, d in reached if b == c} - reached:
        reached |= more
    return {(a.rpartition("/")[2], b.rpartition("/")[2]) for a, b in reached if a != b}


@given(pairs)
def test_wider_objectives_and_places_are_all_reached_and_never_oneself_even_in_a_circle(
    edges: frozenset[tuple[URIRef, URIRef]],
) -> None:
    said: list[Triple] = [(a, SVE.partOfObjective, b) for a, b in edges]
    said += [(a, SVE.withinArea, b) for a, b in edges]
    made = layers(said)
    assert linked(made["objectives"]) == closure(edges)
    assert linked(made["areas"]) == closure(edges)


@st.composite
def ecosystems(draw: st.DrawFn) -> list[Triple]:
    """Anything the layers read, joined at random: circles, bodies that work with themselves, half-stated nodes."""
    properties = [
        SVE.organisation,
        SVE.objective,
        SVE.hasParticipation,
        SVE.participant,
        SVE.localOutcome,
        SVE.sharedOutcome,
        SVE.targetsOutcome,
        SVE.deliveredBy,
        SVE.adoptedFrom,
        SVE.partOfObjective,
        SVE.withinArea,
    ]
    said: list[Triple] = draw(st.lists(st.tuples(names, st.sampled_from(properties), names), max_size=40))
    classes = st.sampled_from([SVE.Commitment, SVE.SharedOutcome, SVE.Adoption])
    said += draw(st.lists(st.tuples(names, st.just(RDF.type), classes), max_size=8))
    strengths = st.sampled_from([Literal(Decimal(text)) for text in ("0", "0.5", "1")])
    return said + draw(st.lists(st.tuples(names, st.just(SVE.strength), strengths), max_size=4))


@given(ecosystems())
def test_building_over_what_was_built_changes_nothing(said: list[Triple]) -> None:
    once = layers(said)
    derived = [
        (URIRef(a), SVE[p], Literal(True) if p == "wide" else URIRef(b))
        for layer in once.values()
        for a, p, b in layer
    ]
    assert layers([*said, *derived]) == once


@given(ecosystems())
def test_both_engines_build_the_same_layers(said: list[Triple]) -> None:
    dataset = Dataset(default_union=True)
    for statement in said:
        dataset.graph(URIRef(DATA)).add(statement)
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7.6 warns of itself
        for name, derivation in zip(LAYERS, derivations(BASE), strict=True):
            made = dataset.query(derivation.construct).graph
            assert made is not None
            for triple in made:
                dataset.graph(URIRef(derivation.graph)).add(triple)
            found[name] = {(str(a), short(str(p)), str(b)) for a, p, b in made}
    assert found == layers(said)


def test_dropping_and_building_again_gives_the_same_graphs(settings: Settings) -> None:
    store = open_store(settings)
    try:
        import_paths(settings, store, [ROOT / "examples" / "borough"], None, lambda _: None)
        before = graphs(store.read())
        again = derivations(settings.base_iri)
        store.commit(Changes("All dropped.", {}, drop=tuple(layer.graph for layer in again)))
        assert graphs(store.read()) == {}
        store.commit(Changes("All built again.", {}, derive=again))
        assert graphs(store.read()) == before
        store.commit(Changes("Built over what was there.", {}, derive=again))
        assert graphs(store.read()) == before
    finally:
        store.close()
    held = {graph.rpartition("/")[2] for graph in before}
    assert {"pursues", "collaborates", "contributes", "objectives", "areas"} <= held <= set(LAYERS)


@pytest.mark.parametrize("order", ["at once", "after"])
def test_a_layer_sees_the_one_it_rests_on_in_the_same_commit(settings: Settings, order: str) -> None:
    said = alignment("1", "local", "homes", "0.7")
    said += [(EX.effort, SVE.targetsOutcome, EX.local), (EX.effort, SVE.deliveredBy, EX.trust)]
    content = {DATA: ntriples(said)}
    store = open_store(settings)
    try:
        if order == "after":
            store.commit(Changes("Nothing derived.", content))
        store.commit(Changes("Derived.", {} if order == "after" else content, derive=derivations(BASE)))
        assert store.read().ask(f"ASK {{ <{EX.trust}> <{SVE.contributesTo}> <{EX.homes}> }}")
        store.commit(Changes("The alignment is gone.", {DATA: ntriples(said[3:])}, derive=derivations(BASE)))
        assert graphs(store.read()) == {}
    finally:
        store.close()
