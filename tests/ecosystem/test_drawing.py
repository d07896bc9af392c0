"""What the picture shows, where, and what it says it leaves out, on graphs small enough to check by hand."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest

from ecosystem.drawing import LOOKS, draw
from ecosystem.errors import NotFound

BASE = "http://127.0.0.1:8080/id"
COUNCIL, TRUST, CHARITY = (f"{BASE}/organisation/{key}" for key in ("council", "trust", "charity"))
WARM, HOMES = f"{BASE}/outcome/warm", f"{BASE}/objective/homes"
GRANTS, VISITS = f"{BASE}/programme/grants", f"{BASE}/service/visits"


def add(graph: nx.MultiDiGraph[str], iri: str, family: str, label: str, **data: Any) -> None:
    kinds = {"effort": "programme"}
    graph.add_node(iri, kind=kinds.get(family, family), family=family, label=label, **data)


def organisation(graph: nx.MultiDiGraph[str], iri: str, label: str, sector: str, root: str = "") -> None:
    add(
        graph, iri, "organisation", label, sector=sector[:2], sector_label=sector, parent="", root=root or iri
    )


def join(graph: nx.MultiDiGraph[str], start: str, predicate: str, end: str) -> None:
    graph.add_edge(start, end, key=predicate, predicate=f"https://w3id.org/sve/ns#{predicate}")


@pytest.fixture
def place() -> nx.MultiDiGraph[str]:
    """Two bodies run one programme each for warm homes; a third only says it pursues the objective."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(version=1)
    organisation(graph, COUNCIL, "Northvale Council", "Local government")
    organisation(graph, TRUST, "Northvale Trust", "Health")
    organisation(graph, CHARITY, "Beacon", "Voluntary")
    add(graph, WARM, "outcome", "Warm homes", outcome_list="")
    add(graph, HOMES, "objective", "Decent homes for all")
    add(graph, GRANTS, "effort", "Warm homes grants")
    add(graph, VISITS, "effort", "Home visits")
    join(graph, GRANTS, "deliveredBy", COUNCIL)
    join(graph, VISITS, "deliveredBy", TRUST)
    join(graph, GRANTS, "targetsOutcome", WARM)
    join(graph, VISITS, "targetsOutcome", WARM)
    join(graph, WARM, "forObjective", HOMES)
    join(graph, CHARITY, "pursues", HOMES)
    join(graph, COUNCIL, "collaboratesWith", TRUST)
    join(graph, TRUST, "collaboratesWith", COUNCIL)
    return graph


