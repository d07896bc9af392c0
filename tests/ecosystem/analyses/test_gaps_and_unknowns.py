from __future__ import annotations

import re
from pathlib import Path

import networkx as nx
import pytest
from graphs import (
    Graph,
    belonging_to,
    effort,
    link,
    organisation,
    outcome,
    relabelled,
    shuffled,
    thing,
    together,
)
from open_data import federal, ottawa

from ecosystem.analyses.gaps import run
from ecosystem.findings import Finding


def ecosystem() -> Graph:
    """health > (mind, body) and travel; "calm" serves mind, "buses" serves travel; one effort works for calm."""
    graph = Graph()
    for objective in ("health", "mind", "body", "travel"):
        thing(graph, objective, "objective")
    link(graph, "mind", "partOfObjective", "health")
    link(graph, "body", "partOfObjective", "health")
    outcome(graph, "calm", objectives=["mind"])
    outcome(graph, "buses", objectives=["travel"])
    organisation(graph, "trust", "Alder Trust")
    effort(graph, "club", "trust", outcomes=["calm"])
    return graph


def found(graph: Graph) -> dict[str, str]:
    return {finding.involves[0]: finding.kind for finding in run(graph).findings}


def one(graph: Graph, iri: str) -> Finding:
    (finding,) = (finding for finding in run(graph).findings if finding.involves == (iri,))
    return finding


def test_an_objective_is_pursued_through_the_outcomes_of_efforts_and_through_its_parts() -> None:
    assert found(ecosystem()) == {
        "body": "objective-nobody-pursues",
        "travel": "objective-nobody-pursues",
        "buses": "outcome-nobody-targets",
    }


def test_an_objective_is_pursued_by_whoever_says_so() -> None:
    graph = ecosystem()
    link(graph, "trust", "pursues", "travel")
    assert set(found(graph)) == {"body", "buses"}


def test_who_pursues_the_wider_objective_is_said_and_asked() -> None:
    graph = ecosystem()
    link(graph, "trust", "pursues", "health")
    finding = one(graph, "body")
    assert finding.score == 1.0
    assert "1 organisation is recorded as pursuing “health”." in finding.why
    assert finding.check_next[0].startswith("Ask Alder Trust whether anybody works for “body”")
    assert finding.labels["trust"] == "Alder Trust"


def test_an_outcome_whose_objective_is_pursued_comes_before_one_that_nobody_asked_for() -> None:
    graph = ecosystem()
    outcome(graph, "art")
    link(graph, "trust", "pursues", "travel")
    assert [finding.involves[0] for finding in run(graph).findings] == ["buses", "body", "art"]


def test_silence_is_not_called_a_gap_where_few_efforts_say_what_they_work_for() -> None:
    graph = ecosystem()
    for place in range(2):
        effort(graph, f"silent-{place}", "trust")
    finding = one(graph, "buses")
    assert finding.kind == "not-known"
    assert finding.headline == "Not known whether anybody works for “buses”."
    assert (
        finding.why
        == "No effort is recorded for it, but only 1 of 3 efforts (33%) say which outcomes they work for."
    )
    assert finding.comparability == pytest.approx(1 / 3, abs=1e-6)
    assert finding.confidence == "low"
    assert "Find out for 2 efforts which outcomes they work for." in finding.check_next
    assert any("is not known, because only 1 of 3 efforts" in said for said in run(graph).statements)


def test_the_threshold_of_what_is_enough_is_an_option() -> None:
    graph = ecosystem()
    effort(graph, "silent", "trust")
    assert one(graph, "buses").kind == "not-known"
    (kind,) = (
        finding.kind for finding in run(graph, enough_known=0.5).findings if finding.involves == ("buses",)
    )
    assert kind == "outcome-nobody-targets"


def test_where_nothing_is_recorded_about_objectives_none_is_a_gap() -> None:
    graph = Graph()
    thing(graph, "health", "objective")
    organisation(graph, "trust")
    effort(graph, "club", "trust")
    assert found(graph) == {"health": "not-known"}
    assert found(graph.subgraph(["health"]).copy()) == {"health": "not-known"}


def test_each_list_of_outcomes_is_judged_by_the_efforts_that_use_it() -> None:
    graph = ecosystem()
    outcome(graph, "fine-1", of_list="fine")
    outcome(graph, "fine-2", of_list="fine")
    link(graph, "club", "targetsOutcome", "fine-1")
    effort(graph, "other", "trust", outcomes=["fine-1"])
    assert found(graph)["fine-2"] == "outcome-nobody-targets"
    assert found(graph)["buses"] == "not-known"
    assert "of the list “fine”" in one(graph, "fine-2").confidence_text


