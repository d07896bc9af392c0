from __future__ import annotations

from graphs import Graph, effort, organisation, relabelled, shuffled, thing

from ecosystem.analyses.same_record import run


def twice(**second: object) -> Graph:
    graph = Graph()
    organisation(graph, "trust", "Alder Trust")
    thing(graph, "north", "area")
    thing(graph, "south", "area")
    effort(graph, "a", "trust", label="Walk Well", description="Walks.", places=["north"])
    effort(graph, "b", "trust", label="WALK WELL", **({"description": "Walks."} | second))  # type: ignore[arg-type]
    return graph


def test_two_records_of_one_effort_are_asked_about_with_what_differs() -> None:
    (finding,) = run(twice()).findings
    assert finding.involves == ("a", "b")
    assert finding.kind == "same-record"
    assert finding.headline == "One effort or two? “Walk Well” is recorded more than once."
    assert (
        "are the same but for case, punctuation or legal form, and both are delivered by Alder Trust"
        in finding.why
    )
    assert finding.differs == "The records differ in: place (north / not recorded)."
    assert finding.confidence == "high"
    assert finding.check_next[0] == "Ask Alder Trust whether these two records are one effort."


def test_different_places_or_periods_make_it_unlikely() -> None:
    assert run(twice(places=["south"])).findings[0].confidence == "low"
    graph = twice(start="2024-01-01")
    graph.nodes["a"]["start"] = "2020-01-01"
    assert run(graph).findings[0].confidence == "low"


def test_unequal_descriptions_make_it_less_sure() -> None:
    assert run(twice(description="Walks for all.")).findings[0].confidence == "medium"


def test_a_group_of_three_gives_two_findings_and_three_pairs() -> None:
    graph = twice()
    effort(graph, "c", "trust", label="walk well")
    result = run(graph)
    assert [finding.involves for finding in result.findings] == [("a", "b"), ("a", "c")]
    assert result.counts == {"same-record": 3}


def test_bodies_come_first_and_a_parent_of_the_same_name_is_said() -> None:
    graph = twice()
    organisation(graph, "trust-2", "Alder Trust", parent="trust")
    body, effort_ = run(graph).findings
    assert body.headline == "One organisation or two? “Alder Trust” is recorded more than once."
    assert body.differs == "One is recorded as a part of the other."
    assert effort_.involves == ("a", "b")


def test_bodies_of_different_sectors_are_unlikely_to_be_one() -> None:
    graph = Graph()
    organisation(graph, "a", "Alder", "PUB")
    organisation(graph, "b", "Alder", "VOL")
    (finding,) = run(graph).findings
    assert finding.confidence == "low"
    assert finding.differs == "The records differ in: sector (PUB / VOL)."


def test_results_depend_on_neither_order_nor_iris() -> None:
    graph = twice()
    expected = run(graph)
    assert run(shuffled(graph, 1)) == expected
    turned = run(relabelled(graph, lambda iri: f"x-{iri}"))
    assert [finding.headline for finding in turned.findings] == [
        finding.headline for finding in expected.findings
    ]
