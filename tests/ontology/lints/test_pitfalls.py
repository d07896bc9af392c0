"""Each pitfall that a program can find is found where it is, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.lints import PITFALLS, Source, critical, pitfalls, source

HERE = Path(__file__).parent
SOUGHT = [number for number, pitfall in PITFALLS.items() if pitfall.find]


def read(name: str) -> Source:
    return source(name, (HERE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", SOUGHT)
def test_a_pitfall_is_found_in_its_fixture_and_no_other_with_it(number: str) -> None:
    found = pitfalls(read(f"{number}.ttl"))
    assert {fault.lint for fault in found} == {number}
    assert all(fault.wrong.endswith(".") and fault.fix.endswith(".") for fault in found)


def test_a_clean_ontology_has_none() -> None:
    elsewhere = {term for term in read("clean.ttl").terms if "example.org" not in term}
    assert pitfalls(read("clean.ttl"), elsewhere) == []


def test_terms_known_to_exist_elsewhere_count_as_declared() -> None:
    found = pitfalls(read("P34.ttl"))
    assert pitfalls(read("P34.ttl"), read("P34.ttl").terms) == []
    assert [fault.subject for fault in found] == ["http://example.org/parks#Park"]


def test_the_critical_ones_are_sought_or_said_not_to_be() -> None:
    assert critical() == [
        "P01", "P03", "P05", "P06", "P14", "P15", "P16", "P19", "P27", "P28", "P29", "P31", "P37", "P39", "P40",
    ]  # fmt: skip
    assert [number for number in critical() if not PITFALLS[number].find] == ["P01", "P16", "P37"]
    assert all(pitfall.find or pitfall.reason for pitfall in PITFALLS.values())
