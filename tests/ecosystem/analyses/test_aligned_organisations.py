"""Organisations that share more outcomes than chance would give: what is found, and what is said of it."""

from __future__ import annotations

import re
from dataclasses import replace

import networkx as nx
import pytest
from graphs import (
    Graph,
    ecosystem,
    effort,
    link,
    organisation,
    outcome,
    relabelled,
    shuffled,
)

from ecosystem.analyses.affiliation import affiliations
from ecosystem.analyses.alignment import run
from ecosystem.findings import Finding, Result


def pairs(result: Result) -> list[tuple[str, ...]]:
    return [finding.involves for finding in result.findings]


def by_name(finding: Finding) -> Finding:
    """The finding without anything that IRIs decide: names instead, and no texts with an order of sides."""
    named = tuple(sorted(finding.labels[iri] for iri in finding.involves))
    return replace(
        finding,
        involves=named,
        evidence=(),
        labels={},
        contributions=(),
        headline="",
        differs="",
        check_next=(),
    )


def test_planted_pairs_are_found_and_nothing_else() -> None:
    result = run(ecosystem(pairs_planted=3))
    assert sorted(pairs(result)) == [("body-00", "body-01"), ("body-02", "body-03"), ("body-04", "body-05")]
    assert result.counts == {"aligned-beyond-chance": 3}


def test_a_finding_says_what_is_shared_what_was_expected_and_how_sure_that_is() -> None:
    (finding,) = run(ecosystem()).findings
    assert finding.headline == "“Body 00” and “Body 01” share more outcomes than chance would explain."
    assert "They share 8 outcomes where chance would give about" in finding.why
    assert [contribution.label for contribution in finding.contributions] == [
        f"Outcome {at:02}" for at in range(8)
    ]
    assert 5 < finding.score < 8
    assert finding.score_name == "shared outcomes beyond expectation"
    assert finding.test is not None
    assert finding.test.tests_in_family == 30 * 29 // 2
    assert finding.test.p < finding.test.q <= 0.05
    assert finding.comparability == 1.0
    assert finding.confidence == "high"


def test_every_shared_outcome_is_evidenced_on_both_sides() -> None:
    graph = ecosystem()
    (finding,) = run(graph).findings
    facts = {(fact.subject, fact.value) for fact in finding.evidence}
    for body in ("body-00", "body-01"):
        for at in range(8):
            doing = f"effort-{body[-2:]}-{at:02}"
            assert {(doing, body), (doing, f"outcome-{at:02}")} <= facts
    assert all(
        graph.edges[fact.subject, fact.value, fact.predicate.partition("#")[2]] for fact in finding.evidence
    )


def test_two_records_of_one_body_are_never_a_pair() -> None:
    graph = ecosystem()
    graph.nodes["body-01"]["label"] = "BODY 00 Ltd"
    result = run(graph)
    assert result.findings == ()
    assert result.families[0].tests == 434


def test_nothing_beyond_chance_is_said_with_how_many_pairs_were_compared() -> None:
    result = run(ecosystem(pairs_planted=0))
    (family,) = result.families
    assert family.findings == 0
    assert family.tests == 435
    assert family.statement.startswith(
        "435 pairs of organisations were compared on outcomes; none shares more outcomes than chance would give"
    )
    assert (
        f"only pairs that share {family.smallest_detectable} or more could have been told" in family.statement
    )


def test_outcomes_that_everybody_has_and_bodies_with_one_outcome_are_left_out_and_named() -> None:
    graph = ecosystem()
    outcome(graph, "everybody", "Good lives")
    for place in range(30):
        effort(graph, f"effort-{place:02}-all", f"body-{place:02}", outcomes=["everybody"])
    organisation(graph, "small", "Small")
    effort(graph, "effort-small", "small", outcomes=["outcome-00", "everybody"])
    (table,) = affiliations(graph)
    assert table.small == ("small",)
    assert table.universal == ("everybody",)
    (said,) = run(graph).statements
    assert "“Good lives” left out because each of the 31 organisations works for it" in said
    assert "1 organisation with fewer than two other outcomes" in said


