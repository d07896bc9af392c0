"""Journeys by hand: one road of five steps, with every state a handover can be in."""

from __future__ import annotations

from graphs import Graph, effort, link, organisation, relabelled, shuffled, thing

from ecosystem.analyses.journeys import run
from ecosystem.findings import Finding

STEPS: dict[int, tuple[str, str, dict[str, tuple[str, ...]]]] = {
    1: ("plan", "council", {"data_shared": ("true",), "handover_agreed": ("true",)}),
    2: ("room", "trust", {"data_shared": ("false",), "handover_agreed": ("false",)}),
    3: ("flat", "homes", {"data_shared": ("true",)}),
    4: ("visit", "trust", {}),
    5: ("work", "", {}),
}


def step(graph: Graph, place: int, service: str, said: dict[str, tuple[str, ...]]) -> None:
    iri = f"step-{place}"
    values = {"position": (str(place),), "name": (f"Step {service}",), **said}
    thing(graph, iri, "journey-step", label=f"Step {service}", values=values)
    link(graph, "road", "hasStep", iri)
    if service in graph:
        link(graph, iri, "stepService", service)


def road() -> Graph:
    """council -> trust: all well; trust -> homes: nothing agreed or passed on; homes -> trust: not recorded,
    passed on; trust -> nobody: nothing recorded."""
    graph = Graph()
    thing(graph, "road", "journey", label="Leaving care")
    for body in ("council", "trust", "homes"):
        organisation(graph, body, body.capitalize())
    for service, by, _ in STEPS.values():
        if by:
            effort(graph, service, by, label=service.capitalize())
    for place, (service, _, said) in STEPS.items():
        step(graph, place, service, said)
    return graph


def found(graph: Graph, kind: str) -> dict[str, Finding]:
    """The step at which, and the finding."""
    return {
        min(iri for iri in finding.involves if iri.startswith("step-")): finding
        for finding in run(graph).findings
        if finding.kind == kind
    }


def test_not_agreed_and_not_recorded_are_kept_apart() -> None:
    handovers = found(road(), "handover-not-agreed")
    assert {at: finding.headline for at, finding in handovers.items()} == {
        "step-2": "The handover from “Step room” to “Step flat” is recorded as not agreed.",
        "step-3": "Not recorded whether the handover from “Step flat” to “Step visit” is agreed.",
        "step-4": "Not recorded whether the handover from “Step visit” to “Step work” is agreed.",
    }
    assert {at: finding.confidence for at, finding in handovers.items()} == {
        "step-2": "high",
        "step-3": "low",
        "step-4": "low",
    }
    assert [handovers[at].score for at in sorted(handovers)] == [2.0, 0.0, 0.0]


def test_an_agreed_handover_is_no_finding() -> None:
    assert "step-1" not in found(road(), "handover-not-agreed")


def test_what_is_recorded_as_missing_comes_before_what_is_not_recorded() -> None:
    levels = [finding.confidence == "low" for finding in run(road()).findings]
    assert levels == sorted(levels)


def test_a_person_tells_it_again_to_somebody_new_whom_nobody_told() -> None:
    (again,) = found(road(), "told-again").values()
    assert again.involves == ("flat", "homes", "road", "step-3")
    assert again.score == 2.0
    assert "Homes is new to the person, who has met 2 organisations by then: Council and Trust." in again.why
    assert "At “Step room”: what is known of the person is recorded as not passed on." in again.why


def test_whoever_met_the_person_before_needs_no_telling() -> None:
    graph = road()
    graph.nodes["step-3"]["values"]["data_shared"] = ("false",)
    assert set(found(graph, "told-again")) == {"step-3"}


def test_where_nothing_is_recorded_about_passing_on_a_person_may_have_to_tell_it_again() -> None:
    graph = road()
    del graph.nodes["step-2"]["values"]["data_shared"]
    (again,) = found(graph, "told-again").values()
    assert again.headline.startswith("At “Step flat”, a person may have to tell it all again")
    assert again.confidence == "low"


