"""Who is compared with whom: lists of outcomes, sectors, parents and data sets each make families of pairs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from graphs import (
    Graph,
    belonging_to,
    ecosystem,
    effort,
    link,
    organisation,
    outcome,
    relabelled,
    together,
)
from open_data import federal, ottawa

from ecosystem.analyses.alignment import run
from ecosystem.findings import Finding, Result


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


def two_data_sets(second: Graph) -> tuple[Graph, Graph, Graph]:
    """One with 30 bodies, another one, and both on one map; their lists have no names."""
    first = relabelled(belonging_to(ecosystem(), "First"), lambda iri: f"first/{iri}")
    return first, belonging_to(second, "Second"), together(first, second)


def unnamed(result: Result) -> list[Finding]:
    """The findings as they are where nothing needs to be told apart, by whom they involve."""
    plain = []
    for finding in result.findings:
        assert finding.test is not None
        why, confidence_text, *named = (
            re.sub(" of “(First|Second)”", "", text)
            for text in (finding.why, finding.confidence_text, *finding.figures)
        )
        figures = dict(zip(named, finding.figures.values(), strict=True))
        test = replace(finding.test, family=finding.test.family.partition("/")[0])
        plain.append(replace(finding, why=why, confidence_text=confidence_text, test=test, figures=figures))
    return sorted(plain, key=lambda finding: finding.involves)


def test_two_unrelated_data_sets_give_together_what_each_gives_alone() -> None:
    other = relabelled(ecosystem(2, seed=1), lambda iri: f"second/{iri}")
    for _, data in other.nodes(data=True):
        data["label"] = f"Other {data['label']}"
    first, second, both = two_data_sets(other)
    alone = [run(first), run(second)]
    result = run(both)
    assert len(result.findings) == 3
    assert unnamed(result) == sorted(
        [*unnamed(alone[0]), *unnamed(alone[1])], key=lambda finding: finding.involves
    )
    assert [family.tests for family in result.families] == [435, 435]
    assert "of “First”" in result.families[0].title
    assert "on outcomes of “Second”; 2 share" in result.families[1].statement
    assert result.statements[1].startswith("Outcomes of “Second”: 30 organisations")
    assert not any("First" in said for said in alone[0].statements)


def test_lists_of_one_name_in_two_data_sets_are_two_lists() -> None:
    first = belonging_to(relabelled(ecosystem(of_list="aims"), lambda iri: f"1/{iri}"), "First")
    second = belonging_to(relabelled(ecosystem(of_list="aims", seed=1), lambda iri: f"2/{iri}"), "Second")
    result = run(together(first, second))
    assert [family.name for family in result.families] == ["all-pairs/aims/first", "all-pairs/aims/second"]
    assert "of the list “aims” of “Second”" in result.statements[1]


@pytest.mark.real_data
def test_federal_departments_are_not_aligned_beyond_chance(shared_data: Path) -> None:
    result = run(federal(shared_data / "federal-programs"))
    families = {family.name: family for family in result.families}
    assert set(families) == {"all-pairs/GWO", "cross-parent/GWO", "all-pairs/PON", "cross-parent/PON"}
    assert families["cross-parent/PON"].tests == 249
    for name in ("cross-parent/GWO", "cross-parent/PON"):
        assert families[name].findings == 0
        assert "none shares more outcomes than chance would give" in families[name].statement


@pytest.mark.real_data
def test_ottawa_beside_another_data_set_gives_what_each_gives_alone(shared_data: Path) -> None:
    first, second, both = two_data_sets(ottawa(shared_data / "ottawa-partner-map"))
    result = run(both)
    assert unnamed(result) == sorted(
        [*unnamed(run(first)), *unnamed(run(second))], key=lambda finding: finding.involves
    )
    assert result.findings
