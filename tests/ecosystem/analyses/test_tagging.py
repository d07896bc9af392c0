"""Proposed outcomes by hand: two kinds of work that share no word, and efforts whose outcome nobody recorded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from graphs import Graph, belonging_to, effort, link, organisation, outcome, relabelled, shuffled

from ecosystem.analyses.efforts import efforts_of
from ecosystem.analyses.tagging import Beliefs, beliefs
from ecosystem.analyses.tagging.calibration import FEWEST_LABELS, calibrated, calibration_error, folds
from ecosystem.analyses.tagging.proposing import run
from ecosystem.config import Settings
from ecosystem.evidence import with_cells
from ecosystem.findings import Finding
from ecosystem.full_graph import full_graph
from ecosystem.pipeline import import_paths
from ecosystem.store import open_store

BOROUGH = Path(__file__).parents[3] / "examples" / "borough"
GARDEN = "Neighbours plant vegetables and fruit in raised beds and share the harvest"
DEBT = "Advisers help people with arrears, creditors, budgets and unpaid bills"


def place() -> Graph:
    """Three known gardens, three known debt desks, and one of each that states nothing."""
    graph = Graph()
    outcome(graph, "food", "Everyone eats fresh vegetables")
    outcome(graph, "money", "Fewer people owe money to creditors")
    for at, (text, of) in enumerate([(GARDEN, "food"), (DEBT, "money")] * 3):
        organisation(graph, f"body-{at}", f"Body {at}")
        effort(graph, f"known-{at}", f"body-{at}", label=f"Known {at}", description=text, outcomes=[of])
    organisation(graph, "new-body", "New Body")
    effort(graph, "plot", "new-body", label="Plot", description=f"{GARDEN} on Sundays")
    effort(graph, "desk", "new-body", label="Desk", description=f"{DEBT} by telephone")
    return graph


def belief(graph: Graph, held: Beliefs, of: str, in_: str) -> float:
    row = [effort.iri for effort in efforts_of(graph)].index(of)
    return float(held.matrix[row, held.outcomes.index(in_)])


def believed(graph: Graph, of: str, in_: str, **judged: frozenset[tuple[str, str]]) -> float:
    return belief(graph, beliefs(graph, efforts_of(graph), **judged), of, in_)


def told(finding: Finding) -> tuple[object, ...]:
    return finding.headline, finding.why, finding.differs, finding.confidence_text, finding.score


def test_an_effort_is_believed_to_work_for_what_efforts_with_its_words_work_for() -> None:
    graph = place()
    assert believed(graph, "plot", "food") > 0.6 > 0.2 > believed(graph, "plot", "money")
    assert believed(graph, "desk", "money") > 0.6 > 0.2 > believed(graph, "desk", "food")


def test_what_is_stated_is_certain_and_the_effort_has_no_other_outcome_of_the_list() -> None:
    graph = place()
    assert believed(graph, "known-0", "food") == 1.0
    assert believed(graph, "known-0", "money") == 0.0


def test_every_belief_says_where_it_comes_from() -> None:
    graph = place()
    outcome(graph, "sleep", "People sleep well")
    held = beliefs(graph, efforts_of(graph))
    rows = [effort.iri for effort in efforts_of(graph)]
    columns = [held.outcomes.index(iri) for iri in ("food", "sleep")]
    assert held.how(rows.index("known-0"), columns[0]) == "known"
    assert held.how(rows.index("plot"), columns[0]) == "learned"
    assert held.how(rows.index("plot"), columns[1]) == "zero-shot"
    assert held.basis.sum() == 6


def test_what_a_person_rejected_is_not_believed_and_makes_like_efforts_less_likely() -> None:
    graph = place()
    effort(graph, "allotment", "new-body", label="Allotment", description=f"{GARDEN} on Mondays")
    before = believed(graph, "allotment", "food")
    rejected = frozenset({("plot", "food")})
    assert believed(graph, "plot", "food", rejected=rejected) == 0.0
    assert believed(graph, "allotment", "food", rejected=rejected) < before


def test_what_a_person_confirmed_is_certain_and_other_outcomes_stay_open() -> None:
    graph = place()
    confirmed = frozenset({("plot", "food")})
    assert believed(graph, "plot", "food", confirmed=confirmed) == 1.0
    assert believed(graph, "desk", "money", confirmed=confirmed) > 0.6
    link(graph, "plot", "targetsOutcome", "food")
    effort(graph, "both", "new-body", label="Both", description=f"{GARDEN}. {DEBT}")
    assert believed(graph, "both", "money", confirmed=frozenset({("both", "food")})) > 0.2


def test_without_known_efforts_the_definitions_speak() -> None:
    graph = place()
    for edge in [(a, b) for a, b, key in graph.edges(keys=True) if key == "targetsOutcome"]:
        graph.remove_edge(*edge, key="targetsOutcome")
    assert believed(graph, "plot", "food") > believed(graph, "plot", "money")
    assert believed(graph, "desk", "money") > believed(graph, "desk", "food")


def test_an_outcome_of_one_bodys_own_is_only_believed_of_its_efforts() -> None:
    graph = place()
    link(graph, "food", "ownedBy", "body-0")
    assert believed(graph, "plot", "food") == 0.0
    assert believed(graph, "known-0", "food") == 1.0
    assert believed(graph, "known-2", "food") == 1.0, "what is stated stays stated"


def test_an_effort_is_only_held_against_lists_that_its_data_set_uses() -> None:
    graph = belonging_to(place(), "Gardens")
    outcome(graph, "elsewhere", "Raised beds, vegetables and fruit to harvest", "another list")
    graph.nodes["elsewhere"].update(dataset="https://example.org/id/dataset/other", dataset_label="Other")
    assert believed(graph, "plot", "elsewhere") == 0.0
    assert believed(graph, "plot", "food") > 0.6


def test_proposals_say_we_think_and_name_the_most_similar_known_efforts() -> None:
    graph = place()
    result = run(graph)
    plot = next(finding for finding in result.findings if "plot" in finding.involves)
    assert plot.kind == "proposed-outcome"
    assert plot.involves == ("food", "plot")
    assert plot.coordinates == (("onOutcome", "food"),)
    assert (
        plot.headline == "To confirm: we think “Plot” (New Body) works for “Everyone eats fresh vegetables”."
    )
    assert "“Known 0”, “Known 2” and “Known 4”" in plot.why
    assert all(phrase in plot.why and phrase in GARDEN.lower() for phrase in plot.phrases)
    assert plot.phrases
    assert "%" not in plot.confidence_text, "too little is known for per cent"
    assert result.counts == {"proposed-outcome": 2}
    assert result.statements[0] == (
        "2 efforts state no outcome; 2 outcomes of 2 efforts are proposed, none believed less than 0.25 of 1."
    )


def test_a_judged_proposal_does_not_come_back() -> None:
    graph = place()
    for judged in ({"confirmed": frozenset({("plot", "food")})}, {"rejected": frozenset({("plot", "food")})}):
        assert [finding.involves for finding in run(graph, **judged).findings] == [("desk", "money")]


def test_at_most_so_many_are_proposed_and_none_below_the_threshold() -> None:
    graph = place()
    assert run(graph, least=0.99).findings == ()
    assert len(run(graph, limit=1).findings) == 1
    assert "The 1 whose answers teach most are listed; 1 more are not." in run(graph, limit=1).statements


def test_what_got_no_proposal_is_said_with_the_reason() -> None:
    graph = Graph()
    organisation(graph, "body", "Body")
    outcome(graph, "food")
    graph.nodes["food"].update(dataset="https://example.org/a", dataset_label="A")
    effort(graph, "plot", "body", label="Plot")
    graph.nodes["plot"].update(dataset="https://example.org/b", dataset_label="B")
    effort(graph, "orphan", label="Orphan")
    said = run(graph).statements
    assert "Nothing could be proposed for 1 effort: no list of outcomes is used there." in said
    assert "1 effort without a recorded organisation got no proposal." in said


def test_names_and_order_of_records_change_nothing() -> None:
    graph = place()
    plain = [told(finding) for finding in run(graph).findings]
    assert [told(finding) for finding in run(shuffled(graph, 1)).findings] == plain
    assert sorted(
        map(str, (told(f) for f in run(relabelled(graph, lambda iri: iri[::-1])).findings))
    ) == sorted(map(str, plain))
    assert run(graph) == run(graph)


def test_calibration_error_by_hand() -> None:
    # four beliefs of 0.75, three right: exact; two of 0.25, both right: 0.75 off for a third of all
    held = np.array([0.75, 0.75, 0.75, 0.75, 0.25, 0.25])
    assert calibration_error(held, np.array([1, 1, 1, 0, 1, 1])) == 0.25


def test_calibrated_beliefs_keep_their_order_and_meet_the_shares() -> None:
    rng = np.random.default_rng(0)
    raw = rng.random(4_000)
    right = (rng.random(4_000) < raw**2).astype(np.float64)
    line = calibrated(raw, right)
    assert calibration_error(line(raw), right) < 0.02 < calibration_error(raw, right)
    assert (np.diff(line(np.sort(raw))) >= 0).all()


def test_every_place_is_tested_once_and_never_learned_from_at_the_same_time() -> None:
    parts = list(folds(23, 0))
    assert sorted(np.concatenate([tested for _, tested in parts]).tolist()) == list(range(23))
    assert not any(set(rest.tolist()) & set(tested.tolist()) for rest, tested in parts)


def test_per_cent_only_with_enough_known_outcomes_and_for_bodies_that_were_tested() -> None:
    graph = place()
    for at in range(FEWEST_LABELS):
        text, of = [(GARDEN, "food"), (DEBT, "money")][at % 2]
        effort(graph, f"more-{at}", "body-0", label=f"More {at}", description=text, outcomes=[of])
    effort(graph, "patch", "body-0", label="Patch", description=f"{GARDEN} on Sundays")
    found = {finding.involves: finding.confidence_text for finding in run(graph).findings}
    assert "%" in found["food", "patch"]
    assert "%" not in found["food", "plot"], "nothing is known of other efforts of its body"


@pytest.fixture(scope="module")
def borough(tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, list[Finding], list[Finding]]:
    settings = Settings(data=tmp_path_factory.mktemp("tagging") / "data")
    store = open_store(settings)
    import_paths(settings, store, [BOROUGH], None, lambda _step: None)
    reader = store.read()
    graph = full_graph(reader)
    found = list(run(graph, least=0.15).findings)
    located = list(with_cells(found, reader, settings.base_iri))
    store.close()
    return graph, found, located


def test_the_example_place_gets_proposals_that_make_sense(
    borough: tuple[Graph, list[Finding], list[Finding]],
) -> None:
    graph = borough[0]
    proposed = {
        (finding.labels[finding.coordinates[0][1]], finding.headline) for finding in run(graph).findings
    }
    assert any(
        label == "Unpaid carers get a proper break" and "Evening Tuck-in Visits" in said
        for label, said in proposed
    )


def test_everything_a_proposal_rests_on_leads_to_a_cell(
    borough: tuple[Graph, list[Finding], list[Finding]],
) -> None:
    assert borough[2]
    for finding in borough[2]:
        assert all(fact.cells for fact in finding.evidence), finding.headline
        assert replace(finding, evidence=()).involves == finding.involves


def test_every_quoted_word_of_a_proposal_is_a_label_or_phrase_of_it(
    borough: tuple[Graph, list[Finding], list[Finding]],
) -> None:
    for finding in borough[1]:
        known = {*finding.labels.values(), *finding.phrases}
        for text in (finding.headline, finding.why, finding.differs):
            quotes = [part.partition("”")[0] for part in text.split("“")[1:]]
            assert set(quotes) <= known, (quotes, known)
