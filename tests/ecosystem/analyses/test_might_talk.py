"""Who has reason to talk, and is not recorded as working together: reasons, and what is never claimed."""

from __future__ import annotations

from graphs import Graph, ecosystem, effort, link, organisation, outcome, relabelled, shuffled, thing

from ecosystem.analyses.might_talk import run
from ecosystem.analyses.recorded_ties import collaborations, dealings, within_two


def quarter() -> Graph:
    """a and b help the same people in other ways; c does what a does, elsewhere. x and y work with each other."""
    graph = Graph()
    for body in "abcxy":
        organisation(graph, body, f"Body {body}")
    outcome(graph, "calm", "Calm")
    for facet in ("activity-kind", "group", "area"):
        thing(graph, f"{facet}-1", facet)
        thing(graph, f"{facet}-2", facet)
    ways = {"a": ("1", "1"), "b": ("2", "1"), "c": ("1", "2")}
    for body, (kind, place) in ways.items():
        effort(
            graph, f"effort-{body}", body, label=f"Club {body}", outcomes=["calm"], groups=["group-1"],
            kinds=[f"activity-kind-{kind}"], places=[f"area-{place}"], start="2024-01-01",
        )  # fmt: skip
    link(graph, "x", "collaboratesWith", "y")
    return graph


def pairs(graph: Graph) -> list[tuple[str, ...]]:
    return sorted(finding.involves for finding in run(graph).findings)


def test_help_that_completes_or_repeats_other_help_is_a_reason_to_talk() -> None:
    result = run(quarter())
    said = {finding.involves: finding for finding in result.findings}
    assert sorted(said) == [("a", "b"), ("a", "c")]
    assert said["a", "b"].headline.endswith("might talk: they give different help to the same people.")
    assert "“Club a” and “Club c” do the same for the same people in different places, for “Calm”" in (
        said["a", "c"].why
    )
    assert all(finding.kind == "who-might-talk" for finding in result.findings)
    assert all(finding.score == 1.0 for finding in result.findings)


def test_a_collaboration_or_a_partner_in_common_takes_a_pair_off_the_list() -> None:
    graph = quarter()
    link(graph, "a", "collaboratesWith", "b")
    assert pairs(graph) == [("a", "c")]
    through = quarter()
    link(through, "a", "collaboratesWith", "x")
    link(through, "x", "collaboratesWith", "c")
    assert pairs(through) == [("a", "b")]
    link(through, "b", "collaboratesWith", "y")
    assert pairs(through) == [("a", "b")]


def test_who_pays_commissions_or_belongs_together_knows_each_other_already() -> None:
    graph = quarter()
    link(graph, "effort-b", "commissionedBy", "a")
    assert pairs(graph) == [("a", "c")]
    thing(graph, "sum", "spend")
    link(graph, "sum", "payer", "c")
    link(graph, "sum", "payee", "a")
    assert pairs(graph) == []
    assert ("a", "c") in dealings(graph)
    assert "2 pairs with an effort, a payment or a parent in common" in run(graph).statements[1]


def test_without_any_recorded_collaboration_nothing_is_said() -> None:
    graph = quarter()
    graph.remove_edge("x", "y", "collaboratesWith")
    result = run(graph)
    assert result.findings == ()
    assert "No collaboration of organisations is recorded" in result.statements[0]


def test_silence_about_ties_lowers_how_sure_a_finding_is_and_is_never_called_absence() -> None:
    graph = quarter()
    (finding, *_) = run(graph).findings
    assert (finding.confidence, finding.comparability) == ("low", 0.0)
    assert "Not recorded does not mean that they do not work together." in finding.differs
    for body, other in (("a", "p"), ("b", "q")):
        organisation(graph, other, f"Body {other}")
        link(graph, body, "collaboratesWith", other)
    found = {finding.involves: finding for finding in run(graph).findings}
    assert (found["a", "b"].confidence, found["a", "b"].comparability) == ("medium", 1.0)
    assert found["a", "c"].comparability == 0.5


def test_pairs_aligned_beyond_chance_are_listed_with_their_outcomes() -> None:
    graph = ecosystem(pairs_planted=2)
    link(graph, "body-10", "collaboratesWith", "body-11")
    link(graph, "body-02", "collaboratesWith", "body-03")
    (finding,) = run(graph).findings
    assert finding.involves == ("body-00", "body-01")
    assert len(finding.contributions) == 8
    assert "They share 8 outcomes, more than chance would explain" in finding.why


def test_evidence_is_what_the_map_states() -> None:
    graph = quarter()
    for finding in run(graph).findings:
        assert finding.evidence
        for item in finding.evidence:
            assert graph.has_edge(item.subject, item.value) or item.value == "2024-01-01"


def test_two_records_of_one_body_count_once_among_ties() -> None:
    graph = quarter()
    organisation(graph, "a-again", "BODY A Ltd")
    link(graph, "a-again", "collaboratesWith", "b")
    ties = collaborations(graph)
    assert ties.has_edge("a", "b")
    assert within_two(ties)["a"] == {"b"}
    assert pairs(graph) == [("a", "c")]


def test_the_list_depends_on_neither_order_nor_iris() -> None:
    expected = run(quarter())
    assert run(shuffled(quarter(), 2)) == expected
    turned = run(relabelled(quarter(), lambda iri: f"z-{iri}"))
    assert [found.headline for found in turned.findings] == [found.headline for found in expected.findings]
