"""Pairs that rest on what we think: how that is said, and how little it may claim."""

from __future__ import annotations

import re
from typing import Any

import pytest
from graphs import RING, Graph, effort, organisation, outcome, thing

from ecosystem.analyses.grading import STRENGTH
from ecosystem.analyses.overlap import candidate_pairs, run
from ecosystem.findings import Finding

GARDEN = "Volunteers dig raised vegetable beds on estates and teach families to grow and cook their own food"


def place(**told: Any) -> Graph:
    """Four efforts known to ring people, four known to garden, and "new", which rings people and states nothing."""
    graph = Graph()
    outcome(graph, "company", "Less loneliness")
    outcome(graph, "food", "Better food")
    for facet in ("activity-kind", "group", "area"):
        thing(graph, facet, facet)
    alike: dict[str, Any] = {
        "kinds": ["activity-kind"],
        "groups": ["group"],
        "places": ["area"],
        "start": "2024-01-01",
    }
    for at in range(4):
        for key, text in (("company", RING), ("food", GARDEN)):
            body = organisation(graph, f"body-{key}-{at}", f"Body {key} {at}")
            effort(graph, f"{key}-{at}", body, label=f"{key} {at}", description=text, outcomes=[key], **alike)
    organisation(graph, "body-new", "New Body")
    wording = f"{RING} and cakes"
    effort(graph, "new", "body-new", label="Phone pals", description=wording, **(alike | told))
    return graph


def on_new(graph: Graph, **decided: Any) -> dict[str, Finding]:
    found = [finding for finding in run(graph, **decided).findings if "new" in finding.involves]
    return {next(iri for iri in finding.involves if iri != "new"): finding for finding in found}


@pytest.fixture(autouse=True)
def _every_belief_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few efforts teach little: what is tested is what is said of a belief, not how strong it is."""
    monkeypatch.setattr("ecosystem.analyses.pairs.LIKELY", 0.2)
    monkeypatch.setattr("ecosystem.analyses.graded_pair.LIKELY", 0.2)
    monkeypatch.setattr("ecosystem.analyses.overlap.graded.NEARLY_EQUAL", 1.1)


def test_a_proposed_outcome_is_said_to_be_thought_with_the_efforts_it_was_learned_from() -> None:
    finding = on_new(place())["company-0"]
    assert "No outcome is stated by both." in finding.why
    assert "We think that both work for “Less loneliness”: “company 0” states it" in finding.why
    assert "“Phone pals” reads like “company" in finding.why
    assert any("confirm or reject" in question for question in finding.check_next)
    held = {*finding.labels.values(), *finding.phrases}
    assert set(re.findall("“([^”]*)”", finding.why)) <= held
    cited = {(fact.subject, fact.value) for fact in finding.evidence}
    assert ("new", f"{RING} and cakes") in cited
    assert ("company-0", "company") in cited


def test_the_terms_of_the_score_are_told_and_add_up_to_it() -> None:
    finding = on_new(place())["company-0"]
    assert finding.score_name == "expected shared outcomes"
    assert finding.score == pytest.approx(sum(each.term for each in finding.contributions), abs=0.01)
    for each in finding.contributions:
        assert each.term == pytest.approx(each.belief_a * each.belief_b, abs=1e-5)


def test_a_proposal_never_makes_a_possible_duplication_and_is_never_sure() -> None:
    found = on_new(place())
    assert found
    for finding in found.values():
        assert STRENGTH[finding.kind] == 0
        assert finding.confidence != "high"


def test_what_a_person_confirmed_is_as_good_as_recorded_and_says_so() -> None:
    finding = on_new(place(), confirmed=frozenset({("new", "company")}))["company-0"]
    assert finding.kind == "possible-duplication"
    assert "Both are recorded or confirmed by a person as working for “Less loneliness”." in finding.why


def test_what_a_person_rejected_proposes_nothing() -> None:
    rejected = frozenset({("new", "company"), ("new", "food")})
    for finding in on_new(place(), rejected=rejected).values():
        assert "We think" not in finding.why
        assert finding.contributions == ()


def test_an_effort_without_any_outcome_takes_part_in_the_ranking_of_pairs() -> None:
    pairs = candidate_pairs(place())
    scores = {
        pair.a if pair.b == "new" else pair.b: pair.score for pair in pairs if "new" in (pair.a, pair.b)
    }
    assert set(scores) >= {"company-0", "company-3"}
    assert max(scores.get(f"food-{at}", 0.0) for at in range(4)) < min(
        scores[f"company-{at}"] for at in range(4)
    )
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)


@pytest.mark.parametrize("facet", ["outcomes", "kinds", "groups", "places", "start"])
def test_forgetting_a_facet_never_strengthens_a_pair(facet: str) -> None:
    known = on_new(place(outcomes=["company"]))
    nothing: Any = "" if facet == "start" else []
    less = on_new(place(**({"outcomes": ["company"]} | {facet: nothing})))
    assert known["company-0"].kind == "possible-duplication"
    for other, finding in less.items():
        before = known.get(other)
        assert STRENGTH[finding.kind] <= (STRENGTH[before.kind] if before else 0)
