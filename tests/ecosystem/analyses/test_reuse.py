"""Reuse by hand: four solutions of four owners for two abilities, efforts that lack one, and three insights."""

from __future__ import annotations

from graphs import Graph, effort, link, organisation, relabelled, shuffled, thing

from ecosystem.analyses.reuse import run
from ecosystem.findings import Finding


def solution(
    graph: Graph, iri: str, owner: str, capability: str, reach: str = "own", opened: str = ""
) -> str:
    values = {"open_to_reuse": (opened,)} if opened else {}
    thing(graph, iri, "solution", label=iri.capitalize(), values=values)
    if owner:
        link(graph, iri, "ownedBy", owner)
    link(graph, iri, "realisesCapability", capability)
    if reach:
        link(graph, iri, "availability", reach)
    return iri


def place() -> Graph:
    """Alpha (council, own use), beta (trust, open), gamma (homes, built from beta) for notes; delta for maps."""
    graph = Graph()
    for body, sector in (("council", "LG"), ("trust", "HL"), ("homes", "HO"), ("shelter", "VC")):
        organisation(graph, body, body.capitalize(), sector)
        thing(graph, sector, "concept", "sector", label=sector, notation=sector)
        link(graph, body, "sector", sector)
    for reach in ("own", "local", "national"):
        thing(graph, reach, "concept", "availability", notation=reach)
    for capability in ("notes", "maps"):
        thing(graph, capability, "capability", label=capability)
    thing(graph, "calm", "shared-outcome", "outcome", "Calm", outcome_list="")
    thing(graph, "young", "group", label="Young people")
    thing(graph, "old", "group", label="Older people")
    solution(graph, "alpha", "council", "notes", opened="false")
    solution(graph, "beta", "trust", "notes", "local", opened="true")
    solution(graph, "gamma", "homes", "notes", "local")
    solution(graph, "delta", "shelter", "maps", "national")
    link(graph, "gamma", "builtFrom", "beta")
    effort(graph, "club", "trust", label="Club", outcomes=["calm"], groups=["young"])
    link(graph, "club", "usesSolution", "beta")
    effort(graph, "walks", "shelter", label="Walks", outcomes=["calm"], groups=["young"])
    return graph


def found(graph: Graph, kind: str) -> list[Finding]:
    return [finding for finding in run(graph).findings if finding.kind == kind]


def test_independent_builds_are_asked_about_and_reuse_is_not() -> None:
    (notes,) = found(place(), "built-more-than-once")
    assert notes.coordinates == (("onCapability", "notes"),)
    assert notes.involves == ("alpha", "beta", "council", "gamma", "homes", "trust")
    assert notes.score == 3.0
    assert (
        "“Gamma” is recorded as built from “Beta”: reuse, and not counted as built again."
        in run(place()).statements
    )


def test_what_is_built_from_one_source_is_not_built_more_than_once() -> None:
    graph = place()
    link(graph, "alpha", "builtFrom", "beta")
    assert not found(graph, "built-more-than-once")


def test_two_built_from_a_third_have_a_common_origin() -> None:
    graph = place()
    solution(graph, "origin", "shelter", "maps")
    for built in ("alpha", "beta"):
        link(graph, built, "builtFrom", "origin")
    assert not found(graph, "built-more-than-once")


def test_one_owner_with_two_solutions_did_not_build_twice() -> None:
    graph = place()
    solution(graph, "epsilon", "shelter", "maps")
    assert len(found(graph, "built-more-than-once")) == 1


def test_records_of_one_owner_and_one_name_are_one_solution() -> None:
    graph = place()
    organisation(graph, "council-2", "COUNCIL Ltd", "LG")
    solution(graph, "alpha-2", "council-2", "notes")
    graph.nodes["alpha-2"]["label"] = "ALPHA"
    assert found(graph, "built-more-than-once")[0].score == 3.0
    assert run(graph).counts["solutions"] == 4


def test_a_solution_without_an_owner_is_said_and_not_judged() -> None:
    graph = place()
    solution(graph, "zeta", "", "maps")
    assert len(found(graph, "built-more-than-once")) == 1
    assert any("The owner of 1 solution is not recorded" in said for said in run(graph).statements)


