"""Records that no rule takes for one: asked about, with what differs; one thing only once a person says so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from graphs import RING, Graph, effort, link, organisation, relabelled, shuffled, thing
from open_data import federal, ottawa

from ecosystem.analyses import overlap
from ecosystem.analyses.near_records import MOST_ALIKE
from ecosystem.analyses.same_record import run
from ecosystem.analyses.similar_names import name_keys
from ecosystem.findings import Finding
from ecosystem.matching import representatives, same_record_pairs, same_records
from ecosystem.projection import neighbours, of_family

ROUND = (
    f"{RING}, and visits them with soup, bread, blankets, batteries, medicine, newspapers, slippers and lamps"
)


def rings(first: str = "Ring Round", second: str = "Ring Round", **second_has: Any) -> Graph:
    """Two efforts of two bodies with one description, among others that say something else."""
    graph = Graph()
    organisation(graph, "alder", "Alder Trust")
    organisation(graph, "birch", "Birch Society")
    thing(graph, "north", "area")
    thing(graph, "south", "area")
    effort(graph, "a", "alder", label=first, description=ROUND, places=["north"], start="2024-01-01")
    described: dict[str, Any] = {"description": ROUND} | second_has
    effort(graph, "b", described.pop("by", "birch"), label=second, **described)
    effort(graph, "c", "birch", label="Repair Shed", description="Repairs kettles, lamps and radios for free")
    return graph


def only(graph: Graph) -> Finding:
    (finding,) = run(graph).findings
    return finding


def test_nearly_equal_texts_of_two_bodies_are_asked_about_with_what_differs() -> None:
    finding = only(rings())
    assert finding.involves == ("a", "b")
    assert (finding.kind, finding.confidence) == ("same-record", "medium")
    assert finding.headline == (
        "One effort or two? “Ring Round” (Alder Trust) and “Ring Round” (Birch Society) have nearly equal texts."
    )
    assert finding.differs == (
        "The records differ in: organisation (Alder Trust / Birch Society); place (north / not recorded); "
        "period (from 2024-01-01 / not recorded)."
    )
    assert "No rule takes them for one" in finding.why
    assert (
        finding.check_next[0] == "Ask Alder Trust and Birch Society whether these two records are one effort."
    )
    assert finding.evidence


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ring 2023", "Ring 2024"), ("Ring Phase I", "Ring Phase II"), ("Ring", "Ring 2"), ("Lot A", "Lot B")],
)
def test_phases_and_years_are_said_to_be_two(first: str, second: str) -> None:
    finding = only(rings(first, second, by="alder"))
    assert finding.confidence == "low"
    assert finding.differs.endswith(
        "The names carry different numbers: two phases, years or lots are two efforts."
    )


def test_strands_of_one_body_are_unlikely_and_the_words_that_differ_are_named() -> None:
    finding = only(rings("Ring Round Scholarships", "Ring Round Fellowships", by="alder"))
    assert finding.confidence == "low"
    assert "name (Fellowships / Scholarships)" in finding.differs


def test_other_places_or_other_years_speak_for_two() -> None:
    assert only(rings(places=["south"])).confidence == "low"
    finding = only(rings(start="2020-01-01", end="2021-01-01"))
    assert finding.confidence == "low"
    assert "period (from 2024-01-01 / 2020-01-01 to 2021-01-01)" in finding.differs


def test_texts_that_are_only_alike_short_names_and_parts_of_each_other_are_not_asked_about() -> None:
    assert run(rings(description=RING)).findings == ()
    graph = rings(description="")
    graph.nodes["a"].update(description="", text="Ring Round")
    assert run(graph).findings == ()
    graph = rings()
    link(graph, "a", "partOfEffort", "c")
    link(graph, "c", "partOfEffort", "b")
    assert run(graph).findings == ()


def test_a_form_of_words_that_many_efforts_have_is_counted_and_not_asked_about() -> None:
    graph = rings()
    for at in range(MOST_ALIKE):
        organisation(graph, f"body-{at}")
        effort(graph, f"more-{at}", f"body-{at}", label="Ring Round", description=ROUND)
    result = run(graph)
    assert result.findings == ()
    assert result.statements[-1].startswith(f"{MOST_ALIKE + 2} efforts with a text nearly equal")


def test_nearly_alike_efforts_stay_two_and_stay_among_the_overlaps_until_somebody_decides() -> None:
    graph = rings()
    assert only(graph)
    assert same_records(graph) == ()
    assert representatives(graph)["b"] == "b"
    (pair,) = overlap.run(graph).findings
    assert pair.involves == ("a", "b")
    assert "is this one effort, recorded under two bodies?" in pair.why


def test_once_confirmed_they_are_one_for_every_analysis_and_the_question_keeps_its_name() -> None:
    graph = rings()
    asked = only(graph)
    graph.graph["same"] = frozenset({("a", "b")})
    assert only(graph) == asked
    assert same_record_pairs(graph) == {("a", "b")}
    assert overlap.run(graph).findings == ()


def test_once_told_apart_they_are_not_asked_about_and_their_overlap_no_longer_says_so() -> None:
    graph = rings()
    graph.graph["apart"] = frozenset({("a", "b")})
    assert run(graph).findings == ()
    (pair,) = overlap.run(graph).findings
    assert "one effort" not in f"{pair.why} {pair.check_next}"
    assert "may be one" not in pair.confidence_text


def test_what_follows_from_decisions_is_not_asked_again() -> None:
    graph = rings()
    organisation(graph, "cedar", "Cedar")
    effort(graph, "d", "cedar", label="Ring Round", description=ROUND)
    assert len(run(graph).findings) == 3
    graph.graph["same"] = frozenset({("a", "b"), ("b", "d")})
    assert {finding.involves for finding in run(graph).findings} == {("a", "b"), ("b", "d")}


def test_of_records_that_a_rule_takes_for_one_a_third_is_asked_about_once() -> None:
    graph = rings()
    effort(graph, "a2", "alder", label="RING ROUND", description=ROUND)
    assert [finding.involves for finding in run(graph).findings] == [("a", "a2"), ("a", "b")]
    graph.graph["apart"] = frozenset({("a", "a2")})
    assert {finding.involves for finding in run(graph).findings} == {("a", "b"), ("a2", "b")}


def test_of_three_namesakes_two_that_people_told_apart_are_each_asked_about_with_the_third() -> None:
    graph = Graph()
    organisation(graph, "alder", "Alder Trust")
    for iri in ("x", "y", "z"):
        effort(graph, iri, "alder", label="Walk Well")
    graph.graph["apart"] = frozenset({("x", "y")})
    assert [finding.involves for finding in run(graph).findings] == [("y", "z"), ("x", "z")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Interfaith Council of Vale", "Vale Interfaith Council"),
        ("Vale Local Immigration Partnership", "The Vale Local Immigration Partnership (VLIP)"),
        ("Gorse Hill Studios", "Gorsehill Studios"),
        ("Vale Domestic Abuse Service", "Vale Domestic Abuse Services"),
    ],
)
def test_organisations_whose_names_say_the_same_are_asked_about_and_stay_two(first: str, second: str) -> None:
    graph = Graph()
    organisation(graph, "a", first)
    organisation(graph, "b", second)
    finding = only(graph)
    assert finding.confidence == "medium"
    assert finding.check_next[0].startswith(f"Ask {first} and {second} whether")
    assert same_records(graph) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1st Vale Scouts", "2nd Vale Scouts"),
        ("Chester Board of Finance", "Manchester Board of Finance"),
        ("Hale Golf Club", "Sale Golf Club"),
        ("Salvation Army", "Salvation Army Vale"),
        ("?!", "--"),
    ],
)
def test_organisations_with_another_word_or_number_are_not_asked_about(first: str, second: str) -> None:
    assert not name_keys(first) & name_keys(second)


def test_offices_of_different_bodies_and_parts_of_one_another_are_not_asked_about() -> None:
    graph = Graph()
    for ministry in ("Health", "Transport"):
        organisation(graph, ministry)
    organisation(graph, "x", "Office for Grants", parent="Health")
    organisation(graph, "y", "Grants Office", parent="Transport")
    organisation(graph, "z", "Offices of Grants", parent="x")
    assert [finding.involves for finding in run(graph).findings] == []


def test_sure_ones_come_first_and_what_is_beyond_the_limit_is_counted() -> None:
    graph = rings(places=["south"])
    organisation(graph, "alder-2", "The Trust of Alder")
    result = run(graph)
    assert [finding.confidence for finding in result.findings] == ["medium", "low"]
    assert result.counts == {"same-record": 2}
    cut = run(graph, limit=1)
    assert [finding.involves for finding in cut.findings] == [("alder", "alder-2")]
    assert "1 of these pairs is not listed." in cut.statements


def test_results_depend_on_neither_order_nor_iris() -> None:
    graph = rings("Ring Round", "Ring Rounds")
    expected = run(graph)
    assert run(shuffled(graph, 2)) == expected
    turned = run(relabelled(graph, lambda iri: iri[::-1] + "-x"))
    assert [(found.headline, found.differs, found.score) for found in turned.findings] == [
        (found.headline, found.differs, found.score) for found in expected.findings
    ]


@pytest.mark.real_data
def test_on_the_federal_programmes_a_programme_moved_to_another_body_is_asked_about(
    shared_data: Path,
) -> None:
    found = {finding.involves: finding for finding in run(federal(shared_data / "federal-programs")).findings}
    assert found["programme/93.008", "programme/93.386"].confidence == "medium"
    assert found["programme/19.791", "programme/19.792"].confidence == "low"
    assert found["programme/57.001", "programme/57.006"].headline.endswith("is recorded more than once.")


@pytest.mark.real_data
def test_a_federal_programme_listed_twice_is_never_an_overlap(shared_data: Path) -> None:
    """Among all with ECOSYSTEM_SOAK=1; else among the programmes of the bodies that list one twice."""
    graph = federal(shared_data / "federal-programs")
    one = same_record_pairs(graph)
    if not os.environ.get("ECOSYSTEM_SOAK"):
        twice = {iri for pair in one for iri in pair}
        bodies = {body for iri in twice for body in neighbours(graph, iri, "deliveredBy")}
        others = set(of_family(graph, "effort"))
        graph.remove_nodes_from(
            iri for iri in others - twice if bodies.isdisjoint(neighbours(graph, iri, "deliveredBy"))
        )
    pairs = overlap.candidate_pairs(graph)
    efforts = {(a, b) for a, b in one if a.startswith("programme/")}
    assert ("programme/57.001", "programme/57.006") in efforts
    assert efforts == {(pair.a, pair.b) for pair in pairs if pair.kind == "same-record"}
    assert not one & {(pair.a, pair.b) for pair in pairs if pair.kind != "same-record"}


@pytest.mark.real_data
def test_on_the_ottawa_map_names_of_fifteen_pairs_of_bodies_say_the_same(shared_data: Path) -> None:
    graph = ottawa(shared_data / "ottawa-partner-map")
    near = [finding for finding in run(graph).findings if "say the same" in finding.headline]
    assert len(near) == 15
    assert "body/Interfaith Council of Ottawa" in {iri for finding in near for iri in finding.involves}
