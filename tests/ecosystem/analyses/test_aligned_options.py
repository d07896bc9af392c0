"""The same pairs asked about in other ways: one organisation's, those that share few, efforts dealt out anew."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from graphs import Graph, ecosystem, effort, organisation, outcome, relabelled, shuffled, thing

from ecosystem.analyses.affiliation import affiliations
from ecosystem.analyses.alignment import run
from ecosystem.analyses.alignment_index import index_of, portfolio
from ecosystem.analyses.comparing import compare
from ecosystem.analyses.families import index
from ecosystem.analyses.relabelling import relabelled as dealt_anew


def camps(seed: int = 0) -> Graph:
    """Two sectors of 12 bodies; each works for nine of its own 15 outcomes and none of the other's."""
    rng = np.random.default_rng(seed)
    graph = Graph()
    for place in range(30):
        outcome(graph, f"outcome-{place:02}", f"Outcome {place:02}")
    for place in range(24):
        side = place % 2
        body = organisation(graph, f"body-{place:02}", f"Body {place:02}", ("PUB", "VOL")[side])
        for at in sorted(rng.choice(15, size=9, replace=False).tolist()):
            effort(graph, f"effort-{place:02}-{at:02}", body, outcomes=[f"outcome-{15 * side + at:02}"])
    return graph


def test_one_organisations_pairs_are_a_family_of_their_own() -> None:
    result = run(ecosystem(pairs_planted=2), organisation="body-00")
    (family,) = result.families
    assert (family.name, family.tests, family.findings) == ("one-organisation", 29, 1)
    assert family.title == "“Body 00” with each other organisation, by outcomes"
    assert [finding.involves for finding in result.findings] == [("body-00", "body-01")]


def test_an_organisation_that_could_not_be_compared_has_no_family() -> None:
    assert run(ecosystem(), organisation="nobody").families == ()


def test_who_shares_less_than_chance_is_listed_on_request_only_and_called_no_opponent() -> None:
    graph = camps()
    assert not any(finding.kind == "aligned-less-than-chance" for finding in run(graph).findings)
    result = run(graph, less=True)
    few = [finding for finding in result.findings if finding.kind == "aligned-less-than-chance"]
    assert few
    assert all(finding.involves[0][-1] in "02468" or finding.involves[1][-1] in "02468" for finding in few)
    assert all(int(a[-2:]) % 2 != int(b[-2:]) % 2 for a, b in (finding.involves for finding in few))
    (first, *_) = few
    assert first.headline.endswith("share fewer outcomes than chance would explain.")
    assert "share 0 outcomes where chance would give about" in first.why
    assert first.test is not None
    assert first.test.family.startswith("less/")
    assert first.evidence
    words = " ".join((first.headline, first.why, first.differs, first.confidence_text, *first.check_next))
    assert "oppos" not in words
    assert result.counts["aligned-less-than-chance"] == len(few)


def test_a_family_that_asks_for_few_changes_nothing_about_those_that_ask_for_many() -> None:
    graph = ecosystem(pairs_planted=2, sectors=True)
    plain, both = run(graph), run(graph, less=True)
    assert [family for family in both.families if not family.name.startswith("less/")] == list(plain.families)
    assert both.findings[: len(plain.findings)] == plain.findings


def test_the_index_of_two_camps_that_share_nothing_is_nought_and_says_what_chance_is() -> None:
    graph = camps()
    (table,) = affiliations(graph)
    compared = compare(graph, table, seed=0)
    found = {question.name: index(compared, question) for question in compared.questions}
    across = found["cross-sector"]
    assert across is not None
    assert (across.value, across.pairs) == (0.0, 144)
    assert 0.8 < across.low < 1.0 < across.high < 1.2
    assert "1 is chance" in str(across)
    assert "cannot be compared" in str(across)
    assert any("share 0.00 times as many outcomes" in family.statement for family in run(graph).families)


def test_all_pairs_together_have_no_index_as_the_numbers_settle_it() -> None:
    graph = ecosystem()
    (table,) = affiliations(graph)
    compared = compare(graph, table, seed=0)
    observed, sampled = compared.totals["all-pairs"]
    assert set(sampled.tolist()) == {observed}
    assert index(compared, compared.questions[0]) is None