def test_silence_is_judged_within_the_data_set() -> None:
    """Second has ten efforts without a word on what for: First's gaps stay gaps, and Second's are not known."""
    first = belonging_to(relabelled(ecosystem(), lambda iri: f"first/{iri}"), "First")
    second = relabelled(ecosystem(), lambda iri: f"second/{iri}")
    for place in range(10):
        organisation(second, f"second/body-{place}", f"Body {place}")
        effort(second, f"second/silent-{place}", f"second/body-{place}")
    belonging_to(second, "Second")
    both = together(first, second)
    assert found(both) == found(first) | found(second)
    assert found(both)["first/buses"] == "outcome-nobody-targets"
    assert found(both)["second/buses"] == found(both)["second/travel"] == "not-known"
    assert "which outcomes of “Second” they work for" in one(both, "second/buses").confidence_text
    for own, iri in ((first, "first/travel"), (second, "second/travel")):
        assert one(both, iri) == one(own, iri)
    assert run(both).statements == (
        "Pursued by nobody on record: 2 of 4 objectives of “First”; "
        "1 of 1 organisation (100%) say which objectives they work for.",
        "Pursued by nobody on record: 2 of 4 objectives of “Second”; whether these are gaps is not known, "
        "because only 1 of 11 organisations (9%) say which objectives they work for.",
        "Without any recorded effort: 1 of 2 outcomes of “First”; "
        "1 of 1 effort (100%) say which outcomes of “First” they work for.",
        "Without any recorded effort: 1 of 2 outcomes of “Second”; whether these are gaps is not known, "
        "because only 1 of 11 efforts (9%) say which outcomes of “Second” they work for.",
    )


def test_who_uses_the_outcomes_of_another_data_set_is_asked_about_them() -> None:
    first = belonging_to(ecosystem(), "First")
    second = Graph()
    organisation(second, "guest")
    for place in range(9):
        effort(second, f"guest-{place}", "guest")
    both = together(first, belonging_to(second, "Second"))
    assert found(both)["buses"] == "outcome-nobody-targets"
    link(both, "guest-0", "targetsOutcome", "calm")
    assert found(both)["buses"] == "not-known"
    assert "2 of 10 efforts (20%)" in one(both, "buses").confidence_text


def test_where_nothing_is_silent_that_is_said_with_numbers() -> None:
    graph = ecosystem()
    link(graph, "trust", "pursues", "travel", "body")
    effort(graph, "bus", "trust", outcomes=["buses"])
    result = run(graph)
    assert result.findings == ()
    assert result.statements == (
        "Pursued by nobody on record: 0 of 4 objectives; "
        "1 of 1 organisation (100%) say which objectives they work for.",
        "Without any recorded effort: 0 of 2 outcomes; 2 of 2 efforts (100%) say which outcomes they work for.",
    )


def test_a_gap_rests_on_the_records_of_what_it_is_about() -> None:
    facts = {(fact.subject, fact.value) for fact in one(ecosystem(), "buses").evidence}
    assert facts == {("buses", "buses"), ("buses", "travel")}


def test_the_words_never_say_that_nobody_does_it() -> None:
    for finding in run(ecosystem()).findings:
        assert finding.confidence_text.endswith("Not recorded does not mean that nobody does it.")
        assert finding.differs.startswith("Not known:")
        assert re.search(r"\brecorded\b", finding.headline)


def test_results_depend_on_neither_order_nor_iris() -> None:
    graph = ecosystem()
    link(graph, "trust", "pursues", "health")
    expected = run(graph)
    assert run(shuffled(graph, 1)) == expected
    turned = run(relabelled(graph, lambda iri: f"{iri[::-1]}"))
    assert [finding.headline for finding in turned.findings] == [
        finding.headline for finding in expected.findings
    ]


def test_objectives_in_a_circle_are_one_gap_each() -> None:
    graph = ecosystem()
    link(graph, "travel", "partOfObjective", "body")
    link(graph, "body", "partOfObjective", "travel")
    assert {"travel", "body"} <= set(found(graph))


def test_an_empty_map_has_no_gaps_and_says_why() -> None:
    assert run(nx.MultiDiGraph()).statements == ("No objective and no outcome is recorded.",)


@pytest.mark.real_data
def test_nine_ottawa_solutions_have_no_programme(shared_data: Path) -> None:
    result = run(ottawa(shared_data / "ottawa-partner-map"))
    assert result.counts == {"outcome-nobody-targets": 9}
    assert result.statements[1:] == (
        "Without any recorded effort: 9 of 110 outcomes; 494 of 494 efforts (100%) say which outcomes they work for.",
    )


@pytest.mark.real_data
def test_federal_outcomes_without_a_programme_are_not_known_rather_than_gaps(shared_data: Path) -> None:
    result = run(federal(shared_data / "federal-programs"))
    assert set(result.counts) == {"not-known"}
