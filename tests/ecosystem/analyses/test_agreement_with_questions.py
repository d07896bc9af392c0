"""On the example place, journeys, reuse and positions say what the shipped questions of the same meaning answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphs import Graph

from ecosystem.analyses import journeys, positions, reuse
from ecosystem.asking import answer, question_of
from ecosystem.config import Settings
from ecosystem.full_graph import full_graph
from ecosystem.pipeline import import_paths
from ecosystem.projection import neighbours
from ecosystem.store import Reader, open_store

BOROUGH = Path(__file__).parents[3] / "examples" / "borough"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    settings = Settings(data=tmp_path_factory.mktemp("questions") / "data")
    store = open_store(settings)
    import_paths(settings, store, [BOROUGH], None, lambda _step: None)
    yield store.read()
    store.close()


@pytest.fixture(scope="module")
def graph(reader: Reader) -> Graph:
    return full_graph(reader)


def asked(reader: Reader, question: str, **values: str) -> list[dict[str, str]]:
    found = answer(reader.select, question_of(question), values)
    names = [name for name, _ in found.question.columns]
    return [dict(zip(names, (value.text for value in row), strict=True)) for row in found.rows]


def test_the_handovers_not_agreed_are_those_of_question_i5(reader: Reader, graph: Graph) -> None:
    ours = Counter(
        (row["service"], row["handover"])
        for row in journeys.run(graph).tables["steps"]
        if row["next"] and row["handover"] != "agreed"
    )
    names = {"not agreed": "not agreed", "not known": "not recorded"}
    theirs = Counter(
        (row["from"], names[row["agreement"]]) for row in asked(reader, "I5") if row["agreement"] != "agreed"
    )
    assert ours == theirs
    assert sum(ours.values()) == journeys.run(graph).counts["handover-not-agreed"] == 6


def test_everybody_who_tells_it_again_stands_in_question_i5(reader: Reader, graph: Graph) -> None:
    broken = {
        row["to"] for row in asked(reader, "I5") if row["data"] != "shared" and row["provider"] == "different"
    }
    again = [finding for finding in journeys.run(graph).findings if finding.kind == "told-again"]
    assert len(again) == 2
    for finding in again:
        assert broken & set(finding.involves)


def test_life_events_without_a_joint_journey_are_those_of_question_i6(reader: Reader, graph: Graph) -> None:
    said = [text for text in journeys.run(graph).statements if text.startswith("For “")]
    theirs = asked(reader, "I6")
    assert len(said) == len(theirs)
    for row in theirs:
        assert any(f"“{row['eventLabel']}”, {row['organisations']} organisations" in text for text in said)


def test_what_was_built_more_than_once_is_what_question_i7_lists(reader: Reader, graph: Graph) -> None:
    found = [item for item in reuse.run(graph).findings if item.kind == "built-more-than-once"]
    ours = {(item.coordinates[0][1], iri) for item in found for iri in item.involves if "/solution/" in iri}
    assert ours == {(row["capability"], row["solution"]) for row in asked(reader, "I7")}
    assert len(ours) == 12


def test_what_can_be_had_nationally_and_its_users_are_those_of_question_i8(
    reader: Reader, graph: Graph
) -> None:
    said = [text for text in reuse.run(graph).statements if "in the whole country" in text]
    rows = asked(reader, "I8")
    assert len(said) == len({row["solution"] for row in rows}) == 2
    for row in rows:
        (text,) = (text for text in said if text.startswith(f"“{row['solutionLabel']}”"))
        assert row["organisationLabel"] in text


def test_insights_shared_at_events_and_not_taken_up_are_those_of_question_i4(
    reader: Reader, graph: Graph
) -> None:
    silent = {item.involves for item in reuse.run(graph).findings if item.kind == "insight-not-taken-up"}
    ours = {
        iri
        for involved in silent
        for iri in involved
        if "/insight/" in iri and neighbours(graph, iri, "sharedAt")
    }
    assert ours == {row["insight"] for row in asked(reader, "I4") if not row["organisation"]}
    assert len(ours) == 3


def test_what_runs_in_another_sector_is_offered_by_question_i3(reader: Reader, graph: Graph) -> None:
    offers = [item for item in reuse.run(graph).findings if item.kind == "running-elsewhere"]
    assert offers
    for offer in offers:
        (solution,) = (iri for iri in offer.involves if "/solution/" in iri)
        (effort,) = {iri for iri in offer.involves if "act-" in iri} - {part.iri for part in offer.parts}
        for outcome in (iri for _, iri in offer.coordinates):
            if "another sector" in offer.why or "other sectors" in offer.why:
                (sector, *_) = neighbours(graph, neighbours(graph, effort, "deliveredBy")[0], "sector")
                rows = asked(reader, "I3", sector=sector, outcome=outcome)
                assert solution in {row["solution"] for row in rows}


def test_stances_are_those_that_question_i1_counts(reader: Reader, graph: Graph) -> None:
    rows = {row["id"]: row for row in positions.run(graph).tables["positions"]}
    theirs = [row for row in asked(reader, "I1") if row["stance"]]
    assert len({row["position"] for row in theirs}) >= 3
    for row in theirs:
        assert rows[row["position"]][row["stance"]] == int(row["organisations"])
        if row["stance"] == "supports":
            assert rows[row["position"]]["sectors_in_support"] == int(row["sectors"])


def test_objectives_without_a_position_are_those_of_question_i2(reader: Reader, graph: Graph) -> None:
    (said,) = (text for text in positions.run(graph).statements if text.startswith("No position"))
    theirs = asked(reader, "I2")
    assert f"on {len(theirs)} objectives" in said
    for row in theirs:
        assert f"“{row['objectiveLabel']}” ({row['organisations']})" in said
