"""The invented map holds work for every analysis, is the same every time, and promises that are missed are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import whole
from benchmarks.efforts import graph
from benchmarks.whole import Measured, each, late, missed, together
from ecosystem.analyses import ANALYSES
from ecosystem.kinds import KINDS

UNREAD = {
    "amount-report",
    "ecosystem",
    "theme",
    "capability",
    "indicator",
    "measurement",
    "target",
    "service",
    "activity",
    "decision",
}
"""Kinds that no analysis asks for by themselves, or whose part shipped concepts and programmes play in the map."""


def test_the_same_seed_gives_the_same_map() -> None:
    one, other = graph(60), graph(60)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_every_kind_that_an_analysis_reads_is_on_the_map() -> None:
    nodes = graph(200).nodes
    assert {data["kind"] for _, data in nodes(data=True)} == KINDS.keys() - UNREAD | {"concept"}
    named = {field.name for kind in KINDS.values() for field in kind.fields}
    assert all(data["values"].keys() <= named for _, data in nodes(data=True))


def test_only_properties_of_the_ontology_join_things() -> None:
    known = {
        str(field.predicate).rpartition("#")[2].rpartition("/")[2]
        for kind in KINDS.values()
        for field in kind.fields
    }
    keys = {key for *_, key in graph(200).edges(keys=True)}
    assert keys - known == {"collaboratesWith", "pursues"}


def test_analyses_are_measured_one_by_one_and_together() -> None:
    found = list(each([ANALYSES["same-record"], ANALYSES["gaps"]], 200))
    assert [one.name for one in found] == ["same-record", "gaps"]
    total = together(found)
    assert total.findings == sum(one.findings for one in found) > 0
    assert total.clock >= max(one.clock for one in found)


def test_a_promise_missed_is_named_with_its_number() -> None:
    fine = Measured("all analyses", 170.0, 170.0, 9, 4000.0)
    assert missed(10_000, fine) == []
    assert missed(10_000, replace(fine, clock=190.0)) == ["10,000 efforts took 190 s, promised were 120 s"]
    assert missed(100_000, replace(fine, clock=890.0)) == []
    assert missed(100_000, replace(fine, mebibytes=4_200.0)) == [
        "100,000 efforts took 4,200 MiB, promised were 4,096 MiB"
    ]
    assert missed(200_000, replace(fine, clock=9_000.0)) == []
    assert late(80.0) == []
    assert late(95.0) == ["federal-programs took 95 s, promised were 60 s"]


def test_the_command_prints_a_line_for_each_and_fails_where_a_promise_is_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(whole, "ANALYSES", {"gaps": ANALYSES["gaps"]})
    whole.main(["--efforts", "50", "--map-only"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["analysis", "gaps", "all"]
    monkeypatch.setattr(whole, "PROMISED", {10_000: 0.0})
    with pytest.raises(SystemExit, match="50 efforts took"):
        whole.main(["--efforts", "50", "--map-only", "--json"])
