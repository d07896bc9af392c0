from __future__ import annotations

import math

import networkx as nx
import pytest
from graphs import Graph, effort, link, organisation, outcome, relabelled, shuffled, thing
from networks import body, network, together

from ecosystem.analyses.projections import affiliation_graph, collaboration_graph, part_of, taxonomy


def place() -> Graph:
    """Alder works for calm twice and for fit; Birch for calm; Cedar for nothing that is stated."""
    graph = Graph()
    for iri in ("calm", "fit"):
        outcome(graph, iri)
    for iri, label in (("alder", "Alder"), ("birch", "Birch"), ("cedar", "Cedar")):
        organisation(graph, iri, label, "VC")
    effort(graph, "a1", "alder", outcomes=["calm", "fit"])
    effort(graph, "a2", "alder", outcomes=["calm"])
    effort(graph, "b1", "birch", outcomes=["calm"])
    effort(graph, "c1", "cedar")
    return graph


def test_efforts_join_organisations_to_outcomes() -> None:
    found = affiliation_graph(place())
    assert nx.is_bipartite(found)
    assert list(found) == ["alder", "birch", "calm", "fit"]
    assert found.edges["alder", "calm"]["efforts"] == ("a1", "a2")
    assert found.edges["alder", "calm"]["weight"] == 2
    assert found.edges["birch", "calm"]["basis"] == "known"
    assert found.nodes["alder"]["n_efforts"] == 2
    assert (found.nodes["calm"]["n_orgs"], found.nodes["calm"]["ic"]) == (2, 0)
    assert found.nodes["fit"]["ic"] == pytest.approx(math.log(2), abs=1e-6)


def test_records_of_one_body_are_one_node() -> None:
    graph = place()
    organisation(graph, "alder-2", "ALDER")
    effort(graph, "a3", "alder-2", outcomes=["fit"])
    found = affiliation_graph(graph)
    assert "alder-2" not in found
    assert found.edges["alder", "fit"]["weight"] == 2


def test_those_who_take_part_in_one_collaboration_are_tied_and_what_says_so_is_kept() -> None:
    graph = network({"a": "VC", "b": "LG", "c": "LG", "d": "NK"}, [])
    together(graph, "board", "a", "b", "c", stage="aware")
    together(graph, "again", "a", "b", stage="coordinating", strength="0.5")
    found = collaboration_graph(graph, most_partners=12)
    assert sorted(found.edges()) == [("a", "b"), ("a", "c"), ("b", "c")]
    tie = found.edges["a", "b"]
    assert tie["collaborations"] == ("again", "board")
    assert (tie["weight"], tie["strength"], tie["stages"]) == (2, 0.5, ("aware", "coordinating"))
    assert ("again", "again/a", "a") in tie["said_by"]
    assert found.degree("d") == 0


def test_a_meeting_of_many_is_no_tie_of_each_with_each() -> None:
    graph = network({"a": "VC", "b": "LG", "c": "LG"}, [])
    together(graph, "board", "a", "b", "c")
    found = collaboration_graph(graph, most_partners=2)
    assert found.number_of_edges() == 0
    assert found.graph["wide"] == ["board"]


def test_a_body_that_is_recorded_twice_does_not_work_with_itself() -> None:
    graph = Graph()
    body(graph, "a", "NK", "Alder")
    body(graph, "a2", "VC", "ALDER")
    body(graph, "b", "LG", "Birch")
    together(graph, "one", "a", "a2")
    together(graph, "two", "a2", "b")
    found = collaboration_graph(graph, most_partners=12)
    assert list(found.edges()) == [("a", "b")]
    assert found.nodes["a"]["sector"] == "VC"


def test_order_of_rows_and_names_of_things_change_nothing() -> None:
    graph = network(
        {f"b{at}": ("VC", "LG")[at % 2] for at in range(9)}, [(f"b{at}", f"b{at + 2}") for at in range(7)]
    )
    named = collaboration_graph(graph, most_partners=12)
    assert list(collaboration_graph(shuffled(graph, 4), most_partners=12).edges()) == list(named.edges())
    turned = collaboration_graph(relabelled(graph, lambda iri: f"x{hash(iri)}"), most_partners=12)
    labels = nx.get_node_attributes(turned, "label")
    assert [(labels[a], labels[b]) for a, b in turned.edges()] == list(named.edges())


def test_a_part_keeps_the_order_of_the_whole() -> None:
    whole = nx.relabel_nodes(nx.path_graph(50), str)
    part = part_of(whole, {"3", "2", "40", "41"})
    assert list(part) == ["2", "3", "40", "41"]
    assert list(part.edges()) == [("2", "3"), ("40", "41")]


def test_the_tree_of_things_knows_depth_and_information() -> None:
    graph = Graph()
    for iri in ("all", "young", "leavers"):
        thing(graph, iri, "group")
    link(graph, "young", "broader", "all")
    link(graph, "leavers", "broader", "young")
    organisation(graph, "a")
    effort(graph, "one", "a", groups=["leavers"])
    effort(graph, "two", "a", groups=["young"])
    found = taxonomy(graph, "group", broader="broader", used_by="serves")
    assert [found.nodes[iri]["depth"] for iri in ("all", "young", "leavers")] == [0, 1, 2]
    assert found.nodes["all"]["ic"] == 0
    assert found.nodes["young"]["ic"] == pytest.approx(-math.log(2.2 / 2.3), abs=1e-6)
    assert found.nodes["leavers"]["ic"] == pytest.approx(-math.log(1.1 / 2.3), abs=1e-6)


def test_a_tree_that_runs_in_a_circle_is_refused() -> None:
    graph = Graph()
    for iri in ("x", "y"):
        thing(graph, iri, "group")
    link(graph, "x", "broader", "y")
    link(graph, "y", "broader", "x")
    with pytest.raises(ValueError, match="in a circle: "):
        taxonomy(graph, "group", broader="broader", used_by="serves")