def test_what_only_the_compared_organisations_have_in_common_is_not_said_to_be_everybodys() -> None:
    graph = ecosystem()
    outcome(graph, "common", "Good lives")
    for place in range(30):
        effort(graph, f"effort-{place:02}-all", f"body-{place:02}", outcomes=["common"])
    organisation(graph, "small", "Small")
    effort(graph, "effort-small", "small", outcomes=["outcome-59"])
    (table,) = affiliations(graph)
    assert (table.small, table.universal) == (("small",), ())
    assert "common" in table.shared("body-00", "body-01")
    result = run(graph)
    assert "every" not in result.statements[0]
    assert "left out: 1 organisation with fewer than two outcomes." in result.statements[0]
    (finding,), (plain,) = result.findings, run(ecosystem()).findings
    assert finding.involves == ("body-00", "body-01")
    assert finding.score == pytest.approx(plain.score, abs=0.01)
    assert finding.test is not None
    assert plain.test is not None
    assert plain.test.p * 0.8 <= finding.test.p <= plain.test.p * 3


def test_what_two_organisations_share_is_kept_and_is_no_surprise_where_there_is_no_third() -> None:
    graph = Graph()
    for iri in ("calm", "fit", "warm"):
        outcome(graph, iri)
    for body, chosen in (("a", ["calm", "fit", "warm"]), ("b", ["calm", "fit"])):
        organisation(graph, body)
        effort(graph, f"effort-{body}", body, outcomes=chosen)
    (table,) = affiliations(graph)
    assert table.shared("a", "b") == ["calm", "fit"]
    result = run(graph)
    assert result.statements == ("Outcomes: 2 organisations and 3 outcomes were compared.",)
    assert (result.findings, result.families[0].tests) == ((), 1)


def test_a_map_on_which_one_body_works_for_one_outcome_has_nothing_to_compare() -> None:
    graph = Graph()
    outcome(graph, "calm")
    organisation(graph, "a")
    effort(graph, "effort-a", "a", outcomes=["calm"])
    result = run(graph)
    assert (result.findings, result.families) == ((), ())


def test_a_recorded_collaboration_changes_what_to_ask() -> None:
    graph = ecosystem()
    assert "No collaboration of the two is recorded here" in run(graph).findings[0].check_next[1]
    link(graph, "body-01", "collaboratesWith", "body-00")
    (finding,) = run(graph).findings
    assert "whether their recorded collaboration covers" in finding.check_next[0]
    assert "A collaboration of the two is recorded." in finding.why


def test_efforts_that_state_no_outcome_lower_how_sure_a_finding_is() -> None:
    graph = ecosystem()
    for at in range(6):
        effort(graph, f"silent-{at}", "body-00")
    (finding,) = run(graph).findings
    assert finding.comparability == pytest.approx(16 / 22, abs=1e-6)
    assert finding.confidence == "medium"


def test_results_depend_on_neither_order_nor_iris() -> None:
    graph = ecosystem(pairs_planted=2, sectors=True)
    expected = run(graph)
    assert run(graph) == expected
    assert run(shuffled(graph, 3)) == expected
    turned = run(relabelled(graph, lambda iri: iri[::-1]))
    assert turned.families == expected.families
    assert [by_name(found) for found in turned.findings] == [by_name(found) for found in expected.findings]


def test_every_number_in_the_words_is_a_number_of_the_finding() -> None:
    (finding,) = run(ecosystem(sectors=True)).findings
    assert finding.test is not None
    words = re.sub("“[^”]*”", "", f"{finding.headline} {finding.why} {finding.confidence_text}")
    expected = len(finding.contributions) - finding.score
    of_fields = {
        f"{len(finding.contributions)}",
        f"{expected:.1f}",
        f"{finding.test.tests_in_family}",
        f"{finding.test.q:.2g}",
        f"{finding.comparability:.0%}".rstrip("%"),
        f"{len(finding.contributions) - 5}",
    }
    assert set(re.findall(r"\d+(?:[.,]\d+)*(?:e-\d+)?", words.partition("They also")[0])) <= of_fields


def test_an_empty_map_says_that_there_is_nothing_to_compare() -> None:
    result = run(nx.MultiDiGraph())
    assert result.findings == result.families == ()
    assert result.statements
