"""Positions by hand: who stands where on what is asked of one ministry."""

from __future__ import annotations

from graphs import Graph, link, organisation, relabelled, shuffled, thing

from ecosystem.analyses.positions import run
from ecosystem.findings import Finding


def stand(graph: Graph, body: str, stance: str, on: str = "ask") -> None:
    iri = f"{body}-{stance}-{on}"
    thing(graph, iri, "endorsement")
    link(graph, iri, "organisation", body)
    link(graph, iri, "onPosition", on)
    link(graph, iri, "stance", stance)


def ministry() -> Graph:
    """Council and trust ask for it, homes is neutral; shelter pursues the objective and has no stance."""
    graph = Graph()
    for body, sector in (
        ("council", "LG"),
        ("trust", "HL"),
        ("homes", "HO"),
        ("shelter", "VC"),
        ("crown", "CG"),
    ):
        organisation(graph, body, body.capitalize(), sector)
    for stance in ("supports", "opposes", "neutral"):
        thing(graph, stance, "concept", "stance", notation=stance)
    for goal in ("warmth", "buses"):
        thing(graph, goal, "objective", label=goal.capitalize())
        for body in ("council", "shelter"):
            link(graph, body, "pursues", goal)
    thing(graph, "ask", "advocacy-position", label="Warm homes by right")
    link(graph, "ask", "addressedTo", "crown")
    link(graph, "ask", "aboutObjective", "warmth")
    for body, stance in (("council", "supports"), ("trust", "supports"), ("homes", "neutral")):
        stand(graph, body, stance)
    return graph


def one(graph: Graph) -> Finding:
    (finding,) = run(graph).findings
    return finding


def test_the_score_is_the_number_of_organisations_that_support_it() -> None:
    finding = one(ministry())
    assert (finding.kind, finding.score) == ("joint-position", 2.0)
    assert finding.score_name == "organisations recorded as supporting it"
    assert finding.headline == "2 organisations support “Warm homes by right”."
    assert finding.why == (
        "Council and Trust support it. Homes is neutral on it. Those who support it are of 2 sectors. "
        "It is addressed to Crown and is about “Warmth”. How far it has come is not recorded. "
        "No evidence is recorded for it."
    )


def test_a_position_without_evidence_is_said_so_and_asked_about() -> None:
    finding = one(ministry())
    assert finding.confidence_text == "Medium: not recorded: what evidence stands behind it."
    assert finding.check_next[-1].startswith("Ask its supporters what evidence")


def test_the_kind_of_evidence_is_named() -> None:
    graph = ministry()
    thing(graph, "trial", "evidence", label="A trial in 400 homes")
    thing(graph, "study", "concept", "evidence-level", label="controlled study")
    link(graph, "trial", "evidenceLevel", "study")
    link(graph, "ask", "evidence", "trial")
    assert "Recorded as its evidence: “A trial in 400 homes” (controlled study)." in one(graph).why
    assert one(graph).confidence == "high"


def test_whoever_pursues_it_without_a_stance_is_not_recorded_rather_than_against() -> None:
    assert one(ministry()).differs == (
        "1 more organisation pursues what it is about and has no recorded stance: Shelter. "
        "Not recorded is neither for nor against."
    )


def test_stances_that_contradict_each_other_are_shown() -> None:
    graph = ministry()
    stand(graph, "shelter", "opposes")
    stand(graph, "trust", "opposes")
    finding = one(graph)
    assert "Shelter and Trust oppose it." in finding.why
    assert "Trust is recorded with two stances." in finding.why
    assert finding.confidence == "low"
    assert finding.score == 2.0


def test_one_supporter_is_no_joint_position() -> None:
    graph = ministry()
    graph.remove_node("trust-supports-ask")
    result = run(graph)
    assert not result.findings
    assert result.statements[0].startswith(
        "“Warm homes by right” is no joint position so far. Council supports it."
    )


def test_two_records_of_one_organisation_support_once() -> None:
    graph = ministry()
    organisation(graph, "council-2", "COUNCIL Ltd", "LG")
    stand(graph, "council-2", "supports")
    assert one(graph).score == 2.0


def test_shared_objectives_about_which_nothing_is_asked_are_named() -> None:
    assert run(ministry()).statements == (
        "No position is recorded on 1 objective that two organisations or more pursue: “Buses” (2).",
    )


def test_losing_a_stance_never_adds_support() -> None:
    everyone = one(ministry()).score
    for record in ("council-supports-ask", "trust-supports-ask", "homes-neutral-ask"):
        graph = ministry()
        graph.remove_node(record)
        assert all(finding.score <= everyone for finding in run(graph).findings)


def test_results_depend_on_neither_order_nor_iris() -> None:
    expected = run(ministry())
    assert run(shuffled(ministry(), 5)) == expected
    turned = run(relabelled(ministry(), lambda iri: f"x{iri[::-1]}"))
    assert [finding.why for finding in turned.findings] == [finding.why for finding in expected.findings]
    assert turned.statements == expected.statements
