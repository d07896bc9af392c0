"""Two efforts of two bodies: what they have in common, what the finding says of it, and whom to ask."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from graphs import RING, Graph, effort, link, organisation, outcome, thing, twins

from ecosystem.analyses.overlap import candidate_pairs, run
from ecosystem.findings import Finding
from ecosystem.projection import Money


def only(graph: Graph) -> Finding:
    (finding,) = run(graph).findings
    return finding


def known(finding: Finding) -> dict[str, str]:
    return {facet.name: facet.relation for facet in finding.facets}


@pytest.mark.parametrize(
    ("differences", "kind"),
    [
        ({}, "possible-duplication"),
        ({"places": ["area-2"]}, "replicate-elsewhere"),
        ({"groups": ["group-2"]}, "overlap-other-people"),
        ({"kinds": ["activity-kind-2"]}, "complementary"),
        ({"kinds": ["activity-kind-2"], "groups": ["group-2"]}, "aligned-only"),
        ({"end": "2024-12-31", "start": "2020-01-01"}, "possible-duplication"),
        ({"end": "2023-12-31", "start": "2020-01-01"}, "aligned-only"),
        ({"groups": []}, "cannot-tell-yet"),
        ({"start": ""}, "cannot-tell-yet"),
    ],
)
def test_a_pair_that_shares_an_outcome_is_graded_by_what_else_it_shares(
    differences: dict[str, Any], kind: str
) -> None:
    finding = only(twins(**differences))
    assert finding.kind == kind
    assert finding.involves == ("a", "b")
    assert finding.score == 1.0
    assert finding.score_name == "expected shared outcomes"


def test_a_finding_names_who_why_what_differs_what_is_not_known_and_whom_to_ask() -> None:
    finding = only(twins(groups=["group-2"], places=[]))
    assert finding.headline == (
        "Possible overlap, for other people: “Acorn Club” (Alder Trust) and “Bramble Club” (Birch Society)."
    )
    assert "Both are recorded as working for “calm”." in finding.why
    assert finding.differs == "People (group-1 / group-2). Not known: place of “Bramble Club”."
    assert finding.money == "Not recorded for either."
    assert finding.confidence == "high"
    assert finding.confidence_text.endswith("This is not a claim that either is unnecessary.")
    assert finding.check_next == (
        "Ask Birch Society about “Bramble Club”: where it works.",
        "Ask Alder Trust and Birch Society what they could share: method, training, premises.",
    )
    assert finding.comparability == 0.8


def test_where_nothing_differs_the_finding_says_that_no_difference_is_recorded() -> None:
    assert only(twins()).differs == "No difference is recorded."


def test_every_facet_and_the_shared_outcome_are_evidenced() -> None:
    graph = twins()
    facts = {(fact.subject, fact.value) for fact in only(graph).evidence}
    for side, body in (("a", "body-a"), ("b", "body-b")):
        for value in (body, "calm", "activity-kind-1", "group-1", "area-1", "2024-01-01"):
            assert (side, value) in facts


def test_unknown_is_not_the_same() -> None:
    finding = only(twins(kinds=[], groups=[], places=[]))
    assert finding.kind == "cannot-tell-yet"
    assert finding.comparability == 0.4
    assert finding.confidence == "low"
    assert [known(finding)[facet] for facet in ("activity", "people", "place")] == ["unknown"] * 3


def test_a_local_group_counts_as_the_shipped_concept_it_equals() -> None:
    graph = twins(groups=["group-2"])
    thing(graph, "older", "concept", "group")
    link(graph, "group-1", "exactMatch", "older")
    link(graph, "group-2", "exactMatch", "older")
    assert known(only(graph))["people"] == "same"


def test_efforts_of_one_body_are_never_a_pair() -> None:
    graph = twins()
    link(graph, "b", "deliveredBy", "body-a")
    assert run(graph).findings == ()


def test_efforts_of_two_records_of_one_body_are_never_a_pair() -> None:
    graph = twins()
    graph.nodes["body-b"]["label"] = "ALDER TRUST LTD"
    assert run(graph).findings == ()


def test_an_effort_recorded_twice_is_one_effort_with_all_that_its_records_state() -> None:
    graph = twins(groups=[])
    effort(graph, "b2", "body-b", label="bramble club", groups=["group-1"], places=["area-1"])
    finding = only(graph)
    assert finding.involves == ("a", "b")
    assert finding.kind == "possible-duplication"
    assert finding.confidence == "medium"
    assert "is recorded 2 times and taken as one" in finding.why
    assert ("b2", "group-1") in {(fact.subject, fact.value) for fact in finding.evidence}


def test_teams_of_one_parent_are_one_body_only_where_the_boundary_says_so() -> None:
    graph = twins()
    organisation(graph, "council", "Council")
    for body in ("body-a", "body-b"):
        graph.nodes[body].update(parent="council", root="council")
    assert len(run(graph).findings) == 1
    assert run(graph, boundary="parent").findings == ()


def test_a_part_and_its_whole_are_related_by_design_at_any_depth() -> None:
    graph = twins()
    organisation(graph, "body-c", "Cedar")
    effort(graph, "c", "body-c", label="Cedar Club", outcomes=["fit"])
    link(graph, "a", "partOfEffort", "c")
    link(graph, "c", "partOfEffort", "b")
    result = run(graph)
    assert result.findings == ()
    assert result.counts == {"related-by-design": 1}
    assert "1 pair of which one is part of the other are left out." in result.statements
    pairs = candidate_pairs(graph)
    assert (pairs[0].a, pairs[0].b) == ("a", "b")
    assert {pair.kind for pair in pairs} == {"related-by-design"}


def test_who_commissions_one_and_delivers_the_other_is_said() -> None:
    graph = twins()
    link(graph, "a", "commissionedBy", "body-b")
    assert "Who commissions or delivers both: “Birch Society”." in only(graph).why


def test_a_recorded_collaboration_is_said() -> None:
    graph = twins()
    link(graph, "body-b", "collaboratesWith", "body-a")
    assert "A collaboration of the organisations is recorded." in only(graph).why


def with_others(first: str, second: str) -> Graph:
    """Two texts among sixty that have nothing to do with them; no outcomes at all."""
    graph = Graph()
    for place, text in enumerate(
        [first, second, *(" ".join(f"topic{at}word{word}" for word in range(9)) for at in range(60))]
    ):
        body = organisation(graph, f"body-{place:02}", f"Body {place:02}")
        effort(graph, f"effort-{place:02}", body, label=f"Effort {place:02}", description=text)
    return graph


def test_similar_texts_propose_a_pair_but_cannot_tell_its_kind() -> None:
    finding = only(with_others(RING, f"{RING} and much else besides: bicycles, bread, harbours, lanterns"))
    assert finding.involves == ("effort-00", "effort-01")
    assert finding.kind == "cannot-tell-yet"
    assert finding.confidence == "low"
    assert 0 < finding.score < 1
    assert "No outcome is stated by both." in finding.why
    assert finding.phrases
    for phrase in finding.phrases:
        texts = [fact.value.lower() for fact in finding.evidence if phrase in fact.value.lower()]
        assert len(texts) == 2
        assert quoted_in(finding.why, phrase)


def quoted_in(text: str, phrase: str) -> bool:
    return f"“{phrase}”" in text


def test_nearly_equal_texts_under_two_bodies_are_asked_about_and_nothing_is_claimed() -> None:
    graph = with_others(RING, RING)
    outcome(graph, "calm")
    for facet in ("activity-kind", "group", "area"):
        thing(graph, facet, facet)
    for iri in ("effort-00", "effort-01"):
        link(graph, iri, "targetsOutcome", "calm")
        link(graph, iri, "activityKind", "activity-kind")
        link(graph, iri, "serves", "group")
        link(graph, iri, "inArea", "area")
        graph.nodes[iri].update(label="Ringing Round", start="2024-01-01")
    finding = only(graph)
    assert finding.kind == "cannot-tell-yet"
    assert finding.confidence == "low"
    assert "is this one effort, recorded under two bodies?" in finding.why
    assert finding.check_next[0] == "Ask Body 00 and Body 01 whether these two records are one effort."


def money(amount: str, currency: str = "GBP", status: str = "planned", start: str = "2026-04-01") -> Money:
    return Money(
        currency, status, start, "2027-03-31", Decimal(amount), f"spend-{amount}-{currency}-{status}-{start}"
    )


def test_money_is_set_side_by_side_with_at_most_the_smaller_sum() -> None:
    graph = twins(money=(money("210000.00"),))
    graph.nodes["a"]["money"] = (money("200000"), money("1000", "EUR"))
    said = only(graph).money
    assert "“Acorn Club”: GBP 200,000 (planned, 2026-04-01 to 2027-03-31) and EUR 1,000 (planned" in said
    assert "“Bramble Club”: GBP 210,000 (planned, 2026-04-01 to 2027-03-31)." in said
    assert "at most GBP 200,000 (planned, 2026-04-01 to 2027-03-31); how much does is not known." in said
    assert "410,000" not in said


def test_every_sum_written_out_is_evidenced_by_the_records_of_its_amounts() -> None:
    graph = twins(money=(money("7"), money("5"), money("0", start="2025-04-01")))
    finding = only(graph)
    assert (
        "“Bramble Club”: GBP 12 (planned, 2026-04-01 to 2027-03-31); recorded as 0 in 1 place."
        in finding.money
    )
    amounts = {fact.value: fact.subject for fact in finding.evidence if fact.subject.startswith("spend")}
    assert set(amounts) == {"5", "7"}
    assert finding.labels[amounts["5"]] == "GBP 5 (planned, 2026-04-01 to 2027-03-31)"


@pytest.mark.parametrize(
    "other",
    [money("5", "EUR"), money("5", status="paid"), money("5", start="2025-04-01")],
    ids=["currency", "state", "period"],
)
def test_unlike_sums_are_never_compared(other: Money) -> None:
    graph = twins(money=(other,))
    graph.nodes["a"]["money"] = (money("5"),)
    assert "the sums are not compared" in only(graph).money
    assert "at most" not in only(graph).money


def test_money_of_one_side_only_is_not_recorded_for_the_other() -> None:
    graph = twins(money=(money("12.50"),))
    said = only(graph).money
    assert (
        said == "“Acorn Club”: not recorded. “Bramble Club”: GBP 12.50 (planned, 2026-04-01 to 2027-03-31)."
    )