def test_an_index_is_the_observed_mean_over_that_of_the_random_tables() -> None:
    found = index_of(30.0, np.array([10.0, 20.0, 30.0]), 10)
    assert found is not None
    assert (found.value, found.low, found.high) == (1.5, 0.525, 1.475)
    assert index_of(30.0, np.array([30.0, 30.0]), 10) is None
    assert index_of(0.0, np.zeros(0), 10) is None


def test_dealing_efforts_out_anew_needs_five_efforts_and_says_so() -> None:
    graph = ecosystem(pairs_planted=2)
    result = run(graph, null="labels")
    assert "left out: 26 organisations with fewer than 5 efforts that state one" in result.statements[0]
    assert result.families[0].tests == 6
    assert all(finding.test and "drawn at random" in finding.test.null_model for finding in result.findings)


def test_dealing_efforts_out_anew_keeps_how_many_each_has() -> None:
    graph = ecosystem(pairs_planted=0)
    (table,) = affiliations(graph)
    sizes = {tuple(np.diff(one.indptr).tolist()) for one in dealt_anew(table, seed=0, samples=20)}
    assert all(max(size) <= 4 for size in sizes)
    assert len(sizes) > 1


@pytest.mark.slow
def test_efforts_dealt_out_at_random_hardly_ever_coincide_beyond_chance() -> None:
    """Splits at random of 60 efforts among ten bodies: at most 5% of them plus two standard errors."""
    wrong, runs = 0, 200 if os.environ.get("ECOSYSTEM_SOAK") else 12
    for seed in range(runs):
        rng = np.random.default_rng(seed)
        graph = Graph()
        for at in range(20):
            outcome(graph, f"outcome-{at:02}")
        for body in range(10):
            organisation(graph, f"body-{body}")
        for place, body in enumerate(rng.permutation(np.repeat(np.arange(10), 6)).tolist()):
            effort(
                graph,
                f"effort-{place}",
                f"body-{body}",
                outcomes=[f"outcome-{int(20 * rng.random() ** 2):02}"],
            )
        wrong += bool(run(graph, null="labels", seed=seed).findings)
    assert wrong <= 0.05 * runs + 2 * (0.0475 * runs) ** 0.5


def test_other_questions_depend_on_neither_order_nor_iris() -> None:
    graph = ecosystem(pairs_planted=2, sectors=True)
    expected = run(graph, null="labels", less=True)
    assert run(shuffled(graph, 4), null="labels", less=True) == expected
    turned = run(relabelled(graph, lambda iri: iri[::-1]), null="labels", less=True)
    assert turned.families == expected.families


def purse() -> Graph:
    """Two bodies with four efforts each; two of the first one's and none of the other's are for warm homes."""
    graph = Graph()
    for iri in ("home", "street"):
        thing(graph, iri, "objective")
    thing(graph, "warmth", "objective")
    graph.add_edge(
        "warmth", "home", key="partOfObjective", predicate="https://example.org/terms#partOfObjective"
    )
    outcome(graph, "warm", objectives=["warmth"])
    outcome(graph, "safe", objectives=["street"])
    for body in ("a", "b"):
        organisation(graph, body)
        for at in range(4):
            aim = "warm" if body == "a" and at < 2 else "safe"
            effort(graph, f"{body}{at}", body, outcomes=[aim])
    return graph


def test_a_portfolio_is_compared_with_what_a_random_draw_of_efforts_would_hold() -> None:
    """Half of four efforts, against two in eight: a quarter by chance."""
    found = portfolio(purse(), "a", {"home"})
    assert found is not None
    assert (found.share, found.efforts, found.known) == (0.5, 4, 1.0)
    assert found.by_chance == pytest.approx(0.25, abs=0.02)
    assert found.beyond == pytest.approx(0.25, abs=0.02)
    assert (found.low, found.high) == (0.0, 0.5)


def test_a_portfolio_says_how_much_of_the_work_it_rests_on() -> None:
    graph = purse()
    effort(graph, "silent", "a")
    found = portfolio(graph, "a", {"home"})
    assert found is not None
    assert found.known == 0.8
    assert portfolio(graph, "a", {"home"}, by="spend", currency="GBP") is None
    assert replace(found, share=0.1, by_chance=0.3).beyond == -0.2