def test_capabilities_recorded_as_the_same_are_one() -> None:
    graph = place()
    thing(graph, "charts", "capability", label="charts")
    link(graph, "charts", "exactMatch", "maps")
    solution(graph, "epsilon", "council", "charts")
    assert {finding.coordinates for finding in found(graph, "built-more-than-once")} == {
        (("onCapability", "notes"),),
        (("onCapability", "charts"),),
    }


def test_what_is_open_to_all_is_set_beside_what_only_its_owner_has() -> None:
    (finding,) = found(place(), "available-to-all")
    assert finding.involves == ("alpha", "beta", "council", "trust")
    assert finding.headline == "Council has “Alpha” for “notes”; 1 solution open to everybody is recorded."


def test_whoever_took_it_up_already_is_not_told_about_it() -> None:
    graph = place()
    thing(graph, "taken", "adoption")
    link(graph, "taken", "organisation", "council")
    link(graph, "taken", "adopted", "beta")
    assert not found(graph, "available-to-all")


def test_a_solution_that_runs_elsewhere_for_the_same_outcome_and_group_is_offered() -> None:
    (offer,) = found(place(), "running-elsewhere")
    assert offer.headline == "Trust works with “Beta”, for the same outcome and group as “Walks”."
    assert offer.coordinates == (("onOutcome", "calm"),)
    assert offer.involves == ("beta", "club", "shelter", "trust", "walks")
    assert offer.score == 2.0
    assert "It is run in another sector: HL." in offer.why
    assert offer.confidence == "low"
    assert "what came of it is not recorded" in offer.confidence_text


def meaning(graph: Graph, strength: str) -> Graph:
    """The walks work for an outcome of their own, which means the shared one as strongly as that."""
    graph.remove_edge("walks", "calm", "targetsOutcome")
    thing(graph, "quiet", "outcome", label="Quiet minds")
    link(graph, "walks", "targetsOutcome", "quiet")
    thing(graph, "means", "outcome-alignment", values={"strength": (strength,)})
    link(graph, "means", "localOutcome", "quiet")
    link(graph, "means", "sharedOutcome", "calm")
    return graph


def test_an_outcome_that_means_the_shared_one_is_enough_and_the_difference_is_said() -> None:
    (plain,), (offer,) = (
        found(place(), "running-elsewhere"),
        found(meaning(place(), "0.8"), "running-elsewhere"),
    )
    assert offer.coordinates == plain.coordinates == (("onOutcome", "calm"),)
    assert "“Quiet minds” is recorded to mean the shared outcome “Calm”" in offer.differs
    assert "recorded to mean" not in plain.differs
    cited = {(fact.subject, fact.value) for fact in offer.evidence}
    assert {("walks", "quiet"), ("means", "quiet"), ("means", "calm"), ("club", "calm")} <= cited
    assert not found(meaning(place(), "0.4"), "running-elsewhere")


def test_a_part_of_our_sector_is_not_another_sector() -> None:
    graph = place()
    link(graph, "HL", "broader", "VC")
    (offer,) = found(graph, "running-elsewhere")
    assert "another sector" not in offer.why


def test_a_reported_result_is_quoted() -> None:
    graph = place()
    thing(graph, "taken", "adoption", values={"result": ("Half the forms went.",)})
    link(graph, "taken", "organisation", "homes")
    link(graph, "taken", "adopted", "beta")
    (offer,) = found(graph, "running-elsewhere")
    assert offer.phrases == ("Half the forms went.",)
    assert "Reported by Homes: “Half the forms went.”" in offer.why
    assert offer.confidence == "medium"


def test_what_is_not_open_or_known_already_is_not_offered() -> None:
    closed = place()
    closed.nodes["beta"]["values"] = {"open_to_reuse": ("false",)}
    known = place()
    organisation(known, "night", "Night team", "VC", parent="shelter")
    effort(known, "other", "night", label="Other")
    link(known, "other", "usesSolution", "beta")
    part = place()
    link(part, "walks", "partOfEffort", "club")
    for graph in (closed, known, part):
        assert not found(graph, "running-elsewhere")