@pytest.fixture
def crowd() -> nx.MultiDiGraph[str]:
    """400 organisations in four sectors, each with a programme for one of 60 outcomes."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(version=1)
    for number in range(60):
        add(graph, f"{BASE}/outcome/{number:03}", "outcome", f"Outcome {number}", outcome_list="List")
    for number in range(400):
        body, effort = f"{BASE}/organisation/{number:03}", f"{BASE}/programme/{number:03}"
        organisation(graph, body, f"Body {number}", f"Sector {number % 4}")
        add(graph, effort, "effort", f"Programme {number}")
        join(graph, effort, "deliveredBy", body)
        join(graph, effort, "targetsOutcome", f"{BASE}/outcome/{number % 60:03}")
    return graph


def lines(drawing: Any) -> set[tuple[str, str, str, int]]:
    return {(edge["from"], edge["kind"], edge["to"], edge["weight"]) for edge in drawing.edges}


def test_organisations_are_joined_to_what_their_programmes_target_and_what_they_say_they_pursue(
    place: nx.MultiDiGraph[str],
) -> None:
    drawing = draw(place)
    assert lines(drawing) == {
        (COUNCIL, "work towards", WARM, 1),
        (TRUST, "work towards", WARM, 1),
        (CHARITY, "work towards", HOMES, 0),
    }
    assert drawing.sentence == (
        "3 organisations work towards 2 objectives and outcomes; 1 of them has only one organisation."
    )


def test_an_aim_without_a_programme_is_drawn_with_a_broken_line(place: nx.MultiDiGraph[str]) -> None:
    dashed = {edge["to"]: edge["dashes"] for edge in draw(place).edges}
    assert dashed == {WARM: False, HOMES: True}


def test_same_graph_same_drawing(crowd: nx.MultiDiGraph[str]) -> None:
    shuffled: nx.MultiDiGraph[str] = nx.MultiDiGraph(version=1)
    shuffled.add_nodes_from(reversed(list(crowd.nodes(data=True))))
    shuffled.add_edges_from(reversed(list(crowd.edges(keys=True, data=True))))
    assert draw(crowd) == draw(shuffled)


def test_no_two_marks_touch(crowd: nx.MultiDiGraph[str]) -> None:
    def apart(one: Any, other: Any) -> bool:
        return bool(
            abs(one["x"] - other["x"]) >= (one["width"] + other["width"]) / 2
            or abs(one["y"] - other["y"]) >= (one["height"] + other["height"]) / 2
        )

    assert all(apart(one, other) for one, other in itertools.combinations(draw(crowd).nodes, 2))


def test_every_mark_lies_inside_the_picture(crowd: nx.MultiDiGraph[str]) -> None:
    drawing = draw(crowd)
    assert all(0 < node["x"] < drawing.width and 0 < node["y"] < drawing.height for node in drawing.nodes)


def test_a_large_map_is_grouped_and_says_how_much_it_leaves_out(crowd: nx.MultiDiGraph[str]) -> None:
    drawing = draw(crowd, limit=150)
    assert len(drawing.nodes) <= 150
    assert drawing.total == 460
    assert drawing.shown == sum(node["count"] == 1 for node in drawing.nodes)
    assert sum(node["count"] for node in drawing.nodes) == drawing.total, "every thing is in some mark"
    assert drawing.sentence.startswith("400 organisations work towards 60 ")


def test_grouped_marks_keep_every_programme_in_the_weight_of_their_lines(crowd: nx.MultiDiGraph[str]) -> None:
    assert sum(edge["weight"] for edge in draw(crowd, limit=40).edges) == 400


def test_many_small_groups_each_become_one_mark_that_names_them(crowd: nx.MultiDiGraph[str]) -> None:
    for number in range(60):
        crowd.nodes[f"{BASE}/outcome/{number:03}"]["outcome_list"] = f"Theme {number // 5}"
    outcomes = {node["label"]: node["count"] for node in draw(crowd).nodes if node["family"] == "outcome"}
    assert outcomes == {f"Theme {number} (5)": 5 for number in range(12)}


def test_a_larger_limit_shows_more(crowd: nx.MultiDiGraph[str]) -> None:
    assert draw(crowd, limit=1000).shown == 460


def test_branches_are_shown_by_their_parent_before_any_group_is_made(crowd: nx.MultiDiGraph[str]) -> None:
    for number in range(400):
        root = f"{BASE}/organisation/{number % 20:03}"
        crowd.nodes[f"{BASE}/organisation/{number:03}"]["root"] = root
    drawing = draw(crowd)
    assert sum(node["family"] == "organisation" for node in drawing.nodes) == 20


def test_what_surrounds_an_organisation_reads_from_left_to_right(place: nx.MultiDiGraph[str]) -> None:
    drawing = draw(place, focus=COUNCIL)
    x = {node["id"]: node["x"] for node in drawing.nodes}
    assert x[COUNCIL] < x[GRANTS] < x[WARM]
    assert (COUNCIL, "delivers", GRANTS, 1) in lines(drawing)
    assert (GRANTS, "works towards", WARM, 1) in lines(drawing)
    assert (COUNCIL, "works with", TRUST, 0) in lines(drawing), (
        "the focus is the subject of its own partnerships"
    )
    assert [node["id"] for node in drawing.nodes if node["focused"]] == [COUNCIL]


def test_what_surrounds_an_organisation_names_who_else_works_towards_the_same(
    place: nx.MultiDiGraph[str],
) -> None:
    place.remove_edge(COUNCIL, TRUST, key="collaboratesWith")
    place.remove_edge(TRUST, COUNCIL, key="collaboratesWith")
    drawing = draw(place, focus=COUNCIL)
    assert (TRUST, "works towards", WARM, 1) in lines(drawing)
    assert drawing.sentence == (
        "Northvale Council is joined to 1 programme, service or activity; and 1 outcome. "
        "1 other organisation works towards the same."
    )


def test_what_surrounds_an_outcome_shows_its_programmes_and_who_runs_them(
    place: nx.MultiDiGraph[str],
) -> None:
    assert {node["id"] for node in draw(place, focus=WARM).nodes} == {
        WARM,
        HOMES,
        GRANTS,
        VISITS,
        COUNCIL,
        TRUST,
    }


def test_a_crowded_neighbourhood_is_limited_and_counted(crowd: nx.MultiDiGraph[str]) -> None:
    for number in range(400):
        join(crowd, f"{BASE}/programme/{number:03}", "commissionedBy", f"{BASE}/organisation/000")
    drawing = draw(crowd, focus=f"{BASE}/organisation/000", limit=60)
    assert len(drawing.nodes) <= 60
    assert sum(node["count"] for node in drawing.nodes) == drawing.total > 400


@pytest.mark.parametrize("focus", [f"{BASE}/organisation/nobody", "https://w3id.org/sve/scheme/sector/LG"])
def test_a_focus_that_is_not_mapped_is_said_to_be_missing(place: nx.MultiDiGraph[str], focus: str) -> None:
    place.add_node("https://w3id.org/sve/scheme/sector/LG", kind="concept", family="sector", label="Councils")
    with pytest.raises(NotFound, match="not in this version"):
        draw(place, focus=focus)


def test_without_aims_the_map_falls_back_to_who_funds_whom(place: nx.MultiDiGraph[str]) -> None:
    for start, end, key in list(place.edges(keys=True)):
        if key in {"targetsOutcome", "pursues"}:
            place.remove_edge(start, end, key=key)
    join(place, VISITS, "commissionedBy", COUNCIL)
    drawing = draw(place)
    assert lines(drawing) == {(TRUST, "are commissioned by", COUNCIL, 1)}
    assert drawing.sentence == (
        "1 organisation is commissioned by 1 organisation. For 1 other organisation none is recorded."
    )


def test_a_map_without_any_link_draws_nothing_and_says_what_to_add() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(version=1)
    organisation(graph, COUNCIL, "Northvale Council", "Local government")
    drawing = draw(graph)
    assert drawing.nodes == ()
    assert "column Outcomes" in drawing.sentence


def test_labels_lose_marks_that_change_direction_and_stay_text(place: nx.MultiDiGraph[str]) -> None:
    place.nodes[COUNCIL]["label"] = "<b>North\u202evale</b>\x07 Council"
    node = next(node for node in draw(place).nodes if node["id"] == COUNCIL)
    assert node["label"] == "<b>Northvale</b> Council"
    assert node["title"] == "Organisation: <b>Northvale</b> Council"


def test_a_long_label_takes_two_lines_and_says_that_it_goes_on(place: nx.MultiDiGraph[str]) -> None:
    place.nodes[WARM]["label"] = "Families " * 30
    node = next(node for node in draw(place).nodes if node["id"] == WARM)
    assert len(node["lines"]) == 2
    assert node["lines"][1].endswith("...")


def test_each_kind_of_thing_has_a_shape_a_colour_and_a_word_of_its_own() -> None:
    for field in ("shape", "form", "fill", "line", "word"):
        values = [getattr(look, field) for look in LOOKS.values()]
        assert len(set(values)) == len(values), field


@pytest.mark.parametrize("family", LOOKS)
def test_outlines_stand_out_from_the_page_by_three_to_one(family: str) -> None:
    assert contrast(LOOKS[family].line, "#ffffff") >= 3


@pytest.mark.parametrize("family", [family for family in LOOKS if family != "organisation"])
def test_words_inside_a_mark_stand_out_from_it(family: str) -> None:
    assert contrast("#17272c", LOOKS[family].fill) >= 7


def contrast(one: str, other: str) -> float:
    """Contrast ratio as in WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
