"""A list judged by what came later: the split by time, and who stands in for those that never met."""

from __future__ import annotations

from graphs import Graph, effort, link, organisation, outcome, thing

from ecosystem.analyses.tie_prediction import begun, foresight


def meeting(graph: Graph, name: str, start: str, *bodies: str) -> None:
    thing(graph, name, "collaboration", values={"start": (start,)} if start else {})
    for body in bodies:
        thing(graph, f"{name}-{body}", "participation", values={})
        link(graph, name, "hasParticipation", f"{name}-{body}")
        link(graph, f"{name}-{body}", "participant", body)


def town() -> Graph:
    """Twelve bodies; a met each of the first four early, and later l, the only one with outcomes near to its own."""
    graph = Graph()
    for body in "abcdefghijkl":
        organisation(graph, body)
    for theme in ("home", "work"):
        thing(graph, theme, "theme")
    for iri, theme in (("warm", "home"), ("dry", "home"), ("paid", "work"), ("hired", "work")):
        outcome(graph, iri)
        link(graph, iri, "theme", theme)
    for body, own in (("a", ["warm", "dry"]), ("l", ["dry", "warm"]), ("k", ["paid", "hired"])):
        effort(graph, f"effort-{body}", body, outcomes=own)
    for other in "bcde":
        meeting(graph, f"early-{other}", "2020-05-01", "a", other)
    for body, other in ("fg", "hi", "jk"):
        meeting(graph, f"early-{body}", "2020-05-01", body, other)
    meeting(graph, "late", "2024-01-01", "a", "l")
    meeting(graph, "undated", "", "b", "c")
    return graph


def test_a_pair_began_when_its_first_dated_collaboration_did() -> None:
    graph = town()
    meeting(graph, "again", "2019-01-01", "a", "b")
    days = begun(graph)
    assert days["a", "b"] == "2019-01-01"
    assert days["a", "l"] == "2024-01-01"
    assert ("b", "c") not in days


def test_who_began_later_is_told_from_those_who_never_did_by_what_they_work_for() -> None:
    """Six others never worked with a: at random, the right one is first in one of seven orders."""
    found = foresight(town(), "2022-01-01", first=1)
    assert found.later == 1
    assert found.by_chance == round(1 / 7, 6)
    assert found.hits["near-outcomes"] == 1.0
    assert found.hits["adamic-adar"] == found.hits["resource-allocation"] == found.hits["popularity"] == 0.0


def test_without_later_collaborations_there_is_nothing_to_judge_by() -> None:
    found = foresight(town(), "2030-01-01")
    assert (found.later, found.by_chance, dict(found.hits)) == (0, 0.0, {})