def test_a_step_without_a_service_is_said_once() -> None:
    (finding,) = found(road(), "step-without-service").values()
    assert finding.involves == ("road", "step-5")
    assert "“Step work”, step 5, names no service. 4 of 5 steps do" in finding.why


def test_a_step_hands_over_to_whom_it_says_not_to_the_next_number() -> None:
    graph = road()
    link(graph, "step-2", "handsOverTo", "step-4")
    handover = found(graph, "handover-not-agreed")["step-2"]
    assert "“Step room” to “Step visit”" in handover.headline
    assert "Trust serves both steps." in handover.why
    assert not found(graph, "told-again")


def test_sources_that_differ_are_not_called_either() -> None:
    graph = road()
    graph.nodes["step-2"]["values"]["handover_agreed"] = ("false", "true")
    handover = found(graph, "handover-not-agreed")["step-2"]
    assert handover.headline.startswith("Sources differ on whether the handover")
    assert handover.confidence == "low"


def test_each_journey_is_summed_up_in_one_line() -> None:
    result = run(road())
    assert result.statements[0] == (
        "“Leaving care”: 5 steps, on which a person meets 3 organisations. Of 4 handovers: 1 agreed, "
        "1 recorded as not agreed and 2 not recorded either way. At 1 step a person may have to tell it all again."
    )
    assert result.counts == {
        "journeys": 1, "steps": 5, "handovers": 4, "handovers agreed": 1, "handovers not agreed": 1,
        "handovers not recorded": 2, "handover-not-agreed": 3, "told-again": 1, "step-without-service": 1,
    }  # fmt: skip


def test_two_records_of_one_organisation_are_met_once() -> None:
    graph = road()
    organisation(graph, "homes-again", "HOMES Ltd")
    effort(graph, "second", "homes-again", label="Second")
    link(graph, "step-5", "stepService", "second")
    assert "a person meets 3 organisations" in run(graph).statements[0]


def test_a_step_for_part_of_the_area_only_is_said() -> None:
    graph = road()
    for place in ("town", "ward"):
        thing(graph, place, "area", label=place.capitalize())
    link(graph, "ward", "withinArea", "town")
    link(graph, "plan", "inArea", "town")
    link(graph, "flat", "inArea", "ward")
    assert run(graph).statements[1] == (
        "“Leaving care”: not every step is recorded for all the places that others are for: "
        "“Step flat” (only Ward)."
    )


def test_a_life_event_that_several_serve_without_a_journey_is_named() -> None:
    graph = road()
    thing(graph, "birth", "concept", "life-event", label="birth of a child")
    for service in ("plan", "flat"):
        link(graph, service, "supportsLifeEvent", "birth")
    said = (
        "For “birth of a child”, 2 organisations deliver something and no journey between them is recorded."
    )
    assert said in run(graph).statements
    link(graph, "road", "supportsLifeEvent", "birth")
    assert said not in run(graph).statements


def test_forgetting_a_fact_only_ever_weakens() -> None:
    """No fact about a step, once forgotten, makes a finding surer or turns silence into a no."""
    firm = {
        finding.involves: finding.confidence
        for finding in run(road()).findings
        if finding.confidence != "low"
    }
    for place in STEPS:
        for field in ("data_shared", "handover_agreed"):
            graph = road()
            graph.nodes[f"step-{place}"]["values"].pop(field, None)
            for finding in run(graph).findings:
                if finding.confidence != "low" and finding.kind != "step-without-service":
                    assert finding.involves in firm


def test_results_depend_on_neither_order_nor_iris() -> None:
    expected = run(road())
    assert run(shuffled(road(), 3)) == expected
    turned = run(relabelled(road(), lambda iri: f"x{iri[::-1]}"))
    assert [finding.headline for finding in turned.findings] == [
        finding.headline for finding in expected.findings
    ]
    assert turned.statements == expected.statements
