from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from graphs import Graph, effort, link, organisation, outcome, relabelled, shuffled
from open_data import federal

from ecosystem.analyses.affiliation import affiliations
from ecosystem.analyses.alignment import run
from ecosystem.findings import Finding, Result


def ecosystem(pairs_planted: int = 1, *, sectors: bool = False, of_list: str = "", seed: int = 0) -> Graph:
    """30 bodies with four of 60 outcomes each by chance; the first pairs have eight in common instead."""
    rng = np.random.default_rng(seed)
    graph = Graph()
    for place in range(60):
        outcome(graph, f"outcome-{place:02}", f"Outcome {place:02}", of_list)
    targets = [rng.choice(60, size=4, replace=False).tolist() for _ in range(30)]
    for pair in range(pairs_planted):
        targets[2 * pair] = targets[2 * pair + 1] = list(range(8 * pair, 8 * pair + 8))
    for place, chosen in enumerate(targets):
        sector = ("PUB", "VOL")[place % 2] if sectors else "NK"
        body = organisation(graph, f"body-{place:02}", f"Body {place:02}", sector)
        for at in sorted(chosen):
            effort(graph, f"effort-{place:02}-{at:02}", body, outcomes=[f"outcome-{at:02}"])
    return graph


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


def test_each_list_of_outcomes_has_families_of_its_own() -> None:
    graph = ecosystem(of_list="fine")
    rng = np.random.default_rng(5)
    for at in range(20):
        outcome(graph, f"coarse-{at:02}", of_list="coarse")
    for place in range(30):
        link(graph, f"effort-{place:02}-x", "targetsOutcome")
        chosen = [f"coarse-{at:02}" for at in rng.choice(20, size=3, replace=False)]
        effort(graph, f"effort-{place:02}-x", f"body-{place:02}", outcomes=chosen)
    result = run(graph)
    assert [family.name for family in result.families] == ["all-pairs/coarse", "all-pairs/fine"]
    (finding,) = result.findings
    assert finding.test is not None
    assert finding.test.family == "all-pairs/fine"
    assert not any(contribution.outcome.startswith("coarse") for contribution in finding.contributions)


def test_pairs_from_different_sectors_are_a_family_only_where_both_sectors_are_known() -> None:
    assert [family.name for family in run(ecosystem()).families] == ["all-pairs"]
    result = run(ecosystem(sectors=True))
    assert [(family.name, family.tests) for family in result.families] == [
        ("all-pairs", 435),
        ("cross-sector", 225),
    ]
    (finding,) = result.findings
    assert "They also stand out in: Pairs of organisations from different sectors" in finding.why


def test_pairs_under_different_parents_are_a_family_only_where_there_is_a_parent() -> None:
    graph = ecosystem()
    organisation(graph, "department", "Department")
    for body in ("body-00", "body-01"):
        graph.nodes[body].update(parent="department", root="department")
    result = run(graph)
    assert [(family.name, family.tests) for family in result.families] == [
        ("all-pairs", 435),
        ("cross-parent", 434),
    ]
    assert [family.findings for family in result.families] == [1, 0]
    assert "none shares more outcomes than chance would give" in result.families[1].statement
    assert "Both belong to “Department”." in result.findings[0].why


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
    assert "1 organisation with fewer than two outcomes" in said
    assert "“Good lives” left out because every organisation works for it" in said


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


@pytest.mark.slow
def test_a_body_that_takes_on_outcomes_at_random_is_not_aligned_with_anybody() -> None:
    found = 0
    for seed in range(30):
        graph = ecosystem(pairs_planted=0, seed=seed)
        chosen = np.random.default_rng(seed).choice(60, size=8, replace=False)
        effort(graph, "more", "body-00", outcomes=[f"outcome-{at:02}" for at in chosen])
        found += any("body-00" in finding.involves for finding in run(graph).findings)
    assert found <= 3


@pytest.mark.real_data
def test_federal_departments_are_not_aligned_beyond_chance(shared_data: Path) -> None:
    result = run(federal(shared_data / "federal-programs"))
    families = {family.name: family for family in result.families}
    assert set(families) == {"all-pairs/GWO", "cross-parent/GWO", "all-pairs/PON", "cross-parent/PON"}
    assert families["cross-parent/PON"].tests == 249
    for name in ("cross-parent/GWO", "cross-parent/PON"):
        assert families[name].findings == 0
        assert "none shares more outcomes than chance would give" in families[name].statement
