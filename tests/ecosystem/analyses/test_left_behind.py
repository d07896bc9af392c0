"""Need and reach in three states: met, unmet, not known; a missing number is never nought."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphs import Graph, effort, link, organisation, outcome, relabelled, shuffled, thing

from ecosystem.analyses.left_behind import run
from ecosystem.analyses.left_behind.belonging import Reading, cell_of, needs
from ecosystem.analyses.left_behind.inequality import gini
from ecosystem.analyses.left_behind.need import NeedCell
from ecosystem.config import Settings
from ecosystem.full_graph import full_graph
from ecosystem.pipeline import import_paths
from ecosystem.questions import rows
from ecosystem.store import Store, open_store

BOROUGH = Path(__file__).parents[3] / "examples" / "borough"
YEAR = {"start": ("2025-04-01",), "end": ("2026-03-31",)}


def place() -> Graph:
    """The ward lies in the borough; new parents are parents, whom another list calls guardians."""
    graph = Graph()
    outcome(graph, "calm", "Calm")
    for group in ("parents", "new-parents", "guardians", "veterans"):
        thing(graph, group, "group", label=group.title())
    link(graph, "new-parents", "broader", "parents")
    link(graph, "parents", "exactMatch", "guardians")
    for area in ("borough", "ward", "other"):
        thing(graph, area, "area", label=area.title())
    link(graph, "ward", "withinArea", "borough")
    organisation(graph, "trust", "Trust")
    effort(graph, "club", "trust", label="Club", outcomes=["calm"], groups=["parents"], places=["ward"])
    return graph


def need(
    graph: Graph,
    needed: int = 100,
    *,
    iri: str = "need",
    group: str = "parents",
    area: str = "borough",
    goal: str = "calm",
    **more: tuple[str, ...],
) -> str:
    thing(graph, iri, "need", values={"needed": (str(needed),), **YEAR, **more})
    link(graph, iri, "group", group)
    link(graph, iri, "inArea", area)
    if goal:
        link(graph, iri, "needFor", goal)
    return iri


def reach(
    graph: Graph,
    number: int | None,
    *,
    iri: str = "reach",
    group: str = "parents",
    area: str = "ward",
    by: str = "club",
    **more: tuple[str, ...],
) -> str:
    values = {**YEAR, **more} | ({"actual": (str(number),)} if number is not None else {})
    thing(graph, iri, "reach", values={name: texts for name, texts in values.items() if texts})
    link(graph, iri, "effort", by)
    if group:
        link(graph, iri, "group", group)
    if area:
        link(graph, iri, "inArea", area)
    return iri


def cell(graph: Graph) -> NeedCell:
    (own,) = needs(graph)
    return cell_of(Reading(graph), own)


def with_reach(number: int | None, **more: Any) -> NeedCell:
    graph = place()
    need(graph)
    reach(graph, number, **more)
    return cell(graph)


def test_the_three_states() -> None:
    assert with_reach(100).state == "met"
    assert (with_reach(60).state, with_reach(60).reached, with_reach(60).coverage) == ("unmet", 60, 0.6)
    assert (with_reach(None).state, with_reach(None).reached) == ("not known", None)


@pytest.mark.parametrize(
    ("group", "area", "counts"),
    [
        ("new-parents", "ward", True),
        ("guardians", "ward", True),
        ("parents", "borough", True),
        ("veterans", "ward", False),
        ("parents", "other", False),
    ],
)
def test_narrower_groups_and_places_inside_count_and_others_do_not(
    group: str, area: str, counts: bool
) -> None:
    assert (with_reach(60, group=group, area=area).reached == 60) is counts


def test_a_wider_group_or_place_does_not_count() -> None:
    graph = place()
    need(graph, group="new-parents", area="ward")
    reach(graph, 60, group="new-parents", area="borough")
    found = cell(graph)
    assert (found.reached, len(found.wider)) == (None, 1)
    assert cell(_with(place(), group="new-parents")).reached is None


def _with(graph: Graph, group: str) -> Graph:
    need(graph, group=group)
    reach(graph, 60, group="parents")
    return graph


def test_a_period_that_reaches_out_does_not_count_and_one_without_days_only_may() -> None:
    assert with_reach(60, start=("2025-03-01",)).certain == ()
    assert with_reach(60, end=("2026-04-30",)).certain == ()
    open_end = with_reach(60, end=())
    assert (open_end.certain, len(open_end.perhaps), open_end.state) == ((), 1, "not known")


def test_reach_that_may_belong_makes_no_need_unmet_unless_all_of_it_would_not_be_enough() -> None:
    for number, state in ((30, "unmet"), (50, "not known"), (None, "not known")):
        graph = place()
        need(graph)
        reach(graph, 60)
        reach(graph, number, iri="second", area="", by="club")
        assert cell(graph).state == state


def test_a_need_that_is_met_is_never_unmet_for_a_place_or_group_that_goes_missing() -> None:
    """The effort says the borough and parents, the reach the ward and new parents: without them it may still count."""
    for key in ("inArea", "group"):
        graph = place()
        effort(
            graph, "wide", "trust", label="Wide", outcomes=["calm"], groups=["parents"], places=["borough"]
        )
        need(graph, group="new-parents", area="ward")
        reach(graph, 60, group="new-parents", by="wide")
        reach(graph, 50, iri="second", group="new-parents", by="wide")
        assert cell(graph).state == "met"
        graph.remove_edges_from([edge for edge in graph.out_edges("second", keys=True) if edge[2] == key])
        assert cell(graph).state == "not known"


def test_work_for_another_outcome_does_not_count() -> None:
    graph = place()
    outcome(graph, "fit")
    need(graph, goal="fit")
    reach(graph, 60)
    assert cell(graph).reached is None


def test_an_outcome_that_means_the_one_in_need_counts() -> None:
    graph = place()
    thing(graph, "mine", "outcome", outcome_list="")
    said = thing(graph, "said", "outcome-alignment", values={"strength": ("0.6",)})
    link(graph, said, "localOutcome", "mine")
    link(graph, said, "sharedOutcome", "calm")
    effort(graph, "own", "trust", label="Own", outcomes=["mine"])
    need(graph)
    reach(graph, 60, by="own")
    assert cell(graph).reached == 60


def test_reach_under_two_records_of_one_effort_counts_once() -> None:
    graph = place()
    effort(graph, "club-2", "trust", label="CLUB", outcomes=["calm"], groups=["parents"], places=["ward"])
    need(graph)
    reach(graph, 40)
    reach(graph, 40, iri="again", by="club-2")
    assert cell(graph).reached == 40


def test_an_unmet_need_says_the_numbers_and_whom_to_ask() -> None:
    graph = place()
    need(graph)
    reach(graph, 60)
    (found,) = run(graph).findings
    assert found.kind == "unmet-need"
    assert found.headline == "“Parents” in “Borough”: 60 of 100 in need are recorded as reached."
    assert found.score == 0.6
    assert found.coordinates == (("onGroup", "parents"), ("inArea", "borough"), ("onOutcome", "calm"))
    assert found.check_next[0].startswith("Ask Trust how many of “Parents” in “Borough” were reached")


def test_those_without_any_recorded_work_are_left_behind_where_enough_is_recorded() -> None:
    graph = place()
    need(graph, group="veterans", goal="")
    (found,) = run(graph).findings
    assert found.kind == "left-behind"
    assert "no work is recorded for them" in found.headline
    assert "Not recorded does not mean that nobody does it." in found.confidence_text
    for number in range(2):
        effort(graph, f"silent-{number}", "trust", label=f"Silent {number}")
    (found,) = run(graph).findings
    assert found.kind == "not-known"


def test_an_effort_that_leaves_its_group_or_place_open_keeps_a_need_from_being_left_behind() -> None:
    """Taking a fact away never makes a need for an outcome look worse."""
    for key in ("serves", "inArea"):
        graph = place()
        for number in range(5):
            effort(
                graph,
                f"more-{number}",
                "trust",
                label=f"More {number}",
                outcomes=["calm"],
                groups=["veterans"],
                places=["other"],
            )
        need(graph)
        assert run(graph).findings[0].kind == "not-known"
        graph.remove_edges_from([edge for edge in graph.out_edges("club", keys=True) if edge[2] == key])
        assert run(graph).findings[0].kind == "not-known"


def test_numbers_and_differences_of_fewer_than_five_people_are_left_out() -> None:
    for needed, number in ((100, 3), (100, 97), (4, None)):
        graph = place()
        need(graph, needed)
        if number:
            reach(graph, number)
        result = run(graph)
        assert result.findings == ()
        assert result.tables["needs"] == ()
        assert (
            "Left out: 1 estimate with a number, or a difference, of fewer than 5 people."
            in result.statements
        )


def wards(coverage: list[int]) -> Graph:
    graph = place()
    for number, percent in enumerate(coverage):
        area = thing(graph, f"ward-{number:02}", "area", label=f"Ward {number:02}")
        need(graph, 1000, iri=f"need-{number:02}", area=area)
        reach(graph, percent * 10, iri=f"reach-{number:02}", area=area)
    return graph


def test_the_least_covered_tenth_is_told_from_ten_estimates_on() -> None:
    coverage = [90, 80, 70, 60, 50, 40, 30, 20, 15, 10]
    found = [item for item in run(wards(coverage)).findings if item.kind == "left-behind"]
    assert [item.involves for item in found] == [("need-09",)]
    assert "among the least covered tenth" in found[0].why
    assert not [item for item in run(wards(coverage[1:])).findings if item.kind == "left-behind"]


def test_inequality_is_told_from_ten_places_on() -> None:
    """In order 10 to 90, adding up to 465: (2 x 3,320 / 465 - 11) / 10 = 0.328, with 3,320 the sum of rank x value."""
    said = " ".join(run(wards([90, 80, 70, 60, 50, 40, 30, 20, 15, 10])).statements)
    assert "Across 10 places" in said
    assert "has a Gini coefficient of 0.33; the best covered has 9.0 times the worst" in said
    assert "How unequal places are is not told" in " ".join(run(wards([90, 10])).statements)


def test_gini_by_hand() -> None:
    """Of 1 and 3 the mean difference is 1 (of all four pairs), and half of it over the mean of 2 is 0.25."""
    assert gini([1, 3]) == 0.25
    assert gini([0, 0]) == 0.0


def test_the_what_if_orders_work_by_the_needs_it_would_fit() -> None:
    graph = place()
    for area in ("a", "b", "c"):
        thing(graph, area, "area", label=area.upper())
        need(graph, iri=f"need-{area}", area=area)
        reach(graph, 10, iri=f"reach-{area}", area=area, by=_local(graph, area))
    (said,) = (text for text in run(graph).statements if text.startswith("A what-if, not a plan"))
    assert "would fit 3 of the 3 needs" in said
    assert "“Club” (“Parents” in “A”, “Parents” in “B” and “Parents” in “C”)" in said


def _local(graph: Graph, area: str) -> str:
    return effort(
        graph,
        f"local-{area}",
        "trust",
        label=f"Local {area}",
        outcomes=["calm"],
        groups=["parents"],
        places=[area],
    )


def test_other_iris_and_another_order_change_no_word() -> None:
    graph = wards([90, 80, 70, 60, 50, 40, 30, 20, 15, 10])
    need(graph, iri="silent", group="veterans", goal="")
    said = [(item.headline, item.why, item.kind, item.score) for item in run(graph).findings]
    for seed in range(3):
        assert run(shuffled(graph, seed)) == run(graph)
        other = relabelled(shuffled(graph, seed), lambda iri, seed=seed: f"{seed}/{iri[::-1]}")
        assert [(item.headline, item.why, item.kind, item.score) for item in run(other).findings] == said


@pytest.fixture(scope="module")
def borough(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    settings = Settings(data=tmp_path_factory.mktemp("left-behind") / "data")
    store = open_store(settings)
    import_paths(settings, store, [BOROUGH], None, lambda _step: None)
    yield store
    store.close()


def test_every_number_is_that_of_the_question_who_is_left_behind(borough: Store) -> None:
    """The same figures by another road: the shipped query I12 over the same version."""
    graph = full_graph(borough.read())
    reading = Reading(graph)
    own = {
        (item.need.iri, item.need.group): (
            item.reached,
            sum(1 for one in item.certain if one.number is None),
            len(item.perhaps),
        )
        for item in (cell_of(reading, each) for each in needs(graph))
    }
    asked = {
        (row["need"], row["group"]): (
            int(row["reached"]) if row["reached"] else None,
            int(row["unknown"]),
            int(row["undated"]),
        )
        for row in rows(borough.read(), "cq/I12")
    }
    assert own == asked


def test_the_example_place_leaves_behind_those_whom_its_readme_names(borough: Store) -> None:
    result = run(full_graph(borough.read()))
    nobody = {
        (row["group"], row["place"])
        for row in result.tables["needs"]
        if row["kind"] == "left-behind" and row["reached"] is None
    }
    assert nobody == {
        ("Veterans", "Thackenshaw"),
        ("New parents", "Pit Lane"),
        ("New parents", "Hollin Bank"),
        ("Older people", "Hollin Bank"),
    }
    assert any("Refugees and people seeking asylum" in said for said in result.statements)


def test_a_number_that_goes_missing_only_ever_weakens(borough: Store) -> None:
    """Each deleted number, day, place or group of reach: what was met or unmet stays or becomes not known."""
    graph = full_graph(borough.read())
    before = {row["id"]: row["state"] for row in run(graph).tables["needs"]}
    order = random.Random(0)  # noqa: S311
    reaches = sorted(node for node, data in graph.nodes(data=True) if data["family"] == "reach")
    for _ in range(20):
        poorer = graph.copy()
        one, what = order.choice(reaches), order.choice(("actual", "start", "end", "inArea", "group"))
        values = dict(poorer.nodes[one]["values"])
        values.pop(what, None)
        poorer.nodes[one]["values"] = values
        poorer.remove_edges_from([edge for edge in poorer.out_edges(one, keys=True) if edge[2] == what])
        for row in run(poorer).tables["needs"]:
            if row["id"] in before:
                assert row["state"] in (before[row["id"]], "not known"), (one, what)
