"""Pairs of organisations for scoring from outside: fixed columns, best first, a finding only where q allows."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_places import imported

from ecosystem.config import Settings
from ecosystem.exporters import EXPORTERS
from ecosystem.store import Store


def sheets() -> dict[str, str]:
    """o00 and o01 share eight outcomes of 40; the others have four each, o18 one; o19 has the name of o02."""
    names = [f"Body {place:02}" for place in range(19)] + ["BODY 02 Ltd"]
    chance = random.Random(1)  # noqa: S311
    aims = [sorted(chance.sample(range(32), 4)) for _ in names]
    aims[0] = aims[1] = list(range(32, 40))
    aims[18] = aims[2][:1]
    outcomes = [f"t{at},Outcome {at},{'g1' if at < 20 else 'g2'}" for at in range(40)]
    activities = [
        f"a{place}-{at},Work {place} {at},service,o{place:02},t{at}"
        for place, own in enumerate(aims)
        for at in own
    ]
    return {
        "Organisations": "\n".join(
            ["ID,Name,Sector", *(f"o{at:02},{name},VC" for at, name in enumerate(names))]
        ),
        "Objectives": "ID,Name\ng1,Well\ng2,Warm\n",
        "Outcomes": "\n".join(["ID,Name,Objectives", *outcomes]),
        "Activities": "\n".join(["ID,Name,Kind,Delivered by,Outcomes", *activities]),
    }


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Iterator[Store]:
    with imported(settings, tmp_path / "vale", sheets()) as store:
        yield store


def exported(store: Store) -> list[dict[str, str]]:
    stream = io.BytesIO()
    EXPORTERS["alignment"].write(store.read(), stream)
    reader = csv.DictReader(io.StringIO(stream.getvalue().decode(), newline=""))
    assert reader.fieldnames == ["id_a", "id_b", "score", "kind", "q"]
    return list(reader)


def test_a_planted_pair_comes_first_with_its_q_and_others_are_no_findings(store: Store) -> None:
    first, *rest = exported(store)
    assert (first["id_a"], first["id_b"], first["kind"]) == ("o00", "o01", "aligned-beyond-chance")
    assert float(first["q"]) <= 0.05
    assert {row["kind"] for row in rest} == {"aligned-only", "nearly-the-same-outcome", "same-record"}
    assert all(float(row["q"]) > 0.05 for row in rest if row["q"])


def test_each_pair_stands_once_best_score_first_and_one_record_read_twice_last(store: Store) -> None:
    rows = exported(store)
    scores = [float(row["score"]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    pairs = [(row["id_a"], row["id_b"]) for row in rows]
    assert len(set(pairs)) == len(pairs)
    assert all(a < b for a, b in pairs)
    assert [row["kind"] for row in rows if (row["id_a"], row["id_b"]) == ("o02", "o19")] == ["same-record"]


def test_what_is_shared_scores_above_what_is_only_near(store: Store) -> None:
    rows = exported(store)
    shared = [float(row["score"]) for row in rows if row["kind"].startswith("aligned")]
    near = [float(row["score"]) for row in rows if row["kind"] == "nearly-the-same-outcome"]
    assert min(shared) >= 1 > max(near) > 0


def test_a_pair_too_small_to_be_tested_is_listed_without_a_q(store: Store) -> None:
    untested = [row for row in exported(store) if "o18" in (row["id_a"], row["id_b"])]
    assert untested
    assert {(row["kind"], row["q"]) for row in untested} == {("aligned-only", "")}