def test_an_outcome_alone_is_too_little_unless_asked_for() -> None:
    graph = place()
    graph.remove_edge("walks", "young", "serves")
    link(graph, "walks", "serves", "old")
    assert not found(graph, "running-elsewhere")
    assert next(finding.kind for finding in run(graph, least_shared=1).findings) == "running-elsewhere"


def test_how_many_are_left_out_is_said() -> None:
    graph = place()
    effort(graph, "more", "homes", label="More", outcomes=["calm"], groups=["young"])
    graph.remove_edge("gamma", "homes", "ownedBy")
    result = run(graph, most=1)
    assert len([finding for finding in result.findings if finding.kind == "running-elsewhere"]) == 1
    assert "Of what is already running elsewhere, the closest 1 of 2 are shown." in result.statements


def lesson(graph: Graph) -> Graph:
    """Shared in May by the trust, of use to housing and local government; council, homes, shelter were there."""
    thing(graph, "fair", "exchange-event", label="Fair", values={"date": ("2025-05-10",)})
    thing(graph, "ask-once", "insight", label="Ask once")
    link(graph, "ask-once", "sharedAt", "fair")
    link(graph, "ask-once", "originOrganisation", "trust")
    link(graph, "ask-once", "concernsSolution", "beta")
    link(graph, "ask-once", "applicableToSector", "LG", "HO")
    link(graph, "fair", "attendedBy", "council", "homes", "shelter", "trust")
    return graph


def adopted(graph: Graph, body: str, what: str, start: str) -> Graph:
    thing(graph, "adoption", "adoption", values={"start": (start,)} if start else {})
    link(graph, "adoption", "organisation", body)
    link(graph, "adoption", "adopted", what)
    return graph


def test_who_was_there_and_may_use_it_is_named_where_nobody_took_it_up() -> None:
    (finding,) = found(lesson(place()), "insight-not-taken-up")
    assert finding.headline == "Nobody is recorded as having taken up “Ask once”."
    assert finding.score == 2.0
    assert (
        "2 organisations that may use it were there and have no adoption recorded: Council and Homes."
        in finding.why
    )
    assert finding.involves == ("ask-once", "beta", "council", "fair", "homes", "trust")


def test_taken_up_itself_or_through_its_solution_since_is_taken_up() -> None:
    for what, start in (("ask-once", ""), ("ask-once", "2025-06-01"), ("beta", "2025-05-10")):
        graph = adopted(lesson(place()), "homes", what, start)
        assert not found(graph, "insight-not-taken-up"), (what, start)
        assert any("Homes took up “Ask once”" in said for said in run(graph).statements)


def test_what_began_before_the_event_did_not_come_of_it() -> None:
    for what, start in (("ask-once", "2025-05-09"), ("beta", "2025-05-09"), ("beta", "")):
        graph = adopted(lesson(place()), "homes", what, start)
        assert found(graph, "insight-not-taken-up"), (what, start)


def test_whoever_uses_the_solution_may_have_taken_it_up_that_way() -> None:
    graph = adopted(lesson(place()), "homes", "beta", "2024-01-01")
    (finding,) = found(graph, "insight-not-taken-up")
    assert finding.differs == "Homes works with “Beta”, which it is about, and may have taken it up that way."


def test_forgetting_that_it_is_open_only_weakens() -> None:
    graph = place()
    graph.nodes["beta"]["values"] = {}
    assert not found(graph, "available-to-all")
    assert {finding.confidence for finding in found(graph, "running-elsewhere")} == {"low"}


def test_results_depend_on_neither_order_nor_iris() -> None:
    expected = run(lesson(place()))
    assert run(shuffled(lesson(place()), 7)) == expected
    turned = run(relabelled(lesson(place()), lambda iri: f"x{iri[::-1]}"))
    assert [finding.why for finding in turned.findings] == [finding.why for finding in expected.findings]
    assert turned.statements == expected.statements
