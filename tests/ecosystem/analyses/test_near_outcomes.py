"""Organisations that share no outcome and work for nearly the same one: the measure, and what is said of it."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from graphs import Graph, effort, link, organisation, outcome, relabelled, shuffled, thing

from ecosystem.analyses.near_outcomes import run
from ecosystem.analyses.nearness import ancestors, near_by


def street() -> Graph:
    """Two themes; a and b work for different outcomes of one, c for one of the other; d has one outcome of each."""
    graph = Graph()
    thing(graph, "all", "theme", label="Everything")
    for theme in ("home", "work"):
        thing(graph, theme, "theme", label=theme.capitalize())
        link(graph, theme, "broader", "all")
    aims = {
        "warm": "home", "dry": "home", "safe": "home", "skilled": "work", "hired": "work", "paid": "work"
    }  # fmt: skip
    for iri, theme in aims.items():
        outcome(graph, iri, iri.capitalize())
        link(graph, iri, "theme", theme)
    chosen = {"a": ["warm", "skilled"], "b": ["dry", "hired"], "c": ["paid", "hired"], "d": ["safe", "paid"]}
    for body, own in chosen.items():
        organisation(graph, body, f"Body {body}")
        effort(graph, f"effort-{body}", body, outcomes=own)
    return graph


def test_nearness_is_that_worked_out_by_hand() -> None:
    """Four outcomes, one worker each, in two halves: content -ln(1/4) each, that of a half -ln(1/2)."""
    found = near_by(
        [frozenset("xz"), frozenset("xz"), frozenset("yz"), frozenset("yz")], np.array([1, 1, 1, 1])
    )
    assert found is not None
    within = 1 / (1 + 2 * math.log(4) - 2 * math.log(2))
    across = 1 / (1 + 2 * math.log(4))
    assert found.near[0].tolist() == pytest.approx([1.0, within, across, across])
    assert [found.parents[at] if at >= 0 else "" for at in found.through[0]] == ["x", "x", "", ""]
    sets = found.of_sets([frozenset({0, 2}), frozenset({1}), frozenset({1, 3})])
    assert sets[0, 0] == pytest.approx(1.0)
    assert sets[0, 1] == pytest.approx(((within + across) / 2 + within) / 2)
    assert sets[0, 2] == pytest.approx(within)


def test_what_holds_everything_brings_nothing_near() -> None:
    assert near_by([frozenset("z"), frozenset("z")], np.array([3, 1])) is None
    assert near_by([frozenset(), frozenset()], np.array([3, 1])) is None


def test_an_outcome_that_few_work_for_brings_those_that_do_nearer() -> None:
    """The rarer theme tells more, with 0.1 added so that an outcome nobody works for has a content too."""
    above = [frozenset("x"), frozenset("x"), frozenset("y"), frozenset("y")]
    found = near_by(above, np.array([1, 1, 20, 20]))
    assert found is not None
    assert found.near[0, 1] == pytest.approx(found.near[2, 3])
    assert near_by(above, np.array([0, 1, 20, 20])) is not None


def test_a_circle_of_broader_themes_does_no_harm() -> None:
    graph = street()
    link(graph, "all", "broader", "home")
    assert ancestors(graph, ["warm"])[0] == {"home", "all"}


def test_pairs_that_share_an_outcome_are_no_near_misses() -> None:
    pairs = {finding.involves for finding in run(street()).findings}
    assert ("b", "c") not in pairs
    assert ("c", "d") not in pairs
    assert {("a", "b"), ("a", "c"), ("a", "d"), ("b", "d")} == pairs


def test_a_finding_names_both_outcomes_what_joins_them_and_what_its_score_is_not() -> None:
    (finding,) = (found for found in run(street()).findings if found.involves == ("a", "b"))
    assert finding.kind == "nearly-the-same-outcome"
    assert re.fullmatch(
        r"Nearly the same outcome: “\w+” \(“Body a”\) / “\w+” \(“Body b”\)\.", finding.headline
    )
    assert "both belong to “Home”" in finding.why or "both belong to “Work”" in finding.why
    assert "no probability" in finding.confidence_text
    assert "by its size alone" in finding.confidence_text
    assert finding.confidence != "high"
    assert {name for name, _ in finding.coordinates} == {"onOutcome"}
    assert finding.test is None


def test_evidence_leads_from_both_organisations_to_what_their_outcomes_belong_to() -> None:
    graph = street()
    for finding in run(graph).findings:
        facts = {(item.subject, item.value) for item in finding.evidence}
        tops = {value for _, value in facts} & {"home", "work"}
        assert len(tops) == 1
        for body, (_, iri) in zip(finding.involves, finding.coordinates, strict=True):
            assert any(value == body for _, value in facts)
            assert (iri, *tops) in facts
        assert all(graph.has_edge(*pair) for pair in facts)


def test_two_records_of_one_body_are_no_near_miss() -> None:
    graph = street()
    graph.nodes["b"]["label"] = "BODY A Ltd"
    assert ("a", "b") not in {finding.involves for finding in run(graph).findings}


def test_outcomes_that_belong_to_nothing_are_not_ranked() -> None:
    graph = street()
    for iri in ("warm", "dry", "safe", "skilled", "hired", "paid"):
        graph.remove_edges_from([edge for edge in graph.edges(keys=True) if edge[0] == iri])
    result = run(graph)
    assert result.findings == ()
    assert result.statements == (
        "No two outcomes that different organisations work for belong to anything in common.",
    )


def test_the_ranking_depends_on_neither_order_nor_iris() -> None:
    expected = run(street())
    assert run(shuffled(street(), 2)) == expected
    turned = run(relabelled(street(), lambda iri: f"x-{iri}"))
    assert [found.headline for found in turned.findings] == [found.headline for found in expected.findings]
